import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";

function allCodes(c: Call): void {
  c.reply.integer(c.errors.nextCode());
  while (c.errors.count > 0) {
    c.reply.comma();
    c.reply.integer(c.errors.nextCode());
  }
}

/** What a command is given, and what it means. */
function syntax(c: Call): void {
  const header = c.parameters.text();
  if (header === undefined || !c.parameters.finished()) return;
  const spec = c.console.commandOf(header);
  if (spec === undefined) {
    c.errors.push("outOfRange", "no such header; SYST:HELP:HEAD? lists all");
    return;
  }
  c.reply.quoted(`${`${spec.header} ${spec.parameters}`.trimEnd()}: ${spec.meaning}`);
}

/** Errors, version and help: SCPI-99 (volume 2, chapter 21). */
export const systemCommands: readonly CommandSpec[] = [
  {
    header: "SYSTem:ERRor[:NEXT]?",
    parameters: "",
    meaning: "Takes the oldest entry out of the error queue",
    run: (c) => c.reply.text(c.errors.next()),
  },
  {
    header: "SYSTem:ERRor:ALL?",
    parameters: "",
    meaning: "Takes all entries out of the error queue, as many as a reply holds",
    run: (c) => c.errors.all(c.reply),
  },
  {
    header: "SYSTem:ERRor:CODE[:NEXT]?",
    parameters: "",
    meaning: "Takes the oldest entry out of the error queue, its number alone",
    run: (c) => c.reply.integer(c.errors.nextCode()),
  },
  {
    header: "SYSTem:ERRor:CODE:ALL?",
    parameters: "",
    meaning: "Takes all entries out of the error queue, their numbers alone",
    run: allCodes,
  },
  {
    header: "SYSTem:ERRor:COUNt?",
    parameters: "",
    meaning: "Entries in the error queue",
    run: (c) => c.reply.integer(c.errors.count),
  },
  {
    header: "SYSTem:VERSion?",
    parameters: "",
    meaning: "Version of SCPI",
    run: (c) => c.reply.text("1999.0"),
  },
  {
    header: "SYSTem:HELP:HEADers?",
    parameters: "",
    meaning: "All headers as quoted strings; to be asked in a line of its own",
    run: (c) => c.console.listHeaders(),
  },
  {
    header: "SYSTem:HELP:SYNTax?",
    parameters: '"<header>"',
    meaning: "Parameters and meaning of a command",
    run: syntax,
  },
  {
    header: "DIAGnostic:RESet?",
    parameters: "",
    meaning: "Why the firmware started, and how often it has",
    run: (c) => {
      c.reply.quoted(c.rig.identity.resetReason ?? "unknown");
      c.reply.comma();
      c.reply.integer(c.rig.identity.bootCount);
    },
  },
];
