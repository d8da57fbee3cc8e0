import { faults } from "../faults.js";
import { placeNames } from "../guard/fault-log.js";
import { Mode } from "../mode.js";
import { OrderKind } from "../order.js";
import { selfTest } from "../self-test.js";
import { version } from "../version.js";
import type { Call } from "./console.js";
import { settingCommands } from "./setting-commands.js";

/** One command: its header as SCPI documents write it, what it means, and what it does. */
export interface CommandSpec {
  readonly header: string;
  readonly parameters: string;
  readonly meaning: string;
  /** Queries write into `call.reply`; commands push orders. Wrong parameters go to `call.errors`. */
  readonly run: (call: Call) => void;
}

type Quantity = "pressure" | "force" | "position";

/** Measurements of the listed channels, comma-separated; not-a-number while a channel has none. */
function measure(call: Call, quantity: Quantity): void {
  const channels = call.parameters.channels(call.suffix);
  if (channels === undefined || !call.parameters.finished()) return;
  channels.forEach((channel, i) => {
    if (i > 0) call.reply.comma();
    const side = call.rig.side(channel);
    if (quantity === "position") call.reply.decimal(side.loop.motion.positionUm * 1e-6, 9);
    else if (!side.fresh) call.reply.decimal(Number.NaN, 0);
    else if (quantity === "force") call.reply.decimal(side.sensor.filteredN, 4);
    else call.reply.decimal(side.pressureKPa * 1000, 1);
  });
}

/** Orders from the host are refused while a programme runs: two masters would fight. */
function refusedByProgramme(call: Call): boolean {
  if (!call.rig.programme.running) return false;
  call.errors.push("settingsConflict", "a programme is running: ABORt first");
  return true;
}

function refusedByFaults(call: Call): boolean {
  const { log } = call.rig.guard;
  if (log.count === 0) return false;
  const names: string[] = [];
  log.forEach((name, place) => {
    names.push(`${name} ${placeNames[place]}`);
  });
  call.errors.push("settingsConflict", `faults are latched: ${names.join(", ")}`);
  return true;
}

function push(call: Call, kind: OrderKind, side: number, value: number): void {
  if (!call.rig.orders.push(kind, side, value)) {
    call.errors.push("inputOverrun", "too many orders in one tick");
  }
}

function setLevel(call: Call): void {
  const pa = call.parameters.number("pressure");
  if (pa === undefined || !call.parameters.finished() || refusedByProgramme(call)) return;
  const highest = call.rig.highestKPa(call.suffix);
  if (pa < 0 || pa / 1000 > highest) {
    call.errors.push("outOfRange", `give 0 to ${(highest * 1000).toFixed(0)} PA`);
    return;
  }
  call.rig.levelKPa[call.suffix] = pa / 1000;
  push(call, OrderKind.setPressure, call.suffix, pa / 1000);
}

function setSlew(call: Call): void {
  const paPerS = call.parameters.number("pressure rate");
  if (paPerS === undefined || !call.parameters.finished()) return;
  const own = call.suffix === 2 ? call.rig.settings.cathode : call.rig.settings.anode;
  const most = own.limits.rampRateMax * 1000;
  if (paPerS < 10 || paPerS > most) {
    call.errors.push("outOfRange", `give 10 to ${most.toFixed(0)} PA/S`);
    return;
  }
  call.rig.rateKPaPerS[call.suffix] = paPerS / 1000;
}

function setMode(call: Call, mode: number): void {
  if (!call.parameters.finished() || refusedByProgramme(call)) return;
  if (mode === 2) {
    if (refusedByFaults(call)) return;
    if ((call.rig.levelKPa[call.suffix] as number) <= 0) {
      call.errors.push("settingsConflict", `no set point: send PRES${call.suffix} first`);
      return;
    }
    if (!call.rig.side(call.suffix).fresh) {
      call.errors.push("settingsConflict", "the load cell gives no valid readings");
      return;
    }
  }
  push(call, OrderKind.setMode, call.suffix, mode);
}

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

function setInterval(call: Call): void {
  const s = call.parameters.number("time");
  if (s === undefined || !call.parameters.finished()) return;
  if (s < 0.1 || s > 3600) call.errors.push("outOfRange", "give 0.1 to 3600 S");
  else call.rig.telemetry.rowEvery(Math.floor(s * 1e6 + 0.5), call.rig.atUs);
}

function setStream(call: Call): void {
  const on = call.parameters.boolean();
  if (on === undefined || !call.parameters.finished()) return;
  if (on) call.rig.telemetry.start(call.rig.atUs);
  else call.rig.telemetry.stop();
}

