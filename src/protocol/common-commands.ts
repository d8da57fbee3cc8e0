import { OrderKind } from "../order.js";
import { selfTest } from "../self-test.js";
import { version } from "../version.js";
import type { CommandSpec } from "./command-spec.js";
import { pushOrder } from "./refusals.js";

/** What every instrument has, and why this one started. */
export const commonCommands: readonly CommandSpec[] = [
  {
    header: "*IDN?",
    parameters: "",
    meaning: "Maker, model, serial number, firmware",
    run: (c) => c.reply.text(`Isobar,Stack Pressure Rig,${c.rig.identity.serial},${version}`),
  },
  {
    header: "*RST",
    parameters: "",
    meaning: "Control off, stream off, motors hold; moves no screw",
    run: (c) => {
      c.rig.telemetry.stop();
      pushOrder(c, OrderKind.reset, 0, 0);
    },
  },
  {
    header: "*TST?",
    parameters: "",
    meaning: "Self-test: 0, or the sum of the bits of docs/protocol.md; moves nothing",
    run: (c) => c.reply.integer(selfTest(c.rig)),
  },
  {
    header: "DIAGnostic:RESet?",
    parameters: "",
    meaning: "Why the firmware started, and how often it has",
    run: (c) => {
      c.reply.text(`"${c.rig.identity.resetReason ?? "unknown"}",`);
      c.reply.integer(c.rig.identity.bootCount);
    },
  },
  {
    header: "*CLS",
    parameters: "",
    meaning: "Empties the error queue",
    run: (c) => c.errors.clear(),
  },
  {
    header: "SYSTem:ERRor[:NEXT]?",
    parameters: "",
    meaning: "Oldest entry of the error queue",
    run: (c) => c.reply.text(c.errors.next()),
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
];
