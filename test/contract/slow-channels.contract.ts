import assert from "node:assert/strict";
import { type CellVoltage, makeVoltageReading } from "../../hal/cell-voltage.js";
import type { Conversion } from "../../hal/conversion.js";
import { makeTemperatureReading, type Thermometer } from "../../hal/thermometer.js";

interface SlowOnBench {
  nowUs(): number;
  pass(s: number): void;
  breakBus(broken: boolean): void;
}

export interface CellVoltageOnBench extends SlowOnBench {
  readonly cellVoltage: CellVoltage;
  /** The voltage of the cell from now on. */
  apply(volts: number): void;
  /** Above the end of the converter's range, V. */
  readonly tooHighVolts: number;
}

export interface ThermometerOnBench extends SlowOnBench {
  readonly thermometer: Thermometer;
  /** The temperature of the frame from now on. */
  warm(degC: number): void;
}

interface Read {
  readonly said: Conversion;
  readonly at: number;
}

/** What both slow channels promise: nothing waits, each conversion comes once, a fault once for a failed access. */
function slowContract(make: () => { bench: SlowOnBench; read: () => Read }): void {
  it("says none until there is something new, and never waits for it", () => {
    const { bench, read } = make();
    assert.equal(read().said, "none");
    assert.equal(read().said, "none");
    bench.pass(3);
    read();
    assert.equal(read().said, "none");
  });

  it("gives the newest conversion, once, with the time at which it was read", () => {
    const { bench, read } = make();
    let count = 0;
    for (let i = 0; i < 300; i += 1) {
      bench.pass(0.1);
      const one = read();
      if (one.said === "sample") {
        assert.equal(one.at, bench.nowUs());
        assert.equal(read().said, "none");
        count += 1;
      }
    }
    // 30 s; the rig takes a value older than 5 s for none.
    assert.ok(count >= 6, `${count}`);
  });

  it("says fault when the converter does not answer, and goes on when it does again", () => {
    const { bench, read } = make();
    bench.breakBus(true);
    let faults = 0;
    for (let i = 0; i < 100; i += 1) {
      bench.pass(0.1);
      const { said } = read();
      assert.notEqual(said, "sample");
      if (said === "fault") faults += 1;
    }
    assert.ok(faults >= 1);
    bench.breakBus(false);
    let samples = 0;
    for (let i = 0; i < 100; i += 1) {
      bench.pass(0.1);
      if (read().said === "sample") samples += 1;
    }
    assert.ok(samples >= 1);
  });
}

/** What hal/cell-voltage.ts promises, for any channel. */
export function cellVoltageContract(make: () => CellVoltageOnBench): void {
  describe("CellVoltage", () => {
    slowContract(() => {
      const bench = make();
      bench.apply(3.7);
      const into = makeVoltageReading();
      return { bench, read: () => ({ said: bench.cellVoltage.read(into), at: into.at }) };
    });

    /** The last of 3 s, in which there were some. */
    function newest(bench: CellVoltageOnBench) {
      const into = makeVoltageReading();
      let count = 0;
      for (let i = 0; i < 30; i += 1) {
        bench.pass(0.1);
        if (bench.cellVoltage.read(into) === "sample") count += 1;
      }
      assert.ok(count > 0);
      return into;
    }

    it("gives the voltage at the cell, divider and buffer undone", () => {
      const bench = make();
      for (const volts of [4.3, 2.8, 0.5]) {
        bench.apply(volts);
        const { volts: read, clipped } = newest(bench);
        // A 16-bit converter and its gain error: a percent is far outside.
        assert.ok(Math.abs(read - volts) < 0.01 * volts, `${read}`);
        assert.equal(clipped, false);
      }
    });

    it("says that it is clipped at the end of its range, and not any more when it is not", () => {
      const bench = make();
      bench.apply(bench.tooHighVolts);
      assert.equal(newest(bench).clipped, true);
      bench.apply(3.7);
      assert.equal(newest(bench).clipped, false);
    });
  });
}

/** What hal/thermometer.ts promises, for any thermometer. */
export function thermometerContract(make: () => ThermometerOnBench): void {
  describe("Thermometer", () => {
    slowContract(() => {
      const bench = make();
      bench.warm(30);
      const into = makeTemperatureReading();
      return { bench, read: () => ({ said: bench.thermometer.read(into), at: into.at }) };
    });

    it("gives the temperature of the frame within its offset", () => {
      const bench = make();
      for (const degC of [20, 60]) {
        bench.warm(degC);
        const into = makeTemperatureReading();
        for (let i = 0; i < 30; i += 1) {
          bench.pass(0.1);
          bench.thermometer.read(into);
        }
        // The data sheet of a TMP117 says 0.1 K; mounting may double it.
        assert.ok(Math.abs(into.degC - degC) < 0.2, `${into.degC}`);
      }
    });
  });
}
