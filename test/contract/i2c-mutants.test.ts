import assert from "node:assert/strict";
import { makeVoltageReading } from "../../hal/cell-voltage.js";
import { makeAdcReading } from "../../hal/load-cell-adc.js";
import { makeTemperatureReading } from "../../hal/thermometer.js";
import {
  ads1115OnBench,
  type I2cDrivers,
  nau7802OnBench,
  tmp117OnBench,
} from "../support/i2c-bench.js";
import { fails, mutantsOf, unmutated } from "../support/mutants.js";
import { near } from "../support/near.js";
import { rigWith } from "../support/rig-with.js";

// Each constant of the register tables, changed, must show on an emulated chip: the values below are the data sheets',
// not the drivers'.

const quiet = { noise: "0 V", drift: "0 nV/s^0.5", clockError: 0 };

/** Reads once a tick; the last code. */
function lastCode(on: ReturnType<typeof nau7802OnBench>, ticks: number): number {
  const into = makeAdcReading();
  let code = Number.NaN;
  for (let i = 0; i < ticks; i += 1) {
    on.pass(0.1);
    const said = on.adc.read(into);
    if (said === "sample") code = into.counts;
    assert.ok(said !== "fault", into.fault);
  }
  return code;
}

function exerciseNau7802(drivers: I2cDrivers): void {
  exerciseNau7802Further(drivers);
  for (const [rateSps, gain, ldoVolts, control1, control2] of [
    [10, 128, 3.3, 0x27, 0x00],
    [20, 64, 4.5, 0x06, 0x10],
    [40, 32, 4.2, 0x0d, 0x20],
    [80, 16, 3.9, 0x14, 0x30],
    [320, 8, 3.6, 0x1b, 0x70],
    [10, 4, 3, 0x2a, 0x00],
    [10, 2, 2.7, 0x31, 0x00],
    [10, 1, 2.4, 0x38, 0x00],
  ] as const) {
    const rig = rigWith("reference", { anode: { adc: quiet } });
    const channel = rateSps === 80 ? 2 : 1;
    const on = nau7802OnBench(
      { rateSps, gain, ldoVolts, channel },
      { bridgeChannel: channel },
      rig,
      drivers,
    );
    on.forceN = 100;
    // What another programme left in the chip is gone after the start.
    on.chip.corrupt(0x0d, 0x55);
    const code = lastCode(on, 40);
    const { chip } = on;
    assert.equal(chip.peek(0x0d), 0);
    assert.equal(chip.violations.count, 0, chip.violations.texts.join());
    // AVDDS, CS, PUR, PUA, PUD; then what was asked for, and what the data sheet recommends.
    assert.equal(chip.peek(0x00) & ~0x20, 0x9e);
    assert.equal(chip.peek(0x01), control1);
    assert.equal(chip.peek(0x02), control2 | (channel === 2 ? 0x80 : 0));
    assert.deepEqual(
      [0x11, 0x15, 0x1b].map((r) => chip.peek(r)),
      [0x00, 0x30, 0x00],
    );
    assert.equal(chip.peek(0x1c), channel === 1 ? 0x80 : 0x00);
    near(code, (100 * 8589.93 * gain) / 128, 2);
  }
}

/** The rest: temperature, a chip that is reset, another chip, a calibration that fails, one that is given. */
function exerciseNau7802Further(drivers: I2cDrivers): void {
  const rig = rigWith("reference", { anode: { adc: quiet } });
  const on = nau7802OnBench({}, { offsetCounts: 0 }, rig, drivers);
  lastCode(on, 40);
  on.chip.degC = 41;
  on.adc.requestChipTemperature();
  lastCode(on, 1);
  // TS; 3.3 V and gain 2.
  assert.deepEqual([on.chip.peek(0x11), on.chip.peek(0x01)], [0x02, 0x21]);
  lastCode(on, 19);
  near(on.adc.chipDegC, 41, 0.01);
  assert.equal(on.chip.violations.count, 0);
  const into = makeAdcReading();
  // Of the first register CR alone may differ from what was set: not RR.
  on.adc.read(into);
  on.chip.silent = true;
  on.pass(0.1);
  assert.equal(on.adc.read(into), "none");
  on.chip.corrupt(0x00, 0x9f);
  assert.equal(on.adc.read(into), "fault");
  lastCode(on, 20);
  on.chip.resetChip();
  on.pass(0.1);
  assert.equal(on.adc.read(into), "fault");
  assert.equal(into.fault, "powerLost");

  const failing = nau7802OnBench({}, {}, rig, drivers);
  failing.chip.calibrationFails = true;
  let said: string = "none";
  for (let i = 0; i < 12 && said === "none"; i += 1) {
    failing.pass(0.1);
    said = failing.adc.read(into);
  }
  assert.equal(said, "fault");

  // A chip that answers with every bit set, or another revision code, is none of these.
  for (const code of [0xff, 0x0f, 0x0e, 0x1f, 0x07, 0x0d, 0x0b]) {
    const other = nau7802OnBench({}, {}, rig, drivers);
    other.pass(0.1);
    assert.equal(other.adc.read(into), "none");
    other.chip.corrupt(0x1f, code);
    other.pass(0.1);
    assert.equal(other.adc.read(into), (code & 15) === 15 ? "none" : "fault");
  }

  for (const channel of [1, 2] as const) {
    const calibration = { offset: 1234, gain: 0.5 };
    const given = nau7802OnBench(
      { channel, calibration },
      { bridgeChannel: channel },
      rig,
      drivers,
    );
    given.forceN = 100;
    near(lastCode(given, 40), 50 * 8589.93, 2);
    assert.equal(given.chip.violations.count, 0);
  }
}

