// What page and simulated rig say to each other; the rig's own lines go through as they are.

import type { Act } from "../../host/commissioning/dialog.js";

/** Which simulated rig. */
export interface SimulatedRig {
  readonly scenario: string;
  readonly seed: number;
  /** As it comes from its builder: nothing is calibrated. */
  readonly fresh: boolean;
  /** What is other than in the shipped files, each as `--set` of `isobar sim` takes it. */
  readonly changes: readonly string[];
  /** Name of a mistake that is built into it (host/commissioning/mistakes.ts), or nothing. */
  readonly mistake: string;
}

export type ToWorker =
  | { readonly kind: "start"; readonly rig: SimulatedRig; readonly speed: number }
  | { readonly kind: "send"; readonly text: string }
  | { readonly kind: "speed"; readonly speed: number }
  | { readonly kind: "inject"; readonly name: string; readonly side: string; readonly forS: number }
  | { readonly kind: "restart"; readonly powerCut: boolean }
  /** The rig's time goes on by so much at once, and then stands until it is asked to again or released. */
  | { readonly kind: "advance"; readonly seconds: number }
  | { readonly kind: "release" }
  /** Hands of the simulated operator. */
  | { readonly kind: "act"; readonly act: Act }
  | { readonly kind: "dryRun"; readonly json: unknown; readonly rig: SimulatedRig };

export type FromWorker =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "ready"; readonly name: string }
  /** There is no such rig. */
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "advanced" }
  | { readonly kind: "pace"; readonly timesReal: number }
  | { readonly kind: "injected"; readonly problem: string }
  | { readonly kind: "dryRun"; readonly result: DryRunResult };

export interface DryRunResult {
  readonly problems: readonly string[];
  readonly ended: boolean;
  readonly faults: readonly string[];
  /** With the waiting that was cut short, s. */
  readonly durationS: number;
  readonly simulatedS: number;
  readonly travelUm: { readonly anode: number; readonly cathode: number };
  readonly highestKPa: { readonly anode: number; readonly cathode: number };
}
