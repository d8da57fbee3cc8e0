import { settingsFor } from "../../sim/calibrate.js";
import {
  loweringTorquePerNewton,
  raisingTorquePerNewton,
} from "../../sim/mechanics/screw-torque.js";
import { Prng } from "../../sim/prng.js";
import type { RigModel } from "../../sim/rigs/table.js";
import type { Scenario } from "../../sim/scenarios/table.js";
import { bridgeOf, countsPerNewton } from "../../sim/sensors/bridge-adc.js";
import { World } from "../../sim/world.js";
import { Problems } from "../../src/document/problems.js";
import { type JsonObject, readTable } from "../../src/document/table.js";
import { type Settings, settingsTable } from "../../src/settings/table.js";
import type { Act } from "./dialog.js";
import type { Pump, SideName } from "./line.js";

const dummyUm = 20_000;

/** Tr8x2 with dry friction, as in docs/hardware.md. */
const thread = { leadMm: 2, pitchDiameterMm: 7, friction: 0.15 };

/** What was done to the settings before the rig came to its operator. */
export type StartSettings = "factory" | "calibrated";

/**
 * The simulated rig on a bench: time that jumps, and hands that put weights on load cells and turn screws. Its settings are
 * those of a builder who read the nameplates and has calibrated nothing.
 */
export class SimulatedBench implements Pump {
  readonly world: World;
  hear: (text: string) => void = () => undefined;
  private readonly wrench: Prng;
  private inside = true;
  private readonly bytes = new Uint8Array(1 << 14);

  constructor(
    rig: RigModel,
    scenario: Scenario,
    seed: number,
    start: StartSettings = "factory",
    settingsChange: JsonObject = {},
  ) {
    this.wrench = new Prng(seed, "torque wrench");
    const calibrated = settingsFor(rig, seed);
    const json = start === "factory" ? uncalibrated(rig, calibrated) : calibrated;
    this.world = new World({
      rig,
      scenario,
      settings: read(merged(json, settingsChange)),
      programme: undefined,
      seed,
    });
  }

  send(text: string): void {
    this.world.simulated.uart.hostSend(text);
  }

  wait(seconds: number): Promise<void> {
    const ticks = Math.max(1, Math.round(seconds * 10));
    for (let i = 0; i < ticks; i += 1) {
      this.world.tick();
      const count = this.world.takeUart(this.bytes);
      if (count > 0) this.hear(Buffer.from(this.bytes.subarray(0, count)).toString("latin1"));
    }
    return Promise.resolve();
  }

  restart(): Promise<void> {
    this.world.restart(false);
    return Promise.resolve();
  }

  /** Puts a force on a load cell that nothing else presses on; 0 takes it off. */
  load(side: SideName, forceN: number): void {
    const { loadCell } = this.world.simulated[side];
    loadCell.faultN = loadCell.staticReadingN(forceN) - loadCell.staticReadingN(0);
  }

  /** What an operator does while being asked. */
  do(act: Act): void {
    if (act.kind === "load") this.load(act.side, act.forceN);
    else if (act.kind === "torque") this.turn(act.side, act.torqueNm, act.up);
    else this.put(act.inside);
  }

  /** The dummy is thicker than the way that any step has pressed, so without it nothing touches. */
  private put(inside: boolean): void {
    if (inside === this.inside) return;
    this.inside = inside;
    const change = inside ? -dummyUm : dummyUm;
    const { anode, cathode } = this.world.simulated.press;
    anode.train.gapUm += change;
    cathode.train.gapUm += change;
  }

  /** Turns a screw with a torque wrench that is good to 3 %: the force that the thread makes of it. */
  private turn(side: SideName, torqueNm: number, up: boolean): void {
    const perNewton = up ? raisingTorquePerNewton(thread) : loweringTorquePerNewton(thread);
    const wrench = 1 + 0.03 * this.wrench.normal();
    this.load(side, (torqueNm * wrench) / perNewton);
  }

  /** The two load cells are plugged into each other's converters. */
  swapCells(): void {
    const { anode, cathode } = this.world.simulated;
    anode.hears = cathode;
    cathode.hears = anode;
  }
}

/** The nominal sensitivity of each bridge, no tare, the die as ordered. */
function uncalibrated(rig: RigModel, json: JsonObject): JsonObject {
  const side = (name: SideName): JsonObject => {
    const bridge = bridgeOf(rig[name]);
    const { loadCellCapacity: capacityN, ratedOutput: ratedOutputMVPerV } = rig.nameplate[name];
    const nominal = countsPerNewton({ ...bridge, capacityN, ratedOutputMVPerV });
    return { loadCell: { countsPerNewton: `${nominal.toFixed(2)} counts/N`, tare: "0 counts" } };
  };
  const die = { diameter: `${rig.nameplate.dieDiameter} mm` };
  return merged(json, { die, anode: side("anode"), cathode: side("cathode") });
}

function merged(base: JsonObject, change: JsonObject): JsonObject {
  const result: JsonObject = { ...base };
  for (const [key, value] of Object.entries(change)) {
    const before = result[key];
    const both = isObject(before) && isObject(value);
    result[key] = both ? merged(before, value) : value;
  }
  return result;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function read(json: JsonObject): Settings {
  const problems = new Problems();
  const settings = readTable(settingsTable, json, problems, "settings");
  if (!problems.none) throw new Error(problems.list.join("; "));
  return settings;
}
