import { ErrorQueue } from "../../src/protocol/error-queue.js";
import { Parameters } from "../../src/protocol/parameters.js";
import {
  askedColumns,
  askedFormat,
  isWhole,
  type RowLook,
} from "../../src/protocol/shape-commands.js";
import { columnNames } from "../../src/telemetry/row-shape.js";
import { checksumOf, type PushedLine, type StreamHeader } from "../rig-data/pushed-line.js";

export const formatHeader = "DATA:STReam:FORMat";
export const columnsHeader = "DATA:STReam:COLumns";

/** How one client wants its rows. The rig sends the server whole rows always; they are cut to this here. */
export class ClientRows {
  private look: RowLook = { format: "CSV", columns: columnNames };
  private whole = true;
  private readonly errors = new ErrorQueue();
  private readonly parameters = new Parameters(this.errors);

  /** Are they for a plotter, which knows rows and nothing else? */
  get plots(): boolean {
    return this.look.format !== "CSV";
  }

  get format(): string {
    return this.look.format.toUpperCase();
  }

  get columns(): string {
    return `"${this.look.columns.join(",")}"`;
  }

  reset(): void {
    this.look = { format: "CSV", columns: columnNames };
    this.whole = true;
  }

  /** Obeys `DATA:STReam:FORMat` or `:COLumns`; the mistake when it cannot, in the firmware's words. */
  set(header: string, given: string): string | undefined {
    const bytes = Buffer.from(given, "latin1");
    this.parameters.load(bytes, 0, bytes.length);
    const asked =
      header === formatHeader
        ? askedFormat(this.parameters)
        : askedColumns(this.parameters, this.errors, this.look.format);
    if (asked === undefined) return this.errors.next();
    this.look = asked;
    this.whole = isWhole(asked);
    return undefined;
  }

  /** A pushed line as this client wants it; undefined when it wants none of it. `header` names the rig's columns. */
  shown(read: PushedLine, line: string, header: StreamHeader | undefined): string | undefined {
    if (this.whole) return line;
    if (read.kind === "header") return this.plots ? undefined : this.headerOf(read);
    if (read.kind !== "row" || header === undefined) return this.plots ? undefined : line;
    const places = this.placesIn(header);
    if (header.columns.length !== read.fields.length || places.includes(-1)) return undefined;
    const values = places.map((place) => read.fields[place] ?? "");
    const { format, columns } = this.look;
    if (format === "CSV") return sealed(`$D,${read.number},${values.join(",")}`);
    if (format === "BARE") return values.join(",");
    if (format === "ARDuino") return columns.map((name, i) => `${name}:${values[i]}`).join("\t");
    return columns.map((name, i) => `>${name}:${values[i]}`).join("\n");
  }

  /** The stream's header with this client's columns alone. */
  headerOf(header: StreamHeader): string {
    const { format, firmware, boot, next, atMs, columns } = header;
    const named = this.placesIn(header).map((place) => columns[place] ?? "");
    return sealed(["#H", format, firmware, boot, next, atMs, "seq/1", ...named].join(","));
  }

  private placesIn({ columns }: StreamHeader): number[] {
    return this.look.columns.map((name) => columns.findIndex((one) => one.startsWith(`${name}/`)));
  }
}

function sealed(body: string): string {
  return `${body}*${checksumOf(body)}`;
}
