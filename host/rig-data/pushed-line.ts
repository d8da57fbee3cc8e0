import { crc16 } from "../../src/telemetry/crc16.js";

/** A row, slow row or event of the rig's ring. */
export interface RigRecord {
  readonly kind: "row" | "slow" | "event";
  readonly number: number;
  /** What follows the number. */
  readonly fields: readonly string[];
  /** The line as it came, without its end. */
  readonly line: string;
}

/** `#H`: what the rows hold, and where the rig stands. */
export interface StreamHeader {
  readonly kind: "header";
  readonly format: number;
  readonly firmware: string;
  readonly boot: number;
  /** Number of the next record. */
  readonly next: number;
  readonly atMs: number;
  /** `name/unit` of each field behind the number. */
  readonly columns: readonly string[];
}

/** `#HS`: what the slow rows hold. */
export interface SlowHeader {
  readonly kind: "slowHeader";
  readonly format: number;
  readonly columns: readonly string[];
}

/** `$R`: a replay has ended. */
export interface ReplayEnd {
  readonly kind: "replayEnd";
  readonly boot: number;
  readonly from: number;
  readonly count: number;
  readonly given: number;
  readonly lost: number;
}

export interface Damaged {
  readonly kind: "damaged";
  readonly why: string;
}

export type PushedLine = RigRecord | StreamHeader | SlowHeader | ReplayEnd | Damaged;

const whole = /^-?\d{1,15}$/u;
const kinds = { $D: "row", $DS: "slow", $E: "event" } as const;
const damaged = (why: string): Damaged => ({ kind: "damaged", why });

/** Can only a pushed line begin like this? Replies never do. */
export function isPushed(line: string): boolean {
  return line.startsWith("$") || line.startsWith("#");
}

/** What a pushed line says; damaged when its checksum or its shape is wrong. */
export function readPushedLine(line: string): PushedLine {
  const star = line.length - 5;
  if (star < 2 || line[star] !== "*") return damaged("no checksum");
  const body = line.slice(0, star);
  if (line.slice(star + 1) !== checksumOf(body)) return damaged("wrong checksum");
  const fields = body.split(",");
  const [head = "", ...rest] = fields;
  if (head in kinds) return readRecord(kinds[head as keyof typeof kinds], rest, line);
  if (head === "#H") return readHeader(rest);
  if (head === "#HS") return readSlowHeader(rest);
  if (head === "$R") return readReplayEnd(rest);
  return damaged(`unknown kind ${head.slice(0, 4)}`);
}

/** The four hexadecimal digits that a pushed line ends with. */
export function checksumOf(body: string): string {
  const bytes = new Uint8Array(body.length);
  for (let i = 0; i < body.length; i += 1) bytes[i] = body.charCodeAt(i);
  return crc16(bytes, 0, bytes.length).toString(16).toUpperCase().padStart(4, "0");
}

function readRecord(kind: RigRecord["kind"], fields: readonly string[], line: string): PushedLine {
  const [number = "", ...rest] = fields;
  const integers = kind === "event" ? rest.slice(0, 1) : rest;
  if (!/^\d{1,15}$/u.test(number) || rest.length === 0) return damaged("no record number");
  if (!integers.every((field) => whole.test(field))) return damaged("a field is no whole number");
  return { kind, number: Number(number), fields: rest, line };
}

function readHeader(fields: readonly string[]): PushedLine {
  const [format = "", firmware = "", boot = "", next = "", atMs = "", seq, ...columns] = fields;
  const numbers = [format, boot, next, atMs];
  if (!numbers.every((text) => whole.test(text)) || seq !== "seq/1") return damaged("not a header");
  return {
    kind: "header",
    format: Number(format),
    firmware,
    boot: Number(boot),
    next: Number(next),
    atMs: Number(atMs),
    columns,
  };
}

function readSlowHeader(fields: readonly string[]): PushedLine {
  const [format = "", seq, ...columns] = fields;
  if (!whole.test(format) || seq !== "seq/1") return damaged("not a header of slow rows");
  return { kind: "slowHeader", format: Number(format), columns };
}

function readReplayEnd(fields: readonly string[]): PushedLine {
  if (fields.length !== 5 || !fields.every((text) => whole.test(text))) {
    return damaged("not the end of a replay");
  }
  const [boot = 0, from = 0, count = 0, given = 0, lost = 0] = fields.map(Number);
  return { kind: "replayEnd", boot, from, count, given, lost };
}
