import type { Clock } from "../hal/clock.js";
import type { SideHal } from "../hal/hal.js";
import type { SideName } from "../src/settings/table.js";
import { MotionStage } from "./devices/motion-stage.js";
import { SimLoadCellAdc } from "./devices/sim-load-cell-adc.js";
import { SimScrew } from "./devices/sim-screw.js";
import { Drive } from "./mechanics/drive.js";
import type { PressSide } from "./mechanics/press-side.js";
import { Prng } from "./prng.js";
import type { RigModel } from "./rigs/table.js";
import { BridgeAdc } from "./sensors/bridge-adc.js";
import { calibrationDegC, LoadCell } from "./sensors/load-cell.js";
import { bridgePolarity } from "./sensors/polarity.js";
import type { SideTruth } from "./truth.js";

/** What converts the force at the load cell into codes: at contract level, or the chip on its bus. */
export interface ForceConverter {
  advance(atUs: number, dtS: number, fromN: number, toN: number): void;
}

/** What moves the motor: at contract level, or the chip on its bus. */
export interface MotionChip {
  advance(dtS: number, forceN: number): void;
}

/**
 * One side of the simulated rig from motion chip to converter, with the train of the press between
 * them.
 */
export class SimulatedSide implements SideHal {
  readonly screw: SimScrew;
  readonly adc: SimLoadCellAdc;
  /** The chips' physics, which devices at contract level and emulated chips share. */
  readonly stage: MotionStage;
  readonly bridge: BridgeAdc;
  /** What takes part in the physics; emulated chips take these places. */
  converter: ForceConverter;
  motion: MotionChip;
  readonly drive: Drive;
  readonly loadCell: LoadCell;
  readonly press: PressSide;
  /** Fault: the converter hears the load cell of the other side. */
  hears: SimulatedSide | undefined;
  /** Fault: the screw is turned by the motor of the other side. */
  turnedBy: SimulatedSide | undefined;
  readonly #stackUmPerK: number;
  readonly #frameUmPerK: number;
  #thermalAtStartUm = 0;
  #heardN = 0;

  constructor(rig: RigModel, side: SideName, press: PressSide, seed: number, clock: Clock) {
    const model = rig[side];
    this.press = press;
    this.drive = new Drive(model.drive, new Prng(seed, `${side} drive`));
    this.stage = new MotionStage(this.drive, model.drive);
    this.screw = new SimScrew(this.stage);
    this.motion = this.screw;
    this.loadCell = new LoadCell(model.loadCell);
    const noise = new Prng(seed, `${side} converter`);
    this.bridge = new BridgeAdc(model, bridgePolarity(seed, side), noise);
    this.adc = new SimLoadCellAdc(this.bridge, new Prng(seed, `${side} converter faults`), clock);
    this.converter = this.adc;
    this.#frameUmPerK = model.frameExpansion;
    this.#stackUmPerK = model.frameExpansion + model.expansion;
  }

  /**
   * Takes the present temperatures as those of power-on, at which the clearance is that of the rig
   * file.
   */
  start(frameDegC: number, stackDegC: number): void {
    this.#thermalAtStartUm = this.#thermalUm(frameDegC, stackDegC);
  }

  /** Moves the screw and tells the press where nut and electrode stand at the end of the tick. */
  push(dtS: number, growthUm: number, frameDegC: number, stackDegC: number): void {
    this.motion.advance(dtS, this.press.forceN);
    this.press.nutUm =
      this.turnedBy === undefined ? this.drive.nutUm : this.#turned(this.turnedBy.drive);
    this.press.growthUm = growthUm;
    this.press.thermalUm = this.#thermalUm(frameDegC, stackDegC) - this.#thermalAtStartUm;
  }

  /** Lets load cell and converter see the force that the press has found. */
  sense(atUs: number, dtS: number, stackDegC: number): void {
    const fromN = this.loadCell.sensedN;
    this.loadCell.advance(dtS, this.press.forceN, stackDegC);
    const { hears } = this;
    if (hears === undefined) this.converter.advance(atUs, dtS, fromN, this.loadCell.sensedN);
    else {
      // The other bridge's signal, in newtons of this one.
      const toN = (hears.loadCell.sensedN * hears.bridge.countsPerN) / this.bridge.countsPerN;
      this.converter.advance(atUs, dtS, this.#heardN, toN);
      this.#heardN = toN;
    }
  }

  tell(into: SideTruth, stiffnessNPerUm: number): void {
    const press = this.press;
    into.forceN = press.forceN;
    into.pelletN = press.pelletN;
    into.growthUm = press.growthUm;
    into.thermalUm = press.thermalUm;
    into.nutUm = press.nutUm;
    into.motorUm = this.drive.motorUm;
    into.stiffnessNPerUm = stiffnessNPerUm;
    into.lostSteps = this.drive.lostSteps;
  }

  /** The nut behind this side's gear when the other side's motor turns it. */
  #turned(drive: Drive): number {
    return (drive.nutUm * this.drive.umPerStep) / drive.umPerStep;
  }

  /**
   * The stack pushes as it warms, the frame gives way; they warm at their own pace (physics 4.5).
   */
  #thermalUm(frameDegC: number, stackDegC: number): number {
    return (
      this.#stackUmPerK * (stackDegC - calibrationDegC) -
      this.#frameUmPerK * (frameDegC - calibrationDegC)
    );
  }
}
