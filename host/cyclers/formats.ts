import { arbin } from "./arbin.js";
import { basytec } from "./basytec.js";
import { bdf } from "./bdf.js";
import { biologic } from "./biologic.js";
import type { CyclerFormat } from "./format.js";
import { maccor } from "./maccor.js";
import { neware, newareNested } from "./neware.js";
import { novonix } from "./novonix.js";
import { pyprobe } from "./pyprobe.js";

/** The formats that are read; each recognises its own files and no others. */
export const formats: readonly CyclerFormat[] = [
  bdf,
  biologic,
  arbin,
  neware,
  newareNested,
  maccor,
  basytec,
  novonix,
  pyprobe,
];
