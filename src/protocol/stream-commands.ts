import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";
import { numericCommands } from "./numeric.js";

/** Records of one `DATA:REMove?`: what fits into a reply line. */
const removeMax = 8;

function setStream(call: Call): void {
  const on = call.parameters.boolean();
  if (on === undefined || !call.parameters.finished()) return;
  if (on) call.rig.telemetry.start(call.rig.atUs);
  else call.rig.telemetry.stop();
}

function beginReplay(call: Call): void {
  const from = call.parameters.integer(0, 1e12);
  const count = from === undefined ? undefined : call.parameters.integer(1, 1e6);
  if (from === undefined || count === undefined || !call.parameters.finished()) return;
  const { telemetry } = call.rig;
  if (!telemetry.streaming) call.errors.push("settingsConflict", "the stream is off: DATA:STR ON");
  else if (telemetry.shape?.plots)
    call.errors.push("settingsConflict", "rows are for a plotter: DATA:STR:FORM CSV");
  else if (telemetry.replay.active) call.errors.push("settingsConflict", "a replay is running");
  else telemetry.replay.begin(from, count);
}

/** The oldest unread records as quoted strings, which no reader of pushed lines takes for one. */
function removeRecords(call: Call): void {
  const count = call.parameters.count === 0 ? 1 : call.parameters.integer(1, removeMax);
  if (count === undefined || !call.parameters.finished()) return;
  const { telemetry } = call.rig;
  if (telemetry.waiting === 0) call.reply.text('""');
  for (let i = 0; i < count && telemetry.peek(call.scratch); i += 1) {
    // A record is only taken out when all of it is in the reply; the others stay for the next query.
    if (!quoteScratch(call, i > 0)) {
      if (i === 0)
        call.errors.push("queryDeadlocked", "no room for a record: ask in a line of its own");
      return;
    }
    telemetry.taken();
  }
}

/** Adds the line in `scratch`, quoted, to the reply; false when it does not fit. */
function quoteScratch({ scratch, reply }: Call, comma: boolean): boolean {
  // Without the newline that ends a pushed line, and with the quotes of an event doubled.
  const end = scratch.length - 1;
  let quotes = 2;
  for (let at = 0; at < end; at += 1) if (scratch.bytes[at] === 34) quotes += 1;
  // A comma before it, and the newline of the reply behind it.
  if (reply.length + end + quotes + 2 > reply.bytes.length) return false;
  if (comma) reply.comma();
  reply.byte(34);
  for (let at = 0; at < end; at += 1) {
    const code = scratch.bytes[at] as number;
    if (code === 34) reply.byte(code);
    reply.byte(code);
  }
  reply.byte(34);
  return true;
}

/** The stream of rows and the records behind it. */
export const streamCommands: readonly CommandSpec[] = [
  {
    header: "DATA:STReam[:STATe]",
    parameters: "ON|OFF",
    meaning: "Telemetry rows on or off",
    run: setStream,
  },
  {
    header: "DATA:STReam[:STATe]?",
    parameters: "",
    meaning: "1 while rows are sent",
    run: (c) => c.reply.integer(c.rig.telemetry.streaming ? 1 : 0),
  },
  {
    header: "DATA:REPLay",
    parameters: "<from>,<count>",
    meaning: "Pushes records again, byte for byte, then $R with what could not be given",
    run: beginReplay,
  },
  {
    header: "DATA:RANGe?",
    parameters: "",
    meaning: "Boot count, number of the oldest record kept and of the next one",
    run: (c) => {
      const { telemetry } = c.rig;
      c.reply.integer(telemetry.bootCount);
      c.reply.comma();
      c.reply.integer(telemetry.recorder.ring.oldest);
      c.reply.comma();
      c.reply.integer(telemetry.sequence);
    },
  },
  {
    header: "DATA:POINts?",
    parameters: "",
    meaning: "Records that DATA:REMove? has not given yet",
    run: (c) => c.reply.integer(c.rig.telemetry.waiting),
  },
  {
    header: "DATA:REMove?",
    parameters: "[<count>]",
    meaning: "Takes up to 8 of the oldest unread records out, each as a quoted string",
    run: removeRecords,
  },
  ...numericCommands({
    header: "DATA:STReam:INTerval",
    measure: "time",
    parameter: "<time>",
    meaning: "Time between rows in s",
    decimals: 1,
    min: () => 0.1,
    max: () => 3600,
    otherwise: (c) => c.rig.settings.stream.interval,
    get: (c) => c.rig.telemetry.intervalUs * 1e-6,
    set: (c, s) => c.rig.telemetry.rowEvery(Math.floor(s * 1e6 + 0.5), c.rig.atUs),
  }),
];
