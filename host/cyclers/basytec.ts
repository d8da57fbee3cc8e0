import { fieldsOf } from "../data/text-lines.js";
import { type CyclerFormat, type Header, hasAll } from "./format.js";

const preambleMax = 60;

/** Result files of Basytec: a preamble of lines that begin with `~`, the last of them names the columns. */
export const basytec: CyclerFormat = {
  name: "Basytec text",
  columns: [
    {
      label: "Test Time / s",
      names: { "time[s]": 1, "time[min]": 60, "time[h]": 3600 },
      kind: "time",
    },
    { label: "Voltage / V", names: { "u[v]": 1, "u[mv]": 1e-3 } },
    { label: "Current / A", names: { "i[a]": 1, "i[ma]": 1e-3 } },
    { label: "Cycle Count / 1", names: { "cyc-count": 1 } },
    { label: "Step ID", names: { line: 1 }, kind: "text" },
    { label: "Step Type", names: { command: 1 }, kind: "text" },
    {
      label: "Step Time / s",
      names: { "t-step[s]": 1, "t-step[min]": 60, "t-step[h]": 3600 },
      kind: "time",
    },
    { label: "Record Index / 1", names: { dataset: 1 } },
    { label: "Net Capacity / Ah", names: { "ah[ah]": 1, "ah[mah]": 1e-3 } },
    { label: "Step Cumulative Capacity / Ah", names: { "ah-step": 1 } },
    { label: "Temperature T1 / degC", names: { "t1[c]": 1 } },
  ],
  find: (text) => {
    if (!(text.lines[0] ?? "").startsWith("~")) return undefined;
    const line = text.lines.slice(0, preambleMax).findIndex((one) => /^~time\[/iu.test(one));
    if (line < 0) return undefined;
    const names = fieldsOf((text.lines[line] ?? "").slice(1), "\t");
    const header: Header = { line, delimiter: "\t", names };
    return hasAll(header, ["u[v]", "u[mv]"], ["i[a]", "i[ma]"]) ? header : undefined;
  },
};
