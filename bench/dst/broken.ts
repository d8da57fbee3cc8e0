import type { SideName } from "../../src/settings/table.js";

export const invariantNames = [
  "exception",
  "force",
  "invalidSensor",
  "restAfterFault",
  "stillAtBoot",
  "resume",
  "conversation",
  "settings",
  "number",
  "bounded",
  "falseAlarm",
] as const;
export type InvariantName = (typeof invariantNames)[number];

/** What was broken, when, and how. */
export interface Violation {
  readonly invariant: InvariantName;
  readonly atS: number;
  readonly text: string;
}

/** Notes what was broken. */
export type Break = (invariant: InvariantName, text: string) => void;

export const sides: readonly SideName[] = ["anode", "cathode"];
