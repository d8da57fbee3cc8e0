/**
 * What presses on the rig and drives the cell-voltage channel: a modelled cell or a measured one.
 */
export interface CellModel {
  /** Growth of the anode toward its screw since power-on, um; negative shrinks. */
  readonly anodeGrowthUm: number;
  /** The same on the cathode; charging shrinks it. */
  readonly cathodeGrowthUm: number;
  /** Terminal voltage, V. */
  readonly volts: number;
  /** Net charge that passed the terminals, mAh/cm2. */
  readonly chargeMAhPerCm2: number;
  /** Lithium taken out of the cathode, mAh per gram of NMC. */
  readonly extractedMAhPerG: number;
  /** Net lithium plated on the anode, mAh/cm2: includes what the cathode's side reaction gave. */
  readonly platedMAhPerCm2: number;
  /** Thickness of the voids under the anode, um. */
  readonly voidUm: number;
  /** Share of the anode's area in contact, 0.2 to 1. */
  readonly anodeContact: number;
  /** True while lithium bridges the separator. */
  readonly shorted: boolean;
  /**
   * Moves on by `dtS` (0.1 to 10 s) at constant current density (positive charges) and at the
   * pressures on the pellet's two faces.
   */
  advance(
    dtS: number,
    currentMAPerCm2: number,
    anodeKPa: number,
    cathodeKPa: number,
    stackDegC: number,
  ): void;
}
