import { XsEngine } from "../test/xs/engine.js";
import { weighLines, weighRig } from "../test/xs/weigh.js";

/** What the firmware costs on XS; null where there is no engine to weigh it. */
export interface XsFigures {
  readonly xsSlotsPerTick: number | null;
  readonly xsComputronsPerTick: number | null;
  readonly xsComputronsPerRowTick: number | null;
  readonly xsLiveSlots: number | null;
}

/** What hosts say: the shortest, what is polled, what is refused, and as much as a line holds. */
const spoken = [
  "*IDN?",
  "*STB?",
  "MEAS:PRES1?",
  "MEAS:PRES? (@1,2)",
  "FETC?",
  "STAT:OPER:COND?",
  "SYST:ERR?",
  "PRES1?",
  "PRES1? MAX",
  "PRES1 2.5 MPA",
  "PRES1 99 MPA",
  "SOURCE:PRESSURE1:LEVEL 2.5E6",
  "FOO:BAR 1",
  "MEAS:PRES? (@1,2);FORC? (@1,2);VOLT?",
] as const;

/** Weighs the firmware on XS and prints what a tick, a row, a query and a command cost. */
export async function measureXs(): Promise<XsFigures> {
  const missing = XsEngine.available();
  if (missing !== undefined) {
    console.log(`the firmware on XS was not weighed: ${missing}`);
    return {
      xsSlotsPerTick: null,
      xsComputronsPerTick: null,
      xsComputronsPerRowTick: null,
      xsLiveSlots: null,
    };
  }
  const weight = await weighRig();
  console.log(`${XsEngine.version()}: both sides held, guard on; a computron is one byte code`);
  print("computrons of a tick without a row", weight.computronsPerTick);
  print("computrons of the dearest tick without a row", weight.computronsPerDearestTick);
  print(`computrons of a tick with a row of ${weight.rowColumns}`, weight.computronsPerRowTick);
  print("computrons of a tick with a row of 20", weight.computronsPerRowTickOf20);
  print("computrons of a further column", weight.computronsPerFurtherColumn);
  print("computrons of a query", weight.computronsPerQuery);
  print("computrons of a command", weight.computronsPerCommand);
  print("slots created by a tick", weight.slotsPerTick);
  print("slots that a running rig keeps", weight.liveSlots);
  for (const [line, cost] of await weighLines(spoken)) print(`computrons of ${line}`, cost);
  return {
    xsSlotsPerTick: weight.slotsPerTick,
    xsComputronsPerTick: Math.round(weight.computronsPerTick),
    xsComputronsPerRowTick: Math.round(weight.computronsPerRowTick),
    xsLiveSlots: weight.liveSlots,
  };
}

function print(what: string, value: number): void {
  console.log(`${Math.round(value).toLocaleString("en").padStart(13)}   ${what}`);
}
