/** Random numbers of a foreign plant: a multiplicative generator of its own, so that nothing is shared with sim/ (Park and Miller). */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = ((seed * 69621 + 12345) % 2147483646) + 1;
    for (let i = 0; i < 8; i += 1) this.next();
  }

  /** In (0, 1). */
  next(): number {
    this.state = (this.state * 48271) % 2147483647;
    return this.state / 2147483647;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  logarithmic(low: number, high: number): number {
    return low * (high / low) ** this.next();
  }

  of<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)] as T;
  }

  /** Mean 0, variance 1: the sum of twelve. */
  normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i += 1) sum += this.next();
    return sum;
  }
}
