import type { World } from "../../sim/world.js";
import { type JsonObject, writeTable } from "../../src/document/table.js";
import { faults as rigFaults } from "../../src/faults.js";
import { placeNames } from "../../src/guard/fault-log.js";
import { highestSetPoint } from "../../src/programme/limits.js";
import { type Settings, type SideName, settingsTable } from "../../src/settings/table.js";
import { recordsMax } from "../../src/telemetry/record-ring.js";
import type { Plan } from "./plan.js";

export const invariantNames = [
  "exception",
  "force",
  "invalidSensor",
  "restAfterFault",
  "stillAtBoot",
  "conversation",
  "settings",
  "number",
  "bounded",
  "falseAlarm",
] as const;
export type InvariantName = (typeof invariantNames)[number];

/** What was broken, when, and how. */
export interface Violation {
  readonly invariant: InvariantName;
  readonly atS: number;
  readonly text: string;
}

const sides: readonly SideName[] = ["anode", "cathode"];

/** Faults with which the true force cannot be known from the reading: only a proof at the start finds them. */
const blinding: readonly string[] = [
  "wrongSign",
  "wrongScale",
  "cellsSwapped",
  "motorsSwapped",
  "zeroShift",
  "sensorCreep",
  "zeroDrift",
  "mainsPickup",
];
/** A reading may lie this long before the guard has to have seen it, s (physics 7, row 3), with what is under way. */
const lieS = 2.5;
/** From the latching of a fault to rest of both screws: braking takes 25 ms, and a tick shows it. */
const restS = 0.35;
/** A side that has no valid conversion for so long must not press on, s: `staleAfter` and a tick. */
const invalidS = 0.7;
/** Braking of what the chip still did when the controller was reset, s. */
const bootBrakeS = 0.5;

/** Calibration, its drift and the filter: a true force may be this much above the trip before the guard can know, as a share. */
const tripShare = 1.05;
/** Settings that the host changes. */
const intervalSaid = /"stream\.interval","([\d.]+) s"/g;

/** What is remembered of a side from tick to tick. */
class SideMemory {
  /** Since when the true force is above the trip and nobody says so. */
  aboveSinceS = -1;
  samples = -1;
  sampleAtS = 0;
  targetUm = 0;
  /** The furthest target given on readings that were valid: what a screw told to stop shows of its braking lies before it. */
  furthestUm = 0;
  stagePosition = 0;
}

/** Looks at a world after each tick and names the first thing that must never be. */
export class Invariants {
  violation: Violation | undefined;
  private readonly world: World;
  private readonly plan: Plan;
  private readonly memory = { anode: new SideMemory(), cathode: new SideMemory() };
  /** From here on a reading may lie for ever. */
  private readonly blindFromS: number;
  private readonly factory: string;
  private interval: number;
  private saidUntilS = 0;
  private boots = 1;
  private bootAtS = 0;
  private ordered = false;
  private faultedAtS: number | undefined;
  private faultCount = 0;

  constructor(world: World, plan: Plan) {
    this.world = world;
    this.plan = plan;
    const blind = plan.faults.filter(({ name }) => blinding.includes(name));
    this.blindFromS = Math.min(Infinity, ...blind.map(({ at }) => at));
    this.factory = withoutInterval(world.settings);
    this.interval = world.settings.stream.interval;
  }

  look(): void {
    this.followBoots();
    this.followFaults();
    for (const name of sides) {
      this.checkNumbers(name);
      this.checkForce(name);
      this.checkSensor(name);
      this.checkRest(name);
      this.remember(name);
    }
    this.checkBounds();
    if (this.plan.faults.length === 0 && this.world.faults.length > 0) {
      const first = this.world.faults[0];
      this.break("falseAlarm", `${first?.name} ${first?.side} in a healthy rig`);
    }
  }

  break(invariant: InvariantName, text: string): void {
    this.violation ??= { invariant, atS: this.world.atS, text };
  }

