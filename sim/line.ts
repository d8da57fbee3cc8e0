/** A quantity known at the ends of a slow step and straight between. */
export class Line {
  #from: number;
  #to: number;

  constructor(start: number) {
    this.#from = start;
    this.#to = start;
  }

  extend(to: number): void {
    this.#from = this.#to;
    this.#to = to;
  }

  at(share: number): number {
    return this.#from + (this.#to - this.#from) * share;
  }
}
