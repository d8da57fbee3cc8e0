import { OrderKind } from "../order.js";
import { notPressable } from "../readiness.js";
import { crc16 } from "../telemetry/crc16.js";
import { asciiBytes } from "../telemetry/line-writer.js";
import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";
import { draftMax, ProgrammeDraft } from "./programme-draft.js";
import { pushOrder, refusedByProgramme } from "./refusals.js";

function append(call: Call): void {
  const { parameters, rig } = call;
  const piece = parameters.text();
  if (piece === undefined) return;
  const told = parameters.count > 0 ? parameters.integer(0, 0xffff) : crcOf(piece);
  if (told === undefined || !parameters.finished() || refusedByProgramme(call)) return;
  if (told !== crcOf(piece)) {
    call.errors.push("corrupt", `the piece that came has CRC ${crcOf(piece)}`);
    return;
  }
  rig.programmeSent ??= new ProgrammeDraft();
  if (!rig.programmeSent.append(piece))
    call.errors.push("outOfMemory", `a programme has at most ${draftMax} characters`);
}

function crcOf(text: string): number {
  const bytes = asciiBytes(text);
  return crc16(bytes, 0, bytes.length);
}

function checksum(call: Call): void {
  const text = call.rig.programmeSent?.text ?? "";
  call.reply.integer(text.length);
  call.reply.comma();
  call.reply.integer(crcOf(text));
}

function clear(call: Call): void {
  if (!refusedByProgramme(call)) call.rig.programmeSent = undefined;
}

function check(call: Call): void {
  const { rig, reply } = call;
  const problems = rig.programmeSent?.check(rig.settings, rig.pair.slipAllowed);
  const list = problems?.list ?? ["no programme: PROG:APP '<text>' first"];
  reply.integer(list.length);
  reply.comma();
  reply.quoted(clipped(list[0] ?? ""));
}

/** Not longer than an entry of the error queue bears. */
function clipped(text: string): string {
  return text.slice(0, 250);
}

function run(call: Call): void {
  if (refusedByProgramme(call)) return;
  const { rig } = call;
  const problems = rig.programmeSent?.check(rig.settings, rig.pair.slipAllowed);
  const problem =
    problems === undefined ? "no programme: PROG:APP '<text>' first" : problems.list[0];
  const [reason] = [problem, ...notPressable(rig, 1), ...notPressable(rig, 2)].filter(Boolean);
  if (reason === undefined) pushOrder(call, OrderKind.programme, 0, 0);
  else call.errors.push("settingsConflict", clipped(reason));
}

/** The host says to go on: `PROGramme:CONTinue` and `*TRG`. */
export function proceed(call: Call): void {
  if (!call.rig.programme.proceed())
    call.errors.push("triggerIgnored", "nothing waits for a trigger");
}

function result(call: Call): void {
  const { measured } = call.rig.programme;
  call.reply.text(measured === undefined ? "NONE,0" : measured.what.toUpperCase());
  if (measured === undefined) return;
  const { what, side, value, sigma } = measured;
  const [factor, places] = what === "probe" ? [1e6, 0] : [1, 4];
  call.reply.comma();
  call.reply.integer(side);
  call.reply.comma();
  call.reply.decimal(value * factor, places);
  call.reply.comma();
  call.reply.decimal(sigma * factor, places);
}

function state(call: Call): void {
  const { programme } = call.rig;
  call.reply.text(programme.state.toUpperCase());
  call.reply.comma();
  call.reply.quoted(programme.name);
  call.reply.comma();
  call.reply.quoted(programme.stepPath);
  call.reply.comma();
  call.reply.integer(programme.stepsBegun);
  call.reply.comma();
  call.reply.integer(programme.waitsForCommand ? 1 : 0);
}

/** Programmes from the host (docs/programmes.md). */
export const programmeCommands: readonly CommandSpec[] = [
  {
    header: "PROGramme:APPend",
    parameters: "<text>[,<0 to 65535>]",
    meaning:
      "One more piece of the programme's JSON, in single quotes; refused when it has another CRC-16/CCITT-FALSE than is told",
    run: append,
  },
  {
    header: "PROGramme:CRC?",
    parameters: "",
    meaning:
      "Characters of the programme that was sent, and their CRC-16/CCITT-FALSE as a decimal number",
    run: checksum,
  },
  {
    header: "PROGramme:CLEar",
    parameters: "",
    meaning: "Forgets the programme that was sent",
    run: clear,
  },
  {
    header: "PROGramme:CHECk?",
    parameters: "",
    meaning: "How much is wrong with the programme that was sent, and the first of it",
    run: check,
  },
  {
    header: "PROGramme:CATalog?",
    parameters: "",
    meaning: "Name of the programme that was sent and is sound; an empty string when there is none",
    run: (c) => c.reply.quoted(c.rig.programmeSent?.programme?.name ?? ""),
  },
  {
    header: "PROGramme:RUN",
    parameters: "",
    meaning: "Runs it from its first step, unless anything is wrong with it or with the rig",
    run,
  },
  {
    header: "PROGramme:STOP",
    parameters: "",
    meaning: "Ends the programme; sides that are held go on holding what pressure they have",
    run: (c) => pushOrder(c, OrderKind.haltProgramme, 0, 0),
  },
  {
    header: "PROGramme:CONTinue",
    parameters: "",
    meaning: "Goes on where a step waits for a command",
    run: proceed,
  },
  {
    header: "PROGramme:STATe?",
    parameters: "",
    meaning:
      "IDLE, RUNNING, DONE or STOPPED; name; place of the present step; steps begun since power-on; 1 while it waits for a command",
    run: state,
  },
  {
    header: "PROGramme:RESult?",
    parameters: "",
    meaning:
      "What was measured last: PROBE (N/m) or DEDP (uV/kPa), side, value, standard uncertainty; NONE,0 when there is nothing",
    run: result,
  },
];
