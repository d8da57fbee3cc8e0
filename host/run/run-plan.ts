import { join } from "node:path";
import type { DisplacementTrace } from "../../sim/cell/displacement-trace.js";
import type { RigModel } from "../../sim/rigs/table.js";
import { shippedScenarios } from "../../sim/scenarios/shipped.js";
import type { Scenario } from "../../sim/scenarios/table.js";
import type { HalKind } from "../../sim/world.js";
import { Problems } from "../../src/document/problems.js";
import { checkLimits } from "../../src/programme/limits.js";
import { checkPairs } from "../../src/programme/pair-walk.js";
import type { Programme } from "../../src/programme/step.js";
import type { Settings } from "../../src/settings/table.js";
import { UsageError } from "../command/exit.js";
import { numberOption } from "../command/options.js";
import { seedMax } from "../commands/settings.js";
import {
  type Loaded,
  loadProgramme,
  loadRig,
  loadScenario,
  loadSettings,
  loadTrace,
  rigOfScenario,
} from "../documents/load.js";
import { readOverride } from "../documents/override.js";
import { checkRigLimits } from "../documents/rig-limits.js";
import { throwIfAny } from "../documents/source.js";

/** What the command line of `isobar sim` gave. */
export interface RunRequest {
  readonly program: string | undefined;
  readonly rig: string | undefined;
  readonly scenario: string | undefined;
  readonly settings: string | undefined;
  readonly seed: string | undefined;
  readonly hours: string | undefined;
  readonly out: string | undefined;
  readonly set: readonly string[];
  readonly "log-period": string | undefined;
  readonly hal: string | undefined;
  readonly "bus-time": string | undefined;
}

/** A run with all its documents read and judged. */
export interface RunPlan {
  readonly title: string;
  readonly programme: Programme;
  readonly rig: RigModel;
  readonly scenario: Scenario;
  readonly settings: Settings;
  readonly trace: DisplacementTrace | undefined;
  readonly seed: number;
  readonly hal: HalKind;
  readonly durationS: number;
  readonly logPeriodS: number;
  readonly out: string;
}

/** Reads all that a run needs; whatever is wrong is an error before anything is written. */
export function readPlan(asked: RunRequest): RunPlan {
  const seed = numberOption("seed", asked.seed ?? "1", { min: 0, max: seedMax, whole: true });
  if (asked.out === "") throw new UsageError("--out must name a directory");
  const logPeriodS = logPeriod(asked["log-period"] ?? "1");
  const overrides = asked.set.map((text) => readOverride(text, ["settings", "rig", "scenario"]));
  const programme = loadProgramme(asked.program ?? "doerrer");
  const scenario = loadScenario(asked.scenario ?? scenarioFor(programme), overrides);
  const rig = loadRig(asked.rig ?? rigOfScenario(scenario), overrides);
  const settings = loadSettings(rig.value, seed, asked.settings, overrides);
  checkProgramme(programme, rig, settings.value);
  const durationS =
    asked.hours === undefined
      ? scenario.value.duration
      : numberOption("hours", asked.hours, { min: 0.001, max: 100000 }) * 3600;
  return {
    title: `${programme.value.name} on rig ${rig.value.name}, scenario ${scenario.value.name}, seed ${seed}`,
    programme: programme.value,
    rig: rig.value,
    scenario: scenario.value,
    settings: settings.value,
    trace: loadTrace(scenario),
    seed,
    hal: halKind(asked.hal ?? "contract", asked["bus-time"]),
    durationS,
    logPeriodS,
    out: asked.out ?? join("runs", directoryName(programme.value.name)),
  };
}

/** Which way the firmware reaches the simulated rig. */
function halKind(path: string, busTime: string | undefined): HalKind {
  if (path !== "contract" && path !== "bus") {
    throw new UsageError(`--hal must be contract or bus, not "${path}"`);
  }
  if (busTime !== undefined && busTime !== "on" && busTime !== "off") {
    throw new UsageError(`--bus-time must be on or off, not "${busTime}"`);
  }
  if (path === "bus") return busTime === "off" ? "busUntimed" : "bus";
  if (busTime !== undefined) throw new UsageError("--bus-time needs --hal bus");
  return "contract";
}

/** A shipped programme runs in the scenario of its own name, every other one in the paper's. */
function scenarioFor(programme: Loaded<Programme>): string {
  const { name, directory } = programme.source;
  const shipped = directory === undefined;
  const own = shippedScenarios.some((entry) => entry.name === name);
  return shipped && own ? name : "doerrer";
}

/** First against the settings; what those allow, against the parts of the rig. */
function checkProgramme(
  programme: Loaded<Programme>,
  rig: Loaded<RigModel>,
  settings: Settings,
): void {
  const { value, source } = programme;
  const bySettings = new Problems();
  checkLimits(value, settings, bySettings);
  checkPairs(value, settings, bySettings);
  throwIfAny(bySettings, source.label);
  const byRig = new Problems();
  checkRigLimits(value, rig.value, byRig, settings);
  throwIfAny(byRig, `${source.label} on ${rig.source.label}`);
}

function logPeriod(text: string): number {
  const seconds = numberOption("log-period", text, { min: 0.1, max: 86400 });
  const ticks = Math.round(seconds * 10);
  if (Math.abs(ticks - seconds * 10) > 1e-9) {
    throw new UsageError(`--log-period must be a multiple of 0.1 s, not "${text}"`);
  }
  return ticks / 10;
}

/** A programme's name as a directory below runs/: nothing that leads elsewhere. */
function directoryName(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9._-]+/gu, "-").replace(/^[.-]+/u, "");
  return safe === "" ? "programme" : safe;
}
