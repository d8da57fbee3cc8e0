// What a plant may say in a line: reader, messages, TypeScript type and the table of docs/cosim.md derive from it.

import { codeMax, codeMin } from "../../hal/load-cell-adc.js";

/** A JSON number between bounds; neither text nor null, unless told. */
export interface NumberKey {
  readonly kind: "number";
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly whole?: true;
  /** True: null says the same as leaving the key out. */
  readonly orNull?: true;
  readonly required?: true;
  readonly meaning: string;
}

export interface FlagKey {
  readonly kind: "flag";
  readonly meaning: string;
}

export interface TextKey {
  readonly kind: "text";
  readonly meaning: string;
}

export interface GroupKey {
  readonly kind: "group";
  readonly keys: Shape;
  readonly meaning: string;
}

export type Key = NumberKey | FlagKey | TextKey | GroupKey;

export type Shape = { readonly [name: string]: Key };

type Present<K extends Key> = K extends { kind: "number" }
  ? number
  : K extends { kind: "flag" }
    ? boolean
    : K extends { kind: "text" }
      ? string
      : K extends { kind: "group"; keys: infer S extends Shape }
        ? Message<S>
        : never;

/** What a line of shape `S` said; undefined is what it did not say. */
export type Message<S extends Shape> = {
  readonly [N in keyof S]: S[N] extends { required: true }
    ? Present<S[N]>
    : Present<S[N]> | undefined;
};

const sideKeys = {
  counts: {
    kind: "number",
    unit: "counts",
    min: codeMin,
    max: codeMax,
    whole: true,
    orNull: true,
    meaning:
      "raw signed 24-bit code of a load-cell conversion that ended since the line before; absent or null: none did",
  },
  positionUm: {
    kind: "number",
    unit: "um",
    min: -1e6,
    max: 1e6,
    meaning:
      "position register of the motion chip, 0 at power-on, positive presses; absent: targets are reached at the commanded speed",
  },
  status: {
    kind: "group",
    meaning: "what the motion chip says",
    keys: {
      reset: {
        kind: "flag",
        meaning: "it was reset since the line before and has lost its position; absent: no",
      },
      stall: {
        kind: "flag",
        meaning: "the motor stalled since the line before, which has ended its motion; absent: no",
      },
      limitLow: { kind: "flag", meaning: "the lower reference switch is hit; absent: as before" },
      limitHigh: { kind: "flag", meaning: "the upper reference switch is hit; absent: as before" },
      loadPct: {
        kind: "number",
        unit: "%",
        min: 0,
        max: 100,
        meaning: "motor load while moving; absent: 0, not known",
      },
    },
  },
} as const satisfies Shape;

/** One line from the plant (the public contract of `isobar cosim`). */
export const messageShape = {
  t: {
    kind: "number",
    unit: "s",
    min: 0,
    max: 1e9,
    required: true,
    meaning: "time since power-on; must grow from line to line by at least 1 us",
  },
  anode: { kind: "group", keys: sideKeys, meaning: "the anode's load cell and screw" },
  cathode: { kind: "group", keys: sideKeys, meaning: "the cathode's load cell and screw" },
  cell: {
    kind: "group",
    meaning: "the cell",
    keys: {
      volts: {
        kind: "number",
        unit: "V",
        min: -100,
        max: 100,
        meaning: "cell voltage, a new reading; older than 5 s it is no longer used",
      },
    },
  },
  temperature: {
    kind: "group",
    meaning: "the frame near the load cells",
    keys: {
      degC: {
        kind: "number",
        unit: "degC",
        min: -273.15,
        max: 1000,
        meaning: "temperature, a new reading; older than 5 s it is no longer used",
      },
    },
  },
  lines: {
    kind: "group",
    meaning: "input lines",
    keys: {
      estop: {
        kind: "flag",
        meaning: "true: the emergency stop is pressed; absent: as before, at first false",
      },
      quiet: {
        kind: "flag",
        meaning:
          "true: an impedance measurement asks for still motors; absent: as before, at first false",
      },
    },
  },
  rx: {
    kind: "text",
    meaning: "what the host sent on the serial line since the line before (docs/protocol.md)",
  },
} as const satisfies Shape;

export type PlantMessage = Message<typeof messageShape>;
export type SideMessage = Message<typeof sideKeys>;
