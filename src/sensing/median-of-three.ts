/** Median of the newest three samples: a single spike never gets through, at the price of one sample's delay. */
export class MedianOfThree {
  private older = 0;
  private old = 0;
  private filled = 0;

  /** Takes a sample and gives the median; until three are there, the sample itself. */
  step(x: number): number {
    const a = this.older;
    const b = this.old;
    this.older = b;
    this.old = x;
    if (this.filled < 2) {
      this.filled += 1;
      return x;
    }
    if (a < b) {
      if (x <= a) return a;
      return x < b ? x : b;
    }
    if (x <= b) return b;
    return x < a ? x : a;
  }

  clear(): void {
    this.filled = 0;
  }
}
