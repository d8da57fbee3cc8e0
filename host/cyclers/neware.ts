import { dataFileError } from "../data/data-file-error.js";
import { delimiterOf, fieldsOf, type TextLines } from "../data/text-lines.js";
import { readDuration } from "../data/time-text.js";
import { firstLine } from "./bdf.js";
import {
  type ColumnRule,
  type CyclerFormat,
  type FieldRow,
  type Header,
  hasAll,
  plainName,
} from "./format.js";

const columns: readonly ColumnRule[] = [
  {
    label: "Test Time / s",
    names: { "total time": 1, "total time(h:min:s.ms)": 1, "cumulative time": 1 },
    kind: "time",
  },
  { label: "Voltage / V", names: { "voltage(v)": 1, "voltage(mv)": 1e-3 } },
  { label: "Current / A", names: { "current(a)": 1, "current(ma)": 1e-3, "current(ua)": 1e-6 } },
  { label: "Unix Time / s", names: { date: 1, realtime: 1, "absolute time": 1 }, kind: "instant" },
  { label: "Cycle Count / 1", names: { "cycle index": 1, "cycle id": 1, cycle: 1 } },
  { label: "Step ID", names: { "step index": 1, "step id": 1, step: 1 }, kind: "text" },
  { label: "Step Type", names: { "step type": 1, "step name": 1 }, kind: "text" },
  { label: "Record Index / 1", names: { datapoint: 1, "record id": 1 } },
  { label: "Step Cumulative Capacity / Ah", names: { "capacity(ah)": 1, "capacity(mah)": 1e-3 } },
  {
    label: "Temperature T1 / degC",
    // A question mark is what is left of the degree sign in files that went through ASCII.
    names: { "t1(c)": 1, "t1(?)": 1, "temperature(c)": 1, "auxtemp(c)": 1 },
  },
];

/** CSV of Neware BTSDA with one header line: `DataPoint`, `Total Time`. Positive current charges. */
export const neware: CyclerFormat = {
  name: "Neware CSV",
  columns,
  find: (text) => {
    const header = firstLine(text);
    const flat = hasAll(
      header,
      ["datapoint", "record id"],
      Object.keys(columns[0]?.names ?? {}),
      Object.keys(columns[1]?.names ?? {}),
      Object.keys(columns[2]?.names ?? {}),
    );
    return flat ? header : undefined;
  },
};

const levelNames = [
  ["cycle id", "cycle index"],
  ["step id", "step index"],
  ["record id", "datapoint"],
] as const;
const totalTime = "total time";

/**
 * CSV of Neware programs by cycle: cycles, below each its steps, below each its records, with a header line for every
 * level. A record's time begins anew with every step; newer programs write the total time beside it, which is taken then.
 */
export const newareNested: CyclerFormat = {
  name: "Neware CSV with three header levels",
  columns,
  find: (text) => {
    const [first = "", second = "", third = ""] = text.lines;
    const delimiter = delimiterOf(first);
    const levels = [first, second, third].map((line) => fieldsOf(line, delimiter));
    const nested = levels.every((names, i) =>
      levelNames[i]?.some((name) => plainName(names[i] ?? "") === name),
    );
    return nested ? { line: 2, delimiter, names: levels[2] ?? [] } : undefined;
  },
  rows: flatten,
};

/** The records with cycle, step and total time beside each. */
function flatten(text: TextLines, header: Header): { header: Header; rows: FieldRow[] } {
  const timeAt = header.names.findIndex((name) => /^time\b/u.test(plainName(name)));
  const stepNames = fieldsOf(text.lines[1] ?? "", header.delimiter);
  const typeAt = stepNames.findIndex((name) => /^step (?:name|type)$/u.test(plainName(name)));
  const cycleWidth = fieldsOf(text.lines[0] ?? "", header.delimiter).length;
  if (timeAt < 0) {
    throw dataFileError(
      { file: text.file, line: 3 },
      "has no column Time(h:min:s.ms) for its records",
    );
  }
  const rows: FieldRow[] = [];
  let cycle = "";
  let step = "";
  let type = "";
  let baseS = 0;
  let lastS = 0;
  text.lines.forEach((content, index) => {
    if (index < 3 || content.trim() === "") return;
    const line = index + 1;
    let fields = fieldsOf(content, header.delimiter);
    let level = fields.findIndex((field) => field.trim() !== "");
    if (level === 0) {
      cycle = fields[0] ?? "";
      // The first step may stand behind its cycle, in the same line.
      fields = ["", ...fields.slice(cycleWidth)];
      if (fields.every((field) => field.trim() === "")) return;
      level = 1;
    }
    if (level === 1) {
      step = fields[1] ?? "";
      type = typeAt < 0 ? "" : (fields[typeAt] ?? "");
      baseS += lastS;
      lastS = 0;
    } else {
      const timeS = readDuration((fields[timeAt] ?? "").trim(), header.delimiter !== ",");
      if (timeS === undefined) {
        if (!text.ended && index === text.lines.length - 1) return;
        throw dataFileError(
          { file: text.file, line, column: timeAt + 1, name: header.names[timeAt] },
          `"${fields[timeAt] ?? ""}" is no time; a time such as 01:30:00.500 is right`,
        );
      }
      lastS = timeS;
      rows.push({ fields: [...fields, cycle, step, type, String(baseS + timeS)], line });
    }
  });
  const names = [...header.names, "Cycle ID", "Step ID", "Step Name", totalTime];
  return { header: { ...header, names }, rows: padded(rows, names.length) };
}

/** Rows shorter than the header end in empty fields, so that what was added stands in its own columns. */
function padded(rows: readonly FieldRow[], count: number): FieldRow[] {
  return rows.map(({ fields, line }) => {
    const own = fields.slice(0, -4);
    while (own.length < count - 4) own.push("");
    return { fields: [...own.slice(0, count - 4), ...fields.slice(-4)], line };
  });
}
