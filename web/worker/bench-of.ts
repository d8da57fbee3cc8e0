import { builderSettings } from "../../host/commissioning/builder-settings.js";
import { isMistake, mistakes } from "../../host/commissioning/mistakes.js";
import { SimulatedBench } from "../../host/commissioning/simulated-bench.js";
import type { SimulatedRig } from "./messages.js";
import { planOf } from "./rig-plan.js";

/** The rig that was asked for, with its bench; a `DocumentError` names what cannot be had. */
export function benchOf(asked: SimulatedRig): SimulatedBench {
  const mistake = isMistake(asked.mistake) ? mistakes[asked.mistake] : undefined;
  const { rig, scenario, seed } = planOf(asked.scenario, asked.seed, asked.changes, mistake?.rig);
  const start = mistake?.start ?? (asked.fresh ? "factory" : "calibrated");
  const entered = mistake?.entered?.(builderSettings(rig, seed, start));
  const bench = new SimulatedBench(rig, scenario, seed, start, entered);
  mistake?.built?.(bench.hands);
  return bench;
}
