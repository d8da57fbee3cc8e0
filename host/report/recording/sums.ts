/** Errors of a side, each weighted by the time that its row stands for. */
export class ErrorSum {
  weight = 0;
  peak = 0;
  private squares = 0;
  private errors = 0;
  private sets = 0;

  add(measuredKPa: number, setKPa: number, weight: number): void {
    const error = measuredKPa - setKPa;
    if (Number.isNaN(error)) return;
    this.weight += weight;
    this.squares += weight * error * error;
    this.errors += weight * error;
    this.sets += weight * setKPa;
    this.peak = Math.max(this.peak, Math.abs(error));
  }

  get rms(): number {
    return Math.sqrt(this.squares / this.weight);
  }

  get mean(): number {
    return this.errors / this.weight;
  }

  get meanSet(): number {
    return this.sets / this.weight;
  }
}

/** Where a screw is sent from row to row, in a hold or not: on the last direction depends whether the next motion turns. */
export class Heading {
  /** What the last row brought: way of the screw, and whether it went against the way before. */
  movedUm = 0;
  turned = false;
  private direction = 0;

  /** `positionUm`: where the screw stood before the target changed, not a number where the recording does not say. */
  follow(changeUm: number, targetUm: number, positionUm: number): void {
    this.movedUm = 0;
    this.turned = false;
    // Less than a hundredth of the finest quantum is the rounding of the file.
    if (!(Math.abs(changeUm) > 1e-4)) return;
    const direction = Math.sign(changeUm);
    // A stop takes the target back to where the screw is or still gets to: no motion that way.
    if ((targetUm - positionUm) * direction <= 0) return;
    this.turned = this.direction !== 0 && direction !== this.direction;
    this.direction = direction;
    this.movedUm = Math.abs(changeUm);
  }
}

/** Way of a screw and its changes of direction. */
export class PathSum {
  reversals = 0;
  travelUm = 0;

  add({ movedUm, turned }: Heading): void {
    this.travelUm += movedUm;
    if (turned) this.reversals += 1;
  }
}
