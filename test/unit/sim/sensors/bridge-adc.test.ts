import assert from "node:assert/strict";
import { Prng } from "../../../../sim/prng.js";
import { BridgeAdc, countsPerNewton } from "../../../../sim/sensors/bridge-adc.js";
import { bridgePolarity } from "../../../../sim/sensors/polarity.js";
import type { JsonObject } from "../../../../src/document/table.js";
import { near, nearShare } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

const still = { noise: "0 V", drift: "0 nV/s^0.5", clockError: 0, settling: 1 };

const adcWith = (adc: JsonObject, capacity = "500 N", polarity: 1 | -1 = 1) => {
  const { anode } = rigWith("reference", { anode: { adc, loadCell: { capacity } } });
  const made = new BridgeAdc(anode, polarity, new Prng(11, "adc"));
  made.start();
  return made;
};

/** All codes of a second at rest under one force. */
const codesAt = (adc: BridgeAdc, forceN: number, seconds = 1) => {
  const codes: number[] = [];
  for (let i = 0; i < seconds * 10; i += 1) {
    adc.begin(0.1);
    while (adc.convert(forceN, forceN)) codes.push(adc.code);
  }
  return codes;
};

const deviation = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / values.length);
};

describe("the converter of a load cell's bridge", () => {
  it("has 8590 counts/N on 500 N with 2 mV/V, 3.3 V and gain 128", () => {
    // 3.3 V x 2e-3 / (0.5 x 3.3 V / 128) x 2^23 / 500 N = 8589.93
    const bridge = { ratedOutputMVPerV: 2, excitationV: 3.3, gain: 128, capacityN: 500 };
    near(countsPerNewton(bridge), 8589.93, 0.01);
    assert.deepEqual(
      [...new Set(codesAt(adcWith(still), 196.35))],
      [Math.round(196.35 * 8589.9346)],
    );
  });

  it("has 2147.5 counts/N on 2 kN at 5 V, as a HX711, full scale 19.53 mV", () => {
    // 10 mV / 19.53125 mV x 2^23 / 2000 N = 2147.48
    const bridge = { ratedOutputMVPerV: 2, excitationV: 5, gain: 128, capacityN: 2000 };
    near(countsPerNewton(bridge), 2147.48, 0.01);
  });

  for (const [volts, pascals] of [
    ["5 V", 127.3],
    ["3.3 V", 192.9],
  ] as const) {
    it(`turns 50 nV at 10 Hz into ${pascals} Pa on 2 kN and 10 mm at ${volts}`, () => {
      // 50 nV / (2 mV/V x 5 V) x 2000 N / 78.54 mm2 = 127.3 Pa; at 3.3 V 1.515 times that
      const adc = adcWith({ ...still, noise: "50 nV", excitation: volts }, "2 kN");
      const newtons = deviation(codesAt(adc, 0, 4000)) / 2147.4836;
      nearShare((newtons * 1e6) / 78.5398, pascals, 0.02);
    });
  }

  it("is noisier by the root of its rate", () => {
    const slow = deviation(codesAt(adcWith({ ...still, noise: "50 nV" }), 0, 1000));
    const fast = deviation(codesAt(adcWith({ ...still, noise: "50 nV", rate: "320 Hz" }), 0, 50));
    nearShare(fast / slow, Math.sqrt(32), 0.04);
  });

  it("saturates at the ends of 24 bits", () => {
    // 500 N are 51.2 % of full scale, so 1000 N are beyond it.
    assert.ok(codesAt(adcWith(still), 1000).every((code) => code === 8388607));
    assert.ok(codesAt(adcWith(still), -1000).every((code) => code === -8388608));
  });

  it("is wired either way round, as the seed draws", () => {
    const [code] = codesAt(adcWith(still, "500 N", -1), 100);
    assert.equal(code, -858993);
    const drawn = new Set<number>();
    for (let seed = 0; seed < 20; seed += 1) drawn.add(bridgePolarity(seed, "anode"));
    assert.deepEqual([...drawn].sort(), [-1, 1]);
    assert.equal(bridgePolarity(3, "cathode"), bridgePolarity(3, "cathode"));
  });

  it("averages its last four conversions: a step is whole after the fourth", () => {
    const adc = adcWith({ ...still, settling: 4 });
    codesAt(adc, 0);
    const codes = codesAt(adc, 100).map((code) => code / 8589.9346);
    for (const [index, newtons] of [25, 50, 75, 100, 100].entries()) {
      near(codes[index] ?? NaN, newtons, 1e-3);
    }
  });

  it("sees the force of the very instant within a tick", () => {
    const adc = adcWith({ ...still, rate: "80 Hz" });
    adc.begin(1);
    let count = 0;
    while (adc.convert(0, 100)) {
      near(adc.code / 8589.9346, 100 * adc.offsetS, 1e-3);
      count += 1;
    }
    // The first ends between one and two periods after the start.
    assert.equal(count, 79);
  });

  it("begins with an empty filter: the first result is a fourth, the fourth is whole", () => {
    const codes = codesAt(adcWith({ ...still, settling: 4 }), 100).map((code) => code / 8589.9346);
    for (const [index, newtons] of [25, 50, 75, 100, 100].entries()) {
      near(codes[index] ?? NaN, newtons, 1e-3);
    }
  });

  it("calibrates for four conversions, says so, and then begins anew", () => {
    const adc = adcWith({ ...still, settling: 2 });
    codesAt(adc, 100);
    adc.calibrate();
    assert.equal(adc.calibrating, true);
    adc.begin(0.39);
    assert.equal(adc.calibrating, true);
    assert.equal(adc.convert(100, 100), false);
    adc.begin(0.02);
    assert.equal(adc.calibrating, false);
    const [first = NaN, second = NaN] = codesAt(adc, 100).map((code) => code / 8589.9346);
    near(first, 50, 1e-3);
    near(second, 100, 1e-3);
    adc.stop();
    assert.deepEqual(codesAt(adc, 100), []);
  });

  it("takes another rate, gain and excitation, on a clock that may be wrong", () => {
    const adc = adcWith(still);
    adc.select(80, 64, 3);
    adc.clockError = -0.1;
    assert.equal(adc.clockError, -0.1);
    adc.start();
    const codes = codesAt(adc, 100, 10);
    near(codes.length, 719, 2); // 80 x 0.9 x 10 s
    assert.equal(codes[0], Math.round((100 * 8589.9346) / 2)); // ratiometric: the gain alone tells
  });

  it("walks with its zero, and turns back at the bound", () => {
    const perVolt = (8388608 * 128) / (0.5 * 3.3);
    const walk = (bound: string) =>
      codesAt(adcWith({ ...still, drift: "10 nV/s^0.5", driftBound: bound }), 0, 10000);
    const free = walk("1 mV").map((code) => code / perVolt);
    const steps = free.slice(1000).map((volts, i) => volts - (free[i] ?? 0));
    // Over 1000 conversions, 100 s: 10 nV x sqrt(100) = 100 nV
    nearShare(deviation(steps), 100e-9, 0.25);
    const bounded = walk("100 nV").map((code) => code / perVolt);
    assert.ok(bounded.every((volts) => Math.abs(volts) <= 101e-9));
    assert.ok(bounded.some((volts) => volts > 80e-9) && bounded.some((volts) => volts < -80e-9));
  });
});
