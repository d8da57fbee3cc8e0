import { requiredLabels } from "./bdf-terms.js";
import { type DataTable, isNumbers } from "./table.js";

/** `Name / unit`. */
const grammar = /^[A-Z][A-Za-z0-9+-]*( [A-Za-z0-9+-]+)* \/ [A-Za-z0-9.+-]+( [A-Za-z0-9.+-]+)*$/u;

/** What keeps a table from being one of the Battery Data Format, one sentence each. */
export function bdfProblems(table: DataTable): string[] {
  const problems: string[] = [];
  for (const label of requiredLabels) {
    const values = table.numbers(label);
    if (values === undefined) problems.push(`the column "${label}" is missing`);
    else if (values.every(Number.isNaN)) problems.push(`the column "${label}" is empty`);
  }
  const seen = new Set<string>();
  for (const column of table.columns) {
    if (seen.has(column.label)) problems.push(`the column "${column.label}" is there twice`);
    seen.add(column.label);
    if (isNumbers(column) && !grammar.test(column.label)) {
      problems.push(`the column "${column.label}" is not named as "Name / unit"`);
    } else if (!isNumbers(column) && column.label.includes("/")) {
      problems.push(`the column "${column.label}" names a unit and holds words`);
    }
  }
  for (const label of ["Test Time / s", "Unix Time / s"]) problems.push(...backwards(table, label));
  return problems;
}

function backwards(table: DataTable, label: string): string[] {
  const values = table.numbers(label);
  if (values === undefined) return [];
  let before = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as number;
    if (Number.isNaN(value)) {
      if (label === "Test Time / s") return [`"${label}" is empty in row ${row + 1}`];
      continue;
    }
    if (value < before) {
      return [`"${label}" goes back from ${before} to ${value} in row ${row + 1}`];
    }
    before = value;
  }
  return [];
}
