import type { StreamHeader } from "../../host/rig-data/pushed-line.js";
import { RigStream, type RigStreamSink } from "../../host/rig-data/rig-stream.js";
import type { Gap, Placed } from "../../host/rig-data/sequencer.js";

/** The rows of a raw log in their order, each once, and rows that say what is missing. */
class Table implements RigStreamSink {
  readonly lines: string[] = [];
  private columns = 0;

  begin({ columns }: StreamHeader): void {
    const header = ["seq/1", ...columns, "boot/1", "missing/1", "gap"].join(",");
    if (!this.lines.includes(header)) this.lines.push(header);
    this.columns = columns.length;
  }

  beginSlow(): void {}

  take(what: Placed | Gap): void {
    if (what.kind === "gap") {
      const blank = Array.from({ length: this.columns }, () => "");
      this.lines.push([what.from, ...blank, what.boot, what.count ?? "", what.why].join(","));
    } else if (what.record.kind === "row") {
      const { number, fields } = what.record;
      this.lines.push([number, ...fields, what.boot, "", ""].join(","));
    }
  }
}

/** A raw log as CSV, with the column names of its own header; what is damaged is left out. */
export function csvOf(log: string): string {
  const table = new Table();
  const stream = new RigStream(table);
  for (const line of log.split("\n")) if (line !== "") stream.line(line, 0);
  stream.sequencer.finish("they are not in the recording");
  return `${table.lines.join("\n")}\n`;
}
