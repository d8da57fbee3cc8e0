import type { SideHal } from "../hal/hal.js";
import type { SideName } from "../src/settings/table.js";
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

/**
 * One side of the simulated rig from motion chip to converter, with the train of the press between
 * them.
 */
export class SimulatedSide implements SideHal {
  readonly screw: SimScrew;
  readonly adc: SimLoadCellAdc;
  readonly drive: Drive;
  readonly loadCell: LoadCell;
  readonly press: PressSide;
  readonly #stackUmPerK: number;
  readonly #frameUmPerK: number;
  #thermalAtStartUm = 0;

  constructor(rig: RigModel, side: SideName, press: PressSide, seed: number) {
    const model = rig[side];
    this.press = press;
    this.drive = new Drive(model.drive, new Prng(seed, `${side} drive`));
    this.screw = new SimScrew(this.drive, rig.nameplate[side], model.drive);
    this.loadCell = new LoadCell(model.loadCell);
    const bridge = new BridgeAdc(
      model,
      bridgePolarity(seed, side),
      new Prng(seed, `${side} converter`),
    );
    this.adc = new SimLoadCellAdc(bridge, new Prng(seed, `${side} converter faults`));
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
    this.screw.advance(dtS, this.press.forceN);
    this.press.nutUm = this.drive.nutUm;
    this.press.growthUm = growthUm;
    this.press.thermalUm = this.#thermalUm(frameDegC, stackDegC) - this.#thermalAtStartUm;
  }

  /** Lets load cell and converter see the force that the press has found. */
  sense(atUs: number, dtS: number, stackDegC: number): void {
    const fromN = this.loadCell.sensedN;
    this.loadCell.advance(dtS, this.press.forceN, stackDegC);
    this.adc.advance(atUs, dtS, fromN, this.loadCell.sensedN);
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
