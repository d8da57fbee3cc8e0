/**
 * What a converter's `read` found. The names are constants to be compared with, not literals to be written again:
 * evaluating a string literal costs memory on some XS builds, and the tick must cost none.
 */
export const Conversion = { none: "none", sample: "sample", fault: "fault" } as const;
export type Conversion = (typeof Conversion)[keyof typeof Conversion];
