import assert from "node:assert/strict";
import { makeVoltageReading } from "../../hal/cell-voltage.js";
import { I2cBusRecovery } from "../../hal/esp32/i2c-bus-recovery.js";
import { Nau7802 } from "../../hal/esp32/nau7802.js";
import { type AdcFault, codeMax, makeAdcReading } from "../../hal/load-cell-adc.js";
import { makeTemperatureReading } from "../../hal/thermometer.js";
import { I2cBus, i2cConstructor } from "../../sim/buses/i2c-bus.js";
import { Pins } from "../../sim/buses/pins.js";
import { Nau7802Chip } from "../../sim/chips/nau7802.js";
import { Prng } from "../../sim/prng.js";
import { BridgeAdc } from "../../sim/sensors/bridge-adc.js";
import { ads1115OnBench, benchBus, nau7802OnBench, tmp117OnBench } from "../support/i2c-bench.js";
import { near } from "../support/near.js";
import { rigWith } from "../support/rig-with.js";
import { TickBench } from "../support/tick-bench.js";

// Every fault of the chips' other side, with the drivers on this one: none throws, none waits, none gives out a wrong
// value as a good one, and each is over when its cause is.

interface Told {
  codes: number[];
  faults: AdcFault[];
}

type OnBench = Pick<ReturnType<typeof nau7802OnBench>, "adc" | "pass">;

/** One read a tick. */
function readFor({ adc, pass }: OnBench, ticks: number): Told {
  const told: Told = { codes: [], faults: [] };
  const into = makeAdcReading();
  for (let i = 0; i < ticks; i += 1) {
    pass(0.1);
    const said = adc.read(into);
    if (said === "sample") told.codes.push(into.counts);
    else if (said === "fault") told.faults.push(into.fault);
  }
  return told;
}

