import type { Section } from "./section.js";
import { crossTalk } from "./sections/cross-talk.js";
import { doerrer } from "./sections/doerrer.js";
import { feedForward } from "./sections/feed-forward.js";
import { foreign, foreignDrawn } from "./sections/foreign.js";
import { identity } from "./sections/identity.js";
import { monteCarlo } from "./sections/monte-carlo.js";
import { refusals } from "./sections/refusals.js";
import { reversal } from "./sections/reversal.js";
import { steps } from "./sections/steps.js";
import { versus } from "./sections/versus.js";
import { worlds } from "./sections/worlds.js";

/** The chapters of `npm run bench:control`, in the order in which they are told. */
export const sections: readonly Section[] = [
  doerrer,
  worlds,
  reversal,
  feedForward,
  steps,
  crossTalk,
  versus,
  refusals,
  identity,
  monteCarlo,
  foreign,
  foreignDrawn,
];

export function sectionNamed(name: string): Section {
  const found = sections.find((section) => section.name === name);
  if (found === undefined) throw new Error(`no section is called ${name}`);
  return found;
}
