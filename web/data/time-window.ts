/** The shortest and the longest stretch that is shown, s. */
const shortestS = 1;
const longestS = 31 * 86400;

/** What of the record a chart shows: its newest stretch, or one that was chosen and stands. */
export class TimeWindow {
  spanS = 60;
  private chosenS: readonly [fromS: number, toS: number] | undefined;

  /** The newest `spanS` are shown, and the window goes on with the rows. */
  get follows(): boolean {
    return this.chosenS === undefined;
  }

  /** What is shown of a record that ends at `endS`. */
  range(endS: number): readonly [fromS: number, toS: number] {
    return this.chosenS ?? [endS - this.spanS, endS];
  }

  follow(spanS = this.spanS): void {
    this.spanS = bounded(spanS);
    this.chosenS = undefined;
  }

  choose(fromS: number, toS: number): void {
    this.spanS = bounded(toS - fromS);
    this.chosenS = [fromS, fromS + this.spanS];
  }

  /** Earlier (below 0) or later by a share of the window. Behind the newest row it follows again. */
  pan(share: number, startS: number, endS: number): void {
    const [fromS] = this.range(endS);
    const movedS = Math.max(fromS + share * this.spanS, startS - this.spanS / 2);
    if (movedS + this.spanS >= endS) this.follow();
    else this.choose(movedS, movedS + this.spanS);
  }

  /** Shows `factor` times as much; what is at `aroundS` stays where it is. Without that the newest row does. */
  zoom(factor: number, endS: number, aroundS = this.follows ? endS : this.middle(endS)): void {
    const [fromS, toS] = this.range(endS);
    const spanS = bounded(this.spanS * factor);
    const share = (aroundS - fromS) / (toS - fromS);
    if (this.follows && aroundS >= endS) this.follow(spanS);
    else this.choose(aroundS - share * spanS, aroundS + (1 - share) * spanS);
  }

  private middle(endS: number): number {
    const [fromS, toS] = this.range(endS);
    return (fromS + toS) / 2;
  }
}

const bounded = (spanS: number) => Math.min(longestS, Math.max(shortestS, spanS));
