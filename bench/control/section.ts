/** One figure of a table, with what the issue asks of it. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly bar: string;
  /** Undefined: told, without a bar. */
  readonly met?: boolean | undefined;
  /** How to see it again; told where a bar is not met. */
  readonly replay?: string | undefined;
}

/** What the command line asks of a section. */
export interface Asked {
  /** Seeds of repeated runs begin here. */
  readonly fromSeed: number;
  /** Drawn rigs of a Monte-Carlo. */
  readonly rigs: number;
}

/** One simulation of a section: plain data, so that it can go to a worker. */
export type Job = { readonly [key: string]: unknown };

/** A chapter of `npm run bench:control`: jobs, each done alone on some worker, and rows made from all their results. */
export interface Section {
  readonly name: string;
  readonly title: string;
  jobs(asked: Asked): readonly Job[];
  run(job: Job): unknown;
  rows(jobs: readonly Job[], results: readonly unknown[]): readonly Row[];
}

/** A section whose jobs and results have types of their own; both are plain data on their way to a worker and back. */
export function section<J extends object, R>(of: {
  readonly name: string;
  readonly title: string;
  readonly jobs: (asked: Asked) => readonly J[];
  readonly run: (job: J) => R;
  readonly rows: (jobs: readonly J[], results: readonly R[]) => readonly Row[];
}): Section {
  return {
    name: of.name,
    title: of.title,
    jobs: (asked) => of.jobs(asked) as readonly Job[],
    run: (job) => of.run(job as J),
    rows: (jobs, results) => of.rows(jobs as readonly J[], results as readonly R[]),
  };
}

/** The results of those jobs that are so; a sample of a section has not all of them. */
export function resultsOf<J, R>(
  jobs: readonly J[],
  results: readonly R[],
  wanted: (job: J) => boolean,
): R[] {
  return results.filter((_, i) => wanted(jobs[i] as J));
}

/** A figure at most `most`. */
export function atMost(what: string, figure: number, most: number, unit = "kPa"): Row {
  return { what, figure: `${short(figure)} ${unit}`, bar: `<= ${most}`, met: figure <= most };
}

export function atLeast(what: string, figure: number, least: number, unit = ""): Row {
  const text = `${short(figure)} ${unit}`.trim();
  return { what, figure: text, bar: `>= ${least}`, met: figure >= least };
}

export function told(what: string, figure: string): Row {
  return { what, figure, bar: "" };
}

/** Three significant digits. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return "0";
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

/** The value below which a share of all lies, by the nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const largest = (values: readonly number[]): number => Math.max(...values);
