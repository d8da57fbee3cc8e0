// What page and simulated rig say to each other; the rig's own lines go through as they are.

export type ToWorker =
  | {
      readonly kind: "start";
      readonly scenario: string;
      readonly seed: number;
      readonly speed: number;
    }
  | { readonly kind: "send"; readonly text: string }
  | { readonly kind: "speed"; readonly speed: number }
  | { readonly kind: "inject"; readonly name: string; readonly side: string; readonly forS: number }
  | { readonly kind: "restart" }
  | { readonly kind: "dryRun"; readonly json: unknown; readonly scenario: string };

export type FromWorker =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "ready"; readonly name: string }
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
