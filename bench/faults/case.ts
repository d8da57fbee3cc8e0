// What has to happen in a row of physics 7: the words of the list in cases.ts.

import type { FaultParameter, InjectedFaultName } from "../../sim/faults/table.js";
import type { JsonObject } from "../../src/document/table.js";

/** What the rig must do. */
export type Expectation =
  /** One of these faults within the time, both screws at rest after it, and no more advance than told on the way. */
  | {
      readonly reaction: "hold";
      readonly faults: readonly string[];
      readonly withinS: number;
      /** The faulted screw has turned about so often at least on the way to it. */
      readonly reversals?: number;
      /** And this one in the end. */
      readonly also?: string;
      /** Way that the faulted screw may still press on, um; one quantum when left out. */
      readonly advanceUm?: number;
    }
  /** No fault; at the end both pressures are what they were asked to be. */
  | {
      readonly reaction: "ride";
      readonly reversals?: number;
      readonly driftKPa?: number;
      /** So many errors at least in the queue at the end. */
      readonly errors?: number;
    }
  /** No fault, and held on; the true pressure goes where the reading leads it, which is what the warnings are for. */
  | { readonly reaction: "drift" }
  /** One of these faults, told in time; the faulted side stands, the other keeps its pressure. */
  | {
      readonly reaction: "freezeSide";
      readonly faults: readonly string[];
      readonly withinS: number;
      readonly advanceUm?: number;
      /** The pellet has slid by no more, um. */
      readonly slidUm?: number;
    }
  /** One of these faults, told in time, and both pressures held on. */
  | {
      readonly reaction: "keep";
      readonly faults: readonly string[];
      /** From the injection, or from when the true voltage of the cell has fallen below `sinceBelowV`. */
      readonly withinS: number;
      readonly sinceBelowV?: number;
      /** The cell is not yet that far when it is told. */
      readonly before?: "hardShort";
    }
  /** The orders given do nothing, and say why: errors in the queue, or a reason for not being ready. */
  | {
      readonly reaction: "refuse";
      readonly faults?: readonly string[];
      readonly withinS?: number;
      /** What the queue of errors must say. */
      readonly says?: string;
    }
  /** A search for contact, no faster than this, without force above the set point. */
  | { readonly reaction: "search"; readonly umPerS: number }
  /** A start that moves nothing and takes up nothing that ran before. */
  | { readonly reaction: "boot" };

export interface FaultCase {
  readonly row: number;
  readonly name: InjectedFaultName;
  /** What is peculiar to this case of the row. */
  readonly note?: string;
  readonly side?: "anode" | "cathode";
  readonly with?: Partial<Readonly<Record<FaultParameter | "for", number>>>;
  /** And this with it. */
  readonly also?: {
    readonly name: InjectedFaultName;
    readonly with: Partial<Readonly<Record<FaultParameter | "for", number>>>;
  };
  /** It happens again after each of these times, s. */
  readonly again?: readonly number[];
  /** When it happens. */
  readonly during: "off" | "loading" | "hold";
  readonly hal?: "contract" | "busUntimed";
  readonly rig?: string;
  /** What the cycler does otherwise than that of the paper's cell. */
  readonly cycler?: JsonObject;
  /** The host tells the current whenever it changes, and each five minutes. */
  readonly tellsCurrent?: boolean;
  /** The rig has a monitor of the insulation between pistons and frame. */
  readonly monitored?: boolean;
  /** The rig has measured itself, and then held for so long, s, before anything happens. */
  readonly identified?: number;
  /** What the settings know of the cell. */
  readonly cell?: JsonObject;
  /** Of the mould's wall, as the settings know it. */
  readonly wallShear?: string;
  /** Sent by the host right after. */
  readonly say?: string;
  /** And later. */
  readonly later?: { readonly atS: number; readonly say: string };
  readonly watchS: number;
  readonly expect: Expectation;
  /** Names of warnings that must be listed by the end. */
  readonly warns?: readonly string[];
}

/** The same on both paths. */
export function onBoth(one: FaultCase): FaultCase[] {
  return (["contract", "busUntimed"] as const).map((hal) => ({ ...one, hal }));
}
