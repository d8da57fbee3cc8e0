import { faults } from "../faults.js";
import { placeNames } from "../guard/fault-log.js";
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

/** The latched faults. */
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
];
