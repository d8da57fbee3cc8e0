import type { Prng } from "../prng.js";

/** Draws beyond this many sigma are cut, so that no crossing is absurd. */
const drawBound = 2;

/**
 * Play between gearbox and nut: the nut rests on the upper or the lower flank, and a reversal
 * crosses the whole play because a self-locking screw must be driven both ways (physics 4.3). Where
 * each flank lies is drawn anew at every reversal, so that the width scatters by `scatter` from
 * crossing to crossing without wandering off.
 */
export class Lash {
  nutUm = 0;
  #widthUm: number;
  /** Scatter of one flank: the width is the difference of two. */
  readonly #flankScatterUm: number;
  readonly #prng: Prng;
  #homeUm: number;
  #upperUm: number;
  #lowerUm: number;
  #flank: -1 | 0 | 1 = 0;

  constructor(widthUm: number, scatter: number, prng: Prng) {
    this.#widthUm = widthUm;
    this.#flankScatterUm = (widthUm * scatter) / Math.sqrt(2);
    this.#prng = prng;
    // At power-on the nut rests anywhere within the play.
    this.#homeUm = -widthUm * prng.next();
    this.#upperUm = this.#homeUm;
    this.#lowerUm = this.#homeUm + widthUm;
  }

  /** The nut's position when the gearbox stands at `inputUm`. */
  follow(inputUm: number): number {
    if (inputUm + this.#upperUm > this.nutUm) {
      this.nutUm = inputUm + this.#upperUm;
      if (this.#flank !== 1) {
        this.#flank = 1;
        const drawn = this.#homeUm + this.#widthUm + this.#draw();
        this.#lowerUm = Math.max(drawn, this.#upperUm);
      }
    } else if (inputUm + this.#lowerUm < this.nutUm) {
      this.nutUm = inputUm + this.#lowerUm;
      if (this.#flank !== -1) {
        this.#flank = -1;
        const drawn = this.#homeUm + this.#draw();
        this.#upperUm = Math.min(drawn, this.#lowerUm);
      }
    }
    return this.nutUm;
  }

  /** The play grows by `um`; the flank on which the nut rests stays. */
  widen(um: number): void {
    this.#widthUm += um;
    if (this.#flank === -1) {
      this.#homeUm -= um;
      this.#upperUm -= um;
    } else this.#lowerUm += um;
  }

  #draw(): number {
    const bounded = Math.max(-drawBound, Math.min(this.#prng.normal(), drawBound));
    return bounded * this.#flankScatterUm;
  }
}
