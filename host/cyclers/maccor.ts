import { delimiterOf, fieldsOf } from "../data/text-lines.js";
import { type CyclerFormat, type Header, hasAll, plainName } from "./format.js";

const preambleMax = 12;
const stateNames = ["state", "md"];

/** Text exports of Maccor. The current has no sign: the state (`C`, `D`) tells it. */
export const maccor: CyclerFormat = {
  name: "Maccor text",
  columns: [
    {
      label: "Test Time / s",
      names: {
        "test time (sec)": 1,
        "testtime(s)": 1,
        "test (sec)": 1,
        "test time (hr)": 3600,
        "test time": 1,
        testtime: 1,
      },
      kind: "time",
    },
    { label: "Voltage / V", names: { voltage: 1, volts: 1, "voltage (v)": 1, "voltage(v)": 1 } },
    { label: "Current / A", names: { current: 1, amps: 1, "current (a)": 1, "current(a)": 1 } },
    { label: "Unix Time / s", names: { "dpt time": 1, dpttime: 1 }, kind: "instant" },
    { label: "Cycle Count / 1", names: { "cycle c": 1, "cycle p": 1, "cyc#": 1, cycle: 1 } },
    { label: "Step ID", names: { step: 1 }, kind: "text" },
    {
      label: "Step Time / s",
      names: { "step time (sec)": 1, "step (sec)": 1, "step time": 1, steptime: 1 },
      kind: "time",
    },
    { label: "Record Index / 1", names: { rec: 1, "rec#": 1 } },
    {
      label: "Step Cumulative Capacity / Ah",
      names: { capacity: 1, "amp-hr": 1, "capacity (ah)": 1 },
    },
    { label: "Temperature T1 / degC", names: { "temp 1": 1 } },
  ],
  dischargeWords: { column: stateNames, words: ["d"] },
  find: (text) => {
    for (const [line, content] of text.lines.slice(0, preambleMax).entries()) {
      const delimiter = delimiterOf(content);
      const header: Header = { line, delimiter, names: fieldsOf(content, delimiter) };
      if (isHeader(header)) return header;
    }
    return undefined;
  },
  notes: (header) =>
    hasAll(header, stateNames)
      ? []
      : [
          "the file has no column State, so the sign of its currents is not known: they are taken as they are, positive for charge",
        ],
};

function isHeader(header: Header): boolean {
  const first = plainName(header.names[0] ?? "");
  if (first !== "rec" && first !== "rec#") return false;
  return hasAll(
    header,
    Object.keys(maccor.columns[0]?.names ?? {}),
    Object.keys(maccor.columns[1]?.names ?? {}),
    Object.keys(maccor.columns[2]?.names ?? {}),
  );
}
