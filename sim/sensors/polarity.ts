import type { SideName } from "../../src/settings/table.js";
import { Prng } from "../prng.js";

/**
 * Which way round the bridge of one side is wired: -1 means that pressing lowers the code. Drawn by
 * the seed, and by the laboratory that calibrates this very rig from the same stream.
 */
export function bridgePolarity(seed: number, side: SideName): 1 | -1 {
  return new Prng(seed, `${side} bridge polarity`).pickSign();
}
