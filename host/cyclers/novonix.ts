import { delimiterOf, fieldsOf } from "../data/text-lines.js";
import { type CyclerFormat, type Header, hasAll, plainName } from "./format.js";

const preambleMax = 20000;

/** Files of Novonix UHPC: sections in brackets, the table below `[Data]`. Positive current charges. */
export const novonix: CyclerFormat = {
  name: "Novonix CSV",
  columns: [
    { label: "Test Time / s", names: { "run time (h)": 3600, "run time (s)": 1 }, kind: "time" },
    { label: "Voltage / V", names: { "potential (v)": 1 } },
    { label: "Current / A", names: { "current (a)": 1, "current (ma)": 1e-3 } },
    { label: "Unix Time / s", names: { "date and time": 1 }, kind: "instant" },
    { label: "Cycle Count / 1", names: { "cycle number": 1 } },
    { label: "Step ID", names: { "step number": 1 }, kind: "text" },
    { label: "Step Time / s", names: { "step time (h)": 3600, "step time (s)": 1 }, kind: "time" },
    { label: "Temperature T1 / degC", names: { "temperature (c)": 1 } },
  ],
  find: (text) => {
    const lines = text.lines.slice(0, preambleMax);
    const data = lines.findIndex((line) => plainName(line) === "[data]");
    if (data < 0) return undefined;
    const content = lines[data + 1] ?? "";
    const delimiter = delimiterOf(content);
    const header: Header = { line: data + 1, delimiter, names: fieldsOf(content, delimiter) };
    const columns = hasAll(header, ["run time (h)", "run time (s)"], ["potential (v)"]);
    return columns ? header : undefined;
  },
};
