// `npm run faults [-- --row N] [--seed S | --from S --seeds N]`: lets every fault of physics 7 happen to a simulated rig and prints
// what came of it, for one draw or, in counts, for many. `-- --healthy N --hours H [--from S] [--silent]`: drawn rigs without faults,
// whose host tells the current unless `--silent`; none may be told of anything.

import { parseArgs } from "node:util";
import { faultCases } from "./faults/cases.js";
import { healthy } from "./faults/healthy.js";
import { printDraws, printTable } from "./faults/print.js";

const { values } = parseArgs({
  options: {
    row: { type: "string" },
    seed: { type: "string", default: "11" },
    seeds: { type: "string" },
    from: { type: "string", default: "1001" },
    healthy: { type: "string" },
    hours: { type: "string", default: "20" },
    silent: { type: "boolean", default: false },
  },
});

/** A whole number from `least` on, or the end. */
function whole(
  name: "row" | "seed" | "seeds" | "from" | "healthy" | "hours",
  least: number,
): number {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number >= least) return number;
  console.error(`--${name}: give a whole number from ${least} on`);
  process.exit(2);
}

function rows(): boolean {
  const row = values.row === undefined ? undefined : whole("row", 1);
  const cases = faultCases.filter((one) => row === undefined || one.row === row);
  if (cases.length === 0) {
    console.error("--row: give 1 to 56");
    process.exit(2);
  }
  if (values.seeds === undefined) return printTable(cases, whole("seed", 0));
  return printDraws(cases, whole("from", 0), whole("seeds", 1));
}

const fine =
  values.healthy === undefined
    ? rows()
    : healthy(whole("healthy", 1), whole("hours", 1), whole("from", 0), !values.silent) === 0;
process.exitCode = fine ? 0 : 1;
