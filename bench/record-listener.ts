import { isPushed, readPushedLine } from "../host/rig-data/pushed-line.js";

/** What a host makes of the bytes that come: records in order, headers, and replies. */
export class RecordListener {
  /** Boot count that the last header told. */
  boot: number | undefined;
  /** Number of the next record at the last header. */
  headerSequence: number | undefined;
  first: number | undefined;
  last: number | undefined;
  /** Numbers that were left out. */
  missing = 0;
  /** Whole lines whose checksum or shape is wrong. */
  torn = 0;
  /** Lines that are no pushed ones. */
  readonly replies: string[] = [];
  private rest = "";

  hear(bytes: Uint8Array): void {
    const lines = (this.rest + Buffer.from(bytes).toString("latin1")).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.take(line);
  }

  /** The controller has started anew: what was under way is cut off. */
  cut(): void {
    this.rest = "";
    this.first = undefined;
    this.last = undefined;
    this.boot = undefined;
  }

  private take(line: string): void {
    if (!isPushed(line)) {
      this.replies.push(line);
      return;
    }
    const said = readPushedLine(line);
    if (said.kind === "damaged") this.torn += 1;
    else if (said.kind === "header") {
      this.boot = said.boot;
      this.headerSequence = said.next;
    } else if (said.kind === "row" || said.kind === "slow" || said.kind === "event")
      this.count(said.number);
  }

  private count(number: number): void {
    this.first ??= number;
    if (this.last !== undefined) this.missing += number - this.last - 1;
    this.last = number;
  }
}
