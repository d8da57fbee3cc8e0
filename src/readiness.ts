import { Problems } from "./document/problems.js";
import { placeNames } from "./guard/fault-log.js";
import { Mode } from "./mode.js";
import { looseCrossGain } from "./pair/coupling.js";
import { checkPairs } from "./programme/pair-walk.js";
import type { Programme } from "./programme/step.js";
import type { Rig } from "./rig.js";

/** Everything that keeps a side from being held by order, each in words; empty when it is ready. */
export function notReady(rig: Rig, channel: number): string[] {
  const reasons = notPressable(rig, channel);
  if ((rig.levelKPa[channel] as number) <= 0)
    reasons.push(`no set point: send PRES${channel} first`);
  else {
    const pair = rig.pair.problem(intendedKPa(rig, 1), intendedKPa(rig, 2));
    if (pair !== undefined) reasons.push(pair);
  }
  return reasons;
}

/** Everything that keeps a side from being brought to a pressure of which the host has not spoken yet, each in words. */
export function notPressable(rig: Rig, channel: number): string[] {
  const reasons = notMovable(rig, channel);
  if (bareFrame(rig, channel)) reasons.push(bareFrameText);
  return reasons;
}

const bareFrameText =
  "the insulation monitor sees less than 10 Mohm between pistons and frame: look before a cell is pressed";

/**
 * A side that is off must not press before the monitor of the insulation is content, where there is one (physics 5.3). One that is
 * controlled already presses: a leak that shows later spoils the measurement, and letting go would spoil the cell.
 */
export function bareFrame(rig: Rig, channel: number): boolean {
  return rig.side(channel).mode === Mode.off && rig.insulated === false;
}

/** Everything that keeps a side's screw from being moved with its force in view, each in words. */
export function notMovable(rig: Rig, channel: number): string[] {
  const reasons: string[] = [];
  const side = rig.side(channel);
  const names: string[] = [];
  rig.guard.log.forEach((name, place) => {
    names.push(`${name} ${placeNames[place]}`);
  });
  if (names.length > 0) reasons.push(`faults are latched: ${names.join(", ")}`);
  if (rig.settingsDamaged) reasons.push("stored settings are damaged: SETT:SAVE and start again");
  if (!side.fresh) reasons.push("the load cell gives no valid readings");
  if (side.motorSilent) reasons.push("the motion chip does not answer");
  return reasons;
}

/** What a side is, or will be when it is held, as far as it was told; else what presses on it. */
export function intendedKPa(rig: Rig, channel: number): number {
  const level = rig.levelKPa[channel] as number;
  return level > 0 ? level : rig.side(channel).pressureKPa;
}

/** A programme that the pair of sides cannot run; the host is told so. */
export function pairRefused(rig: Rig, programme: Programme): boolean {
  const problems = new Problems();
  if (!rig.pair.slipAllowed) checkPairs(programme, rig.settings, problems);
  if (problems.none && rig.pair.crossGain <= looseCrossGain) return false;
  rig.telemetry.event("pairRefused", 0, problems.list.length, rig.atUs);
  return true;
}
