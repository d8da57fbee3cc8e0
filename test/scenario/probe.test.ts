import assert from "node:assert/strict";
import { WorldOnBench } from "../support/world-of.js";

const programme = {
  name: "probe",
  steps: [
    { approach: {} },
    { ramp: { anode: "1.5 MPa", cathode: "0.2 MPa" } },
    { wait: { settled: "60 s" } },
    { probe: { side: "anode" } },
    { dEdP: { side: "anode", by: "0.5 MPa" } },
    { hold: {} },
  ],
};

describe("steps that measure on a simulated rig", () => {
  it("find its stiffness, and no effect on the voltage where there is none", () => {
    const bench = new WorldOnBench({ scenario: "pressure-ladder", programme, seed: 77 });
    const { rig } = bench.world;
    bench.runUntil(() => rig.programme.stepPath === "steps[4]", 900);
    const probed = rig.programme.measured ?? assert.fail();
    // Spring 0.2 N/um, the rest of the train and the contact in series, at 1500 kPa x 78.54 mm2 = 118 N.
    const { spring, train } = bench.options.rig.anode;
    const { rate } = spring ?? assert.fail();
    const contact = train.contact * Math.sqrt(1500 * 0.07854);
    const expected = 1 / (1 / rate + 1 / train.stiffness + 1 / contact);
    // What settles under a change within the 13 s of a visit (contact, pellet) makes it some percent softer, never stiffer.
    const ratio = probed.value / expected;
    assert.ok(ratio > 0.92 && ratio < 1.01, `${probed.value} N/um, ${expected}`);
    assert.ok(probed.sigma < 0.03 * expected);
    bench.runUntil(() => rig.programme.stepPath === "steps[5]", 900);
    const electric = rig.programme.measured ?? assert.fail();
    assert.equal(electric.what, "dEdP");
    assert.ok(Math.abs(electric.value) < 3 * electric.sigma, `${electric.value}`);
    assert.deepEqual(bench.world.faults, []);
  });
});
