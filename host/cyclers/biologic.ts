import { fieldsOf, type TextLines } from "../data/text-lines.js";
import { type CyclerFormat, type Header, hasAll, plainName } from "./format.js";

/** Headers are at most this far down: they list every setting of every step. */
const headerLinesMax = 2000;

/** Text exports of EC-Lab and BT-Lab (`.mpt`, `.txt`), with or without their preamble. Positive current charges. */
export const biologic: CyclerFormat = {
  name: "BioLogic text (.mpt, .txt)",
  columns: [
    { label: "Test Time / s", names: { "time/s": 1, "time/h": 3600 }, kind: "time" },
    {
      label: "Voltage / V",
      names: {
        "ecell/v": 1,
        "ewe/v": 1,
        "ewe-ece/v": 1,
        "<ewe>/v": 1,
        "<ewe/v>": 1,
        "ecell/mv": 1e-3,
      },
    },
    {
      label: "Current / A",
      names: {
        "i/ma": 1e-3,
        "<i>/ma": 1e-3,
        "i/a": 1,
        "<i>/a": 1,
        "i/\u00b5a": 1e-6,
        "i/ua": 1e-6,
      },
    },
    { label: "Cycle Count / 1", names: { "cycle number": 1 } },
    { label: "Step ID", names: { ns: 1 }, kind: "text" },
    { label: "Step Time / s", names: { "step time/s": 1 }, kind: "time" },
    { label: "Net Capacity / Ah", names: { "(q-qo)/ma.h": 1e-3, "(q-qo)/a.h": 1 } },
    { label: "Temperature T1 / degC", names: { "temperature/c": 1 } },
    { label: "Power / W", names: { "p/w": 1, "p/mw": 1e-3 } },
  ],
  find(text) {
    const first = plainName(text.lines[0] ?? "");
    const labelled = /^(ec|bt)-lab ascii file/u.test(first);
    const line = labelled ? headerLine(text) : 0;
    const header: Header = {
      line,
      delimiter: "\t",
      names: fieldsOf(text.lines[line] ?? "", "\t"),
    };
    const columns = hasAll(
      header,
      ["time/s", "time/h"],
      Object.keys(voltage),
      Object.keys(current),
    );
    return columns ? header : undefined;
  },
};

const voltage = biologic.columns[1]?.names ?? {};
const current = biologic.columns[2]?.names ?? {};

/** Index of the line that names the columns, as `Nb header lines : 98` tells it. */
function headerLine(text: TextLines): number {
  for (const line of text.lines.slice(0, 10)) {
    const match = /^nb header lines\s*:\s*(\d+)/iu.exec(line.trim());
    if (match !== null) return Math.min(Number(match[1]), headerLinesMax) - 1;
  }
  return 0;
}
