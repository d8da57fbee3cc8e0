import type { World } from "../../sim/world.js";
import { faults as rigFaults } from "../../src/faults.js";
import { placeNames } from "../../src/guard/fault-log.js";
import type { SideName } from "../../src/settings/table.js";
import { drives } from "../in-control.js";
import { BoundsCheck } from "./bounds-check.js";
import { type Break, type InvariantName, sides, type Violation } from "./broken.js";
import { ForceCheck } from "./force-check.js";
import { NumberCheck } from "./number-check.js";
import { OrderCheck } from "./order-check.js";
import type { Plan } from "./plan.js";
import { SettingsCheck } from "./settings-check.js";

/** From the latching of a fault to rest of both screws: braking takes 25 ms, and a tick shows it. */
const restS = 0.35;
/** A chip that does not answer cannot be told to brake: it goes to where it was sent last, at most a second away. */
const silentS = 1;
/** A side that has no valid conversion for so long must not press on, s: `staleAfter` and a tick. */
const invalidS = 0.7;
/** Braking of what the chip still did when the controller was reset, s. */
const bootBrakeS = 0.5;

/** What is remembered of a side from tick to tick. */
class SideMemory {
  samples = -1;
  /** World's time, not that of the grid of ticks: they may be late. */
  sampleAtUs = 0;
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
  private readonly force: ForceCheck;
  private readonly order: OrderCheck;
  private readonly settings: SettingsCheck;
  private readonly numbers: NumberCheck;
  private readonly bounds: BoundsCheck;
  private boots = 1;
  private bootAtS = 0;
  /** By the clock: late ticks follow each other within a millisecond. */
  private faultedAtUs: number | undefined;
  private faultCount = 0;
  private faultsJudged = 0;

  constructor(world: World, plan: Plan) {
    this.world = world;
    this.plan = plan;
    const broken: Break = (invariant, text) => this.break(invariant, text);
    this.force = new ForceCheck(world, plan, broken);
    this.order = new OrderCheck(world, plan, broken);
    this.settings = new SettingsCheck(world, plan, broken);
    this.numbers = new NumberCheck(world, broken);
    this.bounds = new BoundsCheck(world, broken);
  }

  look(): void {
    this.followBoots();
    this.followFaults();
    this.order.look();
    this.force.look();
    for (const name of sides) {
      this.checkNumbers(name);
      this.checkSensor(name);
      this.checkRest(name);
      this.remember(name);
    }
    this.numbers.look();
    this.bounds.look();
    if (this.plan.faults.length > 0) return;
    // Each as it is told: what was away then may have contact now.
    const { faults } = this.world;
    for (; this.faultsJudged < faults.length; this.faultsJudged += 1) {
      const { name, side } = faults[this.faultsJudged] as (typeof faults)[number];
      if (name === "noContact" && side !== "rig" && this.sentAway(side)) continue;
      if (name === "suddenLoss" && side !== "rig" && this.pushedOff(side)) continue;
      this.break("falseAlarm", `${name} ${side} in a healthy rig`);
    }
  }

  break(invariant: InvariantName, text: string): void {
    this.violation ??= { invariant, atS: this.world.atS, text };
  }

  private followBoots(): void {
    const { world } = this;
    if (world.boots === this.boots) return;
    this.boots = world.boots;
    this.bootAtS = world.atS;
    this.faultedAtUs = undefined;
    for (const name of sides) this.memory[name] = new SideMemory();
    this.order.restart();
    this.force.restart();
    this.settings.restart();
  }

  private followFaults(): void {
    const { log } = this.world.rig.guard;
    if (log.count === 0) this.faultedAtUs = undefined;
    else if (this.faultedAtUs === undefined || log.count > this.faultCount) {
      this.faultedAtUs = this.stopsBoth() ? this.world.simulated.clock.worldUs : undefined;
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

  /** The host has moved the screw in free air, and there is no contact indeed: the cell may be further than a search goes. */
  private sentAway(name: SideName): boolean {
    const { truth, settings, atS } = this.world;
    const away = name === "anode" ? /OUTP1:(PARK|JOG|HOME|GAP)/ : /OUTP2:(PARK|JOG|HOME|GAP)/;
    const sent = this.plan.sayings.some((one) => one.atS <= atS && away.test(one.text));
    return sent && truth[name].forceN < settings[name].approach.contactForce;
  }

  /**
   * The host has moved the gap against a pellet with nothing on its other face, until the wall bore it no more: force was lost
   * indeed. No drawn set point goes so far, so of a hold it would still be an alarm.
   */
  private pushedOff(name: SideName): boolean {
    const { truth, settings, atS } = this.world;
    const moved = name === "anode" ? /OUTP1:GAP/ : /OUTP2:GAP/;
    const sent = this.plan.sayings.some((one) => one.atS <= atS && moved.test(one.text));
    const other = name === "anode" ? "cathode" : "anode";
    return sent && truth.slipping && truth[other].forceN < settings[other].approach.contactForce;
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

  private checkSensor(name: SideName): void {
    const memory = this.memory[name];
    const side = this.world.rig[name];
    const { sensor, loop } = side;
    const advanced = loop.motion.targetUm - memory.furthestUm;
    // A side that nothing drives any more gets no target; what it shows is where its braking ends.
    if (!drives(side) || memory.samples < 0 || advanced <= loop.motion.quantumUm) return;
    const silentS = (this.world.simulated.clock.worldUs - memory.sampleAtUs) * 1e-6;
    const rail = sensor.counts >= 8388607 || sensor.counts <= -8388608;
    if (sensor.samples === memory.samples && silentS > invalidS) {
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
    const late = world.lateUs * 1e-6 + (world.rig[name].motorSilent ? silentS : 0);
    const sinceS = (world.simulated.clock.worldUs - (this.faultedAtUs ?? Infinity)) * 1e-6;
    if (sinceS > restS + late && !stage.standing) {
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
    if (!this.order.wasDriven && sinceBootS > bootBrakeS && moved) {
      this.break("stillAtBoot", `the ${name} moves and nobody has ordered it`);
    }
  }

  private remember(name: SideName): void {
    const memory = this.memory[name];
    const { sensor, loop } = this.world.rig[name];
    const { worldUs } = this.world.simulated.clock;
    if (sensor.samples !== memory.samples) {
      memory.samples = sensor.samples;
      memory.sampleAtUs = worldUs;
    }
    memory.stagePosition = this.world.simulated[name].stage.position;
    memory.targetUm = loop.motion.targetUm;
    const valid = memory.sampleAtUs === worldUs;
    if (valid || memory.furthestUm < memory.targetUm) memory.furthestUm = memory.targetUm;
  }
}
