import { bdfLabelOf, bdfTerms, isTextTerm } from "../data/bdf-terms.js";
import { delimiterOf, fieldsOf, type TextLines } from "../data/text-lines.js";
import { type ColumnRule, type CyclerFormat, type Header, hasAll, plainName } from "./format.js";

const rules = Object.entries(bdfTerms).map(
  ([label, term]): ColumnRule => ({
    label,
    names: Object.fromEntries(
      [label, term.notation, ...("former" in term ? term.former : [])].map((name) => [
        plainName(name),
        1,
      ]),
    ),
    ...(isTextTerm(label) ? { kind: "text" as const } : {}),
  }),
);

/** The Battery Data Format itself, with preferred labels or machine names; also all that Isobar writes. */
export const bdf: CyclerFormat = {
  name: "Battery Data Format (BDF)",
  columns: rules,
  keepsOthers: true,
  find: (text) => {
    const header = firstLine(text);
    const names = header.names.map((name) => name.trim().replace(/^\ufeff/u, ""));
    const known = names.some((name) => bdfLabelOf(name) === "Test Time / s");
    return known && hasAll(header, ["voltage / v", "voltage_volt"]) ? header : undefined;
  },
};

/** The first line taken as a header. */
export function firstLine(text: TextLines): Header {
  const line = text.lines[0] ?? "";
  const delimiter = delimiterOf(line);
  return { line: 0, delimiter, names: fieldsOf(line, delimiter) };
}
