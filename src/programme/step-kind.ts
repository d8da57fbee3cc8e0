import type { Problems } from "../document/problems.js";
import type { JsonObject, Table } from "../document/table.js";
import type { Course } from "./course.js";
import type { LimitCheck } from "./limit-check.js";
import type { SideFields } from "./side-fields.js";
import type { Step } from "./step.js";

/** What stands under a step's own key; the schema is made from it. */
export type StepBody =
  /** An object with the fields of a table. */
  | { readonly kind: "fields"; readonly fields: Table }
  /** Set points of one or both sides; `needed` when at least one must be given. */
  | { readonly kind: "pressures"; readonly needed: boolean }
  /** Fields for one or both sides; `needed` when at least one must be given. */
  | { readonly kind: "sides"; readonly fields: SideFields; readonly needed: boolean }
  /** The conditions of `conditions.ts`. */
  | { readonly kind: "conditions" }
  /** How often. */
  | { readonly kind: "times"; readonly max: number };

/** A programme being read. */
export interface Reading {
  readonly problems: Problems;
  /** Steps within a step, one level deeper. */
  readonly innerSteps: (json: unknown, path: string) => readonly Step[] | undefined;
}

/**
 * One kind of step: what it looks like in a document, how it is read and checked, and how it is carried out. Nothing is
 * kept here: what a step must remember while it runs is in the course.
 */
export interface StepKind<S extends { readonly path: string }> {
  readonly meaning: string;
  readonly body: StepBody;
  /** Keys that may stand beside the step's own. */
  readonly beside: readonly ("until" | "steps")[];
  /** `json` is the whole step, `path` its place. */
  readonly read: (json: JsonObject, path: string, reading: Reading) => S;
  /** Adds what the settings do not allow. */
  readonly check?: (step: S, check: LimitCheck) => void;
  /** What is done as the step begins. */
  readonly begin?: (step: S, course: Course) => void;
  /** One look, each tick; true when the step has done what it is for. Conditions beside it are the runner's affair. */
  readonly look: (step: S, course: Course) => boolean;
  /** What must be put away when the step is over, whoever has ended it. */
  readonly end?: (course: Course) => void;
}
