import assert from "node:assert/strict";
import { FuzzRig } from "../../bench/fuzz/bench-rig.js";
import { targets } from "../../bench/fuzz/targets.js";
import { Prng } from "../../sim/prng.js";

const seeds = 25;

describe("broken input", () => {
  for (const [name, target] of Object.entries(targets)) {
    it(`of the kind ${name} lets nothing escape and moves nothing, in a sample of ${seeds}`, () => {
      for (let seed = 1; seed <= seeds; seed += 1) {
        const again = `npm run fuzz -- --target ${name} --seed ${seed}`;
        assert.doesNotThrow(() => target(new Prng(seed, `fuzz ${name}`)), again);
      }
    });
  }

  it("is found out by the check: a moved screw, a dead console", () => {
    const moved = new FuzzRig();
    moved.rig.anode.loop.motion.targetUm = 1;
    assert.throws(() => moved.check(), /a screw was moved/);
    const dead = new FuzzRig();
    dead.rig.console.receive = () => undefined;
    assert.throws(() => dead.check(), /gave \[\]/);
  });
});
