import assert from "node:assert/strict";
import { makeAdcReading } from "../../../../hal/load-cell-adc.js";
import { PlantAdc } from "../../../../host/cosim/plant-adc.js";

describe("the converter of a plant", () => {
  it("gives the code of a line once, at the instant of the line", () => {
    const adc = new PlantAdc();
    const into = makeAdcReading();
    assert.equal(adc.read(into), "none");
    adc.take(-987, 12300000);
    assert.equal(adc.read(into), "sample");
    assert.deepEqual([into.counts, into.at], [-987, 12300000]);
    assert.equal(adc.read(into), "none");
  });

  it("gives nothing when a line had no code, whatever nobody read before", () => {
    const adc = new PlantAdc();
    adc.take(5, 1);
    adc.take(undefined, 2);
    assert.equal(adc.read(makeAdcReading()), "none");
  });
});