describe("NAU7802 driver and chip, whatever happens:", () => {
  const started = () => {
    const on = nau7802OnBench();
    on.forceN = 100;
    assert.ok(readFor(on, 40).codes.length > 20);
    return on;
  };

  it("a start makes no access that the data sheet does not provide for", () => {
    const on = started();
    assert.equal(on.chip.violations.count, 0, on.chip.violations.texts.join());
    assert.equal(on.adc.starts, 1);
    assert.equal(on.chip.peek(0x15), 0x30);
    assert.equal(on.chip.peek(0x1c), 0x80);
  });

  it("no acknowledge: bus with each read, and codes again with the first answer", () => {
    const on = started();
    on.chip.dead = true;
    assert.deepEqual(readFor(on, 5), { codes: [], faults: new Array(5).fill("bus") });
    on.chip.dead = false;
    assert.equal(readFor(on, 10).codes.length, 10);
    assert.equal(on.adc.starts, 1);
  });

  it("reset in operation, at any step of the start: told once, started anew, the same codes after", () => {
    for (let ticks = 1; ticks < 30; ticks += 1) {
      const on = nau7802OnBench();
      on.forceN = 100;
      readFor(on, ticks);
      on.chip.resetChip();
      const { codes, faults } = readFor(on, 60);
      assert.ok(faults.length <= 1, `${ticks}: ${faults.join()}`);
      assert.ok(codes.length > 15, `${ticks}: ${codes.length}`);
      for (const code of codes) near(code, 100 * 8590, 8590);
    }
  });

  it("gain fallen back: gainLost, no code of the wrong gain, started anew", () => {
    const on = started();
    on.chip.corrupt(0x01, 0x20);
    const { codes, faults } = readFor(on, 60);
    assert.deepEqual(faults, ["gainLost"]);
    for (const code of codes) near(code, 100 * 8590, 8590);
  });

  it("regulator, chopper or calibration changed by themselves: found within 64 conversions", () => {
    for (const [register, value] of [
      [0x00, 0x1e],
      [0x11, 0x02],
      [0x15, 0x00],
      [0x1b, 0x10],
      [0x1c, 0x00],
      [0x05, 0x00],
      [0x06, 0x01],
    ] as const) {
      const on = started();
      on.chip.corrupt(register, value);
      const { faults } = readFor(on, 70);
      assert.equal(faults.length, 1, `${register}`);
      assert.equal(on.adc.starts, 2);
    }
  });

  it("power that does not come, a calibration that fails or hangs: other, again and again, until it is mended", () => {
    for (const fault of ["neverReady", "calibrationFails", "calibrationHangs"] as const) {
      const on = nau7802OnBench();
      on.chip[fault] = true;
      const { codes, faults } = readFor(on, 100);
      assert.equal(codes.length, 0);
      assert.ok(faults.length >= 3 && faults.every((one) => one === "other"));
      on.chip[fault] = false;
      readFor(on, 60);
      assert.equal(readFor(on, 10).codes.length, 10);
    }
  });

  it("stuck, forced, silent, dropped: given out as they are, or nothing", () => {
    const on = started();
    on.chip.stuck = true;
    assert.equal(new Set(readFor(on, 20).codes).size, 1);
    on.chip.stuck = false;
    on.chip.forcedCode = codeMax;
    assert.ok(readFor(on, 20).codes.every((code) => code === codeMax));
    on.chip.forcedCode = undefined;
    on.chip.silent = true;
    readFor(on, 1);
    assert.deepEqual(readFor(on, 20), { codes: [], faults: [] });
    on.chip.silent = false;
    on.chip.dropShare = 0.3;
    near(readFor(on, 1000).codes.length, 700, 60);
  });

  it("bits that flip on the wire, one byte in a thousand: spikes and at times a new start, never a throw", () => {
    const on = started();
    on.bus.flipShare = 1e-3;
    const { codes } = readFor(on, 20_000);
    on.bus.flipShare = 0;
    assert.ok(codes.length > 17_000, `${codes.length}`);
    const wrong = codes.filter((code) => Math.abs(code - 859_000) > 8590).length;
    // Three bytes a code; flips in the lowest byte do not show.
    assert.ok(wrong > 10 && wrong < 100, `${wrong}`);
    readFor(on, 60);
    assert.equal(readFor(on, 10).codes.length, 10);
  });

  it("tells the temperature of the chip on request, and no code while it does", () => {
    const on = started();
    on.chip.degC = 41;
    on.adc.requestChipTemperature();
    assert.deepEqual(readFor(on, 13), { codes: [], faults: [] });
    // The part's own offset of 1234 counts at gain 128 was calibrated at that gain: 1234 x 0.825 V / 2^23 / 0.36 mV/K.
    near(on.adc.chipDegC, 41, 0.4);
    const { codes } = readFor(on, 10);
    assert.equal(codes.length, 10);
    for (const code of codes) near(code, 100 * 8590, 8590);
    assert.equal(on.chip.violations.count, 0);
  });

  it("measures on the second input when the bridge is there", () => {
    const on = nau7802OnBench({ channel: 2 }, { bridgeChannel: 2 });
    on.forceN = 100;
    readFor(on, 40);
    for (const code of readFor(on, 10).codes) near(code, 100 * 8590, 8590);
    assert.equal(on.chip.violations.count, 0);
  });

  it("measures with a calibration that it is given", () => {
    const on = nau7802OnBench({ calibration: { offset: 1234, gain: 0.5 } });
    on.forceN = 100;
    readFor(on, 40);
    for (const code of readFor(on, 10).codes) near(code, 50 * 8590, 8590);
    assert.equal(on.chip.violations.count, 0);
  });
});

describe("a hung bus under the recovery", () => {
  it("costs the converter three reads, and no start", () => {
    const bench = new TickBench();
    const pins = new Pins();
    const wires = { data: benchBus.data, clock: benchBus.clock };
    const bus = new I2cBus({ ...wires, pins });
    const physics = new BridgeAdc(rigWith("reference").anode, 1, new Prng(1, "converter"));
    const chip = new Nau7802Chip({ physics, prng: new Prng(1, "faults") });
    bus.attach(chip);
    const io = i2cConstructor([bus]);
    const recovery = new I2cBusRecovery({ io, digital: pins.Digital, ...wires });
    const adc = new Nau7802({ io: recovery.I2C, bus: benchBus, clock: bench.clock });
    const pass = (s: number) => bench.pass(s, (at, dtS) => chip.advance(at, dtS, 100, 100));
    const on = { adc, pass };
    readFor(on, 40);
    bus.hang();
    assert.deepEqual(readFor(on, 3), { codes: [], faults: ["bus", "bus", "bus"] });
    assert.equal(readFor(on, 10).codes.length, 10);
    assert.equal(adc.starts, 1);
    assert.equal(recovery.bursts, 1);
  });
});

