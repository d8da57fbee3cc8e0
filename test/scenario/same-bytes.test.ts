import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { WorldOnBench, type WorldPlan } from "../support/world-of.js";

function run(plan: WorldPlan): { hash: string; bytes: number } {
  const bench = new WorldOnBench(plan);
  bench.run(900);
  const text = bench.uart.join("");
  return { hash: createHash("sha256").update(text, "latin1").digest("hex"), bytes: text.length };
}

describe("the bytes on the serial line", () => {
  it("are the same for the same seed", () => {
    const first = run({ seed: 5 });
    // 900 rows of more than 80 bytes.
    assert.ok(first.bytes > 72_000, `${first.bytes}`);
    assert.deepEqual(run({ seed: 5 }), first);
  });

  it("are the same when another world ran in between and beside: nothing is shared", () => {
    const alone = run({ seed: 5 });
    const bench = new WorldOnBench({ seed: 5 });
    const beside = new WorldOnBench({ seed: 6, rig: "hard" });
    for (let s = 0; s < 900; s += 1) {
      bench.run(1);
      beside.run(1);
    }
    const hash = createHash("sha256").update(bench.uart.join(""), "latin1").digest("hex");
    assert.equal(hash, alone.hash);
  });

  it("differ from seed to seed, and from rig to rig", () => {
    const hashes = [
      run({ seed: 5 }),
      run({ seed: 6 }),
      run({ seed: 5, rig: "hard" }),
      run({ seed: 5, rig: "direct" }),
    ].map(({ hash }) => hash);
    assert.equal(new Set(hashes).size, 4);
  });
});
