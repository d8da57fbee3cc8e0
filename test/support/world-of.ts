import { settingsFor } from "../../sim/calibrate.js";
import type { DisplacementTrace } from "../../sim/cell/displacement-trace.js";
import { shippedProgrammes } from "../../sim/programmes/shipped.js";
import { shippedScenarios } from "../../sim/scenarios/shipped.js";
import { type TrueCalibration, trueCalibration, trueForceFor } from "../../sim/true-calibration.js";
import { type HalKind, World, type WorldOptions } from "../../sim/world.js";
import { DocumentError, Problems } from "../../src/document/problems.js";
import type { JsonObject } from "../../src/document/table.js";
import { readProgramme } from "../../src/programme/read.js";
import type { Programme } from "../../src/programme/step.js";
import { merged, rigWith, scenarioWith } from "./rig-with.js";
import { settingsWith } from "./settings-with.js";

/** A world by the names of shipped things, with a few keys changed. */
export interface WorldPlan {
  readonly rig?: string;
  readonly rigChange?: JsonObject;
  /** Of what the laboratory has noted. */
  readonly settingsChange?: JsonObject;
  readonly scenario?: string;
  readonly scenarioChange?: JsonObject;
  /** A shipped programme, or the JSON of another; `doerrer` unless told. */
  readonly programme?: string | JsonObject;
  readonly trace?: DisplacementTrace | undefined;
  readonly seed?: number;
  readonly hal?: HalKind;
}

export function programmeOf(nameOrJson: string | JsonObject): Programme {
  const json =
    typeof nameOrJson === "string"
      ? shippedProgrammes.find(({ name }) => name === nameOrJson)?.json
      : nameOrJson;
  const problems = new Problems();
  const programme = readProgramme(json, problems);
  if (!problems.none) throw new DocumentError(problems);
  return programme;
}

/** What a world is made of; the reference rig, the scenario and the programme `doerrer` and seed 1 unless told. */
export function planned(plan: WorldPlan): WorldOptions {
  const seed = plan.seed ?? 1;
  const rig = rigWith(plan.rig ?? "reference", plan.rigChange);
  const shipped = shippedScenarios.find(({ name }) => name === (plan.scenario ?? "doerrer"));
  const scenario = scenarioWith({ ...(shipped?.json as JsonObject), ...plan.scenarioChange });
  return {
    rig,
    scenario,
    trace: plan.trace,
    settings: settingsWith(merged(settingsFor(rig, seed), plan.settingsChange ?? {}) as JsonObject),
    programme: programmeOf(plan.programme ?? "doerrer"),
    seed,
    hal: plan.hal ?? "contract",
  };
}

const uartBytes = new Uint8Array(1 << 15);

/** A simulated world that a test runs as long as it likes. */
export class WorldOnBench {
  readonly world: World;
  readonly options: WorldOptions;
  /** All that the host has got, byte for byte. */
  readonly uart: string[] = [];
  private readonly calibrations: Record<"anode" | "cathode", TrueCalibration>;

  constructor(plan: WorldPlan = {}) {
    this.options = planned(plan);
    this.world = new World(this.options);
    const { rig, seed, settings } = this.options;
    const calibration = (side: "anode" | "cathode") =>
      trueCalibration(rig, side, seed, settings[side].loadCell.calibrationTemperature);
    this.calibrations = { anode: calibration("anode"), cathode: calibration("cathode") };
  }

  /** Runs on for a simulated time; `look` is called after each tick. */
  run(s: number, look?: (world: World) => void): void {
    const { world } = this;
    for (let i = 0; i < s * 10; i += 1) {
      world.tick();
      look?.(world);
      if (i % 10 === 9) this.takeUart();
    }
  }

  /** Runs until something is so; says after how long. At most `mostS`. */
  runUntil(done: (world: World) => boolean, mostS: number): number {
    const { world } = this;
    const fromS = world.atS;
    for (let i = 0; i < mostS * 10; i += 1) {
      if (done(world)) return world.atS - fromS;
      world.tick();
      if (i % 10 === 9) this.takeUart();
    }
    throw new Error(`it did not happen within ${mostS} s`);
  }

  /** Runs until both sides hold 2.5 and 0.2 MPa, or what the programme asks for, within 0.5 %. */
  runUntilHeld(mostS = 900): number {
    return this.runUntil(
      ({ rig }) => rig.programme.holding && isAt(rig.anode) && isAt(rig.cathode),
      mostS,
    );
  }

  send(text: string): void {
    this.world.simulated.uart.hostSend(text);
  }

  /** The true pressure as an ideal sensor with the laboratory's calibration would show it, kPa. */
  truePressureKPa(side: "anode" | "cathode"): number {
    const askedFor = trueForceFor(0, this.options.settings[side], this.calibrations[side]);
    const of1N = trueForceFor(1, this.options.settings[side], this.calibrations[side]) - askedFor;
    const settingsAreaMm2 = this.world.rig[side].areaMm2;
    return (((this.world.truth[side].forceN - askedFor) / of1N) * 1000) / settingsAreaMm2;
  }

  private takeUart(): void {
    for (let n = 1; n > 0; ) {
      n = this.world.takeUart(uartBytes);
      if (n > 0) this.uart.push(Buffer.from(uartBytes.subarray(0, n)).toString("latin1"));
    }
  }
}

function isAt(side: { readonly pressureKPa: number; readonly targetKPa: number }): boolean {
  return Math.abs(side.pressureKPa - side.targetKPa) <= 0.005 * side.targetKPa;
}
