import { pi } from "../../src/maths/elementary.js";
import type { RigModel } from "../rigs/table.js";
import { PressSide } from "./press-side.js";
import { type TrainParameters, trainOf } from "./train.js";
import { WallFriction } from "./wall-friction.js";

/** The residual that counts as balance, N: ten thousand times below what any converter resolves. */
const balanceN = 1e-8;
/** Below this share of the pellet's position a step is lost in rounding. */
const roundingShare = 1e-14;
/** Newton needs one to three evaluations; the rest bisects through kinks. */
const newtonLimit = 12;
const evaluationLimit = 120;

/**
 * Both trains, the pellet between them, its wall, and the mould on its mount (physics 3.3),
 * quasi-static.
 *
 * With u the pellet's motion towards the cathode, `F_a = T_a(s_a + delta_a - u)` and
 * `F_c = T_c(s_c + delta_c + u)`. Pellet, pistons and mould together pass
 * `N = F_a - F_c + weights` to the mount, so the mould stands at `m = N / k_m` and the pellet has
 * moved by `w = u - m` along the wall; wall and seals carry N by friction of w. One monotone scalar
 * equation in u remains: N falls with u, w and the friction rise.
 */
export class Press {
  readonly anode: PressSide;
  readonly cathode: PressSide;
  readonly wall: WallFriction;
  /** True area of the die, mm2. */
  readonly areaMm2: number;

  #mountNPerUm: number;
  #pelletUm = 0;
  #wallUm = 0;
  #trialWallUm = 0;
  #residualN = 0;
  #slopeNPerUm = 0;

  /** `anode` and `cathode` replace the rig's own trains: the same cell in another fixture. */
  constructor(rig: RigModel, anode?: TrainParameters, cathode?: TrainParameters) {
    this.anode = new PressSide(anode ?? trainOf(rig.anode), rig.anode.piston);
    this.cathode = new PressSide(cathode ?? trainOf(rig.cathode), rig.cathode.piston);
    this.wall = new WallFriction(rig.mould);
    this.areaMm2 = (pi / 4) * rig.mould.dieDiameter * rig.mould.dieDiameter;
    this.#mountNPerUm = rig.mould.stiffness;
  }

  /** Moves on by `dtS` with the nut positions and growths that were set on the two sides. */
  advance(dtS: number): void {
    const toKPa = 1000 / this.areaMm2;
    this.wall.prepare(dtS, this.anode.pelletN * toKPa, this.cathode.pelletN * toKPa);
    this.#balance();
    const motionUm = this.#trialWallUm - this.#wallUm;
    this.#wallUm = this.#trialWallUm;
    this.wall.accept(motionUm, dtS);
    this.anode.accept(dtS);
    this.cathode.accept(dtS);
  }

  /** Fault: the mount of the mould is softer by this factor. */
  soften(factor: number): void {
    this.#mountNPerUm *= factor;
  }

  /** What is left of the balance after the last step, N; zero but for rounding. */
  get imbalanceN(): number {
    return this.#residualN;
  }

  /** Force that wall and seals carry into the mould, N. */
  get transferN(): number {
    return (
      this.wall.friction.forceN +
      this.anode.seal.friction.forceN -
      this.cathode.seal.friction.forceN
    );
  }

