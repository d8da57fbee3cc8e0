/** What moves a screw that no loop has: a jog, or a gap that moves. */
export interface Mover {
  /** Way that is left, um. */
  readonly leftUm: number;
  /** Each tick. */
  step(dtS: number): void;
}
