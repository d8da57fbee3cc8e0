import { type Mnemonic, mnemonicOf } from "./mnemonic.js";

/** Engineering multipliers (SCPI-99 volume 1, 7.3): M is milli, MA is mega. */
const multipliers = {
  G: 1e9,
  MA: 1e6,
  K: 1e3,
  "": 1,
  M: 1e-3,
  U: 1e-6,
  N: 1e-9,
} as const;
type Multiplier = keyof typeof multipliers;

/** A unit with its multiples. */
function multiples(unit: string, ...of: readonly Multiplier[]): Record<string, number> {
  const units: Record<string, number> = {};
  for (const multiplier of of) units[`${multiplier}${unit}`] = multipliers[multiplier];
  return units;
}

/**
 * Units that a parameter may carry, by what it measures; the bare number is in SI base units (factor 1). As MHZ is megahertz
 * and MOHM megaohm in SCPI, MPA is megapascal here, and there is no millipascal.
 */
export const suffixes = {
  pressure: { PA: 1, HPA: 100, KPA: 1e3, MPA: 1e6, BAR: 1e5 },
  "pressure rate": {
    "PA/S": 1,
    "KPA/S": 1e3,
    "MPA/S": 1e6,
    "KPA/MIN": 1e3 / 60,
    "MPA/MIN": 1e6 / 60,
  },
  force: multiples("N", "", "K", "M"),
  length: multiples("M", "", "M", "U", "N"),
  speed: { "M/S": 1, "MM/S": 1e-3, "UM/S": 1e-6, "MM/MIN": 1e-3 / 60 },
  stiffness: { "N/M": 1, "N/MM": 1e3, "N/UM": 1e6 },
  voltage: multiples("V", "", "M", "U"),
  current: multiples("A", "", "M", "U", "N"),
  time: { S: 1, MS: 1e-3, US: 1e-6, MIN: 60, HR: 3600, D: 86400 },
  ratio: { PCT: 1e-2, PPM: 1e-6 },
  number: {},
} as const satisfies Record<string, Record<string, number>>;

export type Measure = keyof typeof suffixes;

/** A suffix to be compared with. */
interface Suffix {
  readonly word: Mnemonic;
  readonly factor: number;
}

/** The same for the parser: no text is made a key, because XS never forgets one. */
const parsed: Readonly<Record<Measure, readonly Suffix[]>> = parseAll();

function parseAll(): Record<Measure, readonly Suffix[]> {
  const all: Partial<Record<Measure, readonly Suffix[]>> = {};
  for (const measure of Object.keys(suffixes) as Measure[]) {
    all[measure] = Object.entries(suffixes[measure]).map(([name, factor]) => ({
      word: mnemonicOf(name),
      factor: factor as number,
    }));
  }
  return all as Record<Measure, readonly Suffix[]>;
}

/** Name of the unit that a bare number has. */
export function baseUnit(measure: Measure): string {
  for (const [name, factor] of Object.entries(suffixes[measure])) if (factor === 1) return name;
  return "";
}

/** Factor of a suffix; 0 when the measure does not know it. */
export function suffixFactor(measure: Measure, head: number, tail: number): number {
  const known = parsed[measure];
  for (let i = 0; i < known.length; i += 1) {
    const { word, factor } = known[i] as Suffix;
    if (word.head === head && word.tail === tail) return factor;
  }
  return 0;
}
