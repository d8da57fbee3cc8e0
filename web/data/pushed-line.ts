import { crc16 } from "../../src/telemetry/crc16.js";

/** A line that the rig sent unasked, cut into its fields; `damaged` when the checksum does not fit. */
export type Pushed =
  | { readonly kind: "row" | "slow"; readonly number: number; readonly values: readonly number[] }
  | { readonly kind: "event"; readonly number: number; readonly event: RigEvent }
  | Header
  | { readonly kind: "slowHeader"; readonly columns: readonly string[] }
  | { readonly kind: "other" }
  | { readonly kind: "damaged" };

export interface Header {
  readonly kind: "header";
  readonly boot: number;
  /** Number of the next record. */
  readonly next: number;
  readonly columns: readonly string[];
}

export interface RigEvent {
  readonly atMs: number;
  readonly name: string;
  readonly place: string;
  readonly value: string;
  readonly text: string;
}

const scratch = new Uint8Array(512);

/** Replies never begin with these. */
export function isPushed(line: string): boolean {
  return line.startsWith("$") || line.startsWith("#");
}

/** Reads one pushed line (docs/protocol.md, Pushed lines). */
export function readPushed(line: string): Pushed {
  const star = line.length - 5;
  if (star < 2 || line[star] !== "*") return { kind: "damaged" };
  if (line.slice(star + 1) !== checksum(line, star)) return { kind: "damaged" };
  const fields = line.slice(0, star).split(",");
  const number = Number(fields[1]);
  switch (fields[0]) {
    case "$D":
      return { kind: "row", number, values: fields.slice(2).map(Number) };
    case "$DS":
      return { kind: "slow", number, values: fields.slice(2).map(Number) };
    case "$E":
      return { kind: "event", number, event: eventOf(fields) };
    case "#H":
      return {
        kind: "header",
        boot: Number(fields[3]),
        next: Number(fields[4]),
        columns: fields.slice(7),
      };
    case "#HS":
      return { kind: "slowHeader", columns: fields.slice(3) };
    default:
      return { kind: "other" };
  }
}

function eventOf(fields: readonly string[]): RigEvent {
  const [, , atMs = "0", name = "", place = "", value = "", ...text] = fields;
  const quoted = text.join(",");
  return { atMs: Number(atMs), name, place, value, text: quoted.replace(/^"|"$/gu, "") };
}

/** CRC-16/CCITT-FALSE of the first `length` characters, as four hexadecimal digits. */
export function checksum(line: string, length: number): string {
  if (length > scratch.length) return "";
  for (let i = 0; i < length; i += 1) scratch[i] = line.charCodeAt(i) & 0xff;
  return crc16(scratch, 0, length).toString(16).toUpperCase().padStart(4, "0");
}
