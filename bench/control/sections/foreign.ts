import { drawForeign, type ForeignChoice, type ForeignSide } from "../foreign/choice.js";
import { type Trial, tryForeign } from "../foreign/trial.js";
import {
  atLeast,
  atMost,
  quantile,
  type Row,
  type Section,
  section,
  short,
  told,
} from "../section.js";

interface ForeignJob {
  readonly seed: number;
}

/** Judged from half an hour after power-on for 40 minutes. */
const fromS = 1800;
const toS = 4200;
/** More than a breathing cell and honest noise ask for in 40 minutes. */
const reversalsMost = 30;
const listedMost = 6;

const title =
  "Foreign plants through `isobar cosim`: other force laws, lags, lost motion, converters, paces";

/** Plants that no file of sim/ describes, through the text of `isobar cosim`, with settings only. */
export const foreign = foreignSection("foreign", `${title}; \`identify\`, then hold`, true);

/** The same by a drawing that is off by up to 2.5, and a contact law that is not theirs. */
export const foreignDrawn = foreignSection(
  "foreign-drawn",
  `${title}; touch, ramp and hold without \`identify\``,
  false,
);

function foreignSection(name: string, title: string, identify: boolean): Section {
  return section<ForeignJob, Trial>({
    name,
    title,
    jobs: ({ fromSeed, rigs }) => Array.from({ length: rigs }, (_, i) => ({ seed: fromSeed + i })),
    run: ({ seed }) => tryForeign(drawForeign(seed), fromS, toS, identify),
    rows: (jobs, results) => {
      const all = results.map((trial, i) => judged(jobs[i]?.seed ?? 0, trial));
      const old = (one: Judged) =>
        one.scored && one.trial.anode.rmsKPa <= 3 * one.trial.anode.whiteLimitKPa;
      return [
        told("plants", String(all.length)),
        {
          ...atMost(
            "not held: never near both set points",
            count(all, (one) => !one.held),
            0,
            "",
          ),
          replay: replays(name, all, (one) => !one.held),
        },
        {
          ...atMost(
            "false faults",
            count(all, (one) => one.fault),
            0,
            "",
          ),
          replay: replays(name, all, (one) => one.fault),
        },
        told("names of false faults", names(all)),
        share(name, "anodes within 3 x limitKPa", all, (one) => one.anode, 95),
        told(
          "the same with all rounding of the code counted as noise that the filter takes out",
          `${short(percentOf(all, old))} %`,
        ),
        told("anodes, RMS over limitKPa: median / 95th percentile", ratios(all, "anode")),
        share(
          name,
          "cathodes within the larger of 10 x limitKPa and 0.1 kPa",
          all,
          (one) => one.cathode,
          90,
        ),
        told("cathodes, RMS over limitKPa: median / 95th percentile", ratios(all, "cathode")),
        {
          ...atMost(
            `limit cycles (more than ${reversalsMost} reversals in 40 minutes)`,
            count(all, (one) => one.cycles),
            0,
            "",
          ),
          replay: replays(name, all, (one) => one.cycles),
        },
      ];
    },
  });
}

interface Judged {
  readonly seed: number;
  readonly trial: Trial;
  readonly held: boolean;
  readonly scored: boolean;
  readonly fault: boolean;
  readonly anode: boolean;
  readonly cathode: boolean;
  readonly cycles: boolean;
}

export function judged(seed: number, trial: Trial): Judged {
  const { anode, cathode } = trial;
  const scored = trial.heldAtS !== undefined && trial.faultAtS === undefined;
  return {
    seed,
    trial,
    held: trial.heldAtS !== undefined || trial.faultAtS !== undefined,
    scored,
    fault: trial.faults.length > 0,
    anode: scored && anode.rmsKPa <= 3 * anode.limitKPa,
    cathode: scored && cathode.rmsKPa <= Math.max(10 * cathode.limitKPa, 0.1),
    cycles: Math.max(anode.reversals, cathode.reversals) > reversalsMost,
  };
}

const count = (all: readonly Judged[], of: (one: Judged) => boolean) => all.filter(of).length;

/** Of those that did not end in a fault, which is told apart. */
function share(
  section: string,
  what: string,
  all: readonly Judged[],
  of: (one: Judged) => boolean,
  bar: number,
): Row {
  return {
    ...atLeast(`${what}, of those without fault`, percentOf(all, of), bar, "%"),
    replay: replays(section, withoutFault(all), (one) => !of(one)),
  };
}

const withoutFault = (all: readonly Judged[]) => all.filter((one) => !one.fault);

function percentOf(all: readonly Judged[], of: (one: Judged) => boolean): number {
  const running = withoutFault(all);
  return (100 * count(running, of)) / Math.max(1, running.length);
}

function replays(section: string, all: readonly Judged[], of: (one: Judged) => boolean): string {
  return all
    .filter(of)
    .slice(0, listedMost)
    .map(({ seed, trial }) => {
      const choice = drawForeign(seed);
      const { anode, cathode, faults, faultAtS } = trial;
      const result = `${short(anode.rmsKPa / anode.limitKPa)} / ${short(cathode.rmsKPa / cathode.limitKPa)} x limit, ${anode.reversals} / ${cathode.reversals} reversals`;
      const fault = faults.length > 0 ? `${faults.join(", ")} at ${faultAtS} s` : result;
      return `npm run bench:control -- --section ${section} --rigs 1 --seed ${seed}   # ${fault}; ${said(choice)}`;
    })
    .join("\n    ");
}

/** A plant in a few words. */
function said(choice: ForeignChoice): string {
  const side = (name: string, part: ForeignSide) =>
    `${name} ${part.law} ${short(part.stiffnessNPerUm)} N/um told x${short(part.toldNPerUm / part.stiffnessNPerUm)}, lash ${short(part.lashUm)} um, ` +
    `lag ${short(part.delayS + part.lagS)} s, ${part.codeStep > 1 ? "12 bit, " : ""}${part.setPointKPa} kPa`;
  const position = choice.tellsPosition ? "" : ", no position";
  return `${choice.pace}, ${choice.conversionsPerS} Hz${position}; ${side("anode", choice.anode)}; ${side("cathode", choice.cathode)}`;
}

function ratios(all: readonly Judged[], side: "anode" | "cathode"): string {
  const values = all
    .filter((one) => !one.fault)
    .map(({ trial }) => trial[side].rmsKPa / trial[side].limitKPa);
  return [0.5, 0.95].map((share) => short(quantile(values, share))).join(" / ");
}

function names(all: readonly Judged[]): string {
  const counts = new Map<string, number>();
  for (const name of all.flatMap(({ trial }) => trial.faults))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, times]) => `${name} ${times}`).join(", ") || "none";
}
