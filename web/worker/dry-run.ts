import { World, type WorldOptions } from "../../sim/world.js";
import { DocumentError } from "../../src/document/problems.js";
import type { DryRunResult, SimulatedRig } from "./messages.js";
import { planOf, programmeFor } from "./rig-plan.js";
import { shortened } from "./shortened.js";

/** A dry run that has not ended by then will not, s. */
const simulatedMaxS = 6 * 3600;

const refused = (problems: readonly string[]): DryRunResult => ({
  problems,
  ended: false,
  faults: [],
  durationS: 0,
  simulatedS: 0,
  travelUm: { anode: 0, cathode: 0 },
  highestKPa: { anode: 0, cathode: 0 },
});

/** Runs a programme on a simulated rig of its own as fast as it goes; long plain waits are cut to two minutes. */
export function dryRun(json: unknown, { scenario, seed, changes }: SimulatedRig): DryRunResult {
  let plan: WorldOptions;
  try {
    plan = planOf(scenario, seed, changes);
  } catch (error) {
    if (error instanceof DocumentError) return refused(error.problems.list);
    throw error;
  }
  const { problems } = programmeFor(json, plan.settings);
  if (problems.length > 0) return refused(problems);
  const short = shortened(json);
  const { programme } = programmeFor(short.json, plan.settings);
  const world = new World({ ...plan, programme });
  const bytes = new Uint8Array(1 << 14);
  const travel = { anode: new Travel(), cathode: new Travel() };
  while (!world.ended && world.atS < simulatedMaxS && world.faults.length === 0) {
    world.tick();
    for (const side of ["anode", "cathode"] as const) {
      const { motion } = world.rig[side].loop;
      travel[side].see(motion.positionUm, world.rig[side].pressureKPa);
    }
    while (world.takeUart(bytes) > 0);
  }
  return {
    problems: [],
    ended: world.ended,
    faults: world.faults.map(({ name, side, atS }) => `${name} (${side}, ${atS.toFixed(0)} s)`),
    durationS: world.atS + short.cutS,
    simulatedS: world.atS,
    travelUm: { anode: travel.anode.sumUm, cathode: travel.cathode.sumUm },
    highestKPa: { anode: travel.anode.highestKPa, cathode: travel.cathode.highestKPa },
  };
}

class Travel {
  sumUm = 0;
  highestKPa = 0;
  private lastUm: number | undefined;

  see(positionUm: number, kPa: number): void {
    this.sumUm += Math.abs(positionUm - (this.lastUm ?? positionUm));
    this.lastUm = positionUm;
    if (kPa > this.highestKPa) this.highestKPa = kPa;
  }
}
