import { Ads1115, type Ads1115Configuration } from "../../hal/esp32/ads1115.js";
import { Nau7802 } from "../../hal/esp32/nau7802.js";
import type { Nau7802Configuration } from "../../hal/esp32/nau7802-frames.js";
import { Tmp117, type Tmp117Configuration } from "../../hal/esp32/tmp117.js";
import { I2cBus, i2cConstructor } from "../../sim/buses/i2c-bus.js";
import { Ads1115Chip } from "../../sim/chips/ads1115.js";
import { Nau7802Chip, type Nau7802ChipOptions } from "../../sim/chips/nau7802.js";
import { Tmp117Chip } from "../../sim/chips/tmp117.js";
import { Prng } from "../../sim/prng.js";
import type { RigModel } from "../../sim/rigs/table.js";
import { BridgeAdc } from "../../sim/sensors/bridge-adc.js";
import { FrameThermometer } from "../../sim/sensors/thermometer.js";
import { VoltageAdc } from "../../sim/sensors/voltage-adc.js";
import { rigWith } from "./rig-with.js";
import { TickBench } from "./tick-bench.js";

/** The constructors of the drivers, so that a mutant can take the place of one. */
export interface I2cDrivers {
  readonly Nau7802: typeof Nau7802;
  readonly Ads1115: typeof Ads1115;
  readonly Tmp117: typeof Tmp117;
}

const shipped: I2cDrivers = { Nau7802, Ads1115, Tmp117 };

export const benchBus = { data: 21, clock: 22, hz: 400_000, port: 0, timeout: 5 } as const;

/** A bus with a clock that ticks. */
function busOnBench() {
  const bench = new TickBench();
  const bus = new I2cBus({ ...benchBus, prng: new Prng(1, "wire") });
  return { bench, bus, io: i2cConstructor([bus]), options: { bus: benchBus, clock: bench.clock } };
}

/** A NAU7802 under its driver. */
export function nau7802OnBench(
  configuration: Nau7802Configuration = {},
  chipOptions: Partial<Nau7802ChipOptions> = {},
  rig: RigModel = rigWith("reference"),
  drivers = shipped,
) {
  const { bench, bus, io, options } = busOnBench();
  const physics = new BridgeAdc(rig.anode, 1, new Prng(1, "converter"));
  const chip = new Nau7802Chip({ physics, prng: new Prng(1, "faults"), ...chipOptions });
  bus.attach(chip);
  const adc = new drivers.Nau7802({ io, ...options, ...configuration });
  const on = { bench, bus, chip, adc, forceN: 0, nowUs: bench.nowUs };
  const pass = (s: number): void =>
    bench.pass(s, (atUs, dtS) => chip.advance(atUs, dtS, on.forceN, on.forceN));
  return Object.assign(on, { pass });
}

/** An ADS1115 under its driver. */
export function ads1115OnBench(
  configuration: Ads1115Configuration = {},
  rig: RigModel = rigWith("reference"),
  drivers = shipped,
) {
  const { bench, bus, io, options } = busOnBench();
  const physics = new VoltageAdc(rig.cellVoltage, new Prng(1, "cell voltage"));
  const chip = new Ads1115Chip(physics, configuration.ratio ?? 2);
  bus.attach(chip);
  const cellVoltage = new drivers.Ads1115({ io, ...options, ...configuration });
  const on = { bench, bus, chip, cellVoltage, volts: 0, nowUs: bench.nowUs };
  const pass = (s: number): void => bench.pass(s, (atUs, dtS) => chip.advance(atUs, dtS, on.volts));
  return Object.assign(on, { pass });
}

/** A TMP117 under its driver. */
export function tmp117OnBench(
  configuration: Tmp117Configuration = {},
  rig: RigModel = rigWith("reference"),
  drivers = shipped,
) {
  const { bench, bus, io, options } = busOnBench();
  const chip = new Tmp117Chip(new FrameThermometer(rig.thermometer, new Prng(1, "t")));
  bus.attach(chip);
  const thermometer = new drivers.Tmp117({ io, ...options, ...configuration });
  const on = { bench, bus, chip, thermometer, degC: 25, nowUs: bench.nowUs };
  const pass = (s: number): void => bench.pass(s, (atUs, dtS) => chip.advance(atUs, dtS, on.degC));
  return Object.assign(on, { pass });
}
