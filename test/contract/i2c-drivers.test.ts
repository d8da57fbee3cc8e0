import assert from "node:assert/strict";
import { makeVoltageReading } from "../../hal/cell-voltage.js";
import { makeAdcReading } from "../../hal/load-cell-adc.js";
import { makeTemperatureReading } from "../../hal/thermometer.js";
import { SimCellVoltage } from "../../sim/devices/sim-cell-voltage.js";
import { SimLoadCellAdc } from "../../sim/devices/sim-load-cell-adc.js";
import { SimThermometer } from "../../sim/devices/sim-thermometer.js";
import { Prng } from "../../sim/prng.js";
import { BridgeAdc } from "../../sim/sensors/bridge-adc.js";
import { FrameThermometer } from "../../sim/sensors/thermometer.js";
import { VoltageAdc } from "../../sim/sensors/voltage-adc.js";
import { ads1115OnBench, nau7802OnBench, tmp117OnBench } from "../support/i2c-bench.js";
import { rigWith } from "../support/rig-with.js";
import { loadCellAdcContract } from "./load-cell-adc.contract.js";
import { cellVoltageContract, thermometerContract } from "./slow-channels.contract.js";

function converter(rateSps: number, clockError = 0) {
  const on = nau7802OnBench({ rateSps });
  on.chip.clockError = clockError;
  return {
    adc: on.adc,
    rateHz: rateSps,
    nowUs: on.nowUs,
    pass: on.pass,
    press: (n: number) => {
      on.forceN = n;
    },
    overload: () => {
      on.forceN = 1e6;
    },
    breakBus: (broken: boolean) => {
      on.chip.dead = broken;
    },
    loseSupply: () => on.chip.resetChip(),
  };
}

describe("drivers on emulated chips keep the contracts:", () => {
  for (const rate of [10, 20, 40, 80, 320])
    describe(`NAU7802 at ${rate} a second`, () => loadCellAdcContract(() => converter(rate)));

  describe("NAU7802 with a clock ten percent slow", () =>
    loadCellAdcContract(() => converter(10, -0.1)));

  describe("NAU7802 with a clock ten percent fast", () =>
    loadCellAdcContract(() => converter(10, 0.1)));

  for (const continuous of [false, true])
    for (const error of [0, -0.1, 0.1])
      describe(`ADS1115, ${continuous ? "continuous" : "single"}, clock ${error}`, () =>
        cellVoltageContract(() => {
          const on = ads1115OnBench({ continuous });
          on.chip.clockError = error;
          return {
            cellVoltage: on.cellVoltage,
            tooHighVolts: 9,
            nowUs: on.nowUs,
            pass: on.pass,
            apply: (volts) => {
              on.volts = volts;
            },
            breakBus: (broken) => {
              on.chip.dead = broken;
            },
          };
        }));

  describe("TMP117", () =>
    thermometerContract(() => {
      const on = tmp117OnBench();
      return {
        thermometer: on.thermometer,
        nowUs: on.nowUs,
        pass: on.pass,
        warm: (degC) => {
          on.degC = degC;
        },
        breakBus: (broken) => {
          on.chip.dead = broken;
        },
      };
    }));
});

describe("contract-level devices and drivers on emulated chips give the same, read for read:", () => {
  const rig = rigWith("reference");

  /** Two hours of reads, and the supply lost after one. */
  function compare(
    one: { read(into: object): string; advance(atUs: number, dtS: number): void; lose(): void },
    other: typeof one,
    clock: { now(): number; set(us: number): void },
    ticks: number,
  ): number {
    const a = {};
    const b = {};
    let samples = 0;
    for (let i = 0; i < ticks; i += 1) {
      if (i === ticks / 2) {
        one.lose();
        other.lose();
      }
      const at = clock.now();
      one.advance(at, 0.1);
      other.advance(at, 0.1);
      clock.set(at + 100_000);
      const said = one.read(a);
      assert.equal(other.read(b), said, `tick ${i}`);
      assert.deepEqual(b, a, `tick ${i}`);
      if (said === "sample") samples += 1;
    }
    return samples;
  }

  it("load-cell converter", () => {
    const on = nau7802OnBench();
    const bridge = new BridgeAdc(rig.anode, 1, new Prng(1, "converter"));
    const sim = new SimLoadCellAdc(bridge, new Prng(1, "faults"), on.bench.clock);
    const force = (atUs: number) => 100 + atUs * 1e-8;
    const samples = compare(
      {
        read: (into) => sim.read(Object.assign(into, makeAdcReading(), into)),
        advance: (at, dtS) => sim.advance(at, dtS, force(at), force(at + dtS * 1e6)),
        lose: () => sim.resetChip(),
      },
      {
        read: (into) => on.adc.read(Object.assign(into, makeAdcReading(), into)),
        advance: (at, dtS) => on.chip.advance(at, dtS, force(at), force(at + dtS * 1e6)),
        lose: () => on.chip.resetChip(),
      },
      on.bench.clock,
      72_000,
    );
    assert.ok(samples > 71_000, `${samples}`);
    assert.equal(on.chip.violations.count, 0);
  });

  it("cell voltage", () => {
    const on = ads1115OnBench();
    const sim = new SimCellVoltage(
      new VoltageAdc(rig.cellVoltage, new Prng(1, "cell voltage")),
      on.bench.clock,
    );
    const volts = (atUs: number) => 2.8 + atUs * 2e-10;
    const samples = compare(
      {
        read: (into) => sim.read(Object.assign(into, makeVoltageReading(), into)),
        advance: (at, dtS) => sim.advance(at, dtS, volts(at)),
        lose: () => sim.resetChip(),
      },
      {
        read: (into) => on.cellVoltage.read(Object.assign(into, makeVoltageReading(), into)),
        advance: (at, dtS) => on.chip.advance(at, dtS, volts(at)),
        lose: () => on.chip.resetChip(),
      },
      on.bench.clock,
      72_000,
    );
    // A conversion of 125 ms is over with every second read.
    assert.ok(samples > 35_900, `${samples}`);
    assert.equal(on.chip.violations.count, 0);
  });

  it("thermometer", () => {
    const on = tmp117OnBench();
    const sim = new SimThermometer(
      new FrameThermometer(rig.thermometer, new Prng(1, "t")),
      on.bench.clock,
    );
    const degC = (atUs: number) => 25 + atUs * 1e-9;
    const samples = compare(
      {
        read: (into) => sim.read(Object.assign(into, makeTemperatureReading(), into)),
        advance: (at, dtS) => sim.advance(at, dtS, degC(at)),
        lose: () => {},
      },
      {
        read: (into) => on.thermometer.read(Object.assign(into, makeTemperatureReading(), into)),
        advance: (at, dtS) => on.chip.advance(at, dtS, degC(at)),
        lose: () => {},
      },
      on.bench.clock,
      72_000,
    );
    assert.ok(samples > 7_190, `${samples}`);
    assert.equal(on.chip.violations.count, 0);
  });
});
