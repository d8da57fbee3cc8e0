import { World } from "../../sim/world.js";
import type { Violation } from "./broken.js";
import { Host } from "./host.js";
import { Invariants } from "./invariants.js";
import type { Plan } from "./plan.js";

export interface Outcome {
  readonly violation: Violation | undefined;
  readonly simulatedS: number;
  readonly faults: readonly string[];
  readonly boots: number;
}

/** Something done to the world before its first tick: a planted bug, to see it found. */
export type Tamper = (world: World) => void;

/** Runs a plan until something that must never be, or to its end. */
export function runPlan(plan: Plan, tamper?: Tamper): Outcome {
  const world = new World(plan.world);
  for (const fault of plan.faults) world.injector.plan(fault);
  tamper?.(world);
  const host = new Host(world, plan.sayings);
  const invariants = new Invariants(world, plan);
  const ticks = Math.floor(plan.hours * 36000);
  for (let tick = 0; tick < ticks && invariants.violation === undefined; tick += 1) {
    host.speak();
    try {
      world.tick();
    } catch (error) {
      invariants.break(
        "exception",
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      );
      break;
    }
    host.hear();
    if (host.complaint !== "") invariants.break("conversation", host.complaint);
    invariants.look();
  }
  return {
    violation: invariants.violation,
    simulatedS: world.atS,
    faults: world.faults.map(({ name, side }) => `${name} ${side}`),
    boots: world.boots,
  };
}