  private followBoots(): void {
    const { world } = this;
    // What was controlled before the start is at constant position by itself, and nothing moves for it.
    if (world.rig.anode.mode === "hold" || world.rig.cathode.mode === "hold") this.ordered = true;
    if (world.boots === this.boots) return;
    this.boots = world.boots;
    this.bootAtS = world.atS;
    this.ordered = false;
    this.faultedAtS = undefined;
    for (const name of sides) this.memory[name] = new SideMemory();
    this.checkSettings();
  }

  private followFaults(): void {
    const { log } = this.world.rig.guard;
    if (log.count === 0) this.faultedAtS = undefined;
    else if (this.faultedAtS === undefined || log.count > this.faultCount) {
      this.faultedAtS = this.stopsBoth() ? this.world.atS : undefined;
    }
    this.faultCount = log.count;
  }

  /** Is a fault latched whose reaction is rest of both screws? */
  private stopsBoth(): boolean {
    let stops = false;
    this.world.rig.guard.log.forEach((name) => {
      const reaction: string = rigFaults[name].reaction;
      if (reaction === "hold" || reaction === "stop") stops = true;
    });
    return stops;
  }

  private checkNumbers(name: SideName): void {
    const side = this.world.rig[name];
    const { loop, sensor } = side;
    const values = {
      pressure: side.pressureKPa,
      prompt: side.promptKPa,
      target: loop.motion.targetUm,
      wanted: loop.motion.wantedUm,
      error: loop.errorN,
      move: loop.moveUm,
      sigma: sensor.sigmaN,
      stiffness: loop.stiffnessNPerUm,
      force: this.world.truth[name].forceN,
    };
    for (const [what, value] of Object.entries(values)) {
      if (!Number.isFinite(value)) this.break("number", `${what} of the ${name} is ${value}`);
    }
  }

  /** Never above the limit by more than what the screw can add until the guard has to have seen it. */
  private checkForce(name: SideName): void {
    if (this.world.atS >= this.blindFromS) return;
    this.checkTrip(name);
    const { settings, truth, rig } = this.world;
    const own = settings[name];
    const limitKPa =
      own.limits.pressureMax * settings.guard.overForceFactor + settings.guard.overForceMargin;
    const capacityKPa = highestSetPoint(settings, name).limitKPa / 0.9;
    const perKPa = rig[name].areaMm2 / 1000;
    const limitN = Math.min(limitKPa, capacityKPa) * perKPa;
    // Slew of the moves, three times for a stiffness that the nameplate does not know.
    const addedN = 3 * own.limits.rampRateMax * perKPa * lieS;
    const memory = this.memory[name];
    const { forceN } = truth[name];
    const pressed = rig[name].loop.motion.targetUm > memory.targetUm;
    if (forceN > limitN + addedN && pressed) {
      this.break("force", `${forceN.toFixed(1)} N on the ${name}, limit ${limitN.toFixed(1)} N`);
    }
  }

  /** A side that is held above 1.2 x set point + 0.2 MPa, or above its limit, has to be told of (physics 7). */
  private checkTrip(name: SideName): void {
    const { truth, rig, atS, settings, lateUs } = this.world;
    const memory = this.memory[name];
    const { setPoint } = rig[name].loop;
    const set = Math.max(0, setPoint.nowKPa, setPoint.expectedKPa);
    const { overForceFactor, overForceMargin } = settings.guard;
    const tripKPa = overForceFactor * set + overForceMargin;
    const tripN = (tripShare * tripKPa * rig[name].areaMm2) / 1000;
    const quiet = rig.guard.log.count === 0 && rig[name].mode === "hold";
    if (!quiet || truth[name].forceN <= tripN) memory.aboveSinceS = -1;
    else if (memory.aboveSinceS < 0) memory.aboveSinceS = atS;
    else if (atS - memory.aboveSinceS > lieS + lateUs * 1e-6) {
      const text = `${truth[name].forceN.toFixed(1)} N on the ${name}, trip ${tripN.toFixed(1)} N`;
      this.break("force", text);
    }
  }

