import assert from "node:assert/strict";
import { WorldOnBench } from "../support/world-of.js";

// Physics 8: the wall of the mould carries the difference of the pressures, so the cathode is loaded first and the anode
// unloaded first.

const short = {
  name: "short",
  steps: [
    { approach: { touch: "5 N" } },
    { ramp: { anode: { to: "2.5 MPa", rate: "0.05 MPa/s" }, cathode: { to: "0.2 MPa" } } },
    { hold: { anode: "2.5 MPa", cathode: "0.2 MPa" }, until: { after: "60 s" } },
    { unload: {} },
  ],
};

/** 5 N on 78.54 mm2 are 63.7 kPa; a touched side stays below half as much again. */
const touchedKPa = 95;

describe("loading and unloading", () => {
  for (const rig of ["reference", "hard", "symmetric"]) {
    it(`${rig} brings the cathode to its pressure before the anode goes beyond its touch`, () => {
      const bench = new WorldOnBench({ rig, programme: short });
      bench.runUntil(({ rig: firmware }) => firmware.anode.pressureKPa > touchedKPa, 600);
      assert.ok(Math.abs(bench.world.rig.cathode.pressureKPa - 200) <= 2);
      assert.equal(bench.world.rig.programme.stepPath, "steps[1]");
    });

    it(`${rig} lets the anode go before the cathode, and ends with clearance on both`, () => {
      const bench = new WorldOnBench({ rig, programme: short });
      const { world } = bench;
      bench.runUntil(() => world.rig.programme.stepPath === "steps[3]", 900);
      const heldUm = {
        anode: world.truth.anode.nutUm,
        cathode: world.truth.cathode.nutUm,
      };
      let cathodeBelowKPa = Infinity;
      bench.runUntil(() => {
        if (world.rig.anode.mode !== "off") {
          cathodeBelowKPa = Math.min(cathodeBelowKPa, world.rig.cathode.pressureKPa);
        }
        return world.ended;
      }, 900);
      // While the anode was still being unloaded the cathode kept its pressure, to ten percent.
      assert.ok(cathodeBelowKPa > 180, `${cathodeBelowKPa} kPa`);
      assert.deepEqual(world.faults, []);
      assert.equal(world.rig.mode, "off");
      for (const side of ["anode", "cathode"] as const) {
        assert.equal(world.truth[side].forceN, 0);
        assert.ok(world.truth[side].nutUm < heldUm[side] - 150, "no clearance");
      }
    });
  }

  it("goes round: a repeated load and unload ends as the first one did", () => {
    const [approach, ramp, , unload] = short.steps;
    const bench = new WorldOnBench({
      programme: { name: "twice", steps: [{ repeat: 2, steps: [approach, ramp, unload] }] },
    });
    let loads = 0;
    let loaded = false;
    bench.runUntil(({ rig, ended }) => {
      const now = rig.anode.pressureKPa > 2000;
      if (now && !loaded) loads += 1;
      loaded = now;
      return ended;
    }, 1800);
    assert.equal(loads, 2);
    assert.deepEqual(bench.world.faults, []);
  });
});
