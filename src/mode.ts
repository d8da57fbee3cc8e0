/** The modes by name, to compare with: a string literal in the tick would cost memory on some XS builds. */
export const Mode = {
  off: "off",
  gap: "gap",
  hold: "hold",
  stiffness: "stiffness",
  jog: "jog",
} as const;
export type Mode = (typeof Mode)[keyof typeof Mode];

/** What a side does with its screw. Later modes extend the table. */
export const modes = {
  off: {
    number: 0,
    rank: 4,
    meaning: "Not controlled: the screw is left where it is",
    next: ["hold", "gap", "jog"],
  },
  gap: { number: 1, rank: 2, meaning: "Constant position", next: ["off", "hold", "jog"] },
  hold: { number: 2, rank: 0, meaning: "Constant pressure", next: ["off", "gap", "stiffness"] },
  stiffness: {
    number: 4,
    rank: 1,
    meaning: "A programmed spring: the pressure follows the cell's displacement",
    next: ["off", "gap", "hold"],
  },
  jog: {
    number: 3,
    rank: 3,
    meaning: "Moved in free air to where the host ordered",
    next: ["off", "gap"],
  },
} as const satisfies Record<Mode, ModeSpec>;

interface ModeSpec {
  /** Its number in orders and in the event `mode`. */
  readonly number: number;
  /** The higher, the less the rig does for the cell. */
  readonly rank: number;
  readonly meaning: string;
  readonly next: readonly Mode[];
}

/** The mode in which less is controlled. */
export function worseMode(a: Mode, b: Mode): Mode {
  return modes[a].rank >= modes[b].rank ? a : b;
}

/** May a side go from one mode to another? Staying is always allowed. */
export function mayChange(from: Mode, to: Mode): boolean {
  const next: readonly Mode[] = modes[from].next;
  return from === to || next.includes(to);
}
