import { Mode } from "../mode.js";
import { Phase } from "../phase.js";
import type { Side } from "../side.js";

/** Force that may be gone within two seconds: no cell relaxes so fast (3 % with 20 s, physics 2.5). */
const keptShare = 0.92;
/** A stiffness from the nameplate may be three times off; so may be what the motion explains. */
const stiffnessDoubt = 3;
/** Below this many times the force of contact there is too little to lose. */
const leastContacts = 4;
/** Noise of the prompt force in filtered sigmas, and what the other side must have moved to be a witness. */
const noiseSigmas = 30;
const witnessSigmas = 8;
/** Judged from so many conversions: a converter's filter looks back over four. */
const decidedSamples = 6;
/**
 * Of a loss that comes at once the prompt force shows this share before the low-pass does, at five conversions a second still 0.46;
 * of one that takes seconds it shows less.
 */
const atOnce = 0.4;
/** A turn is as late as that if the screw has come no further at its speed, s: the looks that are kept. */
const turnedWithinS = 3;
/** While that lasts nothing moves, us. */
const doubtUs = 1e6;
/** After a decision the force is left this many looks to come to rest. */
const restLooks = 5;

/**
 * Force that vanishes without motion: the pellet or a spring broke, or the load cell lost its excitation (physics 7, rows 2, 26
 * and 29). None of them may be answered by pressing.
 *
 * Two likenesses are left to others. When the other force rises in the same moment, the pellet slips. When all of one force is
 * gone and the other has felt it through the mould, contact was lost, and the slow search is right (row 27); a load cell that
 * only seems to be empty moves nothing on the other side.
 */
export class SuddenLoss {
  /** The guard looks closer when the prompt force falls below this, N. */
  floorN = -Infinity;
  private readonly side: Side;
  private readonly other: Side;
  private readonly leastN: number;
  private readonly contactN: number;
  private forceN = 0;
  private formerN = 0;
  private otherN = 0;
  private otherFormerN = 0;
  /** Positions of the last looks, newest first, um: the force follows the screw by a second or two. */
  private readonly pastUm = new Float64Array(3);
  private samplesSeen = 0;
  private below = 0;
  /** By how much the prompt force was ahead of the filtered one at most, N. */
  private aheadN = 0;
  private restLeft = 0;

  constructor(side: Side, other: Side, contactN: number) {
    this.side = side;
    this.other = other;
    this.contactN = contactN;
    this.leastN = leastContacts * contactN;
  }

  /** Once a second: what the force is now is what it must not fall far below. */
  look(): void {
    const side = this.side;
    // Not while it is being decided; when the force came back there were conversions that nobody asked about.
    if (this.below > 0 && side.sensor.samples <= this.samplesSeen + 1) return;
    this.below = 0;
    const past = this.pastUm;
    past[2] = past[1] as number;
    past[1] = past[0] as number;
    past[0] = side.loop.motion.positionUm;
    this.formerN = this.forceN;
    this.otherFormerN = this.otherN;
    this.forceN = side.sensor.filteredN;
    this.otherN = this.other.sensor.filteredN;
    const held = this.forceN > this.formerN ? this.forceN : this.formerN;
    const controlled = side.mode === Mode.gap || (side.held && side.phase === Phase.track);
    if (this.restLeft > 0) this.restLeft -= 1;
    const armed = controlled && side.fresh && this.forceN > this.leastN && this.restLeft === 0;
    // A loss of less than the force of contact is none: a screw that gives a grid point back may take as much.
    const keptN = Math.min(keptShare * held, held - this.contactN);
    this.floorN = armed ? keptN - noiseSigmas * side.sensor.sigmaN : -Infinity;
  }

  /** The prompt force is below the floor: nothing moves, and when it stays there unexplained, it is a fault. */
  confirmed(): boolean {
    const sensor = this.side.sensor;
    if (sensor.samples === this.samplesSeen) return false;
    const next = sensor.samples === this.samplesSeen + 1;
    this.samplesSeen = sensor.samples;
    if (sensor.medianN >= this.floorN - this.explainedN()) {
      this.below = 0;
      return false;
    }
    this.below = next ? this.below + 1 : 1;
    const aheadN = sensor.filteredN - sensor.medianN;
    if (this.below === 1 || aheadN > this.aheadN) this.aheadN = aheadN;
    // From the first on: the median lets no single reading through, and a loop would answer to the next.
    if (this.below === 1) this.stand(sensor.sampleAtUs);
    if (this.below < decidedSamples) return false;
    // Nothing moves until the watch for slip, which looks once a second, has seen it, too.
    const doubtUntilUs = this.side.doubtUntilUs;
    this.explained();
    this.side.doubtUntilUs = doubtUntilUs;
    const held = this.forceN > this.formerN ? this.forceN : this.formerN;
    return this.aheadN > atOnce * (held - sensor.medianN) && !this.otherwise();
  }

  /** Somebody knows where the force went: what is left of it is a new beginning. */
  explained(): void {
    this.below = 0;
    this.restLeft = restLooks;
    this.floorN = -Infinity;
    this.side.doubtUntilUs = 0;
  }

  /** Nothing moves on a force that is in doubt. */
  private stand(atUs: number): void {
    this.side.doubtUntilUs = atUs + doubtUs;
    if (this.side.held) this.side.loop.motion.rest();
  }

  /** Force that the way back of the last seconds may have taken off, N. */
  private explainedN(): number {
    const loop = this.side.loop;
    const motion = loop.motion;
    let now = motion.positionUm;
    let top = now;
    // A ramp that was turned round since the last look is back where it began, and its force is still on the way down.
    const turned = loop.ramp.on && motion.direction > 0;
    if (turned && motion.runUm < turnedWithinS * motion.speedUmPerS)
      now = motion.targetUm - motion.runUm;
    for (let i = 0; i < 3; i += 1) {
      const past = this.pastUm[i] as number;
      if (past > top) top = past;
    }
    return stiffnessDoubt * loop.stiffnessNPerUm * (top - now);
  }

  /** Slip, or contact that is really lost: the other side tells. */
  private otherwise(): boolean {
    const other = this.other;
    if (!other.fresh) return false;
    const limit = witnessSigmas * other.sensor.sigmaN;
    const before = this.otherN > this.otherFormerN ? this.otherN : this.otherFormerN;
    const least = this.otherN < this.otherFormerN ? this.otherN : this.otherFormerN;
    const medianN = other.sensor.medianN;
    if (medianN > before + noiseSigmas * other.sensor.sigmaN) return true;
    const vanished = this.side.sensor.medianN < this.contactN;
    const felt = medianN < least - limit;
    // Both gone at once is an opened cell (row 54), and no search will find it.
    return vanished && felt && medianN > 0.5 * before;
  }
}
