import assert from "node:assert/strict";
import { RigOnForeignPlant } from "../../support/rig-on-foreign-plant.js";
import { programmeOf } from "../../support/world-of.js";

const pressures = { anode: "1 MPa", cathode: "0.15 MPa" };
const after = [{ ramp: pressures }, { hold: pressures, until: { after: "1 h" } }];

function started(identify: Record<string, string>): RigOnForeignPlant {
  // The drawing is three times too soft.
  const bench = new RigOnForeignPlant({ anode: { trainNPerUm: 0.6 } });
  bench.run(2);
  const steps = [{ approach: { touch: "5 N" } }, { identify }, ...after];
  bench.rig.start(programmeOf({ name: "identified", steps }));
  return bench;
}

describe("the programme step identify", () => {
  it("measures up to the pressures of the next step, and the programme goes on with what it found", () => {
    const bench = started({});
    assert.ok(bench.runUntil(() => bench.rig.programme.holding, 1200));
    assert.deepEqual(bench.latched, []);
    const { anode, cathode } = bench.rig.identifier.identity ?? {};
    // 1 MPa are 78.5 N and 0.15 MPa 11.8 N; the loads are a few steps below.
    assert.ok((anode?.toN ?? 0) > 66 && (anode?.toN ?? 0) < 79, `${anode?.toN}`);
    assert.ok((cathode?.toN ?? 0) > 8 && (cathode?.toN ?? 0) < 12.5, `${cathode?.toN}`);
    assert.ok(Math.abs((anode?.stiffnessNPerUm ?? 0) - 0.6) < 0.03);
    assert.ok(Math.abs(bench.rig.anode.pressureKPa - 1000) < 11);
  });

  it("measures up to its own pressures where it has some", () => {
    const bench = started({ anode: "0.5 MPa", cathode: "0.1 MPa" });
    assert.ok(bench.runUntil(() => bench.rig.identifier.identity !== undefined, 1200));
    const { anode, cathode } = bench.rig.identifier.identity ?? {};
    assert.ok((anode?.toN ?? 0) < 39.5 && (cathode?.toN ?? 0) < 8.5);
  });

  it("ends the programme when the rig is refused", () => {
    const bench = new RigOnForeignPlant({ anode: { lashUm: 150 } });
    bench.run(2);
    bench.rig.start(programmeOf({ name: "loose", steps: [{ identify: {} }, ...after] }));
    assert.ok(bench.runUntil(() => bench.latched.length > 0, 1200));
    assert.deepEqual(bench.latched, ["lashImplausible anode"]);
    assert.deepEqual([bench.rig.programme.state, bench.rig.mode], ["stopped", "gap"]);
  });
});
