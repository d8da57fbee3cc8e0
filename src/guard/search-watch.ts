import type { FaultName } from "../faults.js";
import { Phase } from "../phase.js";
import type { Side } from "../side.js";

/**
 * What counts as felt, in sigma of the filtered force: six of the median of three, which passes twice as much noise as the
 * low-pass of half a second.
 */
const feltSigma = 12;
/** A load cell that moves less than the contact force in this time drifts; one that a screw presses on moves faster. */
const driftUs = 60e6;
/** What a screw did before it stood is out of its side's lags after this time. */
const echoUs = 1.5e6;
/** What was loaded settles by some percent of itself within a minute, and what was unloaded by as much of what it had (physics 2.5). */
const settlingShare = 0.05;
/**
 * Contact that was held is found again this near, um, or not at all: the thick cell of physics 9 shrinks by 42 um. On a hard train of
 * 5 N/um these are 250 N.
 */
const foundWithinUm = 50;
/** Conversions in a row. */
const inARow = 2;

/**
 * Watches one side's search for contact: it ends with the first newton that shows on the wrong load cell or with the wrong
 * sign (physics 7, rows 12, 14, 15). Made when a search begins and gone with its end.
 *
 * A pressed load cell that is read with the wrong sign shows a force that falls; the search would never feel contact, and
 * press. A force that grows on the other side, whose screw stands, while nothing grows here, is ours: load cells or motors
 * are swapped. Which of the two no reading can tell.
 *
 * A converter that shows its own zero although the load cell's is elsewhere has lost its excitation, and would not tell contact
 * either (row 2).
 *
 * What held its pressure and lost contact is not far from it. A search beyond presses after a broken spring, an opened cell or a
 * load cell that says nothing (rows 2, 26, 54), also one that is ordered after a fault was cleared. What has not held yet is no
 * further than the settings say: a motor that turns the other way would go to the end of the travel, for hours.
 */
export class SearchWatch {
  private readonly side: Side;
  private readonly other: Side;
  private readonly ownN: number;
  private readonly endUm: number;
  private readonly givenUpUm: number;
  private otherN: number;
  /** What it had of late at that moment: a part of that may come back. */
  private otherMostN: number;
  private otherSinceUs: number;
  private otherTargetUm: number;
  /** So long what the other side did itself may still show. */
  private echoUntilUs = 0;
  private samplesSeen = 0;
  private otherSamplesSeen = 0;
  private wrongSigns = 0;
  private unexcited = 0;
  private swaps = 0;

  /** `contactUm`: where the screw last held a pressure; Infinity when it has not, or has backed off since. */
  constructor(side: Side, other: Side, contactUm: number, searchMaxUm: number, atUs: number) {
    this.side = side;
    this.endUm = contactUm + foundWithinUm;
    this.givenUpUm = side.loop.motion.positionUm + searchMaxUm;
    this.other = other;
    this.ownN = side.sensor.medianN;
    this.otherN = other.sensor.medianN;
    this.otherMostN = other.sensor.recentN;
    this.otherTargetUm = other.loop.motion.targetUm;
    this.otherSinceUs = atUs;
  }

  /** One look a tick while the search goes on. */
  judge(atUs: number): FaultName | undefined {
    const own = this.side.sensor;
    const gainedN = own.medianN - this.ownN;
    if (own.samples !== this.samplesSeen) {
      this.samplesSeen = own.samples;
      this.unexcited = own.unexcited ? this.unexcited + 1 : 0;
      this.wrongSigns = gainedN < -felt(this.side) ? this.wrongSigns + 1 : 0;
    }
    if (this.wrongSigns >= inARow) return "wrongSign";
    if (this.unexcited >= inARow) return "zeroShifted";
    const { positionUm } = this.side.loop.motion;
    if (positionUm > this.endUm) return "contactLost";
    if (positionUm > this.givenUpUm) return "noContact";
    const nothingHere = gainedN < 0.5 * felt(this.side);
    return nothingHere && this.otherAnswers(atUs) ? "swapped" : undefined;
  }

  /** The other side's load cell is pressed although its own screw stands. */
  private otherAnswers(atUs: number): boolean {
    const { other } = this;
    const { sensor } = other;
    const targetUm = other.loop.motion.targetUm;
    // One that waits for its turn to search stands, too.
    const tracks = other.held && other.phase === Phase.track;
    const moved = tracks || targetUm !== this.otherTargetUm;
    if (moved) this.echoUntilUs = atUs + echoUs;
    const settled = atUs - this.otherSinceUs > driftUs;
    if (moved || atUs < this.echoUntilUs || settled) {
      this.otherTargetUm = targetUm;
      this.otherSinceUs = atUs;
      this.otherN = sensor.medianN;
      this.otherMostN = sensor.recentN;
      this.swaps = 0;
      return false;
    }
    if (sensor.samples !== this.otherSamplesSeen) {
      this.otherSamplesSeen = sensor.samples;
      const gainedN = sensor.medianN - this.otherN;
      const least = Math.max(felt(other), settlingShare * this.otherMostN);
      // A force that falls may be a cell that is taken out; below zero it is one with the wrong sign.
      const answers = gainedN > least || (gainedN < -least && sensor.medianN < -least);
      this.swaps = answers ? this.swaps + 1 : 0;
    }
    return this.swaps >= inARow;
  }
}

/** A change of force that is contact and no noise, N. */
function felt(side: Side): number {
  const noiseN = feltSigma * side.sensor.sigmaN;
  return noiseN > side.contactN ? noiseN : side.contactN;
}
