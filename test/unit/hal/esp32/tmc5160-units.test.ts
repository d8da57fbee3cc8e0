import assert from "node:assert/strict";
import { Setting } from "../../../../hal/esp32/tmc5160-registers.js";
import {
  accelerationRegister,
  clockHzNominal,
  globalScaler,
  holdScale,
  judgesStalls,
  loadPercentOf,
  positionRegister,
  runScale,
  speedRegister,
  stallGuardThreshold,
  stallThreshold,
} from "../../../../hal/esp32/tmc5160-units.js";
import { near } from "../../../support/near.js";

/** A microstep of 2 mm over 200 x 256. */
const direct = 0.0390625;

describe("the units of a TMC5160", () => {
  it("are microsteps: 1 mm without gears are 25600, and halves go up", () => {
    assert.equal(positionRegister(1000, direct), 25600);
    assert.equal(positionRegister(-1000, direct), -25600);
    assert.equal(positionRegister(0.5 * direct, direct), 1);
    assert.equal(positionRegister(-1.5 * direct, direct), -1);
  });

  it("have the threshold of StallGuard2 that the driver writes, in bits 22 to 16 of COOLCONF", () => {
    assert.equal(Setting.coolconf, stallGuardThreshold << 16);
  });

  it("have speeds in microsteps in 2^24 clocks, cut, at least 1, at most 2^23 - 512", () => {
    // 1250 um/s are 32000 microsteps / s; x 2^24 / 12 MHz = 44739.2
    assert.equal(speedRegister(1250, direct, 12e6), 44739);
    // and on 16 MHz 33554.4
    assert.equal(speedRegister(1250, direct, 16e6), 33554);
    assert.equal(speedRegister(1e-6, direct, 12e6), 1);
    assert.equal(speedRegister(1e6, direct, 12e6), 8388096);
  });

  it("have accelerations in microsteps in 2^41 clocks squared, at most 2^16 - 1", () => {
    // 5000 full steps / s2 are 1.28e6 microsteps / s2; x 2^41 / (12 MHz)^2 = 19546.9
    assert.equal(accelerationRegister(clockHzNominal), 19547);
    // (12 / 8)^2 more on 8 MHz
    assert.equal(accelerationRegister(8e6), 43980);
    assert.equal(accelerationRegister(6e6), 65535);
  });

  it("believe StallGuard from half a turn a second: 100 full steps or 25600 microsteps, 468 clocks each", () => {
    assert.equal(stallThreshold(12e6), 468);
    // 2^24 / 468 = 35848.8
    assert.equal(judgesStalls(35848, 468), false);
    assert.equal(judgesStalls(35849, 468), true);
  });

  it("have a load that falls from 600 to 0 as the motor comes to its limit", () => {
    near(loadPercentOf(600), 0, 1e-12);
    near(loadPercentOf(150), 75, 1e-12);
    assert.equal(loadPercentOf(0), 100);
    assert.equal(loadPercentOf(900), 0);
  });

  it("have the current that is asked for: I = scaler / 256 x (IRUN + 1) / 32 x 0.325 V / R / sqrt 2", () => {
    const full = 0.325 / 0.075 / Math.SQRT2; // 3.06 A
    for (const runA of [0.4, 0.5, 0.9, 1.2, 1.5, 2, 3]) {
      const scaler = globalScaler(runA, 0.075) || 256;
      const run = runScale(runA, 0.075);
      assert.ok(run >= 16 && run <= 31 && scaler >= 32 && scaler <= 256);
      near((scaler / 256) * ((run + 1) / 32) * full, runA, 0.02 * runA);
    }
    assert.equal(runScale(0.5, 0.075), 16);
    assert.equal(runScale(1.2, 0.075), 24);
    assert.equal(runScale(3, 0.075), 31);
  });

  it("go no further than the chip does: full scale is written as 0, and below 32 is not allowed", () => {
    assert.equal(globalScaler(5, 0.075), 0);
    assert.equal(globalScaler(0.05, 0.075), 32);
  });

  it("hold with a part of IRUN: 0.15 of 0.5 A are 5 of 17 parts, and none is none", () => {
    assert.equal(holdScale(0.15, 0.5, 0.075), 4);
    assert.equal(holdScale(0.5, 0.5, 0.075), 16);
    assert.equal(holdScale(0, 0.5, 0.075), 0);
  });
});
