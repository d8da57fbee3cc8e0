import type { Prng } from "../../sim/prng.js";
import type { Settings } from "../../src/settings/table.js";
import { pressure } from "./drawn-programme.js";

/** What the host says, and how many reply lines that must give. */
export interface Saying {
  readonly atS: number;
  readonly text: string;
  readonly replies: number;
}

/** Messages of one query each, and messages of none. */
const queries = [
  "MEAS:PRES? (@1,2)",
  "MEAS:FORC1?",
  "MEAS:POS? (@1,2);:MEAS:VOLT?",
  "*IDN?",
  "FAUL?",
  "FAUL:COUN?",
  "OUTP1:MODE?;:OUTP2:MODE?",
  "DATA:RANG?",
  "DIAG:RES?",
  "SYST:ERR?",
  "SYST:ERR:COUN?",
  "PRES1?;:PRES2?",
  "SETT:ORIG?",
  "SYST:RES?",
  "SYST:RES:RUN?",
] as const;

const commands = [
  "FAUL:CLE",
  "ABOR",
  "OUTP1 OFF",
  "OUTP2 OFF",
  "OUTP1:MODE GAP",
  "SYST:RES",
  "*CLS",
  "*RST\nDATA:STR ON",
  "DATA:STR:INT 0.5",
  "DATA:STR:INT 2",
  "PRES1 NAN",
  "PRES1 1 GPA",
  "PRES3 1",
  "FOO:BAR 3",
  'SETT:VAL "stream.interval","3 s"\nSETT:SAVE',
  'SETT:VAL "stream.interval","1 s"\nSETT:SAVE',
  'SETT:VAL "anode.screw.lash","900 mm"',
] as const;

/** Long pauses and short ones, down to several messages a tick. */
export function drawnSayings(prng: Prng, settings: Settings, durationS: number): Saying[] {
  const sayings: Saying[] = [];
  let atS = 3;
  while (atS < durationS) {
    atS += prng.next() < 0.2 ? prng.uniform(0, 0.2) : prng.uniform(1, 120);
    sayings.push({ atS, ...drawnSaying(prng, settings) });
  }
  return sayings;
}

function drawnSaying(prng: Prng, settings: Settings): { text: string; replies: number } {
  const drawn = prng.next();
  if (drawn < 0.4) return { text: `${pick(prng, queries)}\n`, replies: 1 };
  if (drawn < 0.55) return { text: `${pick(prng, commands)}\n`, replies: 0 };
  if (drawn < 0.58) return { text: "!", replies: 0 };
  if (drawn < 0.6) return { text: "*IDN?;FOO\n", replies: 1 };
  const anode = pressure(prng, settings, "anode").toUpperCase();
  const cathode = pressure(prng, settings, "cathode").toUpperCase();
  if (drawn < 0.85) {
    const on = "OUTP2 ON;OUTP1 ON\n";
    return { text: `FAUL:CLE;ABOR;:PRES1 ${anode};:PRES2 ${cathode};:${on}`, replies: 0 };
  }
  return { text: `PRES1 ${anode}\nPRES2 ${cathode}\n`, replies: 0 };
}

function pick<T>(prng: Prng, list: readonly T[]): T {
  return list[Math.floor(prng.next() * list.length)] as T;
}
