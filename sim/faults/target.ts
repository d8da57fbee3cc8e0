import type { SideName } from "../../src/settings/table.js";
import type { EmulatedBoard } from "../emulated-board.js";
import type { Prng } from "../prng.js";
import type { SimulatedRig } from "../simulated-rig.js";
import type { SimulatedSide } from "../simulated-side.js";
import type { FaultParameter } from "./table.js";

/** What a fault can do to the world outside the simulated rig. */
export interface FaultWorld {
  readonly simulated: SimulatedRig;
  /** Buses and chips, when the rig runs on them. */
  readonly board: EmulatedBoard | undefined;
  /** The latest that a tick may come, us. */
  lateUs: number;
  /** The controller starts anew and is told why, in the words of the SDK; with `power` the chips as well. */
  restart(power: boolean, reason?: string): void;
}

/** Where and how strong a fault is. */
export interface FaultCall {
  readonly world: FaultWorld;
  readonly name: SideName;
  readonly side: SimulatedSide;
  readonly other: SimulatedSide;
  readonly prng: Prng;
  /** The value that the scenario gives, or the default of the table. */
  value(parameter: FaultParameter): number;
}

/** What a fault that has begun still does. */
export interface ActiveFault {
  /** In each tick. */
  readonly tick?: (dtS: number) => void;
  /** When its time is over. */
  readonly end?: () => void;
}

export type FaultAct = (call: FaultCall) => ActiveFault | undefined;
