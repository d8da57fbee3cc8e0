import type { SideName } from "../line.js";
import { StepProblem } from "../problems.js";
import { lineFit, mean, meanSigma } from "../stats.js";
import { type Commissioning, countsOf, type Figure, type Step } from "../step.js";

const settleS = 5;
const listenS = 8;
const usualNm = "0.02, 0.04, 0.06, 0.08";

interface Point {
  readonly torqueNm: number;
  readonly up: boolean;
  readonly forceN: number;
  readonly sigmaN: number;
}

/**
 * Torque against pressure, as Doerrer et al. (2021) set theirs: a torque wrench on the screw, a load cell below it. With
 * `T = K F d` the K factor tells what the same wrench gives on a holder without a load cell.
 */
export const torque: Step = {
  name: "torque",
  title: "Torque wrench",
  moves: false,
  async run(rig) {
    const side = await sideOf(rig);
    const d = await rig.number(
      { id: "torque.diameter", text: "Nominal diameter of the screw, mm?", fallback: "8" },
      1,
      50,
    );
    const rising = await torquesOf(rig, "torque.values", "tightened, rising", usualNm);
    // A trapezoidal screw gives way downwards at about a fifth of what it took upwards (docs/hardware.md).
    const loosened = rising.map((value) => Number((value / 5).toPrecision(3))).join(", ");
    const falling = await torquesOf(rig, "torque.down", "loosened, rising", loosened);
    rig.say(`Control is off. Turn the ${side}'s screw by hand with the wrench, up and then down.`);
    const points: Point[] = [];
    for (const torqueNm of rising) points.push(await point(rig, side, torqueNm, true));
    for (const torqueNm of falling.reverse()) {
      points.push(await point(rig, side, torqueNm, false));
    }
    await rig.dialog.ask({
      id: "torque.done",
      text: "Take the load off, then press Enter",
      fallback: "done",
      act: { kind: "load", side, forceN: 0 },
    });
    const areaMm2 = await rig.areaMm2();
    return judged(side, points, d, areaMm2);
  },
};

async function sideOf(rig: Commissioning): Promise<SideName> {
  const text = "Which side has the wrench, anode or cathode?";
  const answer = await rig.dialog.ask({ id: "torque.side", text, fallback: "anode" });
  if (answer === "anode" || answer === "cathode") return answer;
  throw new StepProblem(`"${answer}" is no side`, "answer anode or cathode");
}

async function torquesOf(
  rig: Commissioning,
  id: string,
  how: string,
  fallback: string,
): Promise<number[]> {
  const text = `Torques at which the screw is ${how}, Nm, with commas?`;
  const answer = await rig.dialog.ask({ id, text, fallback });
  const values = answer.split(",").map((word) => Number(word.trim()));
  const rising = values.every((value, i) => value > (i === 0 ? 0 : (values[i - 1] ?? 0)));
  if (values.length >= 3 && rising) return values;
  throw new StepProblem(
    `"${answer}" are no torques`,
    "give at least three that rise, as 0.1, 0.2, 0.3",
  );
}

async function point(
  rig: Commissioning,
  side: SideName,
  torqueNm: number,
  up: boolean,
): Promise<Point> {
  await rig.dialog.ask({
    id: `torque.point.${up ? "up" : "down"}.${torqueNm}`,
    text: `${up ? "Tighten" : "Loosen"} to ${torqueNm} Nm, then press Enter`,
    fallback: "done",
    act: { kind: "torque", side, torqueNm, up },
  });
  await rig.line.wait(settleS);
  const counts = countsOf(await rig.line.rows(listenS), side);
  const { countsPerNewton, tare } = await rig.calibration(side);
  return {
    torqueNm,
    up,
    forceN: (mean(counts) - tare) / countsPerNewton,
    sigmaN: meanSigma(counts) / Math.abs(countsPerNewton),
  };
}

function judged(side: SideName, points: readonly Point[], dMm: number, areaMm2: number) {
  const rising = points.filter(({ up }) => up);
  const fit = lineFit(
    rising.map(({ torqueNm }) => torqueNm),
    rising.map(({ forceN }) => forceN),
  );
  if (!(fit.slope > 0) || rising.some(({ forceN, sigmaN }) => forceN < 5 * sigmaN)) {
    throw new StepProblem(
      "the force does not grow with the torque",
      "check that the wrench turns the screw and the screw presses on the load cell",
    );
  }
  const kOf = ({ torqueNm, forceN }: Point) => (torqueNm * 1000) / (forceN * dMm);
  const ks = rising.map(kOf);
  const k = mean(ks);
  const falling = points.filter(({ up }) => !up).map(kOf);
  const scatter = (100 * meanSigma(ks) * Math.sqrt(ks.length)) / k;
  const perNm = (fit.slope * 1000) / areaMm2;
  const figures: Figure[] = [
    { name: `${side}: K factor, tightening`, value: k, sigma: meanSigma(ks), unit: "1" },
    {
      name: `${side}: K factor, loosening`,
      value: mean(falling),
      sigma: meanSigma(falling),
      unit: "1",
    },
    {
      name: `${side}: pressure per torque`,
      value: perNm,
      sigma: (fit.slopeSigma * 1000) / areaMm2,
      unit: "kPa/Nm",
    },
    {
      name: `${side}: scatter of single settings`,
      value: scatter,
      sigma: scatter / Math.sqrt(2 * (ks.length - 1)),
      unit: "%",
    },
  ];
  const rows = points.map((p) => [
    p.torqueNm,
    p.up ? 1 : 0,
    p.forceN,
    (p.forceN * 1000) / areaMm2,
    kOf(p),
  ]);
  const columns = ["torque / Nm", "tightening", "force / N", "pressure / kPa", "K"];
  return { figures, tables: [{ title: `${side}: torque against pressure`, columns, rows }] };
}
