import assert from "node:assert/strict";
import { needXs } from "./gate.js";
import { type RigWeight, weighRig, weightLimits } from "./weigh.js";

describe("what the firmware costs on XS", () => {
  let weight: RigWeight;

  before(async function () {
    needXs(this);
    weight = await weighRig();
    for (const [name, value] of Object.entries(weight)) console.log(`    ${name} ${round(value)}`);
  });

  for (const [name, limit] of Object.entries(weightLimits)) {
    it(`${name} is at most ${limit}`, () => {
      const value = weight[name as keyof RigWeight];
      assert.ok(value <= limit, `${value}`);
    });
  }

  it("repeats exactly", async () => {
    assert.deepEqual(await weighRig(), weight);
  });
});

const round = (value: number) => Math.round(value * 10) / 10;
