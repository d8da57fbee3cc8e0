import type { Summary } from "../../../sim/scorer.js";
import type { JsonObject } from "../../../src/document/table.js";
import { bedOf, holding, run } from "../bed.js";
import { atMost, type Row, section, short, told } from "../section.js";

interface WorldJob {
  readonly rig: string;
  readonly name: string;
  readonly hours: number;
  readonly scenario: JsonObject;
  readonly seed: number;
}

const rigs = ["reference", "hard"] as const;
const currents = [0.05, 0.2, 0.5, 1, 2, 5] as const;
const ripple = { room: { ripple: "0.3 K", ripplePeriod: "20 min" } };

const cases: readonly Omit<WorldJob, "rig" | "seed">[] = [
  ...currents.map((current) => ({
    name: `${current} mA/cm2, 24 h`,
    hours: 24,
    // 5 mA/cm2 lose 0.55 V in the cell: with wider limits it still cycles.
    scenario: {
      cycler: {
        current: `${current} mA/cm2`,
        upperVoltage: current > 2 ? "4.8 V" : "4.3 V",
        lowerVoltage: "2.5 V",
      },
    },
  })),
  { name: "0.2 mA/cm2, 24 h, HVAC ripple", hours: 24, scenario: ripple },
  { name: "0.2 mA/cm2, 100 h", hours: 100, scenario: {} },
  { name: "0.2 mA/cm2, 100 h, HVAC ripple", hours: 100, scenario: ripple },
  { name: "measured breathing", hours: 2.5, scenario: breathing("NMC1_DriveCycle_1") },
  { name: "measured breathing, stress test", hours: 4.6, scenario: breathing("NMC1_DST1") },
];

function breathing(trace: string): JsonObject {
  return {
    cycler: { current: "0 mA/cm2", cycles: 0 },
    room: { swing: "0 K" },
    displacement: { trace, side: "anode", start: "1800 s" },
  };
}

/** Currents, long holds, an air conditioning that switches, and cells that were measured. */
export const worlds = section<WorldJob, Summary>({
  name: "worlds",
  title: "Currents, temperatures and measured cells: 2.5 / 0.2 MPa, +-1 K in 24 h",
  jobs: ({ fromSeed }) =>
    cases.flatMap((one) => rigs.map((rig) => ({ ...one, rig, seed: fromSeed }))),
  run: ({ rig, hours, scenario, seed }) => {
    const { world } = bedOf({ rig, scenario, programme: holding("2.5 MPa", "0.2 MPa"), seed });
    run(world, hours * 3600);
    return world.summary();
  },
  rows: (jobs, results) =>
    results.flatMap((summary, i) => {
      const job = jobs[i];
      return job === undefined ? [] : rowsOf(job, summary);
    }),
});

function rowsOf(job: WorldJob, { anode, cathode, faults }: Summary): Row[] {
  const name = `${job.rig}, ${job.name}`;
  const text = (score: Summary["anode"]) =>
    `${short(score.measuredRmsKPa)} / ${short(score.measuredPeakKPa)} / ${short(score.trueRmsKPa)} / ${short(score.limitKPa)} kPa, ` +
    `${short(score.reversalsPerDay)} a day, ${short(score.travelUm)} of ${short(score.netTravelUm)} um`;
  return [
    told(
      `${name}: anode measured RMS / peak / true RMS / limit, reversals, travel of net`,
      text(anode),
    ),
    told(`${name}: cathode`, text(cathode)),
    atMost(`${name}: faults`, faults.length, 0, ""),
  ];
}
