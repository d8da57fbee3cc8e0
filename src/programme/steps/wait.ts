import { readUntil, type Until } from "../conditions.js";
import type { StepKind } from "../step-kind.js";

export interface WaitStep {
  readonly kind: "wait";
  readonly path: string;
  readonly until: Until;
}

export const wait: StepKind<WaitStep> = {
  meaning: "Go on with what is being done until one of these conditions is met",
  body: { kind: "conditions" },
  beside: [],
  read: (json, path, { problems }) => ({
    kind: "wait",
    path,
    until: readUntil(json["wait"], `${path}.wait`, problems),
  }),
  look: () => false,
};
