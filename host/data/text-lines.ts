import { readFileSync, statSync } from "node:fs";
import { reasonOf, shown } from "../documents/file-text.js";
import { dataFileError } from "./data-file-error.js";

const sizeMax = 1 << 30;

/** The bytes of a data file. */
export function readDataBytes(path: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    const { size } = statSync(path);
    if (size > sizeMax) {
      throw dataFileError({ file: shown(path) }, `is too large; at most ${sizeMax} bytes are read`);
    }
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof Error && error.name === "UsageError") throw error;
    throw dataFileError({ file: shown(path) }, reasonOf(error));
  }
  if (bytes.length === 0) throw dataFileError({ file: shown(path) }, "is empty");
  return bytes;
}

/** The lines of a text file without their ends, and whether the last one has one. */
export interface TextLines {
  readonly file: string;
  readonly lines: readonly string[];
  /** False when the file ends in the middle of a line: somebody is still writing, or was stopped. */
  readonly ended: boolean;
}

export function textLines(path: string, bytes: Uint8Array): TextLines {
  const text = decode(path, bytes);
  const ended = /[\r\n]$/u.test(text);
  const lines = text.split(/\r\n|\n|\r/u);
  if (ended) lines.pop();
  return { file: shown(path), lines, ended };
}

/** UTF-8 or UTF-16 when it is that, else Latin-1, which most cyclers' programs write. */
function decode(path: string, bytes: Uint8Array): string {
  const first = bytes[0];
  const second = bytes[1];
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    throw dataFileError({ file: shown(path) }, `is not a text file (byte ${nul} is zero)`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

/** The fields of one line; quoted ones may hold the delimiter, and doubled quotes. */
export function fieldsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const fields: string[] = [];
  let field = "";
  let quoted = false;
  for (let i = 0; i < line.length; i += 1) {
    const character = line[i] as string;
    if (character === '"') {
      if (quoted && line[i + 1] === '"') {
        field += '"';
        i += 1;
      } else quoted = !quoted;
    } else if (character === delimiter && !quoted) {
      fields.push(field);
      field = "";
    } else field += character;
  }
  fields.push(field);
  return fields;
}

/** The character that most likely separates the fields of a header. */
export function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/gu, "");
  if (bare.includes("\t")) return "\t";
  if (bare.includes(";")) return ";";
  return ",";
}
