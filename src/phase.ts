/** What a side is doing within its mode; constants to compare with, as `Mode`. */
export const Phase = {
  /** Nothing moves. */
  rest: "rest",
  /** Towards the cell in small bounded moves until contact is felt. */
  seek: "seek",
  /** The loop holds or ramps the pressure. */
  track: "track",
  /** Moved by a procedure that measures; between its moves it stands. */
  probe: "probe",
  /** Back to clearance after unloading. */
  retract: "retract",
  /** To another position, which is then kept. */
  move: "move",
  /** Back to the low reference switch. */
  home: "home",
} as const;
export type Phase = (typeof Phase)[keyof typeof Phase];
