import { DigitalLines, MotorEnable } from "../../hal/esp32/digital-lines.js";
import { SpiPort } from "../../hal/esp32/spi-port.js";
import { Tmc5160 } from "../../hal/esp32/tmc5160.js";
import { micrometres } from "../../hal/units.js";
import { Pins } from "../../sim/buses/pins.js";
import { SpiBus } from "../../sim/buses/spi-bus.js";
import { Tmc5160Chip } from "../../sim/chips/tmc5160.js";
import { MotionStage } from "../../sim/devices/motion-stage.js";
import { SimScrew } from "../../sim/devices/sim-screw.js";
import { Drive } from "../../sim/mechanics/drive.js";
import { Prng } from "../../sim/prng.js";
import type { RigModel } from "../../sim/rigs/table.js";

type SideName = "anode" | "cathode";

/** Pins of the benches. */
export const benchPins = {
  clock: 18,
  in: 19,
  out: 23,
  anode: 25,
  cathode: 26,
  disable: 27,
  estop: 14,
  quiet: 34,
  cyclerOpen: 13,
  insulated: 4,
} as const;

/** What the driver is told of motor and board: 0.5 A in motion and 0.15 A at rest over 75 mOhm. */
export const benchCurrents = { runA: 0.5, holdA: 0.15, senseOhm: 0.075 } as const;

/** Way of the nut in a full step by the nameplate, um. */
export function umPerFullStepOf(rig: RigModel, side: SideName): number {
  const { lead, stepsPerTurn, gearRatio } = rig.nameplate[side];
  return (lead * 1000) / (stepsPerTurn * gearRatio);
}

export function stageOf(rig: RigModel, side: SideName): MotionStage {
  const model = rig[side].drive;
  return new MotionStage(new Drive(model, new Prng(1, "drive")), model);
}

/** A screw at contract level, configured with its nameplate. */
export function simScrewOn(rig: RigModel, side: SideName): SimScrew {
  const screw = new SimScrew(stageOf(rig, side));
  screw.configure(micrometres(umPerFullStepOf(rig, side)));
  return screw;
}

/** Both motion chips of a rig on one emulated bus, with their drivers, not yet configured. */
export class MotionOnBus {
  readonly pins = new Pins();
  readonly bus = new SpiBus(this.pins);
  readonly anodeChip: Tmc5160Chip;
  readonly cathodeChip: Tmc5160Chip;
  readonly port: SpiPort;
  readonly enable: MotorEnable;
  readonly anode: Tmc5160;
  readonly cathode: Tmc5160;

  constructor(rig: RigModel, driver: typeof Tmc5160 = Tmc5160) {
    const { pins, bus } = this;
    const disable = benchPins.disable;
    const chip = (side: SideName) =>
      new Tmc5160Chip({ stage: stageOf(rig, side), bus, pins, select: benchPins[side], disable });
    this.anodeChip = chip("anode");
    this.cathodeChip = chip("cathode");
    const { clock, in: miso, out } = benchPins;
    this.port = new SpiPort({ io: bus.SPI, clock, in: miso, out, hz: 1e6, mode: 3, port: 2 });
    this.enable = new MotorEnable({ io: pins.Digital, pin: disable });
    const shared = {
      port: this.port,
      io: pins.Digital,
      enable: this.enable,
      clockHz: 12_000_000,
      ...benchCurrents,
    };
    this.anode = new driver({ ...shared, select: benchPins.anode, motor: 1 });
    this.cathode = new driver({ ...shared, select: benchPins.cathode, motor: 2 });
  }

  /** Everything that the drivers did and the data sheet does not provide for. */
  get violations(): string[] {
    const { anodeChip, cathodeChip, bus } = this;
    return [anodeChip, cathodeChip, bus].flatMap((part) => part.violations.texts);
  }
}

/** Digital lines on emulated pins. */
export function linesOn(pins: Pins): DigitalLines {
  const { estop, quiet, cyclerOpen, insulated } = benchPins;
  return new DigitalLines({ io: pins.Digital, estop, quiet, cyclerOpen, insulated });
}
