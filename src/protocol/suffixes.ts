/** Units that a parameter may carry, by what it measures; the bare number is in SI base units (factor 1). */
export const suffixes = {
  pressure: { PA: 1, HPA: 100, KPA: 1e3, MPA: 1e6, BAR: 1e5 },
  "pressure rate": {
    "PA/S": 1,
    "KPA/S": 1e3,
    "MPA/S": 1e6,
    "KPA/MIN": 1e3 / 60,
    "MPA/MIN": 1e6 / 60,
  },
  time: { S: 1, MS: 1e-3, US: 1e-6, MIN: 60, HR: 3600 },
} as const satisfies Record<string, Record<string, number>>;

export type Measure = keyof typeof suffixes;

/** Factor of a suffix in capitals; undefined when the measure does not know it. */
export function suffixFactor(measure: Measure, suffix: string): number | undefined {
  const known: Record<string, number> = suffixes[measure];
  return Object.hasOwn(known, suffix) ? known[suffix] : undefined;
}
