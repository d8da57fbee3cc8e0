import { closeSync, openSync, readSync } from "node:fs";
import { documentError } from "./document-error.js";

const byName: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file (a part of its path is not a directory)",
  EACCES: "may not be read (permission denied)",
  EPERM: "may not be read (not permitted)",
  EISDIR: "is a directory, not a file",
  ELOOP: "is a symbolic link that leads in a circle",
  ENAMETOOLONG: "has too long a name",
  EMFILE: "cannot be opened (too many files are open)",
};

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? "";
  return byName[code] ?? `cannot be read (${code === "" ? String(error) : code})`;
}

/**
 * The UTF-8 text of a file of at most `limit` bytes. Whatever is no such text (a directory, nothing, a picture,
 * an endless device) is a `DocumentError` that names the file.
 */
export function readFileText(path: string, limit: number): string {
  let bytes: Uint8Array;
  try {
    bytes = readBytes(path, limit + 1);
  } catch (error) {
    if (error instanceof TypeError) throw documentError(shown(path), "is not a file name");
    throw documentError(shown(path), reasonOf(error));
  }
  if (bytes.length > limit) {
    throw documentError(shown(path), `is too large; at most ${limit} bytes are read`);
  }
  if (bytes.length === 0) throw documentError(shown(path), "is empty");
  return textOf(bytes, path);
}

/** A path in a message; control characters and excess length taken out. */
export function shown(path: string): string {
  const clean = path.replace(/[\u0000-\u001f\u007f]/gu, "?");
  return clean.length > 200 ? `...${clean.slice(-197)}` : clean;
}

function readBytes(path: string, most: number): Uint8Array {
  const file = openSync(path, "r");
  try {
    const chunks: Buffer[] = [];
    let total = 0;
    while (total < most) {
      const chunk = Buffer.alloc(Math.min(most - total, 1 << 18));
      const got = readSync(file, chunk, 0, chunk.length, null);
      if (got === 0) break;
      chunks.push(chunk.subarray(0, got));
      total += got;
    }
    return Buffer.concat(chunks, total);
  } finally {
    closeSync(file);
  }
}

function textOf(bytes: Uint8Array, path: string): string {
  const nul = bytes.indexOf(0);
  let text = "";
  try {
    // Takes a byte order mark away as well.
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw documentError(shown(path), "is not a text file (its bytes are no UTF-8)");
  }
  if (nul >= 0) throw documentError(shown(path), `is not a text file (byte ${nul} is zero)`);
  if (text.trim() === "") throw documentError(shown(path), "is empty (blanks only)");
  return text;
}
