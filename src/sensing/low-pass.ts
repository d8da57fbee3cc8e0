/**
 * First-order low-pass, `y += (x - y) dt / (tau + dt)`: the backward-Euler form, stable for every `dt`.
 * The first sample after `clear` is taken as it is, and so is every one where neither time constant nor time tells.
 */
export class LowPass {
  value = 0;
  private primed = false;
  private readonly timeS: number;

  constructor(timeS: number) {
    this.timeS = timeS;
  }

  step(x: number, dtS: number): number {
    const spanS = this.timeS + dtS;
    if (this.primed && spanS > 0) this.value += ((x - this.value) * dtS) / spanS;
    else {
      this.value = x;
      this.primed = true;
    }
    return this.value;
  }

  /** Starts over from `x`. */
  seed(x: number): void {
    this.value = x;
    this.primed = true;
  }

  clear(): void {
    this.primed = false;
  }
}
