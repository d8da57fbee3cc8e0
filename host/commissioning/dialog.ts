import type { SideName } from "./line.js";

/** What the operator does with the hands while being asked; those of the simulated bench do it by themselves. */
export type Act =
  | { readonly kind: "load"; readonly side: SideName; readonly forceN: number }
  | {
      readonly kind: "torque";
      readonly side: SideName;
      readonly torqueNm: number;
      readonly up: boolean;
    }
  /** A dummy is put between the pistons, or taken out. */
  | { readonly kind: "dummy"; readonly inside: boolean };

export interface Question {
  /** Under which an answers file answers it. */
  readonly id: string;
  readonly text: string;
  /** What an empty answer means. */
  readonly fallback?: string;
  readonly act?: Act;
}

/** Who is asked. */
export interface Dialog {
  ask(question: Question): Promise<string>;
  say(text: string): void;
}
