import { notMovable } from "./readiness.js";
import type { Rig } from "./rig.js";
import type { FormerRun } from "./run-keeper.js";
import { Kept, placeOf, runFigures, sideFigures } from "./store/run-store.js";

/**
 * Starts after which the supplies have not failed, in the words of the SDK: the motion chips have kept their place. A reset by
 * DTR and RTS is told as a power-on by the ESP32, and is one here.
 */
const benign: readonly string[] = [
  "External Pin",
  "Software",
  "Interrupt WDT",
  "Task WDT",
  "Other WDT",
];
/** The force must still be what was held, within this share (physics 7, row 39). */
const bandShare = 0.2;
const modeWords = [
  "off",
  "at constant position",
  "held",
  "on its way to another pressure",
  "a programmed spring",
] as const;

const figure = (run: FormerRun, channel: number, which: number): number =>
  run.figures[placeOf(channel, which)] as number;

const wasHeld = (run: FormerRun, channel: number): boolean =>
  figure(run, channel, sideFigures.mode) === Kept.held;

/** Everything that keeps what was held before this start from being held again, each in words; empty when nothing does. */
export function notResumable(rig: Rig): string[] {
  const run = rig.run?.former;
  if (run === undefined) {
    return [rig.run?.damaged ? "the stored run is damaged" : "nothing is left of a former run"];
  }
  const reasons: string[] = [];
  const reason = rig.identity.resetReason ?? "unknown";
  if (!benign.includes(reason)) reasons.push(`the reset was no benign one: ${reason}`);
  if (run.figures[runFigures.settings] !== rig.run?.print)
    reasons.push("the settings are not those it ran with");
  if (rig.anode.held || rig.cathode.held) reasons.push("a side is held already");
  if (!wasHeld(run, 1) && !wasHeld(run, 2)) reasons.push("no side was held");
  for (const channel of [1, 2]) reasons.push(...ofSide(rig, run, channel));
  const pair = rig.pair.problem(expectedKPa(rig, run, 1), expectedKPa(rig, run, 2));
  if (pair !== undefined) reasons.push(pair);
  return reasons.filter((one, i) => reasons.indexOf(one) === i);
}

function ofSide(rig: Rig, run: FormerRun, channel: number): string[] {
  const { name, pressureKPa, fresh } = rig.side(channel);
  const mode = figure(run, channel, sideFigures.mode);
  if (mode === Kept.off || mode === Kept.gap) return [];
  const reasons = notMovable(rig, channel).map((text) =>
    text.startsWith("faults") || text.startsWith("stored") ? text : `${name}: ${text}`,
  );
  if (mode === Kept.underWay) reasons.push(`the ${name} was on its way: no move is taken up again`);
  if (mode === Kept.spring)
    reasons.push(`the ${name} was a programmed spring: where it began is lost with the start`);
  const levelKPa = figure(run, channel, sideFigures.levelKPa);
  const offKPa = pressureKPa - levelKPa;
  const bandKPa = bandShare * levelKPa;
  if (mode === Kept.held && fresh && !(offKPa < bandKPa && offKPa > -bandKPa)) {
    reasons.push(
      `the ${name} is at ${pressureKPa.toFixed(1)} kPa, more than 20 % from the ${levelKPa.toFixed(1)} kPa it held`,
    );
  }
  return reasons;
}

function expectedKPa(rig: Rig, run: FormerRun, channel: number): number {
  return wasHeld(run, channel)
    ? figure(run, channel, sideFigures.levelKPa)
    : rig.side(channel).pressureKPa;
}

/** Set points, rates and sides of the former run: what `SYSTem:RESume` does when nothing is in the way of it. */
export function forEachHeld(
  rig: Rig,
  visit: (channel: number, levelKPa: number, rateKPaPerS: number) => void,
): void {
  const run = rig.run?.former;
  if (run === undefined) return;
  for (const channel of [2, 1]) {
    if (!wasHeld(run, channel)) continue;
    const rate = figure(run, channel, sideFigures.rateKPaPerS);
    visit(channel, figure(run, channel, sideFigures.levelKPa), rate);
  }
}

/** What the former run was, in words. */
export function describeFormer(rig: Rig): string[] {
  const run = rig.run?.former;
  if (run === undefined) return [];
  const words = [1, 2].map((channel) => {
    const mode = figure(run, channel, sideFigures.mode);
    const level = figure(run, channel, sideFigures.levelKPa);
    const at = mode === Kept.held ? ` at ${level.toFixed(1)} kPa` : "";
    return `${rig.side(channel).name} ${modeWords[mode] ?? "unknown"}${at}`;
  });
  const steps = run.figures[runFigures.stepsBegun] as number;
  if (run.figures[runFigures.programmeRuns] === 1)
    words.push(
      `programme ${run.programme} ran, step ${steps.toFixed(0)} begun; it is not taken up again`,
    );
  return words;
}