  /**
   * What a screw feels as stiffness at present, N/um: train, wall and mount, and the other train
   * behind them.
   */
  feltStiffnessNPerUm(side: PressSide): number {
    const other = side === this.anode ? this.cathode : this.anode;
    const friction =
      this.wall.friction.trialSlopeNPerUm +
      this.anode.seal.friction.trialSlopeNPerUm +
      this.cathode.seal.friction.trialSlopeNPerUm;
    const mount = (friction * this.#mountNPerUm) / (friction + this.#mountNPerUm);
    const own = side.train.slopeNPerUm;
    const support = other.train.slopeNPerUm + mount;
    return own > 0 ? (own * support) / (own + support) : 0;
  }

  /**
   * Puts the press in relaxed equilibrium at two load-cell forces, with the friction, growths and
   * thermal growths it has at present, by setting both nuts. A transfer beyond the wall's capacity
   * stays unbalanced until the next step.
   */
  settleAt(anodeN: number, cathodeN: number): void {
    const transfer = anodeN - cathodeN + this.anode.seal.weightN - this.cathode.seal.weightN;
    this.wall.friction.forceN =
      transfer - this.anode.seal.friction.forceN + this.cathode.seal.friction.forceN;
    const toKPa = 1000 / this.areaMm2;
    this.anode.forceN = anodeN;
    this.cathode.forceN = cathodeN;
    this.anode.pelletN = this.anode.seal.pelletN(anodeN);
    this.cathode.pelletN = this.cathode.seal.pelletN(cathodeN);
    this.wall.prepare(0, this.anode.pelletN * toKPa, this.cathode.pelletN * toKPa);
    this.#pelletUm = this.#wallUm + transfer / this.#mountNPerUm;
    this.#settleSide(this.anode, anodeN, this.#pelletUm);
    this.#settleSide(this.cathode, cathodeN, -this.#pelletUm);
  }

  /** Takes over the friction of another press: the same pellet and pistons in another fixture. */
  copyFrictionFrom(other: Press): void {
    this.wall.copyFrom(other.wall);
    this.anode.seal.friction.copyFrom(other.anode.seal.friction);
    this.cathode.seal.friction.copyFrom(other.cathode.seal.friction);
    this.#wallUm = other.#wallUm;
  }

  #settleSide(side: PressSide, forceN: number, pelletUm: number): void {
    side.nutUm = 0;
    side.nutUm = side.train.settleAt(forceN) - side.reachUm + pelletUm;
    side.acceptedGrowthUm = side.growthUm;
  }

  /** Newton on the falling residual, inside a bracket that every evaluation narrows. */
  #balance(): void {
    let low = -Infinity;
    let high = Infinity;
    let reach = 1000;
    this.#evaluate(this.#pelletUm);
    for (let i = 1; i < evaluationLimit; i += 1) {
      const residual = this.#residualN;
      const u = this.#pelletUm;
      if (residual <= balanceN && residual >= -balanceN) return;
      if (residual > 0) low = u;
      else high = u;
      const step = -residual / this.#slopeNPerUm;
      let next = u + step;
      const open = low === -Infinity || high === Infinity;
      if (open && !(step <= reach && step >= -reach)) {
        next = residual > 0 ? u + reach : u - reach;
        reach *= 2;
      } else if (!open && (i > newtonLimit || !(next > low && next < high))) {
        next = low + (high - low) / 2;
      }
      const size = u < 0 ? 1 - u : 1 + u;
      const change = next < u ? u - next : next - u;
      if (change <= roundingShare * size) return;
      this.#evaluate(next);
    }
  }

  #evaluate(pelletUm: number): void {
    const anode = this.anode;
    const cathode = this.cathode;
    this.#pelletUm = pelletUm;
    anode.train.compress(anode.reachUm - pelletUm);
    cathode.train.compress(cathode.reachUm + pelletUm);
    const transfer =
      anode.train.forceN - cathode.train.forceN + anode.seal.weightN - cathode.seal.weightN;
    const stiffness = anode.train.slopeNPerUm + cathode.train.slopeNPerUm;
    this.#trialWallUm = pelletUm - transfer / this.#mountNPerUm;
    const motion = this.#trialWallUm - this.#wallUm;
    const wall = this.wall.friction;
    const anodeSeal = anode.seal.friction;
    const cathodeSeal = cathode.seal.friction;
    wall.probe(motion);
    anodeSeal.probe(motion - (anode.growthUm - anode.acceptedGrowthUm));
    cathodeSeal.probe(-motion - (cathode.growthUm - cathode.acceptedGrowthUm));
    const friction =
      wall.trialSlopeNPerUm + anodeSeal.trialSlopeNPerUm + cathodeSeal.trialSlopeNPerUm;
    this.#residualN = transfer - wall.trialForceN - anodeSeal.trialForceN + cathodeSeal.trialForceN;
    this.#slopeNPerUm = -stiffness - friction * (1 + stiffness / this.#mountNPerUm);
  }
}
