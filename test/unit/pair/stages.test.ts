import assert from "node:assert/strict";
import fc from "fast-check";
import { anodeMoves, Stages } from "../../../src/pair/stages.js";
import { type Bearing, slips } from "../../../src/pair/wall.js";

type Pair = readonly [anode: number, cathode: number];

/** Every pair on the way, the first one apart. */
function way(from: Pair, to: Pair, wall?: Bearing): Pair[] {
  const stages = new Stages(wall);
  let [anode, cathode] = from;
  const pairs: Pair[] = [];
  stages.begin(anode, cathode, to[0], to[1]);
  while (stages.next(anode, cathode)) {
    if (stages.side === anodeMoves) anode = stages.toKPa;
    else cathode = stages.toKPa;
    pairs.push([anode, cathode]);
    assert.ok(pairs.length < 1000, "no end");
  }
  return pairs;
}

const difference = ([anode, cathode]: Pair) => Math.abs(anode - cathode);

describe("stages of loading", () => {
  it("bring the cathode to its pressure first and then the anode, the paper's pair in one stage each", () => {
    assert.deepEqual(way([64, 64], [2500, 200]), [
      [64, 200],
      [2500, 200],
    ]);
  });

  it("let the anode go first on the way back", () => {
    assert.deepEqual(way([2500, 200], [0, 0]), [
      [0, 200],
      [0, 0],
    ]);
  });

  it("take a symmetric pair up in turns, never more than 500 kPa apart while the wall is not known", () => {
    const pairs = way([0, 0], [2500, 2500]);
    // 0.5 / 0, 0.5 / 1 ... alternately: the cathode 500, the anode 1000, the cathode 1500, 2000, 2500, 2500
    assert.deepEqual(pairs, [
      [0, 500],
      [1000, 500],
      [1000, 1500],
      [2000, 1500],
      [2000, 2500],
      [2500, 2500],
    ]);
  });

  it("go by what a known wall bears: 0.8 of it where both pressures are nil", () => {
    // tau_0 0.2 MPa on 1.7 mm: 0.68 x 200 = 136 kPa, of which 109
    const pairs = way([0, 0], [300, 300], { baseKPa: 136, share: 0 });
    assert.ok(Math.max(...pairs.map(difference)) <= 108.8 + 1e-9);
  });

  it("move one side alone when the other stays", () => {
    assert.deepEqual(way([2500, 200], [2500, 300]), [[2500, 300]]);
    assert.deepEqual(way([2500, 200], [2000, 200]), [[2000, 200]]);
    assert.deepEqual(way([2500, 200], [2500, 200]), []);
  });

  const pressure = fc.double({ min: 0, max: 12000, noNaN: true });
  const pair = fc.tuple(pressure, pressure);

  it("end where they should, go no side back, and keep within the ends or 500 kPa", () => {
    fc.assert(
      fc.property(pair, pair, (from, to) => {
        const pairs = way(from, to);
        const most = Math.max(difference(from), difference(to), 500);
        let [anode, cathode] = from;
        for (const next of pairs) {
          assert.ok(difference(next) <= most + 1e-6);
          assert.ok((next[0] - anode) * (to[0] - from[0]) >= 0);
          assert.ok((next[1] - cathode) * (to[1] - from[1]) >= 0);
          [anode, cathode] = next;
        }
        assert.deepEqual([anode, cathode], to);
      }),
    );
  });

  it("never slip between two pairs that a known wall bears", () => {
    fc.assert(
      fc.property(
        pair,
        pair,
        fc.double({ min: 50, max: 8000, noNaN: true }),
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        (from, to, baseKPa, share) => {
          const wall = { baseKPa, share };
          fc.pre(!slips(wall, ...from) && !slips(wall, ...to));
          for (const between of way(from, to, wall)) assert.equal(slips(wall, ...between), false);
        },
      ),
    );
  });

  it("show a pair that the wall does not bear in place of stopping short of it", () => {
    const pairs = way([0, 0], [10000, 200], { baseKPa: 3400, share: 0.08 });
    assert.deepEqual(pairs.at(-1), [10000, 200]);
  });
});
