/** Set point of one side in a step; the rate is the side's own when undefined. */
export interface SideRamp {
  readonly toKPa: number;
  readonly rateKPaPerS: number | undefined;
}

/** When a waiting step ends: whichever of the given conditions comes first. */
export interface Until {
  readonly afterS: number | undefined;
  readonly voltageAboveV: number | undefined;
  readonly voltageBelowV: number | undefined;
}

/** One step of a programme. `path` is its place in the document. */
export type Step =
  | { readonly kind: "approach"; readonly path: string; readonly touchN: number }
  | {
      readonly kind: "ramp";
      readonly path: string;
      readonly anode: SideRamp | undefined;
      readonly cathode: SideRamp | undefined;
    }
  | {
      readonly kind: "hold";
      readonly path: string;
      readonly anode: SideRamp | undefined;
      readonly cathode: SideRamp | undefined;
      /** Undefined: holds for ever. */
      readonly until: Until | undefined;
    }
  | { readonly kind: "gap"; readonly path: string; readonly until: Until | undefined }
  | { readonly kind: "wait"; readonly path: string; readonly until: Until }
  | {
      readonly kind: "repeat";
      readonly path: string;
      readonly times: number;
      readonly steps: readonly Step[];
    }
  | {
      readonly kind: "identify";
      readonly path: string;
      /** Highest pressures to measure at; undefined: those of the next step that sets some. */
      readonly anodeKPa: number | undefined;
      readonly cathodeKPa: number | undefined;
    }
  | { readonly kind: "unload"; readonly path: string };

/** What the rig is told to do: pressures and waits, in order. */
export interface Programme {
  readonly name: string;
  readonly steps: readonly Step[];
}
