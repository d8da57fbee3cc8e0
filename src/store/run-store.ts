import type { Store } from "../../hal/store.js";
import { TwoKeyStore } from "./two-key-store.js";

const format = 3;
/** How a side was controlled. */
export const Kept = { off: 0, gap: 1, held: 2, underWay: 3, spring: 4 } as const;

/** Places of the figures of a record; those of the cathode follow those of the anode. */
export const runFigures = {
  format: 0,
  /** CRC-32 of the settings it ran with. */
  settings: 1,
  bootCount: 2,
  programmeRuns: 3,
  stepsBegun: 4,
  /** What was latched of the cell (kept-faults.ts). */
  cellFaults: 5,
  /** Two sides, so many figures each. */
  sides: 6,
} as const;
/** `noisy`: the noise of its converter was seen once. */
export const sideFigures = { mode: 0, levelKPa: 1, rateKPaPerS: 2, noisy: 3 } as const;
const sideFigureCount = 4;
const figureCount = runFigures.sides + 2 * sideFigureCount;
/** Longest name of a programme that is kept, in characters. */
const nameMax = 40;

export const makeRunFigures = (): Float64Array => new Float64Array(figureCount).fill(0);

/** Place of a figure of side 1 or 2. */
export const placeOf = (channel: number, figure: number): number =>
  runFigures.sides + sideFigureCount * (channel - 1) + figure;

/** What the rig is doing, kept over restarts in a two-key record of some 150 bytes. Made anew for each access: they are seldom. */
export class RunStore {
  private readonly store: Store;
  /** There was a record, and none of it was whole. */
  damaged = false;

  constructor(store: Store) {
    this.store = store;
  }

  /** Fills `into` and gives the name of the programme; undefined when there is nothing. */
  load(into: Float64Array): string | undefined {
    const bytes = new Uint8Array(8 * figureCount + nameMax);
    const record = new TwoKeyStore(this.store, "run");
    const length = record.load(bytes);
    this.damaged = record.damaged;
    if (length === undefined || length < 8 * figureCount) return undefined;
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < figureCount; i += 1) into[i] = view.getFloat64(8 * i);
    if (into[runFigures.format] !== format) return undefined;
    let name = "";
    for (let i = 8 * figureCount; i < length; i += 1) {
      name += String.fromCharCode(bytes[i] as number);
    }
    return name;
  }

  /** Writes; false when the store refused. To be called only while the screws rest. */
  save(figures: Float64Array, name: string): boolean {
    figures[runFigures.format] = format;
    const kept = Math.min(name.length, nameMax);
    const bytes = new Uint8Array(8 * figureCount + kept);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < figureCount; i += 1) view.setFloat64(8 * i, figures[i] as number);
    for (let i = 0; i < kept; i += 1) {
      const code = name.charCodeAt(i);
      // What has no place in a line of SCPI is none here either.
      bytes[8 * figureCount + i] = code < 32 || code > 126 || code === 34 ? 63 : code;
    }
    return new TwoKeyStore(this.store, "run").save(bytes, bytes.length);
  }
}
