import type { Screw } from "../../hal/screw.js";
import { micrometres, micrometresPerSecond } from "../../hal/units.js";
import type { SideSettings } from "../settings/table.js";

/**
 * Carries wished-for increments to the screw as bounded targets on the quantum grid.
 *
 * `wantedUm` keeps the fractions that the grid cannot show. A step of the grid against the last direction needs a
 * whole quantum of wish, one along it half a quantum, so that rounding alone never reverses the screw.
 */
export class Motion {
  /** Last target given to the screw, on the grid. */
  targetUm = 0;
  /** Register of the motion chip, as last read. */
  positionUm = 0;
  /** Where the loop would have the screw, fractions included. */
  wantedUm = 0;
  /** Sign of the last change of target; 0 before the first. */
  direction = 0;
  /** Where the screw reversed last. */
  private reversedAtUm = 0;
  /** Speed given with the last target. */
  speedUmPerS = 0;
  readonly quantumUm: number;
  readonly speedMaxUmPerS: number;
  /** The wish is at an end of the travel. */
  atEnd = false;
  private readonly travelMinUm: number;
  private readonly travelMaxUm: number;
  private readonly screw: Screw;
  /** The screw was told to stop and may still be braking. */
  private resting = false;

  constructor(settings: SideSettings["screw"], screw: Screw) {
    this.screw = screw;
    // One full step at the nut: lead / (steps x gear), physics 4.1; the grid is that of its microsteps.
    const umPerFullStep = (settings.lead * 1000) / (settings.stepsPerTurn * settings.gearRatio);
    screw.configure(micrometres(umPerFullStep));
    this.quantumUm = umPerFullStep / settings.microsteps;
    this.speedMaxUmPerS = settings.speedMax;
    this.travelMinUm = settings.travelMin;
    this.travelMaxUm = settings.travelMax;
  }

  /** Takes in what the motion chip says. While the screw brakes, wish and target go with it. */
  see(positionUm: number, moving: boolean): void {
    this.positionUm = positionUm;
    if (!this.resting) return;
    this.settle();
    this.resting = moving;
  }

  /** How far the screw has gone since it reversed, um, without sign. */
  get runUm(): number {
    const run = this.targetUm - this.reversedAtUm;
    return run < 0 ? -run : run;
  }

  /** Would `moveUm` reverse the screw once the grid shows it? */
  reverses(moveUm: number): boolean {
    const ahead = this.wantedUm + moveUm - this.targetUm;
    return this.direction > 0
      ? ahead <= -this.quantumUm
      : this.direction < 0 && ahead >= this.quantumUm;
  }

  /**
   * Adds to the wish and, where the grid shows it, sends the screw there at up to `speedUmPerS`. What has been taken out of the wish
   * by that, um: something in a reversal of a wish that is `gathered` bit by bit, for as long as there is something to wish for.
   */
  advance(moveUm: number, speedUmPerS: number, gathered = false): number {
    const speed = speedUmPerS < this.speedMaxUmPerS ? speedUmPerS : this.speedMaxUmPerS;
    let wanted = this.wantedUm + moveUm;
    // Anti-windup: the wish stays within a second of motion of where the screw really is.
    const reach = speed + 2 * this.quantumUm;
    if (wanted > this.positionUm + reach) wanted = this.positionUm + reach;
    else if (wanted < this.positionUm - reach) wanted = this.positionUm - reach;
    if (wanted >= this.travelMaxUm) {
      wanted = this.travelMaxUm;
      this.atEnd = true;
    } else if (wanted <= this.travelMinUm) {
      wanted = this.travelMinUm;
      this.atEnd = true;
    } else this.atEnd = false;
    this.wantedUm = wanted;
    const ahead = wanted - this.targetUm;
    const against = this.direction !== 0 && ahead > 0 !== this.direction > 0;
    const least = against ? this.quantumUm : 0.5 * this.quantumUm;
    if (ahead < least && ahead > -least) return 0;
    if (against && gathered) return this.turn(ahead, speed);
    this.send(this.onGrid(wanted), speed);
    return 0;
  }

  /**
   * Reverses by the whole quanta of the wish. The half quantum that had to gather beyond what rounding asks for was no way to
   * go: left in the wish it would bring one quantum more than was asked for, and on a coarse grid that one turns back again.
   */
  private turn(aheadUm: number, speedUmPerS: number): number {
    const wayUm = aheadUm < 0 ? -this.quantumUm : this.quantumUm;
    const backUm = -0.5 * wayUm;
    this.wantedUm += backUm;
    this.send(this.onGrid(this.targetUm + Math.floor(aheadUm / wayUm) * wayUm), speedUmPerS);
    return backUm;
  }

  /** The wish is what the screw does: forgets fractions and unfinished moves. */
  rest(): void {
    this.screw.stop();
    this.settle();
    this.resting = true;
  }

  private settle(): void {
    this.wantedUm = this.positionUm;
    this.atEnd = false;
    this.targetUm = Math.floor(this.positionUm / this.quantumUm + 0.5) * this.quantumUm;
  }

  /** The point of the grid nearest to the wish; the ends of the travel are seldom points of the grid themselves. */
  private onGrid(wantedUm: number): number {
    let quanta = Math.floor(wantedUm / this.quantumUm + 0.5);
    if (quanta * this.quantumUm > this.travelMaxUm) quanta -= 1;
    else if (quanta * this.quantumUm < this.travelMinUm) quanta += 1;
    return quanta * this.quantumUm;
  }

  private send(targetUm: number, speedUmPerS: number): void {
    const change = targetUm - this.targetUm;
    if (change === 0) return;
    const direction = change > 0 ? 1 : -1;
    if (direction !== this.direction) {
      this.direction = direction;
      this.reversedAtUm = this.targetUm;
    }
    this.resting = false;
    this.targetUm = targetUm;
    this.speedUmPerS = speedUmPerS;
    this.screw.moveTo(micrometres(targetUm), micrometresPerSecond(speedUmPerS));
  }
}
