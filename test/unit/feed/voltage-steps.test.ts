import assert from "node:assert/strict";
import { VoltageSteps } from "../../../src/feed/voltage-steps.js";
import { near } from "../../support/near.js";

/** A look at each of these; the steps that were told, with their times. */
function stepsOf(volts: readonly number[]): { s: number; stepV: number }[] {
  const steps = new VoltageSteps();
  const told: { s: number; stepV: number }[] = [];
  volts.forEach((v, s) => {
    if (steps.look(v)) told.push({ s, stepV: steps.stepV });
  });
  return told;
}

const course = (length: number, volts: (s: number) => number) =>
  Array.from({ length }, (_, s) => volts(s));

describe("steps of the cell voltage", () => {
  it("tells the height of a reversal at 0.2 mA/cm2, one look after it", () => {
    // 2 x 0.2 mA/cm2 x 111 ohm cm2 = 44.4 mV; the course itself rises by 16 uV/s.
    const told = stepsOf(course(60, (s) => 3.9 + 16e-6 * s - (s >= 30 ? 0.0444 : 0)));
    assert.equal(told.length, 1);
    assert.equal(told[0]?.s, 31);
    near(told[0]?.stepV ?? 0, -0.0444, 1e-4);
  });

  it("adds both parts of a step that a conversion has seen a part of", () => {
    const told = stepsOf(course(60, (s) => 3.9 - (s < 30 ? 0 : s === 30 ? 0.02 : 0.0444)));
    assert.equal(told.length, 1);
    near(told[0]?.stepV ?? 0, -0.0444, 1e-6);
  });

  it("takes the steep end of a discharge for none", () => {
    // 16 mV/s, twice as steep in half a minute.
    assert.deepEqual(stepsOf(course(60, (s) => 3.5 - 0.016 * s - 0.000133 * s * s)), []);
  });

  it("tells none for what the voltage did while it was not valid", () => {
    const steps = new VoltageSteps();
    for (let s = 0; s < 5; s += 1) steps.look(3.9);
    steps.pause();
    for (let s = 0; s < 5; s += 1) {
      assert.equal(steps.look(3.5), false);
    }
  });
});
