import { OrderKind } from "../order.js";
import { selfTest } from "../self-test.js";
import { version } from "../version.js";
import { Wait } from "./call.js";
import type { CommandSpec } from "./command-spec.js";
import { proceed } from "./programme-commands.js";
import { pushOrder } from "./refusals.js";

/** The common commands of IEEE 488.2 (10.2): the thirteen that every instrument has, and `*OPT?`, `*PSC`, `*TRG`. */
export const commonCommands: readonly CommandSpec[] = [
  {
    header: "*IDN?",
    parameters: "",
    meaning: "Maker, model, serial number, firmware",
    run: (c) => c.reply.text(`Isobar,Stack Pressure Rig,${c.rig.identity.serial},${version}`),
  },
  {
    header: "*OPT?",
    parameters: "",
    meaning: "Options that are built in: 0, none",
    run: (c) => c.reply.integer(0),
  },
  {
    header: "*RST",
    parameters: "",
    meaning: "Control off, stream off, motors hold; moves no screw",
    run: (c) => {
      c.rig.telemetry.stop();
      c.rig.telemetry.show(undefined, c.rig.atUs);
      c.console.watch.forgetCompletion();
      pushOrder(c, OrderKind.reset, 0, 0);
    },
  },
  {
    header: "*TST?",
    parameters: "",
    meaning: "Self-test: 0, or the sum of the bits of what is missing; moves nothing",
    run: (c) => c.reply.integer(selfTest(c.rig)),
  },
  {
    header: "*CLS",
    parameters: "",
    meaning: "Empties the error queue and all event registers",
    run: (c) => {
      c.errors.clear();
      c.status.clear();
      c.console.watch.forgetCompletion();
    },
  },
  {
    header: "*ESE",
    parameters: "<0 to 255>",
    meaning: "Which events bit 5 of the status byte sums up",
    run: (c) => {
      const bits = c.parameters.integer(0, 255);
      if (bits === undefined || !c.parameters.finished()) return;
      c.status.eventEnable = bits;
      c.console.watch.keepEnables();
    },
  },
  {
    header: "*ESE?",
    parameters: "",
    meaning: "Which events bit 5 of the status byte sums up",
    run: (c) => c.reply.integer(c.status.eventEnable),
  },
  {
    header: "*ESR?",
    parameters: "",
    meaning: "Standard event register; reading clears it",
    run: (c) => {
      c.console.watch.look();
      c.reply.integer(c.status.takeEvent());
    },
  },
  {
    header: "*SRE",
    parameters: "<0 to 255>",
    meaning: "Which bits of the status byte bit 6 sums up",
    run: (c) => {
      const bits = c.parameters.integer(0, 255);
      if (bits === undefined || !c.parameters.finished()) return;
      c.status.serviceEnable = bits;
      c.console.watch.keepEnables();
    },
  },
  {
    header: "*SRE?",
    parameters: "",
    meaning: "Which bits of the status byte bit 6 sums up",
    run: (c) => c.reply.integer(c.status.serviceEnable),
  },
  {
    header: "*STB?",
    parameters: "",
    meaning: "Status byte",
    run: (c) => {
      c.console.watch.look();
      c.reply.integer(c.status.statusByte(c.errors.count > 0, c.answers > 0));
    },
  },
  {
    header: "*OPC",
    parameters: "",
    meaning:
      "Sets bit 0 of the event register once nothing is pending: all sides are in their bands",
    run: (c) => c.console.watch.askCompletion(),
  },
  {
    header: "*OPC?",
    parameters: "",
    meaning: "Answers 1 once nothing is pending; what is sent meanwhile waits, but ! and ABORt",
    run: (c) => {
      c.wait = Wait.answer;
    },
  },
  {
    header: "*WAI",
    parameters: "",
    meaning: "What follows waits until nothing is pending, but ! and ABORt",
    run: (c) => {
      c.wait = Wait.complete;
    },
  },
  {
    header: "*PSC",
    parameters: "ON|OFF",
    meaning: "OFF: *ESE and *SRE are kept over a power cut, written when both sides rest",
    run: (c) => {
      const clears = c.parameters.boolean();
      if (clears === undefined || !c.parameters.finished()) return;
      c.status.clearsAtPowerOn = clears;
      c.console.watch.keepEnables(true);
    },
  },
  {
    header: "*PSC?",
    parameters: "",
    meaning: "1: *ESE and *SRE are 0 after power-on",
    run: (c) => c.reply.integer(c.status.clearsAtPowerOn ? 1 : 0),
  },
  {
    header: "*TRG",
    parameters: "",
    meaning: "Trigger: as PROGramme:CONTinue; -211 when nothing waits for one",
    run: proceed,
  },
];
