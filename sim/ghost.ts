import { Press } from "./mechanics/press.js";
import { type SpringParameters, type TrainParameters, trainOf } from "./mechanics/train.js";
import type { RigModel } from "./rigs/table.js";

/**
 * In what fixture the cell is imagined: the rig itself, a fixed gap (its springs taken out), or
 * springs alone (the disc springs and the coil of the reference rig put in, whatever the rig has).
 */
export type Fixture = "rig" | "fixedGap" | "springs";

/**
 * The springs of the reference rig (physics 3.2); no stroke, since they must not end within a
 * comparison.
 */
const discSpring: SpringParameters = { rateNPerUm: 0.2, strokeUm: Infinity };
const coilSpring: SpringParameters = { rateNPerUm: 0.005, strokeUm: Infinity };

/**
 * The same cell in a fixture with frozen screws: what the pressures would have done without
 * control. It starts in equilibrium at the forces and with the friction of a running press, and
 * then sees the same growth.
 */
export class Ghost {
  readonly press: Press;

  constructor(rig: RigModel, fixture: Fixture) {
    this.press =
      fixture === "rig"
        ? new Press(rig)
        : new Press(
            rig,
            withSpring(trainOf(rig.anode), fixture === "springs" ? discSpring : undefined),
            withSpring(trainOf(rig.cathode), fixture === "springs" ? coilSpring : undefined),
          );
  }

  /**
   * Freezes the screws where this fixture carries the forces of `live` at its growths and with its
   * friction.
   */
  start(live: Press): void {
    const press = this.press;
    press.copyFrictionFrom(live);
    press.anode.growthUm = live.anode.growthUm;
    press.cathode.growthUm = live.cathode.growthUm;
    press.anode.thermalUm = live.anode.thermalUm;
    press.cathode.thermalUm = live.cathode.thermalUm;
    press.settleAt(live.anode.forceN, live.cathode.forceN);
  }

  /** Moves on by `dtS` (1 to 10 s) to the growths of the cell and of temperature at its end, um. */
  advance(
    dtS: number,
    anodeGrowthUm: number,
    cathodeGrowthUm: number,
    anodeThermalUm: number,
    cathodeThermalUm: number,
  ): void {
    const press = this.press;
    press.anode.growthUm = anodeGrowthUm;
    press.cathode.growthUm = cathodeGrowthUm;
    press.anode.thermalUm = anodeThermalUm;
    press.cathode.thermalUm = cathodeThermalUm;
    press.advance(dtS);
  }

  /** Forces in the two load cells, N. */
  get forceAnodeN(): number {
    return this.press.anode.forceN;
  }

  get forceCathodeN(): number {
    return this.press.cathode.forceN;
  }
}

function withSpring(train: TrainParameters, spring: SpringParameters | undefined): TrainParameters {
  return { ...train, spring };
}
