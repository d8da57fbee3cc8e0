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

/** Way of a screw and its changes of direction. */
export class PathSum {
  reversals = 0;
  travelUm = 0;
  private direction = 0;

  add(changeUm: number): void {
    // Less than a hundredth of the finest quantum is the rounding of the file.
    if (!(Math.abs(changeUm) > 1e-4)) return;
    const direction = Math.sign(changeUm);
    if (this.direction !== 0 && direction !== this.direction) this.reversals += 1;
    this.direction = direction;
    this.travelUm += Math.abs(changeUm);
  }
}
