import assert from "node:assert/strict";
import { WorldOnBench } from "../support/world-of.js";

// Issue of the laboratory: a cell is taken out and another put in, without a wrench and without a kick.

const held = {
  name: "held",
  steps: [
    { approach: { touch: "5 N" } },
    { ramp: { anode: { to: "1 MPa" }, cathode: { to: "0.2 MPa" } } },
    { hold: { anode: "1 MPa", cathode: "0.2 MPa" }, until: { after: "30 s" } },
  ],
};

describe("the exchange of a cell", () => {
  for (const [rig, seed] of [
    ["reference", 51],
    ["hard", 52],
    ["bare-cathode", 53],
    ["direct", 54],
  ] as const) {
    it(`${rig}: park leaves no force and millimetres of room; a jog back stops within 3 % of full scale`, () => {
      const bench = new WorldOnBench({ rig, seed, programme: held });
      const { world } = bench;
      bench.runUntil(() => world.ended, 900);
      for (const channel of [1, 2]) world.simulated.uart.hostSend(`OUTP${channel}:PARK\n`);
      bench.runUntil(() => world.rig.anode.mode === "off" && world.rig.cathode.mode === "off", 900);
      assert.deepEqual(world.faults, []);
      const sides = ["anode", "cathode"] as const;
      const parkedUm = sides.map((side) => world.truth[side].nutUm);
      for (const side of sides) assert.equal(world.truth[side].forceN, 0);
      world.simulated.uart.hostSend("CELL:NEW;:OUTP1:JOG 6 MM;:OUTP2:JOG 6 MM\n");
      bench.runUntil(() => world.rig.anode.mode === "jog", 2);
      const worst = { anode: 0, cathode: 0 };
      bench.runUntil(() => {
        for (const side of sides) worst[side] = Math.max(worst[side], world.truth[side].forceN);
        return world.rig.anode.mode === "off" && world.rig.cathode.mode === "off";
      }, 3000);
      assert.deepEqual(world.faults, []);
      sides.forEach((side, i) => {
        const { capacity } = world.rig.settings[side].loadCell;
        assert.ok(world.truth[side].nutUm - (parkedUm[i] as number) > 4500, "no room was made");
        // 1 N of contact, and 1 % of full scale with a stiffness that is up to three times the nameplate's.
        assert.ok(worst[side] > 0.5, `${side} never touched`);
        assert.ok(worst[side] <= 1.5 + 0.03 * capacity, `${worst[side]} N on the ${side}`);
      });
    });
  }
});
