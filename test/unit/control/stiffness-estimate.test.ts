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
  private readonly startN: number;
  private readonly trueNPerUm: number;

  constructor(trueNPerUm: number, startN: number) {
    this.trueNPerUm = trueNPerUm;
    this.startN = startN;
    this.forceN = startN;
    this.halfwayN = startN;
    this.estimate.begin(0, startN);
  }

  run(forS: number, speedUmPerS: number): void {
    for (let i = 0; i < forS / dtS - 1e-9; i += 1) {
      // A decision of the converter's 0.55 s is sheer delay, the other 0.35 s a low-pass; the filter takes two conversions meanwhile.
      const before = this.halfwayN;
      const enteredN = this.startN + this.trueNPerUm * this.positionUm;
      this.halfwayN += ((enteredN - before) * dtS) / converterS;
      this.positionUm += speedUmPerS * dtS;
      for (const halfway of [0.5 * (before + this.halfwayN), this.halfwayN])
        this.forceN += ((halfway - this.forceN) * 0.1) / (filterS + 0.1);
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

  it("believes in nothing softer than 0.4 of its drawing while the contact is light: lost motion looks like that", () => {
    const scaleFrom = (startN: number) => {
      const ramp = new Ramp(0.25 * drawn, startN);
      ramp.run(4, 1);
      ramp.run(4, 0);
      assert.ok(ramp.estimate.windows > 0);
      return ramp.estimate.scale;
    };
    near(scaleFrom(5), 0.4, 1e-9);
    // 5 % of 500 N are 25 N: at 30 N there is no lash left in it.
    near(scaleFrom(30), 0.25, 1e-9);
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

  it("knows of a flank that was met how far the screw is beyond it, and what of that is under way", () => {
    // Behind 0.3 s of delay and a low-pass of 0.5 s: after t the force shows v (t - T (1 - exp(-t / T))) of the way.
    const lagS = 0.3;
    for (const [v, direction] of [0.05, 2, 40].flatMap((v) => [1, -1].map((d) => [v, d] as const)))
      for (const t of [0.1, 0.2, 0.4, 1]) {
        const backUm = v * (t - filterS * (1 - Math.exp(-t / filterS)));
        const beyondUm = v * (t + lagS);
        const atUm = 7 + direction * beyondUm;
        const estimate = new StiffnessEstimate(500);
        const found = estimate.meet(atUm, 196, direction, v, backUm, dtS, lagS, filterS);
        near(found, beyondUm, 0.1 * beyondUm);
        near(direction * estimate.underWayUm(atUm), found - backUm, 1e-9);
        // Of a screw that rests from there on it comes out, all but exp(-3.2 / 0.5) of it.
        for (let i = 0; i < 16; i += 1)
          estimate.step(atUm, 196, drawn, 0.004, quantumUm, dtS, lagS, filterS);
        near(estimate.underWayUm(atUm), 0, 0.01 * beyondUm);
      }
  });

  it("takes a force that answers a screw at rest for all of the way beyond the flank", () => {
    const estimate = new StiffnessEstimate(500);
    near(estimate.meet(7, 196, -1, 0, 0.09, dtS, 0.25, filterS), 0.09, 1e-12);
    near(estimate.underWayUm(7), 0, 1e-12);
  });
});
