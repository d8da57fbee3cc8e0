import { crc16 } from "../src/telemetry/crc16.js";
import { asciiBytes } from "../src/telemetry/line-writer.js";

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
  /** Whole lines whose checksum is wrong. */
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
    if (!/^[$#]/.test(line)) {
      this.replies.push(line);
      return;
    }
    const star = line.lastIndexOf("*");
    const body = line.slice(0, Math.max(0, star));
    const crc = crc16(asciiBytes(body), 0, body.length).toString(16).toUpperCase().padStart(4, "0");
    if (line.slice(star + 1) !== crc) {
      this.torn += 1;
      return;
    }
    const fields = body.split(",");
    if (fields[0] === "#H") {
      this.boot = Number(fields[3]);
      this.headerSequence = Number(fields[4]);
    } else if (/^\$(D|DS|E)$/.test(fields[0] ?? "")) this.count(Number(fields[1]));
  }

  private count(number: number): void {
    this.first ??= number;
    if (this.last !== undefined) this.missing += number - this.last - 1;
    this.last = number;
  }
}
