import type { InjectedFaultName } from "../../sim/faults/table.js";
import type { World } from "../../sim/world.js";
import { HeldTime } from "../held-time.js";
import { anyDriven, drives } from "../in-control.js";
import { type Break, sides } from "./broken.js";
import type { Plan } from "./plan.js";

/** What brings a side under control or moves it. */
const orders = /OUTP\d? ON|OUTP\d:(GAP|JOG|PARK|HOME|MODE STIF)|PROG:RUN|IDENT/;
const resumes = /SYST:RES\n/;
/** Faults that are orders of a host. */
const ordering: readonly InjectedFaultName[] = ["overPressureCommand", "infeasiblePair"];
/** Starts after which the supplies have not failed and no host has opened the port. */
const benign = "Task WDT";
/** The force must be what was held within 20 %, and what a filter and a drift of calibration make of it. */
const bandShare = 0.25;
/** What is said on the edge of a start may be heard after it. */
const edgeS = 0.2;

/** What was ordered since the last start: nothing is held without an order, and a hold is taken up again only as stated. */
export class OrderCheck {
  /** A side has been driven since the last start. */
  wasDriven = false;
  /** Something that moves was ordered since the last start. */
  private ordered = false;
  private readonly world: World;
  private readonly plan: Plan;
  private readonly break: Break;
  private held = new HeldTime();
  private former = { resumable: false, anode: 0, cathode: 0 };
  private resumed = false;
  private next = 0;

  constructor(world: World, plan: Plan, broken: Break) {
    this.world = world;
    this.plan = plan;
    this.break = broken;
    this.ordered = plan.world.programme !== undefined;
  }

  restart(): void {
    // What was not touched since the start before is still what is stored.
    if (this.ordered || this.resumed) {
      const { held } = this;
      this.former = { resumable: held.mayResume, ...held.levelKPa };
    }
    this.held = new HeldTime();
    this.ordered = false;
    this.resumed = false;
    this.wasDriven = false;
  }

  look(): void {
    const { world } = this;
    this.listen();
    const driven = anyDriven(world.rig);
    if (driven && !this.ordered) {
      if (!this.resumed) this.break("stillAtBoot", "a side is driven and nobody has ordered it");
      else this.checkResumed();
      // Looked at once.
      this.ordered = true;
    }
    this.wasDriven ||= driven;
    this.held.look(world.rig);
  }

  private listen(): void {
    const { atS } = this.world;
    const { sayings, faults } = this.plan;
    for (let one = sayings[this.next]; one !== undefined && one.atS <= atS; ) {
      if (orders.test(one.text)) this.ordered = true;
      if (resumes.test(one.text)) this.resumed = true;
      this.next += 1;
      one = sayings[this.next];
    }
    for (const { name, at } of faults) {
      if (ordering.includes(name) && at <= atS && at > atS - edgeS) this.ordered = true;
    }
  }

  private checkResumed(): void {
    const { rig, truth } = this.world;
    const { resetReason } = rig.identity;
    if (resetReason !== benign) this.break("resume", `a hold goes on after ${resetReason}`);
    if (!this.former.resumable) this.break("resume", "a hold goes on that was none");
    if (rig.guard.log.count > 0) this.break("resume", "a hold goes on with a fault");
    for (const name of sides) {
      if (!drives(rig[name])) continue;
      const wasKPa = this.former[name];
      const isKPa = (truth[name].forceN * 1000) / rig[name].areaMm2;
      if (Math.abs(isKPa - wasKPa) > bandShare * wasKPa + 5) {
        this.break("resume", `the ${name} is at ${isKPa.toFixed(0)} of ${wasKPa.toFixed(0)} kPa`);
      }
    }
  }
}
