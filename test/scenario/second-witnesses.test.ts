import assert from "node:assert/strict";
import { World } from "../../sim/world.js";
import { planned } from "../support/world-of.js";

describe("the second witnesses", () => {
  for (const rig of ["reference", "hard", "direct", "bare-cathode"]) {
    for (const seed of [1, 2]) {
      it(`know the true forces of ${rig}, seed ${seed}, within three of their uncertainties in hold`, () => {
        const world = new World(planned({ rig, seed }));
        let told = 0;
        for (let tick = 0; tick < 3 * 36000; tick += 1) {
          world.tick();
          if (tick < 6000 || tick % 600 !== 0) continue;
          world.rig.consultWitnesses();
          for (const side of ["anode", "cathode"] as const) {
            const { springWitness: spring, loadWitness: load } = world.rig[side];
            const trueN = world.truth[side].forceN;
            assert.ok(spring.valid);
            assert.ok(Math.abs(spring.forceN - trueN) <= 3 * spring.sigmaN, `${side} at ${tick}`);
            if (load.valid) {
              told += 1;
              assert.ok(Math.abs(load.forceN - trueN) <= 3 * load.sigmaN, `${side} at ${tick}`);
            }
          }
        }
        assert.ok(told > 0, "the motor told its load at least once");
      });
    }
  }
});
