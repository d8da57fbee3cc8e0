import assert from "node:assert/strict";
import { Prng } from "../../../../sim/prng.js";
import { VoltageAdc } from "../../../../sim/sensors/voltage-adc.js";
import type { JsonObject } from "../../../../src/document/table.js";
import { near, nearShare } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

const adcWith = (change: JsonObject = {}) => {
  const { cellVoltage } = rigWith("reference", { cellVoltage: change });
  const adc = new VoltageAdc(cellVoltage, new Prng(5, "v"));
  adc.start();
  return adc;
};

const convertAll = (adc: VoltageAdc, volts: number, seconds: number) => {
  const values: number[] = [];
  adc.begin(seconds);
  while (adc.convert(volts)) values.push(adc.volts);
  return values;
};

describe("the cell-voltage channel", () => {
  it("reads in steps of 0.25 mV with its own gain error", () => {
    // 8.192 V / 32768 = 0.25 mV
    const [volts = NaN] = convertAll(adcWith({ noise: "0 V", gainError: 0.0005 }), 4.3, 0.3);
    near(volts, 4.3 * 1.0005, 0.000126);
    near((volts / 0.00025) % 1, 0, 1e-9);
  });

  it("has the noise that it is given, eight times a second", () => {
    const values = convertAll(adcWith({ noise: "5 mV", gainError: 0 }), 3.7, 1000);
    assert.ok(Math.abs(values.length - 8000) <= 2);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const square = values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / values.length;
    near(mean, 3.7, 2e-4);
    nearShare(Math.sqrt(square), 0.005, 0.03);
  });

  it("clips at full scale: a channel of 4.096 V cannot tell 4.3 V", () => {
    const adc = adcWith({ fullScale: "4.096 V" });
    for (const volts of convertAll(adc, 4.3, 10)) assert.equal(volts, adc.highestVolts);
    near(adc.highestVolts, 4.096 - 4.096 / 32768, 1e-12);
    assert.equal(adc.clipped, true);
    convertAll(adc, 4, 1);
    assert.equal(adc.clipped, false);
    convertAll(adc, -5, 1);
    assert.equal(adc.clipped, true);
  });

  it("converts once when told so, a period later, and then stands still", () => {
    const adc = adcWith({ rate: "8 Hz" });
    adc.startOne();
    assert.equal(adc.converting, true);
    assert.equal(convertAll(adc, 3, 0.124).length, 0);
    assert.equal(convertAll(adc, 3, 0.002).length, 1);
    assert.equal(adc.converting, false);
    assert.equal(convertAll(adc, 3, 10).length, 0);
    adc.startOne();
    adc.stop();
    assert.equal(convertAll(adc, 3, 10).length, 0);
  });

  it("takes another rate and another range, on a clock that may be wrong", () => {
    const adc = adcWith({ noise: "0 V", gainError: 0 });
    adc.select(128, 12.288);
    adc.clockError = -0.1;
    assert.equal(adc.clockError, -0.1);
    adc.start();
    const values = convertAll(adc, 6, 10);
    near(values.length, 1152, 2); // 128 x 0.9 x 10 s
    assert.equal(values[0], 6); // 16,000 steps of 0.375 mV
  });
});
