import { scoreHolds } from "../../report/recording/holds.js";
import type { SideRows } from "../../report/recording/side-rows.js";
import { filtered } from "../../report/recording/side-rows.js";
import type { SideFigures } from "../../report/report-data.js";
import { type Row, type SideName, sideNames } from "../line.js";
import { StepProblem } from "../problems.js";
import type { Commissioning, Figure, Step } from "../step.js";
import { arrivalMaxS, cycle, steps } from "./cycle.js";

const holdS = 3600;
const rowS = 0.1;
/** A step is judged from rest. */
const quietS = 120;
/** Pass bands: shares of the set point, and the least in kPa. */
const bands = { rms: [0.002, 1], peak: [0.01, 2], overshoot: [0.05, 2] } as const;
const bandOf = ([share, least]: readonly [number, number], kPa: number) =>
  Math.max(share * kPa, least);
const reversalsMax = 60;
/** From here to the full pressure: 0.1 MPa where that is not more than half of it. */
const stepOf = (kPa: number) => Math.min(100, kPa / 2);

/** A step of 0.1 MPa, a cycle of the same, and an hour's hold: the rig does what it is for. */
export const acceptance: Step = {
  name: "acceptance",
  title: "Acceptance test",
  moves: true,
  async run(rig) {
    const kPa = {
      anode: await levelOf(rig, "anode", 2500),
      cathode: await levelOf(rig, "cathode", 200),
    };
    const hours = await rig.number(
      { id: "acceptance.hours", text: "Hours to hold?", fallback: `${holdS / 3600}` },
      0.2,
      100,
    );
    rig.say(`A dummy spring is between the pistons. A step, a cycle, then ${hours} h of holding.`);
    const low = {
      anode: kPa.anode - stepOf(kPa.anode),
      cathode: kPa.cathode - stepOf(kPa.cathode),
    };
    await rig.reach(low);
    await rig.line.wait(quietS);
    const stepped = await steps(rig, low, kPa);
    const arrivals = await cycle(rig, low, kPa);
    const rows = await rig.line.rows(hours * 3600 + 180);
    await rig.checkFaults();
    const scored = scoreOf(rows, await sidesOf(rig, rows));
    await rig.unload();
    return judged(kPa, { ...stepped, arrivals, scored }, hours);
  },
};

async function levelOf(rig: Commissioning, side: SideName, usual: number): Promise<number> {
  const most = await rig.setting(`${side}.limits.pressureMax`);
  const fallback = `${Math.min(usual, most / 2)}`;
  return rig.number(
    { id: `acceptance.${side}`, text: `Pressure on the ${side}, kPa?`, fallback },
    1,
    most,
  );
}

async function sidesOf(
  rig: Commissioning,
  rows: readonly Row[],
): Promise<Record<SideName, SideRows>> {
  const areaMm2 = await rig.areaMm2();
  const times = Float64Array.from(rows, ({ atS }) => atS);
  const one = async (side: SideName): Promise<SideRows> => {
    const shift = side === "anode" ? 0 : 4;
    const counts = Float64Array.from(rows, (row) => row[side].counts);
    const { countsPerNewton, tare } = await rig.calibration(side);
    return {
      measuredKPa: filtered(
        counts.map((code) => ((code - tare) / countsPerNewton) * (1000 / areaMm2)),
        times,
      ),
      measuredFrom: "",
      setKPa: Float64Array.from(rows, (row) => row[side].setKPa),
      targetUm: Float64Array.from(rows, (row) => row[side].targetUm),
      positionUm: Float64Array.from(rows, (row) => row[side].positionUm),
      holding: Uint8Array.from(rows, ({ flags }) => Number((flags >> shift) % 16 === 0b1010)),
    };
  };
  return { anode: await one("anode"), cathode: await one("cathode") };
}

function scoreOf(rows: readonly Row[], sides: Record<SideName, SideRows>) {
  const scored = scoreHolds(
    Float64Array.from(rows, ({ atS }) => atS),
    sides,
    rowS,
  );
  const { anode, cathode } = scored;
  if (anode === undefined || cathode === undefined) {
    throw new StepProblem(
      "the pressures were not steady for two minutes",
      "do the step identification, then repeat this one",
    );
  }
  return { anode, cathode };
}

interface Found {
  readonly overshoot: Readonly<Record<SideName, number>>;
  readonly cross: Readonly<Record<SideName, number>>;
  readonly arrivals: Readonly<Record<SideName, number>>;
  readonly scored: Readonly<Record<SideName, SideFigures>>;
}

function judged(
  kPa: Readonly<Record<SideName, number>>,
  { overshoot, cross, arrivals, scored }: Found,
  hours: number,
) {
  const figures: Figure[] = [];
  const warnings: string[] = [];
  for (const side of sideNames) {
    const { measuredRmsKPa, measuredPeakKPa, reversals } = scored[side];
    const judge = (name: string, value: number, most: number, unit: string, sigma: number) => {
      figures.push({ name: `${side}: ${name}`, value, sigma, unit });
      if (value > most) {
        const given = `${value.toPrecision(3)} ${unit}`;
        warnings.push(`${side}: ${name} is ${given}; at most ${most.toPrecision(3)} passes`);
      }
    };
    // An RMS of n independent errors is known to 1 / sqrt(2 n); after the low-pass about one a second is independent.
    const share = 1 / Math.sqrt(2 * hours * 3600);
    judge(
      "overshoot",
      overshoot[side],
      bandOf(bands.overshoot, stepOf(kPa[side])),
      "kPa",
      measuredRmsKPa,
    );
    judge(
      "change by the other side's step",
      cross[side],
      bandOf(bands.peak, kPa[side]),
      "kPa",
      measuredRmsKPa,
    );
    // Rows are 0.1 s apart: a uniform error of that width.
    judge("slowest arrival of a cycle", arrivals[side], arrivalMaxS, "s", rowS / Math.sqrt(12));
    judge(
      "error, RMS",
      measuredRmsKPa,
      bandOf(bands.rms, kPa[side]),
      "kPa",
      measuredRmsKPa * share,
    );
    judge("error, peak", measuredPeakKPa, bandOf(bands.peak, kPa[side]), "kPa", measuredRmsKPa);
    judge(
      "reversals an hour",
      reversals / hours,
      reversalsMax,
      "1/h",
      Math.sqrt(reversals) / hours,
    );
  }
  return { figures, warnings, passed: warnings.length === 0 };
}
