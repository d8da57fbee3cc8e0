import type { BoardParameters } from "../hal/esp32/board-parameters.js";
import type { PinMap } from "../hal/esp32/pin-map.js";
import { rigParts } from "../hal/esp32/rig-parts.js";
import type { Hal } from "../hal/hal.js";
import { I2cBus, i2cConstructor } from "./buses/i2c-bus.js";
import { Pins } from "./buses/pins.js";
import { SpiBus } from "./buses/spi-bus.js";
import { Ads1115Chip } from "./chips/ads1115.js";
import { Nau7802Chip } from "./chips/nau7802.js";
import { Tmc5160Chip } from "./chips/tmc5160.js";
import { Tmp117Chip } from "./chips/tmp117.js";
import { Prng } from "./prng.js";
import type { RigModel } from "./rigs/table.js";
import type { SimulatedRig } from "./simulated-rig.js";

/** Pins of the emulated board; which ones does not matter, only that each wire has its own. */
const pinMap: PinMap = {
  uart: { transmit: 17, receive: 16 },
  i2c: { anode: { data: 21, clock: 22 }, cathode: { data: 33, clock: 32 } },
  spi: { clock: 18, in: 19, out: 23 },
  select: { anode: 25, cathode: 13 },
  motorDisable: 27,
  estop: 14,
  quiet: 34,
  cyclerOpen: 26,
};

/** Full scale of the ADS1115 behind the divider, V at its pin. */
const rangeVolts = 4.096;

/** What a builder sets on a board for the parts of this rig. */
function parametersFor(rig: RigModel): BoardParameters {
  const { gain, rate, excitation } = rig.anode.adc;
  const cathode = rig.cathode.adc;
  if (cathode.gain !== gain || cathode.rate !== rate || cathode.excitation !== excitation) {
    throw new RangeError(
      "the two load-cell converters of a board have one rate, gain and excitation",
    );
  }
  const motor = { runA: 0.5, holdA: 0.15 };
  return {
    module: "wroom",
    uart: { port: 2, baud: 115200 },
    i2c: { hz: 400_000, timeoutMs: 5, anode: { port: 0 }, cathode: { port: 1 } },
    spi: { port: 2, hz: 1_000_000, mode: 3 },
    loadCellAdc: { address: 0x2a, rateSps: rate, gain, ldoVolts: excitation },
    cellVoltage: {
      bus: "cathode",
      address: 0x48,
      rateSps: rig.cellVoltage.rate,
      rangeVolts,
      ratio: rig.cellVoltage.fullScale / rangeVolts,
    },
    thermometer: { bus: "cathode", address: 0x49, averages: 8 },
    motors: { senseOhm: 0.075, clockHz: 12_000_000, anode: motor, cathode: motor },
  };
}

/**
 * The board of a rig with emulated buses: exactly the drivers of the ESP32, over chips at register level that take the
 * places of the devices at contract level. Throws a RangeError when the parts of the rig are none that such chips can be.
 */
export class EmulatedBoard {
  readonly pins = new Pins();
  readonly spi = new SpiBus(this.pins);
  readonly anodeBus: I2cBus;
  readonly cathodeBus: I2cBus;
  readonly anodeAdc: Nau7802Chip;
  readonly cathodeAdc: Nau7802Chip;
  readonly anodeMotor: Tmc5160Chip;
  readonly cathodeMotor: Tmc5160Chip;
  readonly voltage: Ads1115Chip;
  readonly temperature: Tmp117Chip;
  readonly #simulated: SimulatedRig;
  readonly #parameters: BoardParameters;
  #hal: Hal;
  /** Bus time not yet gone by: the clock has whole microseconds. */
  #owedUs = 0;

