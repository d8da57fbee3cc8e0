import { readPushed } from "./pushed-line.js";

/** The rows of a raw log as CSV, with the column names of its own header; what is damaged is left out. */
export function csvOf(log: string): string {
  const lines: string[] = [];
  for (const line of log.split("\n")) {
    if (line === "") continue;
    const pushed = readPushed(line);
    if (pushed.kind === "header") {
      const header = ["seq/1", ...pushed.columns].join(",");
      if (!lines.includes(header)) lines.push(header);
    } else if (pushed.kind === "row") lines.push([pushed.number, ...pushed.values].join(","));
  }
  return `${lines.join("\n")}\n`;
}