describe("ADS1115 driver and chip, whatever happens:", () => {
  const readVolts = (on: ReturnType<typeof ads1115OnBench>, ticks: number) => {
    const into = makeVoltageReading();
    const told = { volts: [] as number[], clipped: 0, faults: 0 };
    for (let i = 0; i < ticks; i += 1) {
      on.pass(0.1);
      const said = on.cellVoltage.read(into);
      if (said === "fault") told.faults += 1;
      if (said !== "sample") continue;
      told.volts.push(into.volts);
      if (into.clipped) told.clipped += 1;
    }
    return told;
  };

  for (const continuous of [false, true]) {
    const started = (change = {}) => {
      const on = ads1115OnBench({ continuous, ...change });
      on.volts = 4.3;
      readVolts(on, 10);
      assert.equal(on.chip.violations.count, 0, on.chip.violations.texts.join());
      return on;
    };
    const mode = continuous ? "continuous" : "single";

    it(`${mode}: 4.3 V do not clip, behind a divider by two or at +-6.144 V`, () => {
      const direct = ads1115OnBench(
        { continuous, rangeVolts: 6.144, ratio: 1 },
        rigWith("reference", { cellVoltage: { fullScale: "6.144 V" } }),
      );
      direct.volts = 4.3;
      for (const on of [started(), direct]) {
        const { volts, clipped } = readVolts(on, 30);
        assert.ok(volts.length > 10);
        assert.equal(clipped, 0);
        for (const v of volts) near(v, 4.3, 0.01);
      }
    });

    it(`${mode}: reset in operation is told once, and the voltages after are good`, () => {
      const on = started();
      on.chip.resetChip();
      const { volts, faults } = readVolts(on, 30);
      assert.equal(faults, 1);
      assert.ok(volts.length > 9);
      for (const v of volts) near(v, 4.3, 0.01);
    });

    it(`${mode}: no acknowledge, a lead that is off, bits that flip`, () => {
      const on = started();
      on.chip.dead = true;
      assert.deepEqual(readVolts(on, 4).volts, []);
      on.chip.dead = false;
      on.chip.open = true;
      readVolts(on, 5);
      const off = readVolts(on, 20);
      assert.equal(off.clipped, off.volts.length);
      on.chip.open = false;
      on.bus.flipShare = 1e-3;
      assert.ok(readVolts(on, 2000).volts.length > 850);
      on.bus.flipShare = 0;
      readVolts(on, 20);
      for (const v of readVolts(on, 20).volts) near(v, 4.3, 0.01);
    });
  }

  it("single: a converter that falls silent gives no old voltage again", () => {
    const on = ads1115OnBench();
    readVolts(on, 10);
    on.chip.silent = true;
    readVolts(on, 3);
    const { volts, faults } = readVolts(on, 50);
    assert.deepEqual(volts, []);
    assert.ok(faults >= 5);
    on.chip.silent = false;
    readVolts(on, 10);
    assert.ok(readVolts(on, 10).volts.length >= 4);
  });
});

describe("TMP117 driver and chip, whatever happens:", () => {
  const readDegC = (on: ReturnType<typeof tmp117OnBench>, ticks: number) => {
    const into = makeTemperatureReading();
    const told = { degC: [] as number[], faults: 0 };
    for (let i = 0; i < ticks; i += 1) {
      on.pass(0.1);
      const said = on.thermometer.read(into);
      if (said === "fault") told.faults += 1;
      if (said === "sample") told.degC.push(into.degC);
    }
    return told;
  };

  it("reset in operation: told where it shows, and never -256 degC", () => {
    for (const [averages, told] of [
      [8, 0],
      [32, 1],
    ] as const) {
      const on = tmp117OnBench({ averages });
      readDegC(on, 30);
      on.chip.resetChip();
      const { degC, faults } = readDegC(on, 50);
      assert.equal(faults, told);
      assert.ok(degC.length >= 3);
      for (const one of degC) near(one, 25.05, 0.1);
      assert.equal(on.chip.violations.count, 0);
    }
  });

  it("no acknowledge, silence, bits that flip", () => {
    const on = tmp117OnBench();
    on.chip.dead = true;
    assert.deepEqual(readDegC(on, 10), { degC: [], faults: 10 });
    on.chip.dead = false;
    assert.ok(readDegC(on, 30).degC.length >= 2);
    on.chip.silent = true;
    readDegC(on, 10);
    assert.deepEqual(readDegC(on, 50), { degC: [], faults: 0 });
    on.chip.silent = false;
    on.bus.flipShare = 1e-3;
    assert.ok(readDegC(on, 2000).degC.length > 180);
  });
});
