import { type InjectedFaultName, injectedFaultNames, specOf } from "../../sim/faults/table.js";
import type { Prng } from "../../sim/prng.js";
import type { ScenarioFault } from "../../sim/scenarios/table.js";
import type { Saying } from "./sayings.js";

/** What moves a screw. */
const orders = /OUTP1 ON|OUTP\d:(GAP|JOG|PARK|HOME|MODE STIF)/;
const restarts: readonly InjectedFaultName[] = ["brownOut", "watchdogReset", "portReset"];

/**
 * Now and then a fault or two that are aimed: a restart in the tick of a save, anything during a start, anything right after an
 * order that moves. Left alone, chance would seldom meet them.
 */
export function aimedFaults(
  prng: Prng,
  bus: boolean,
  sayings: readonly Saying[],
  draw: (name: InjectedFaultName, atS: number) => ScenarioFault,
): ScenarioFault[] {
  if (prng.next() > 0.4) return [];
  const names = injectedFaultNames.filter((name) => bus || specOf(name).busOnly !== true);
  const any = () => pick(prng, names) as InjectedFaultName;
  const restart = () => pick(prng, restarts) as InjectedFaultName;
  const saving = pick(
    prng,
    sayings.filter(({ text }) => text.includes("SETT:SAVE")),
  );
  const moving = pick(
    prng,
    sayings.filter(({ text }) => orders.test(text)),
  );
  const drawn = prng.next();
  if (drawn < 0.3 && saving !== undefined) {
    return [draw(restart(), saving.atS + prng.uniform(0, 0.4))];
  }
  if (moving === undefined) return [];
  const atS = moving.atS + prng.uniform(0, 40);
  if (drawn < 0.6) return [draw(restart(), atS), draw(any(), atS + prng.uniform(0, 3))];
  return [draw(any(), atS), draw(any(), atS + prng.uniform(0, 0.5))];
}

function pick<T>(prng: Prng, list: readonly T[]): T | undefined {
  return list[Math.floor(prng.next() * list.length)];
}
