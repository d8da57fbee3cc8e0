/** What moves a screw that no loop has: a jog. */
export interface Mover {
  /** Each tick. */
  step(dtS: number): void;
}
