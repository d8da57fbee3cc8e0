import type { SideScore } from "../../../sim/side-scorer.js";
import type { LawName } from "../baselines/baseline-side.js";
import { underLaw, underOurs } from "../baselines/take-over.js";
import { bedOf, holding } from "../bed.js";
import { atLeast, atMost, type Row, section, short, told } from "../section.js";
import { SpringsScore } from "../springs-score.js";

type Law = LawName | "isobar";

interface VersusJob {
  readonly rig: string;
  readonly law: Law;
  readonly seed: number;
  readonly hours: number;
}

interface VersusResult {
  readonly anode: SideScore;
  readonly cathode: SideScore;
  /** The same cell between the reference rig's springs, with still screws: RMS and peak, kPa. */
  readonly springs: { readonly rmsKPa: number; readonly peakKPa: number } | undefined;
}

const rigs = ["reference", "hard", "bare-cathode"] as const;
const laws: readonly Law[] = ["isobar", "textbookPid", "bangBang"];
const wholeHours = 32;

/** The shipped loop and the baselines side by side: the same plant, the same seed, the same state to begin with. */
export const versus = section<VersusJob, VersusResult>({
  name: "versus",
  title: "Side by side over 32 h of `doerrer`, from the instant at which both sides have settled",
  jobs: ({ fromSeed }) =>
    rigs.flatMap((rig) => laws.map((law) => ({ rig, law, seed: fromSeed, hours: wholeHours }))),
  run: ({ rig, law, seed, hours }) => {
    const bed = bedOf({ rig, programme: holding("2.5 MPa", "0.2 MPa"), seed });
    if (law !== "isobar") return { ...underLaw(bed, law, seed, hours * 3600), springs: undefined };
    const springs = new SpringsScore(bed.world);
    const { anode, cathode } = underOurs(bed, hours * 3600, () => springs.look()).summary();
    return { anode, cathode, springs: springs.result };
  },
  rows: (jobs, results) =>
    rigs.flatMap((rig) => {
      const of = (law: Law) => results.find((_, i) => jobs[i]?.rig === rig && jobs[i]?.law === law);
      const [ours, pid, bang] = [of("isobar"), of("textbookPid"), of("bangBang")];
      if (ours === undefined || pid === undefined) return [];
      return rowsOf(rig, ours, pid, bang);
    }),
});

function rowsOf(rig: string, ours: VersusResult, pid: VersusResult, bang?: VersusResult): Row[] {
  const rows: Row[] = [];
  for (const side of ["anode", "cathode"] as const) {
    const name = `${rig} ${side}`;
    const [mine, theirs] = [ours[side], pid[side]];
    rows.push(told(`${name}, isobar`, scoreText(mine)));
    rows.push(told(`${name}, limitKPa`, short(mine.limitKPa)));
    rows.push(told(`${name}, textbook PID`, scoreText(theirs)));
    if (bang !== undefined) rows.push(told(`${name}, bang-bang with 5 %`, scoreText(bang[side])));
    rows.push(
      told(`${name}, screws still`, stillText(mine.uncontrolledRmsKPa, mine.uncontrolledPeakKPa)),
    );
    rows.push(told(`${name}, fixed gap`, stillText(mine.fixedGapRmsKPa, mine.fixedGapPeakKPa)));
    const springs = ours.springs;
    if (side === "anode" && springs !== undefined)
      rows.push(told(`${name}, springs only`, stillText(springs.rmsKPa, springs.peakKPa)));
    rows.push(
      atMost(`${name}, RMS over the PID's`, mine.measuredRmsKPa / theirs.measuredRmsKPa, 2, ""),
    );
    rows.push(
      atLeast(
        `${name}, the PID's reversals over ours`,
        theirs.reversals / Math.max(1, mine.reversals),
        100,
      ),
    );
    rows.push(atLeast(`${name}, the PID's travel over ours`, theirs.travelUm / mine.travelUm, 2));
  }
  return rows;
}

const stillText = (rms: number, peak: number) => `RMS ${short(rms)}, peak ${short(peak)} kPa`;

function scoreText(score: SideScore): string {
  const motion = `${score.reversals} reversals, ${short(score.travelUm)} um`;
  return `${stillText(score.measuredRmsKPa, score.measuredPeakKPa)}, ${motion}`;
}
