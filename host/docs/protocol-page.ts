import { faults } from "../../src/faults.js";
import { commands } from "../../src/protocol/commands.js";
import { operationBits, questionableBits } from "../../src/protocol/conditions.js";
import { scpiErrors } from "../../src/protocol/errors.js";
import { eventBits, statusByteBits } from "../../src/protocol/status-registers.js";
import { suffixes } from "../../src/protocol/suffixes.js";
import { selfTestBits } from "../../src/self-test.js";
import { rowColumns, slowColumns } from "../../src/telemetry/columns.js";
import { ownEvents } from "../../src/telemetry/events.js";
import { rowFormats } from "../../src/telemetry/row-shape.js";
import { commandExamples } from "./command-examples.js";
import { table } from "./markdown-table.js";

/** docs/protocol.md, from the tables that the firmware itself runs on. */
export function protocolPage(): string {
  return [
    "# The serial line",
    "",
    "Made by `npm run docs` from the firmware's own tables; a test fails when it is out of date.",
    "Programs that use it (Python, MATLAB, LabVIEW, plotters): [clients.md](clients.md).",
    "",
    ...conversation,
    "## Commands",
    "",
    table(
      ["command", "parameters", "meaning", "example", "answer"],
      commands.map((c) => [
        `\`${c.header}\``,
        c.parameters === "" ? "" : `\`${c.parameters}\``,
        c.meaning,
        `\`${exampleOf(c.header)}\``,
        commandExamples[c.header]?.answer ?? "",
      ]),
    ),
    "Capitals are the short form; `[...]` may be left out; `#` is the side: 1 anode (also when left out), 2 cathode.",
    "",
    "Answers: `integer`; `number`, 9.91E37 where there is none; `word`, in capitals; `quoted`, a quote within it doubled; `text`, without",
    "quotes; `...`, once or more often. A test sends each command to the simulated rig, in its short and long form, to both sides, with each",
    "word and channel list that it takes (`test/scenario/every-command.test.ts`).",
    "",
    ...messages,
    "## Status",
    "",
    ...status,
    "Standard event register (`*ESR?`, `*ESE`):",
    "",
    bitTable(eventBits),
    "Status byte (`*STB?`, `*SRE`):",
    "",
    bitTable(statusByteBits),
    "`STATus:OPERation`:",
    "",
    bitTable(operationBits),
    "`STATus:QUEStionable`:",
    "",
    bitTable(questionableBits),
    "## Units",
    "",
    "A bare number is in SI base units.",
    "",
    table(
      ["measure", "suffixes"],
      Object.entries(suffixes).map(([measure, known]) => [measure, Object.keys(known).join(" ")]),
    ),
    "## Errors",
    "",
    table(
      ["number", "text"],
      Object.values(scpiErrors).map(({ code, text }) => [String(code), text]),
    ),
    "## Pushed lines",
    "",
    ...pushedLines,
    "### Formats and columns of pushed rows",
    "",
    "`DATA:STReam:FORMat` and `DATA:STReam:COLumns` say what pushed rows look like; the ring, `DATA:REMove?` and so every record keep",
    "all columns. Plotters are given rows alone, without number, CRC, headers and events: they are for the eye, CSV is for the record.",
    "",
    table(
      ["format", "a row"],
      Object.entries(rowFormats).map(([name, { meaning }]) => [`\`${name}\``, meaning]),
    ),
    "### `$D`: the row",
    "",
    columnTable(rowColumns),
    "### `$DS`: the slow row, every 30 s",
    "",
    columnTable(slowColumns),
    "Bits of `flags`: 0-1 mode of the anode (0 off, 1 gap, 2 hold or stiffness, 3 jog), 2-3 its phase (0 rest, 1 seek, 2 track or a gap that moves,",
    "3 retract or home),",
    "4-7 the same of the cathode, 8 a fault is latched, 9 emergency stop, 10 quiet line, 11 a programme runs, 12 cell voltage valid, 13 temperature valid,",
    "14 and 15 force from travel valid (anode, cathode), 16 and 17 force from torque valid, 18 and 19 the mode is stiffness (anode, cathode),",
    "20 quiet window open.",
    "",
    "### `$E`: events",
    "",
    table(
      ["name", "code", "meaning", "value"],
      Object.entries(ownEvents).map(([name, e]) => [name, String(e.code), e.text, e.value]),
    ),
    "and the faults:",
    "",
    table(
      ["name", "code", "meaning", "what is still true"],
      Object.entries(faults).map(([name, f]) => [name, String(f.code), f.text, f.stillTrue]),
    ),
    "## Self-test",
    "",
    "`*TST?` gives the sum of:",
    "",
    bitTable(selfTestBits),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}

const conversation = [
  "115200 baud, 8N1. Lines end with LF, CR or both and have at most 256 bytes. A message with a query is answered by",
  "exactly one line, a message without one by none; mistakes go to the error queue (`SYST:ERR?`). Replies never begin with",
  "`$` or `#`. Nothing is sent unasked at boot. Several commands in one message are separated by `;`.",
  "Queries are answered at once from the values of the last tick; commands are carried out in the next tick (100 ms).",
  "The byte `!` stops all motion at once, wherever it stands. `*RST` never moves a screw.",
  "",
];

const messages = [
  "A message may hold several commands, separated by `;`. A header that does not begin with `:` continues where the one",
  "before it ended, less its last mnemonic: `PRES2:SLEW 20 KPA/S;LEV 0.2 MPA` sets both on the cathode. What is not known",
  "there is looked for from the root, so `OUTP1 ON;OUTP2 ON` needs no colons. Common commands (`*...`) leave the place alone.",
  "Behind a mistake in the same message commands are left alone, all but `ABORt`; queries are answered. Numbers are decimal, as `2.5e6`; where whole numbers are asked",
  "for, `#H20`, `#Q40` and `#B100000` are taken too. Words are taken in their short or long form, in any case; texts stand in",
  "double or single quotes, and a quote within them is doubled. Channels are `(@1)`, `(@2)`, `(@1,2)` or `(@1:2)`.",
  "Not-a-number is 9.91E37, infinity 9.9E37.",
  "",
];

const status = [
  "Conditions are looked at once a second and whenever the host asks; changes that the transition filters let through become",
  "events, which stay until they are read. `*OPC`, `*OPC?` and `*WAI` wait for sides that were sent to a set point: until the",
  "ramp has ended and the pressure is within 1 % or 2 kPa of it (or two quanta of motion), or the side is no longer held.",
  "While `*OPC?` or `*WAI` waits, what the host sends is kept, up to 512 bytes, and carried out in its order afterwards; `!`",
  "and a line `ABORt` do not wait: they stop the motion, end the wait, and void what was kept. The tick goes on meanwhile.",
  "Who wants to poll while a ramp runs sends `*OPC` and asks `*ESR?` for bit 0, or `STAT:OPER:COND?` for bit 1.",
  "",
];

const pushedLines = [
  "Rows and events are kept in a ring of 640 records from power-on; while the stream is on (`DATA:STReam ON`) they are",
  "pushed as well. Each pushed line ends with `*` and the CRC-16/CCITT-FALSE (four hexadecimal digits) of all before it.",
  "(boot count, number) names a record for ever; a gap in the numbers is a line that was dropped or lost on the way, and",
  "`DATA:REPLay <from>,<count>` pushes records again, byte for byte, then `$R,boot,from,count,given,lost`.",
  "`#H` (at the start and every 60 s): format, firmware, boot count, next number, time in ms, column names. `#HS`: format,",
  "column names of the slow row. `$E`: number, time in ms, name, place, value, text.",
  "",
];

/** The short form, to the anode, with its example of parameters. */
function exampleOf(header: string): string {
  const short = header
    .replaceAll(/\[[^\]]*\]|[a-z]/g, "")
    .replace(/^:/, "")
    .replace("#", "1");
  return `${short} ${commandExamples[header]?.give ?? ""}`.trimEnd();
}

function columnTable(
  columns: Record<string, { unit: string; bytes: number; meaning: string }>,
): string {
  return table(
    ["column", "unit", "bytes in the ring", "meaning"],
    Object.entries(columns).map(([name, c]) => [name, c.unit, String(c.bytes), c.meaning]),
  );
}

function bitTable(bits: Record<string, { bit: number; meaning: string }>): string {
  return table(
    ["value", "meaning"],
    Object.values(bits).map(({ bit, meaning }) => [String(bit), meaning]),
  );
}
