import { faults } from "../faults.js";
import { placeNames } from "../guard/fault-log.js";
import { notReady } from "../readiness.js";
import { forEachRestriction, restrictions } from "../restrictions.js";
import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";

function listFaults(call: Call): void {
  const { log } = call.rig.guard;
  if (log.count === 0) call.reply.text('"none"');
  let first = true;
  log.forEach((name, place) => {
    if (!first) call.reply.comma();
    first = false;
    call.reply.text(
      `"${name},${placeNames[place]},${faults[name].text}; ${faults[name].stillTrue}"`,
    );
  });
}

function listRestrictions(call: Call): void {
  let first = true;
  forEachRestriction(call.rig, (name, place) => {
    if (!first) call.reply.comma();
    first = false;
    const { text, limits } = restrictions[name];
    call.reply.text(`"${name},${place},${text}; ${limits}"`);
  });
  if (first) call.reply.text('"none"');
}

function listReasons(call: Call): void {
  const reasons = notReady(call.rig, call.suffix);
  if (call.rig.programme.running) reasons.push("a programme is running");
  if (reasons.length === 0) call.reply.text('"ready"');
  reasons.forEach((reason, i) => {
    if (i > 0) call.reply.comma();
    call.reply.text(`"${reason}"`);
  });
}

/** The latched faults, what limits the rig without being one, and what keeps a side from being held. */
export const faultCommands: readonly CommandSpec[] = [
  { header: "FAULt[:LIST]?", parameters: "", meaning: "Latched faults", run: listFaults },
  {
    header: "FAULt:COUNt?",
    parameters: "",
    meaning: "Number of latched faults",
    run: (c) => c.reply.integer(c.rig.guard.log.count),
  },
  {
    header: "FAULt:CLEar",
    parameters: "",
    meaning: "Clears latched faults; those still present come back",
    run: (c) => c.rig.clearFaults(),
  },
  {
    header: "CELL:NEW",
    parameters: "",
    meaning:
      "Another cell is in: contact may be anywhere, and its voltage is learnt anew; the history of its pressures begins",
    run: (c) => {
      if (c.parameters.finished()) c.rig.newCell();
    },
  },
  {
    header: "RESTriction[:LIST]?",
    parameters: "",
    meaning: "What limits the rig without being a fault; nothing of it is latched",
    run: listRestrictions,
  },
  {
    header: "OUTPut#:READy?",
    parameters: "",
    meaning: 'All reasons why the side cannot be held by order, or "ready"',
    run: listReasons,
  },
];
