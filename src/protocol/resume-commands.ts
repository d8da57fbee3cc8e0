import { OrderKind } from "../order.js";
import { describeFormer, forEachHeld, notResumable } from "../resume.js";
import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";
import { pushOrder, refusedByProgramme } from "./refusals.js";

/** Refused with every reason, an error each. */
function resume(call: Call): void {
  if (!call.parameters.finished() || refusedByProgramme(call)) return;
  const { rig } = call;
  const reasons = notResumable(rig);
  for (const reason of reasons) call.errors.push("settingsConflict", reason);
  if (reasons.length > 0) return;
  forEachHeld(rig, (channel, levelKPa, rateKPaPerS) => {
    rig.levelKPa[channel] = levelKPa;
    rig.rateKPaPerS[channel] = rateKPaPerS;
    pushOrder(call, OrderKind.setMode, channel, 2);
  });
}

function texts(call: Call, list: readonly string[], otherwise: string): void {
  if (list.length === 0) call.reply.text(`"${otherwise}"`);
  list.forEach((text, i) => {
    if (i > 0) call.reply.comma();
    call.reply.text(`"${text}"`);
  });
}

/** What ran before this start, and holding it again. */
export const resumeCommands: readonly CommandSpec[] = [
  {
    header: "SYSTem:RESume",
    parameters: "",
    meaning:
      "Holds what was held before this start; no move, search or programme is taken up again",
    run: resume,
  },
  {
    header: "SYSTem:RESume?",
    parameters: "",
    meaning: 'All reasons why it cannot be held again, or "ready"',
    run: (c) => texts(c, notResumable(c.rig), "ready"),
  },
  {
    header: "SYSTem:RESume:RUN?",
    parameters: "",
    meaning: "What ran before this start, as it was kept last",
    run: (c) => texts(c, describeFormer(c.rig), "nothing"),
  },
];
