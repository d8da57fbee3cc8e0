import type { CyclerPhase } from "./cell/cycler.js";

/** What is true of one side at the end of the last tick. */
export interface SideTruth {
  /** Force in the load cell, without sensor error and before the piston's seal, N. */
  forceN: number;
  /** Force on the pellet, behind seal and weight, N. */
  pelletN: number;
  /** Growth of the cell on this side since power-on, creep and settling included, um. */
  growthUm: number;
  /** Growth of stack over frame by temperature since power-on, um. */
  thermalUm: number;
  /** Position of the nut since power-on, um; positive presses. */
  nutUm: number;
  /** Position of the motor before the gear's lash, as travel of the nut, um. */
  motorUm: number;
  /**
   * Stiffness that the screw feels at present: train, wall, mount and the other side behind them,
   * N/um.
   */
  stiffnessNPerUm: number;
  /** Full steps lost to overload since power-on. */
  lostSteps: number;
}

/**
 * The true state of the simulated world: one record, rewritten each tick. It is for scorer and log
 * alone; nothing of it may reach the controller.
 */
export interface Truth {
  /** True area of the die, mm2; constant. */
  readonly areaMm2: number;
  readonly anode: SideTruth;
  readonly cathode: SideTruth;
  cellVolts: number;
  /** Positive charges. */
  currentMAPerCm2: number;
  /** Lithium taken out of the cathode, mAh per gram of NMC. */
  extractedMAhPerG: number;
  cyclePhase: CyclerPhase;
  /** Number of the cycle in progress, from 1; 0 before the first charge. */
  cycle: number;
  frameDegC: number;
  stackDegC: number;
  roomDegC: number;
  /**
   * Force of the pellet on the wall, positive towards the cathode, and what the wall could carry,
   * N.
   */
  wallForceN: number;
  wallCapacityN: number;
  /** The pellet has broken away from the wall and not been gripped again. */
  slipping: boolean;
  /**
   * Motion of the pellet along the wall since power-on, positive towards the cathode, presliding
   * included, um.
   */
  pelletTravelUm: number;
}

const makeSideTruth = (): SideTruth => ({
  forceN: 0,
  pelletN: 0,
  growthUm: 0,
  thermalUm: 0,
  nutUm: 0,
  motorUm: 0,
  stiffnessNPerUm: 0,
  lostSteps: 0,
});

export const makeTruth = (areaMm2: number): Truth => ({
  areaMm2,
  anode: makeSideTruth(),
  cathode: makeSideTruth(),
  cellVolts: 0,
  currentMAPerCm2: 0,
  extractedMAhPerG: 0,
  cyclePhase: "rest-before",
  cycle: 0,
  frameDegC: 0,
  stackDegC: 0,
  roomDegC: 0,
  wallForceN: 0,
  wallCapacityN: 0,
  slipping: false,
  pelletTravelUm: 0,
});