  private checkSensor(name: SideName): void {
    const memory = this.memory[name];
    const side = this.world.rig[name];
    const { sensor, loop } = side;
    const advanced = loop.motion.targetUm - memory.furthestUm;
    // A side that is no longer held gets no target; what it shows is where its braking ends.
    if (side.mode !== "hold" || memory.samples < 0 || advanced <= loop.motion.quantumUm) return;
    const silentS = this.world.atS - memory.sampleAtS;
    const rail = sensor.counts >= 8388607 || sensor.counts <= -8388608;
    if (sensor.samples === memory.samples && silentS > invalidS + this.world.lateUs * 1e-6) {
      this.break(
        "invalidSensor",
        `the ${name} advanced ${silentS.toFixed(1)} s after its last conversion`,
      );
    } else if (rail && sensor.samples !== memory.samples) {
      this.break("invalidSensor", `the ${name} advanced on a rail code`);
    }
  }

  private checkRest(name: SideName): void {
    const { world } = this;
    const { stage } = world.simulated[name];
    const since = this.faultedAtS;
    const late = world.lateUs * 1e-6;
    if (since !== undefined && world.atS - since > restS + late && !stage.standing) {
      const names: string[] = [];
      world.rig.guard.log.forEach((fault, place) => {
        names.push(`${fault} ${placeNames[place]}`);
      });
      this.break("restAfterFault", `the ${name} still moves with ${names.join(", ")}`);
    }
    const sinceBootS = world.atS - this.bootAtS;
    // The register is zero after a reset, without a motion.
    const before = this.memory[name].stagePosition;
    const moved = !stage.standing || (stage.position !== before && stage.position !== 0);
    if (!this.ordered && sinceBootS > bootBrakeS && moved) {
      this.break("stillAtBoot", `the ${name} moves and nobody has ordered it`);
    }
  }

  private checkBounds(): void {
    const { rig } = this.world;
    if (rig.orders.count > 32) this.break("bounded", "more orders than fit");
    if (rig.console.errors.count > 64) this.break("bounded", `${rig.console.errors.count} errors`);
    if (rig.telemetry.waiting > recordsMax) this.break("bounded", "more records than the ring has");
  }

  /** After a start: all settings as the factory gave them, but for what the host has said to be saved since the start before. */
  private checkSettings(): void {
    const { settings, settingsDamaged } = this.world.rig;
    if (withoutInterval(settings) !== this.factory) this.break("settings", "one has changed");
    const known = [this.interval, ...this.said()];
    if (settingsDamaged) known.push(this.world.settings.stream.interval);
    const { interval } = settings.stream;
    if (!known.includes(interval)) {
      this.break("settings", `interval ${interval} s, and not ${known.join(" or ")} s`);
    }
    this.interval = interval;
  }

  /** Intervals that the host has said since the start before. */
  private said(): number[] {
    const { atS } = this.world;
    const texts = this.plan.sayings.filter((one) => one.atS > this.saidUntilS && one.atS <= atS);
    // A message that is on its way at the start is read after it.
    this.saidUntilS = atS - 1;
    return texts.flatMap(({ text }) =>
      [...text.matchAll(intervalSaid)].map((match) => Number(match[1])),
    );
  }

  private remember(name: SideName): void {
    const memory = this.memory[name];
    const { sensor, loop } = this.world.rig[name];
    if (sensor.samples !== memory.samples) {
      memory.samples = sensor.samples;
      memory.sampleAtS = this.world.atS;
    }
    memory.stagePosition = this.world.simulated[name].stage.position;
    memory.targetUm = loop.motion.targetUm;
    const valid = memory.sampleAtS === this.world.atS;
    if (valid || memory.furthestUm < memory.targetUm) memory.furthestUm = memory.targetUm;
  }
}

/** All other settings, as text. */
function withoutInterval(settings: Settings): string {
  const json = writeTable(settingsTable, settings as JsonObject) as { stream: object };
  return JSON.stringify({ ...json, stream: { ...json.stream, interval: undefined } });
}