  /** With `busTime` the world goes on while the buses talk; without it they cost no time. */
  constructor(simulated: SimulatedRig, rig: RigModel, seed: number, busTime: boolean) {
    this.#simulated = simulated;
    const parameters = parametersFor(rig);
    this.#parameters = parameters;
    const spend = busTime ? (us: number) => this.#spend(us) : undefined;
    const { pins, spi } = this;
    spi.spend = spend;
    const bus = (name: "anode" | "cathode") =>
      new I2cBus({ ...pinMap.i2c[name], pins, spend, prng: new Prng(seed, `${name} wire`) });
    this.anodeBus = bus("anode");
    this.cathodeBus = bus("cathode");
    const adc = (name: "anode" | "cathode") =>
      new Nau7802Chip({
        physics: simulated[name].bridge,
        prng: new Prng(seed, `${name} converter faults`),
      });
    this.anodeAdc = adc("anode");
    this.cathodeAdc = adc("cathode");
    const motor = (name: "anode" | "cathode") =>
      new Tmc5160Chip({
        stage: simulated[name].stage,
        bus: spi,
        pins,
        select: pinMap.select[name],
        disable: pinMap.motorDisable,
      });
    this.anodeMotor = motor("anode");
    this.cathodeMotor = motor("cathode");
    this.voltage = new Ads1115Chip(simulated.voltageAdc, parameters.cellVoltage.ratio);
    this.temperature = new Tmp117Chip(simulated.frameThermometer);
    this.anodeBus.attach(this.anodeAdc);
    this.cathodeBus.attach(this.cathodeAdc);
    this.cathodeBus.attach(this.voltage);
    this.cathodeBus.attach(this.temperature);
    this.#takePlaces();
    this.#hal = this.#drivers();
  }

  get hal(): Hal {
    return this.#hal;
  }

  /** The ESP32 is reset: its pins let go, and new drivers meet the chips as they are. */
  restart(): void {
    this.pins.restart();
    this.anodeBus.restart();
    this.cathodeBus.restart();
    this.#hal = this.#drivers();
  }

  /** What the drivers did that a data sheet does not provide for. */
  get violations(): string[] {
    const parts = [this.spi, this.anodeAdc, this.cathodeAdc, this.anodeMotor, this.cathodeMotor];
    return [...parts, this.voltage, this.temperature].flatMap((part) => part.violations.texts);
  }

  /** Time that the buses have taken since power-on, us. */
  get busUs(): number {
    return this.spi.busUs + this.anodeBus.busUs + this.cathodeBus.busUs;
  }

  #drivers(): Hal {
    const { clock, uart, store } = this.#simulated;
    const I2C = i2cConstructor([this.anodeBus, this.cathodeBus]);
    const io = { I2C, SPI: this.spi.SPI, Digital: this.pins.Digital };
    return { ...rigParts(io, pinMap, this.#parameters, clock), clock, uart, store };
  }

  #takePlaces(): void {
    const simulated = this.#simulated;
    const { anode, cathode } = simulated;
    anode.converter = this.anodeAdc;
    cathode.converter = this.cathodeAdc;
    anode.motion = this.anodeMotor;
    cathode.motion = this.cathodeMotor;
    simulated.voltageConverter = this.voltage;
    simulated.frameConverter = this.temperature;
    const { pins } = this;
    pins.pullUp(pinMap.quiet);
    pins.pullUp(pinMap.cyclerOpen);
    simulated.wire = () => this.#wire();
    this.#wire();
  }

  /** The lines around the rig as levels: a closed contact and a request pull low, the rig pulls the cycler's input. */
  #wire(): void {
    const { pins } = this;
    const { interlock } = this.#simulated;
    pins.force(pinMap.estop, interlock.estop ? undefined : 0);
    pins.force(pinMap.quiet, interlock.quiet ? 0 : undefined);
    interlock.openCycler(pins.level(pinMap.cyclerOpen) === 0);
  }

  #spend(us: number): void {
    this.#owedUs += us;
    const whole = Math.floor(this.#owedUs);
    if (whole === 0) return;
    this.#owedUs -= whole;
    this.#simulated.advance(whole);
  }
}
