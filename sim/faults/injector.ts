import { Prng } from "../prng.js";
import type { ScenarioFault } from "../scenarios/table.js";
import { motionActs } from "./motion-acts.js";
import { pressActs } from "./press-acts.js";
import { sensorActs } from "./sensor-acts.js";
import { type FaultParameter, type InjectedFaultName, specOf } from "./table.js";
import type { ActiveFault, FaultAct, FaultWorld } from "./target.js";
import { worldActs } from "./world-acts.js";

const acts: Readonly<Record<InjectedFaultName, FaultAct>> = {
  ...sensorActs,
  ...motionActs,
  ...pressActs,
  ...worldActs,
};

/** Instants nearer than this are the same. */
const slackS = 1e-6;

/** One fault of the plan, waiting or under way. */
interface Planned {
  readonly fault: ScenarioFault;
  readonly prng: Prng;
  active: ActiveFault | undefined;
  state: "waiting" | "active" | "over";
}

/**
 * Lets faults happen to a world at their time. Each draws from a stream of its own, and none but those that are planned
 * touches anything: a world without faults is the same, byte for byte, as one without this.
 */
export class FaultInjector {
  readonly #world: FaultWorld;
  readonly #seed: number;
  readonly #planned: Planned[] = [];

  constructor(world: FaultWorld, faults: readonly ScenarioFault[], seed: number) {
    this.#world = world;
    this.#seed = seed;
    for (const fault of faults) this.plan(fault);
  }

  /** Names of the faults that are under way. */
  get active(): InjectedFaultName[] {
    return this.#planned.filter((one) => one.state === "active").map(({ fault }) => fault.name);
  }

  plan(fault: ScenarioFault): void {
    // Named by what it is, not by its place in the list: the others draw the same when one is taken out.
    const prng = new Prng(this.#seed, `fault ${fault.name} ${fault.side} ${fault.at}`);
    this.#planned.push({ fault, prng, active: undefined, state: "waiting" });
  }

  /** Time has come to `atS`; the next tick takes `dtS`. */
  step(atS: number, dtS: number): void {
    const planned = this.#planned;
    for (let i = 0; i < planned.length; i += 1) {
      const one = planned[i] as Planned;
      if (one.state === "waiting" && atS + slackS >= one.fault.at) this.#begin(one);
      if (one.state !== "active") continue;
      const { at, for: lasts } = one.fault;
      if (lasts !== undefined && atS + slackS >= at + lasts) {
        one.active?.end?.();
        one.state = "over";
      } else one.active?.tick?.(dtS);
    }
  }

  #begin(one: Planned): void {
    const { fault, prng } = one;
    const world = this.#world;
    const { anode, cathode } = world.simulated;
    const { takes } = specOf(fault.name);
    const value = (parameter: FaultParameter) => fault[parameter] ?? takes[parameter] ?? 0;
    const onAnode = fault.side === "anode";
    one.active = acts[fault.name]({
      world,
      name: fault.side,
      side: onAnode ? anode : cathode,
      other: onAnode ? cathode : anode,
      prng,
      value,
    });
    one.state = one.active === undefined ? "over" : "active";
  }
}
