import { Prng } from "../../sim/prng.js";
import { shippedRigs } from "../../sim/rigs/shipped.js";
import { rigTable } from "../../sim/rigs/table.js";
import { Problems } from "../../src/document/problems.js";
import { type JsonObject, readTable } from "../../src/document/table.js";
import { exp, log, log10 } from "../../src/maths/elementary.js";
import { merged } from "./bed.js";

/** What is wrong with a rig that cannot work; in the words of a scenario's faults where those can say it. */
export const unfit = [
  "wrongSignAnode",
  "wrongSignCathode",
  "cellsSwapped",
  "motorsSwapped",
  "motorReversedAnode",
  "motorReversedCathode",
  "looseMould",
  "slippingPair",
] as const;
export type Unfit = (typeof unfit)[number];

/** A rig and its world, as files that `isobar sim` takes. */
export interface Draw {
  readonly seed: number;
  readonly rig: JsonObject;
  readonly scenario: JsonObject;
  /** What the wall bears at the end of a day over what 2.5 / 0.2 MPa ask of it. */
  readonly wallMargin: number;
  /** The shipped rig that it was drawn from. */
  readonly baseRig: string;
}

/** Noise of a NAU7802 at 3.3 V as in its data sheet; practical boards have three times as much (physics 5.2). */
const quietNoiseV = 5.5e-8;

/**
 * A rig over the ranges of physics 8: a shipped one whose truth is another than its nameplate says. Stiffness of springs
 * and train x0.4 to 2.5 on each side, lash 0 to 20 um, noise x1 to 5, tau_0 3 to 10 MPa, phi 0.3 to 1, alpha -3 to 3 um/K.
 */
export function drawRig(seed: number): Draw {
  const prng = new Prng(seed, "drawn rig");
  const shipped = shippedRigs[Math.floor(prng.next() * shippedRigs.length)];
  const base = shipped?.json as JsonObject;
  const wallShearMPa = prng.uniform(3, 10);
  const phi = prng.uniform(0.3, 1);
  const rig = merged(base, {
    name: `drawn ${seed}`,
    anode: drawnSide(prng, base, "anode"),
    cathode: drawnSide(prng, base, "cathode"),
    mould: { wallShear: `${wallShearMPa} MPa` },
  });
  const scenario = { name: `drawn ${seed}`, cell: { axialShare: phi, axialShareLow: phi } };
  return { seed, rig, scenario, wallMargin: wallMargin(rig, 24), baseRig: shipped?.name ?? "" };
}

/** A rig that cannot work, for each reason, otherwise in the middle of the ranges. */
export function drawUnfit(seed: number, why: Unfit): Draw {
  const prng = new Prng(seed, why);
  const { rig, scenario, baseRig } = drawRig(seed);
  const change: Record<Unfit, JsonObject> = {
    wrongSignAnode: { faults: [{ at: "0 s", name: "wrongSign", side: "anode" }] },
    wrongSignCathode: { faults: [{ at: "0 s", name: "wrongSign", side: "cathode" }] },
    cellsSwapped: { faults: [{ at: "0 s", name: "cellsSwapped" }] },
    motorsSwapped: { faults: [{ at: "0 s", name: "motorsSwapped" }] },
    motorReversedAnode: { faults: [{ at: "0 s", name: "motorReversed", side: "anode" }] },
    motorReversedCathode: { faults: [{ at: "0 s", name: "motorReversed", side: "cathode" }] },
    looseMould: {},
    slippingPair: {},
  };
  const mould: JsonObject = { wallShear: `${prng.uniform(7, 10)} MPa` };
  // A mount that gives way as much as the train behind it: the cross gain of a bare cathode is then 0.65 and more.
  const loose = why === "looseMould";
  if (loose) mould["stiffness"] = `${prng.uniform(0.03, 0.1)} N/um`;
  if (why === "slippingPair") mould["wallShear"] = `${prng.uniform(1, 2.6)} MPa`;
  const bare = shippedRigs.find(({ name }) => name === "bare-cathode")?.json as JsonObject;
  const drawn = merged(loose ? bare : rig, { name: `${why} ${seed}`, mould });
  return {
    seed,
    rig: drawn,
    scenario: { ...scenario, ...change[why] },
    wallMargin: wallMargin(drawn, 24),
    baseRig: loose ? "bare-cathode" : baseRig,
  };
}

function drawnSide(prng: Prng, base: JsonObject, side: string): JsonObject {
  const own = base[side] as { train: JsonObject; spring?: JsonObject };
  const factor = logUniform(prng, 0.4, 2.5);
  const change: JsonObject = {
    drive: { lash: `${prng.uniform(0, 20)} um` },
    train: { stiffness: scaled(own.train["stiffness"], factor) },
    adc: { noise: `${quietNoiseV * prng.uniform(1, 5)} V` },
    expansion: `${prng.uniform(-3, 3)} um/K`,
  };
  if (own.spring !== undefined) change["spring"] = { rate: scaled(own.spring["rate"], factor) };
  return change;
}

/** A quantity as text, times a factor. */
function scaled(quantity: unknown, factor: number): string {
  const [value, unit] = String(quantity).split(" ");
  return `${Number(value) * factor} ${unit}`;
}

function logUniform(prng: Prng, low: number, high: number): number {
  return exp(prng.uniform(log(low), log(high)));
}

/**
 * `|P_a - P_c| <= (4 L / D) (tau_0 (1 - d log10(1 + t / 1 h)) + mu K (P_a + P_c) / 2)` (physics 3.4): the right side over
 * the left one for 2.5 and 0.2 MPa.
 */
export function wallMargin(rigJson: JsonObject, afterH: number): number {
  const problems = new Problems();
  const { mould } = readTable(rigTable, rigJson, problems, "rig");
  const shear = mould.wallShear * (1 - mould.decay * log10(1 + afterH));
  const clamped = shear + mould.wallFriction * mould.lateralRatio * 0.5 * (2500 + 200);
  return ((4 * mould.pelletLength) / mould.dieDiameter) * (clamped / 2300);
}
