import assert from "node:assert/strict";
import { Prng } from "../../../../sim/prng.js";
import { VoltageAdc } from "../../../../sim/sensors/voltage-adc.js";
import type { JsonObject } from "../../../../src/document/table.js";
import { near, nearShare } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

const adcWith = (change: JsonObject = {}) =>
  new VoltageAdc(rigWith("reference", { cellVoltage: change }).cellVoltage, new Prng(5, "v"));

const convertAll = (adc: VoltageAdc, volts: number, seconds: number) => {
  const values: number[] = [];
  adc.begin(seconds);
  while (adc.convert(volts)) values.push(adc.volts);
  return values;
};

describe("the cell-voltage channel", () => {
  it("reads in steps of 0.25 mV with its own gain error", () => {
    // 8.192 V / 32768 = 0.25 mV
    const [volts = NaN] = convertAll(adcWith({ noise: "0 V", gainError: 0.0005 }), 4.3, 0.2);
    near(volts, 4.3 * 1.0005, 0.000126);
    near((volts / 0.00025) % 1, 0, 1e-9);
  });

  it("has the noise that it is given, eight times a second", () => {
    const values = convertAll(adcWith({ noise: "5 mV", gainError: 0 }), 3.7, 1000);
    assert.ok(Math.abs(values.length - 8000) <= 1);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const square = values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / values.length;
    near(mean, 3.7, 2e-4);
    nearShare(Math.sqrt(square), 0.005, 0.03);
  });

  it("clips at full scale: a channel of 4.096 V cannot tell 4.3 V", () => {
    const adc = adcWith({ fullScale: "4.096 V" });
    for (const volts of convertAll(adc, 4.3, 10)) assert.equal(volts, adc.highestVolts);
    near(adc.highestVolts, 4.096 - 4.096 / 32768, 1e-12);
  });
});
