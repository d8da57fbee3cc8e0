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
      this.positionUm += speedUmPerS * dtS;
      const now = this.startN + this.trueNPerUm * this.positionUm;
      this.halfwayN += ((now - this.halfwayN) * dtS) / (converterS + dtS);
      this.forceN += ((this.halfwayN - this.forceN) * dtS) / (filterS + dtS);
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
});