/** Records of one `DATA:REMove?`: what fits into a reply line. */
const removeMax = 8;

function beginReplay(call: Call): void {
  const from = call.parameters.integer(0, 1e12);
  const count = from === undefined ? undefined : call.parameters.integer(1, 1e6);
  if (from === undefined || count === undefined || !call.parameters.finished()) return;
  const { telemetry } = call.rig;
  if (!telemetry.streaming) call.errors.push("settingsConflict", "the stream is off: DATA:STR ON");
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

const modeNumbers = { OFF: 0, GAP: 1, HOLD: 2 } as const;

/** All commands. Parser, help and docs/protocol.md derive from this table. */
export const commands: readonly CommandSpec[] = [
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
      push(c, OrderKind.reset, 0, 0);
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
  {
    header: "MEASure[:SCALar]:PRESsure#?",
    parameters: "[(@1,2)]",
    meaning: "Filtered pressure in Pa",
    run: (c) => measure(c, "pressure"),
  },
  {
    header: "MEASure[:SCALar]:FORCe#?",
    parameters: "[(@1,2)]",
    meaning: "Filtered force in N",
    run: (c) => measure(c, "force"),
  },
  {
    header: "MEASure[:SCALar]:POSition#?",
    parameters: "[(@1,2)]",
    meaning: "Screw position in m since power-on",
    run: (c) => measure(c, "position"),
  },
  {
    header: "MEASure[:SCALar]:VOLTage?",
    parameters: "",
    meaning: "Cell voltage in V",
    run: (c) => c.reply.decimal(c.rig.slow.voltsValid ? c.rig.slow.volts : Number.NaN, 6),
  },
  {
    header: "MEASure[:SCALar]:TEMPerature?",
    parameters: "",
    meaning: "Temperature of the frame in degC",
    run: (c) => c.reply.decimal(c.rig.slow.degCValid ? c.rig.slow.degC : Number.NaN, 3),
  },
  {
    header: "[SOURce]:PRESsure#[:LEVel]",
    parameters: "<pressure>",
    meaning: "Set point; bare numbers are Pa",
    run: setLevel,
  },
  {
    header: "[SOURce]:PRESsure#[:LEVel]?",
    parameters: "",
    meaning: "Set point in Pa",
    run: (c) => c.reply.decimal((c.rig.levelKPa[c.suffix] as number) * 1000, 1),
  },
  {
    header: "[SOURce]:PRESsure#:SLEW",
    parameters: "<pressure>/S",
    meaning: "Ramp rate; bare numbers are Pa/s",
    run: setSlew,
  },
  {
    header: "[SOURce]:PRESsure#:SLEW?",
    parameters: "",
    meaning: "Ramp rate in Pa/s",
    run: (c) => c.reply.decimal((c.rig.rateKPaPerS[c.suffix] as number) * 1000, 1),
  },
  {
    header: "OUTPut#[:STATe]",
    parameters: "ON|OFF",
    meaning: "Hold the set point, or let go of control",
    run: (c) => {
      const on = c.parameters.boolean();
      if (on !== undefined) setMode(c, on ? modeNumbers.HOLD : modeNumbers.OFF);
    },
  },
  {
    header: "OUTPut#[:STATe]?",
    parameters: "",
    meaning: "1 while the side holds its pressure",
    run: (c) => c.reply.integer(c.rig.side(c.suffix).mode === Mode.hold ? 1 : 0),
  },
  {
    header: "OUTPut#:MODE",
    parameters: "OFF|GAP|HOLD",
    meaning: "Off, constant position, constant pressure",
    run: (c) => {
      const mode = c.parameters.word(["OFF", "GAP", "HOLD"]);
      if (mode !== undefined) setMode(c, modeNumbers[mode]);
    },
  },
  {
    header: "OUTPut#:MODE?",
    parameters: "",
    meaning: "Mode of the side",
    run: (c) => c.reply.text(c.rig.side(c.suffix).mode.toUpperCase()),
  },
  {
    header: "ABORt",
    parameters: "",
    meaning: "Stops all motion and the programme; as the byte !",
    run: (c) => {
      c.rig.stopMotion();
      push(c, OrderKind.abort, 0, 0);
    },
  },
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
  {
    header: "DATA:STReam:INTerval",
    parameters: "<time>",
    meaning: "Time between rows",
    run: setInterval,
  },
  {
    header: "DATA:STReam:INTerval?",
    parameters: "",
    meaning: "Time between rows in s",
    run: (c) => c.reply.decimal(c.rig.telemetry.intervalUs * 1e-6, 1),
  },
  ...settingCommands,
];
