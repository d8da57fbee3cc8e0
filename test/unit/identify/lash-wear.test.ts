import assert from "node:assert/strict";
import { LashWear } from "../../../src/identify/lash-wear.js";
import { near } from "../../support/near.js";

/** 5.0 um, known to a tenth, as identifications know it. */
const measured = { lashUm: 5, lashSigmaUm: 0.5 };

/** What crossings go by after so many of them have felt this much, 0.4 of each taken in. */
function felt(wear: LashWear, um: (n: number) => number, crossings: number, fromUm: number) {
  let lashUm = fromUm;
  for (let n = 0; n < crossings; n += 1) {
    lashUm += 0.4 * (um(n) - lashUm);
    wear.look(lashUm);
    // Once a second: nothing has been felt meanwhile.
    wear.look(lashUm);
  }
  return lashUm;
}

/** Crossings that scatter by 15 %. */
const about = (um: number) => (n: number) => um * (n % 2 === 0 ? 1.15 : 0.85);

describe("wear of a drive that was identified", () => {
  it("is none while crossings feel what was measured, however many", () => {
    const wear = new LashWear(measured, true);
    assert.equal(wear.grown, false);
    felt(wear, about(5), 500, 5);
    assert.equal(wear.crossings, 500);
    assert.equal(wear.grown, false);
  });

  it("is told of when the lash is half as much again, some ten crossings after", () => {
    const wear = new LashWear(measured, true);
    const lashUm = felt(wear, about(5), 20, 5);
    let crossings = 0;
    let last = lashUm;
    while (!wear.grown && crossings < 100) {
      last = felt(wear, about(7.5), 1, last);
      crossings += 1;
    }
    assert.ok(crossings > 5 && crossings < 20, `${crossings}`);
  });

  it("is measured from what the first eight crossings felt: an identification may be 1.2 times off", () => {
    const wear = new LashWear({ lashUm: 6.7, lashSigmaUm: 0.65 }, true);
    const lashUm = felt(wear, () => 5.6, 8, 6.7);
    // 5.6 + 1.1 (0.6 + 0.36 + ... + 0.6^8) / 8, the mean of what is left of 6.7 in each.
    near(wear.wasUm, 5.803, 2e-3);
    felt(wear, () => 8.4, 40, lashUm);
    assert.equal(wear.grown, true);
  });

  it("but after a start from the identification alone: the drive may have worn meanwhile", () => {
    const wear = new LashWear(measured, false);
    felt(wear, about(7.5), 30, 5);
    assert.equal(wear.wasUm, 5);
    assert.equal(wear.grown, true);
  });

  it("is none when the lash is a quarter more, or has shrunk", () => {
    for (const um of [6.25, 3]) {
      const wear = new LashWear(measured, false);
      felt(wear, about(um), 200, 5);
      assert.equal(wear.grown, false, `${um}`);
    }
  });

  it("is none of a lash that is smaller than it is known", () => {
    const wear = new LashWear({ lashUm: 0.3, lashSigmaUm: 0.25 }, false);
    felt(wear, about(0.6), 200, 0.3);
    assert.equal(wear.grown, false);
  });
});
