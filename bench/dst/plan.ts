import { settingsFor } from "../../sim/calibrate.js";
import {
  type FaultParameter,
  type InjectedFaultName,
  injectedFaultNames,
  specOf,
} from "../../sim/faults/table.js";
import { Prng } from "../../sim/prng.js";
import { type ScenarioFault, scenarioTable } from "../../sim/scenarios/table.js";
import type { WorldOptions } from "../../sim/world.js";
import { DocumentError, Problems } from "../../src/document/problems.js";
import { readTable } from "../../src/document/table.js";
import { exp, log } from "../../src/maths/elementary.js";
import { settingsTable } from "../../src/settings/table.js";
import { aimedFaults } from "./aimed-faults.js";
import { drawnMotionSayings } from "./drawn-motions.js";
import { drawnProgramme } from "./drawn-programme.js";
import { drawnRig } from "./drawn-rig.js";
import { drawnSayings, type Saying } from "./sayings.js";

/** What one seed stands for. */
export interface Plan {
  readonly seed: number;
  readonly hours: number;
  readonly world: WorldOptions;
  readonly faults: readonly ScenarioFault[];
  readonly sayings: readonly Saying[];
}

export interface PlanOptions {
  readonly hours: number;
  readonly bus: boolean;
  /** Numbers of the faults that are left in; all when undefined. */
  readonly keep?: readonly number[] | undefined;
  /** The host says nothing. */
  readonly quiet?: boolean;
  /** No springs are programmed, no gaps moved and no screws jogged: as seeds were drawn before there were any. */
  readonly still?: boolean;
}

const most = 6;
/** Loading takes some minutes: much of what can go wrong goes wrong there. */
const loadingS = 400;

/** Everything about a seed: rig, programme, what the host says, what goes wrong and when. */
export function planOf(seed: number, options: PlanOptions): Plan {
  const problems = new Problems();
  const prng = new Prng(seed, "dst");
  const durationS = options.hours * 3600;
  const rig = drawnRig(new Prng(seed, "dst rig"), options.bus, problems);
  const lithium = prng.next() < 0.8;
  const cell = { chemistry: lithium ? "lithium" : "other" };
  const document = { ...settingsFor(rig, seed), cell };
  const settings = readTable(settingsTable, document, problems, "settings");
  const moves = options.still !== true && new Prng(seed, "dst moves").next() < 0.7;
  const programme = drawnProgramme(
    new Prng(seed, "dst programme"),
    settings,
    problems,
    moves ? new Prng(seed, "dst programme moves") : undefined,
  );
  // A cell without contact is not cycled: its resistance would know no bound.
  const cycled = programme !== undefined && programme.steps.at(-1)?.kind !== "unload";
  const world = drawnScenario(prng, lithium, cycled);
  const scenario = readTable(scenarioTable, world, problems, "scenario");
  if (!problems.none) throw new DocumentError(problems);
  const sayings = drawnSayings(new Prng(seed, "dst host"), settings, durationS);
  if (moves) {
    sayings.push(...drawnMotionSayings(new Prng(seed, "dst host moves"), settings, durationS));
    sayings.sort((a, b) => a.atS - b.atS);
  }
  const faults = drawnFaults(new Prng(seed, "dst faults"), durationS, options.bus);
  // A rig without faults stays one: it tells of false alarms.
  if (faults.length > 0) faults.push(...aimed(seed, options, sayings, durationS));
  return {
    seed,
    hours: options.hours,
    world: {
      rig,
      scenario,
      settings,
      programme,
      seed,
      hal: options.bus ? "busUntimed" : "contract",
    },
    faults:
      options.keep === undefined ? faults : faults.filter((_, i) => options.keep?.includes(i)),
    sayings: options.quiet === true ? [] : sayings,
  };
}

function aimed(
  seed: number,
  options: PlanOptions,
  sayings: readonly Saying[],
  durationS: number,
): ScenarioFault[] {
  const prng = new Prng(seed, "dst aimed faults");
  const draw = (name: InjectedFaultName, atS: number) => drawnFault(prng, name, atS);
  return aimedFaults(prng, options.bus, sayings, draw).filter(({ at }) => at < durationS);
}

function drawnScenario(prng: Prng, lithium: boolean, cycled: boolean): unknown {
  const fast = prng.next() < 0.5;
  // LTO sits at 1.55 V against lithium.
  const limits = lithium
    ? { upperVoltage: "4.3 V", lowerVoltage: "2.8 V" }
    : { upperVoltage: "2.75 V", lowerVoltage: "1.25 V" };
  return {
    cell: { anode: lithium ? "lithium" : "lto", axialShare: prng.uniform(0.3, 1) },
    cycler: {
      ...limits,
      current: `${fast ? 2 : 0.2} mA/cm2`,
      start: "900 s",
      rest: "120 s",
      cycles: cycled ? 10 : 0,
    },
    room: { swing: `${prng.uniform(0, 2)} K`, ripple: `${prng.uniform(0, 0.3)} K` },
  };
}

/** None to six of them, two at once now and then. */
function drawnFaults(prng: Prng, durationS: number, bus: boolean): ScenarioFault[] {
  const names = injectedFaultNames.filter(
    (name) => name !== "portReset" && (bus || specOf(name).busOnly !== true),
  );
  const drawn = prng.next();
  const count = drawn < 0.1 ? 0 : 1 + Math.floor(prng.next() * prng.next() * most);
  const faults: ScenarioFault[] = [];
  let atS = 0;
  for (let i = 0; i < count; i += 1) {
    const together = i > 0 && prng.next() < 0.4;
    const untilS = prng.next() < 0.4 ? Math.min(loadingS, durationS) : durationS;
    atS = together ? atS + prng.uniform(0, 2) : prng.uniform(0, untilS);
    const name = names[Math.floor(prng.next() * names.length)] as InjectedFaultName;
    faults.push(drawnFault(prng, name, atS));
  }
  return faults;
}

function drawnFault(prng: Prng, name: InjectedFaultName, atS: number): ScenarioFault {
  const spec = specOf(name);
  const fields = scenarioTable.faults.fields;
  const values: Record<string, unknown> = {
    at: atS,
    name,
    side: prng.next() < 0.5 ? "anode" : "cathode",
    for: undefined,
  };
  for (const parameter of ["share", "factor", "force", "travel", "temperature", "over", "count"]) {
    const usual = spec.takes[parameter as FaultParameter];
    if (usual === undefined) continue;
    const { min, max } = fields[parameter as FaultParameter];
    values[parameter] = Math.max(min, Math.min(max, usual * logUniform(prng, 0.3, 3)));
  }
  // Shares are shares, and a garbage of thousands of bytes a tick is not what a line of 115,200 baud carries.
  if (name === "garbage") values["count"] = Math.floor(prng.uniform(1, 1152));
  if (spec.instant !== true && prng.next() < 0.6) values["for"] = logUniform(prng, 0.3, 300);
  return values as unknown as ScenarioFault;
}

function logUniform(prng: Prng, low: number, high: number): number {
  return exp(prng.uniform(log(low), log(high)));
}
