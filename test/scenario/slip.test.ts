import assert from "node:assert/strict";
import { WorldOnBench } from "../support/world-of.js";

// Physics 3.4: 2.5 / 0.2 MPa need 3.2 MPa of wall shear on 1.7 mm in a 10 mm die. A wall that has less lets the pellet go
// while the anode is being loaded: (4 x 1.7 / 10) (2 + 0.12 x 0.9) = 1.43 MPa with 2 MPa.

const loading = {
  name: "loading",
  steps: [
    { approach: { touch: "5 N" } },
    { ramp: { cathode: { to: "0.2 MPa" }, anode: { to: "2.5 MPa" } } },
    { hold: { anode: "2.5 MPa", cathode: "0.2 MPa" } },
  ],
};

describe("a pellet that slips", () => {
  for (const rig of ["reference", "hard", "bare-cathode"]) {
    it(`on ${rig} is called by name within two seconds; the anode stands and the cathode is held`, () => {
      const bench = new WorldOnBench({
        rig,
        rigChange: { mould: { wallShear: "2 MPa" } },
        programme: loading,
      });
      const { world } = bench;
      bench.runUntil(({ truth }) => truth.slipping, 400);
      const slipsAtS = world.atS;
      bench.runUntil(({ faults }) => faults.length > 0, 10);
      assert.ok(world.atS - slipsAtS <= 2.05, `${world.atS - slipsAtS} s`);
      bench.run(60);
      assert.deepEqual(
        world.faults.map(({ name, side }) => `${name} ${side}`),
        ["slip anode"],
      );
      assert.equal(world.rig.programme.running, false);
      assert.equal(world.rig.anode.mode, "gap");
      assert.equal(world.rig.cathode.mode, "hold");
      assert.ok(Math.abs(world.rig.cathode.pressureKPa - 200) <= 2);
      const slippedUm = world.simulated.press.wall.slipTravelUm;
      bench.run(120);
      assert.ok(world.simulated.press.wall.slipTravelUm - slippedUm < 1, "it goes on");
    });
  }

  it("goes on with less difference once the fault is cleared", () => {
    const bench = new WorldOnBench({
      rigChange: { mould: { wallShear: "2 MPa" } },
      programme: loading,
    });
    const { world } = bench;
    bench.runUntil(({ faults }) => faults.length > 0, 400);
    bench.run(30);
    bench.send("FAUL:CLE\nPRES1 1 MPA;PRES2 0.2 MPA;OUTP1 ON\n");
    bench.run(300);
    assert.equal(world.rig.guard.log.count, 0);
    assert.ok(Math.abs(world.rig.anode.pressureKPa - 1000) <= 5);
    assert.ok(Math.abs(world.rig.cathode.pressureKPa - 200) <= 1);
  });

  for (const rig of ["reference", "hard"]) {
    it(`is not seen where there is none: on ${rig} the room becomes 5 K warmer and lithium grows fast`, () => {
      const bench = new WorldOnBench({
        rig,
        programme: loading,
        scenarioChange: {
          cycler: { current: "2 mA/cm2" },
          faults: [{ at: "500 s", name: "roomStep" }],
        },
      });
      bench.run(4000);
      assert.deepEqual(bench.world.faults, []);
      assert.equal(bench.world.simulated.press.wall.slipTravelUm, 0);
    });
  }
});
