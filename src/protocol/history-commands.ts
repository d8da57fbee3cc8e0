import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";

const words = ["NONE", "BELOW", "ABOVE"] as const;

function tellHistory({ rig, reply, suffix, parameters }: Call): void {
  if (!parameters.finished()) return;
  const { history } = rig.side(suffix);
  reply.decimal(history.peakKPa * 1000, 0);
  reply.comma();
  reply.text(words[history.approach]);
  reply.comma();
  reply.decimal((rig.atUs - history.changedAtUs) * 1e-6, 1);
}

/** What a cell has been through (docs/modes.md). */
export const historyCommands: readonly CommandSpec[] = [
  {
    header: "[SOURce]:PRESsure#:HISTory?",
    parameters: "",
    meaning:
      "Highest pressure in Pa since power-on or CELL:NEW; BELOW, ABOVE or NONE: from where the pressure came; seconds since it changed by 1 % or 2 kPa",
    run: tellHistory,
  },
];