function exerciseAds1115(drivers: I2cDrivers): void {
  const into = makeVoltageReading();
  const rig = rigWith("reference", { cellVoltage: { noise: "0 V", gainError: 0 } });
  const rates = [8, 16, 32, 64, 128, 250, 475, 860];
  const ranges = [6.144, 4.096, 2.048, 1.024, 0.512, 0.256];
  for (const continuous of [false, true]) {
    for (const [code, rateSps] of rates.entries()) {
      const range = code % ranges.length;
      const rangeVolts = ranges[range] as number;
      const on = ads1115OnBench({ continuous, rateSps, rangeVolts }, rig, drivers);
      on.volts = rangeVolts;
      let samples = 0;
      for (let i = 0; i < 10; i += 1) {
        on.pass(0.1);
        const said = on.cellVoltage.read(into);
        assert.notEqual(said, "fault");
        if (said === "sample") samples += 1;
      }
      assert.ok(samples >= 4, `${samples}`);
      near(into.volts, rangeVolts, rangeVolts / 16_000);
      assert.equal(into.clipped, false);
      // MUX 100, COMP_QUE 11
      assert.equal(
        on.chip.configuration,
        0x4003 | (range << 9) | (continuous ? 0 : 0x100) | (code << 5),
      );
      for (const [volts, clipped] of [
        [3 * rangeVolts, true],
        [-3 * rangeVolts, true],
        [2 * rangeVolts * (32_766 / 32_768), false],
        [2 * rangeVolts * (-32_767 / 32_768), false],
      ] as const) {
        on.volts = volts;
        for (let i = 0; i < 5; i += 1) {
          on.pass(0.1);
          on.cellVoltage.read(into);
        }
        assert.equal(into.clipped, clipped);
      }
      assert.equal(on.chip.violations.count, 0, on.chip.violations.texts.join());
    }
  }
}

function exerciseTmp117(drivers: I2cDrivers): void {
  const into = makeTemperatureReading();
  const rig = rigWith("reference", { thermometer: { noise: "0 K", offset: "0 K" } });
  for (const [averages, cycleS, word] of [
    [1, 0.0155, 0x0000],
    [8, 0.125, 0x00a0],
    [8, 0.25, 0x0120],
    [32, 0.5, 0x01c0],
    [64, 1, 0x0260],
    [8, 4, 0x02a0],
    [8, 8, 0x0320],
    [64, 16, 0x03e0],
  ] as const) {
    const on = tmp117OnBench({ averages, cycleS }, rig, drivers);
    on.degC = 25.5;
    let samples = 0;
    for (let i = 0; i < 200; i += 1) {
      on.pass(0.1);
      const said = on.thermometer.read(into);
      assert.notEqual(said, "fault");
      if (said !== "sample") continue;
      samples += 1;
      // 25.5 degC are 3264 codes
      assert.equal(into.degC, 25.5);
    }
    assert.ok(samples >= Math.floor(20 / Math.max(cycleS, 0.1)) - 1, `${samples}`);
    assert.equal(on.chip.configuration, word);
    assert.equal(on.chip.violations.count, 0, on.chip.violations.texts.join());
  }
  // No cycle is shorter than its averages take: 8 at 15.5 ms, 32 at 250 ms, 64 at 500 ms are refused.
  for (const [averages, cycleS] of [
    [8, 0.0155],
    [32, 0.25],
    [64, 0.5],
  ] as const)
    assert.throws(() => tmp117OnBench({ averages, cycleS }, rig, drivers), RangeError);
  for (const [flags, said] of [
    [0x8000, "none"],
    [0x4000, "none"],
    [0x1000, "none"],
    [0x0001, "fault"],
  ] as const) {
    const flagged = tmp117OnBench({}, rig, drivers);
    flagged.pass(0.1);
    flagged.thermometer.read(into);
    flagged.chip.flags = flags;
    assert.equal(flagged.thermometer.read(into), said);
  }
  const cold = tmp117OnBench({}, rig, drivers);
  cold.pass(0.1);
  cold.thermometer.read(into);
  for (const [code, said] of [
    [-32768, "none"],
    [-32767, "sample"],
    [-32766, "sample"],
  ] as const) {
    cold.chip.forcedCode = code;
    cold.pass(1);
    assert.equal(cold.thermometer.read(into), said);
  }
}

const drivers = (part: Partial<I2cDrivers>): I2cDrivers => part as I2cDrivers;

describe("a constant of a register table that is changed is found out:", () => {
  const cases = [
    ["nau7802", exerciseNau7802],
    ["ads1115", exerciseAds1115],
    ["tmp117", exerciseTmp117],
  ] as const;

  for (const [name, exercise] of cases) {
    it(name, async () => {
      const options = {
        entry: `hal/esp32/${name}.ts`,
        table: `hal/esp32/${name}-registers.ts`,
      };
      exercise(drivers(await unmutated<Partial<I2cDrivers>>(options)));
      const survivors: string[] = [];
      let count = 0;
      for await (const mutant of mutantsOf<Partial<I2cDrivers>>(options)) {
        count += 1;
        if (!fails(() => exercise(drivers(mutant.exports)))) survivors.push(mutant.name);
      }
      assert.ok(count >= 20, `${count}`);
      assert.deepEqual(survivors, []);
    });
  }
});
