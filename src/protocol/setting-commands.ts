import { boundOf } from "../settings/bounds.js";
import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";

const bounds = ["min", "min", "max", "default"] as const;

/** MINimum, MAXimum or DEFault of a setting, as text. */
function bound(call: Call, path: string): string | undefined {
  const extreme = call.parameters.extreme();
  if (extreme === undefined || !call.parameters.finished()) return undefined;
  const which = bounds[extreme] as (typeof bounds)[number];
  const value = boundOf(path, which);
  if (value === undefined) call.errors.push("outOfRange", `${path} has no ${which}`);
  return value;
}

function setValue(call: Call): void {
  const { parameters } = call;
  const path = parameters.text();
  if (path === undefined) return;
  const given = parameters.count === 0 || parameters.quotes;
  const value = given ? parameters.text() : bound(call, path);
  if (value === undefined || !parameters.finished()) return;
  const problem = call.rig.draft.set(path, value);
  if (problem !== undefined) call.errors.push("outOfRange", problem);
}

function getValue(call: Call): void {
  const path = call.parameters.text();
  if (path === undefined) return;
  if (call.parameters.count > 0) {
    const value = bound(call, path);
    if (value !== undefined) call.reply.quoted(value);
    return;
  }
  const value = call.rig.draft.get(path);
  if (value === undefined) call.errors.push("outOfRange", `${path} is not a setting`);
  else call.reply.text(`"${value}"`);
}

/** A write to flash stops the processor for tens of milliseconds, so it waits for still screws. */
function save(call: Call): void {
  if (!call.parameters.finished()) return;
  if (!call.rig.resting) {
    call.errors.push("settingsConflict", "a side holds or moves: OUTP OFF first");
  } else if (call.rig.settingsStore?.save(call.rig.draft.settings) !== true) {
    call.errors.push("massStorage", "the settings could not be written");
  }
}

/** Settings over the serial line: changed in a draft, saved as a whole, in force from the next start. */
export const settingCommands: readonly CommandSpec[] = [
  {
    header: "SETTing:VALue",
    parameters: '"<path>","<value>"|MINimum|MAXimum|DEFault',
    meaning: 'Changes one setting of the draft, as "anode.screw.lash","6 um"',
    run: setValue,
  },
  {
    header: "SETTing:VALue?",
    parameters: '"<path>"[,MINimum|MAXimum|DEFault]',
    meaning: "Value of a setting in the draft",
    run: getValue,
  },
  {
    header: "SETTing:SAVE",
    parameters: "",
    meaning: "Writes the draft to flash; in force from the next start",
    run: save,
  },
  {
    header: "SETTing:ORIGin?",
    parameters: "",
    meaning: "Where the settings of this start came from",
    run: (c) => c.reply.text(`"${c.rig.identity.settingsOrigin ?? "defaults"}"`),
  },
];
