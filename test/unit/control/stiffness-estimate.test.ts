import assert from "node:assert/strict";
import fc from "fast-check";
import { StiffnessEstimate } from "../../../src/control/stiffness-estimate.js";
import { near, nearShare } from "../../support/near.js";

const drawn = 5;
const quantumUm = 0.0233;
const converterS = 0.55;
const filterS = 0.5;
const dtS = 0.2;

/** A screw that moves at a speed for a time and then rests, and a force behind the lags that the estimate assumes. */
class Ramp {
  readonly estimate = new StiffnessEstimate(500);
  positionUm = 0;
  forceN: number;
  private halfwayN: number;
  private beforeUm = 0;
  private readonly startN: number;
  private readonly trueNPerUm: number;

  constructor(trueNPerUm: number, startN: number) {
    this.trueNPerUm = trueNPerUm;
    this.startN = startN;
    this.forceN = startN;
    this.halfwayN = startN;
    this.estimate.begin(0, startN);
  }

  private lag(atUm: number): void {
    const halfS = 0.5 * dtS;
    const now = this.startN + this.trueNPerUm * atUm;
    this.halfwayN += ((now - this.halfwayN) * halfS) / (converterS + halfS);
    this.forceN += ((this.halfwayN - this.forceN) * halfS) / (filterS + halfS);
  }

  run(forS: number, speedUmPerS: number): void {
    for (let i = 0; i < forS / dtS - 1e-9; i += 1) {
      this.beforeUm = this.positionUm;
      this.positionUm += speedUmPerS * dtS;
      // What is measured is half a decision old.
      this.lag(this.beforeUm);
      this.lag(0.5 * (this.beforeUm + this.positionUm));
      this.estimate.step(
        this.positionUm,
        this.forceN,
        drawn,
        0.004,
        quantumUm,
        dtS,
        converterS,
        filterS,
      );
    }
  }
}

describe("stiffness felt in a ramp", () => {
  it("is the drawing's until something was felt", () => {
    const ramp = new Ramp(10, 196);
    assert.deepEqual([ramp.estimate.scale, ramp.estimate.trusted], [1, false]);
    ramp.run(60, 0);
    assert.deepEqual([ramp.estimate.scale, ramp.estimate.trusted], [1, false]);
  });

  it("is exact within a steady ramp and at its end, whether the drawing was too high or too low", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        fc.constantFrom(1, -1),
        fc.double({ min: 0.2, max: 2, noNaN: true }),
        (factor, direction, speed) => {
          const ramp = new Ramp(factor * drawn, 250);
          ramp.run(10, direction * speed);
          ramp.run(10, 0);
          nearShare(ramp.estimate.scale, factor, 1e-9);
          assert.equal(ramp.estimate.trusted, true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("is told from one step of a third of 0.1 MPa, once that has come through the lags", () => {
    const ramp = new Ramp(15, 196);
    ramp.run(0.4, 1.3); // 0.52 um: 2.6 N by the drawing, 7.8 N in truth
    assert.equal(ramp.estimate.windows, 0);
    ramp.run(3, 0);
    nearShare(ramp.estimate.scale, 3, 1e-9);
  });

  it("needs a second window that agrees while the contact is light: below 5 % of the cell's capacity", () => {
    const ramp = new Ramp(10, 5);
    ramp.run(2, 0.5);
    ramp.run(4, 0);
    assert.deepEqual([ramp.estimate.windows, ramp.estimate.trusted], [1, false]);
    ramp.run(2, 0.5);
    ramp.run(4, 0);
    assert.equal(ramp.estimate.trusted, true);
    near(ramp.estimate.scale, 2, 1e-9);
  });

  it("learns nothing from lost motion, nor from a force that comes without motion", () => {
    const ramp = new Ramp(0, 196);
    ramp.estimate.mute();
    ramp.run(1, 5); // lash: the force does not move
    ramp.run(3, 0);
    assert.equal(ramp.estimate.windows, 0);
    const pushed = new Ramp(5, 196);
    for (let i = 0; i < 50; i += 1)
      pushed.estimate.step(0, 196 + i, drawn, 0.004, quantumUm, dtS, converterS, filterS);
    assert.equal(pushed.estimate.windows, 0);
  });

  it("does not believe a train that answers the wrong way or not at all", () => {
    for (const trueNPerUm of [-5, 0, 200]) {
      const ramp = new Ramp(trueNPerUm, 250);
      ramp.run(20, 0.5);
      assert.deepEqual([ramp.estimate.scale, ramp.estimate.windows], [1, 0]);
    }
  });

  it("knows of a flank that was met how far the screw is beyond it, rather by half a decision too far than too little", () => {
    // Behind 0.1 s of delay, a lag of 0.25 s and a low-pass of 0.5 s; 0.09 um are what six sigma of a hard train are worth.
    const [lagS, backUm, directions] = [0.25, 0.09, [1, -1]] as const;
    for (const v of [0.05, 0.3, 2, 40])
      for (const direction of directions) {
        const beyondUm = v * shownAfterS(v, backUm, lagS);
        const estimate = new StiffnessEstimate(500);
        const found = estimate.meet(7, 196, direction, v, backUm, lagS, filterS);
        // Half a decision is granted, and a step and a half of 0.05 s in which the flank is looked for.
        assert.ok(found >= beyondUm, `${found} for ${beyondUm} um`);
        assert.ok(found <= beyondUm + (0.1 + 0.075) * v, `${found} for ${beyondUm} um`);
        near(estimate.underWayUm(7), direction * (found - backUm), 1e-12);
      }
  });

  it("takes a force that answers a screw at rest for all of the way beyond the flank", () => {
    const estimate = new StiffnessEstimate(500);
    near(estimate.meet(7, 196, -1, 0, 0.09, 0.25, filterS), 0.09, 1e-12);
    near(estimate.underWayUm(7), 0, 1e-12);
  });
});

/** When a motion at `v` shows `backUm` behind 0.1 s of delay and two lags, s. */
function shownAfterS(v: number, backUm: number, lagS: number): number {
  const stepS = 0.0005;
  let [atS, halfwayUm, seenUm] = [0, 0, 0];
  for (; seenUm < backUm; atS += stepS) {
    halfwayUm += ((v * Math.max(0, atS - 0.1) - halfwayUm) * stepS) / lagS;
    seenUm += ((halfwayUm - seenUm) * stepS) / filterS;
  }
  return atS;
}
