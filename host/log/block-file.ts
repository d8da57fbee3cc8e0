import { closeSync, openSync, writeSync } from "node:fs";
import { UsageError } from "../command/exit.js";

const byName: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file has become larger than this file system allows",
  EACCES: "permission denied",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
  EISDIR: "it is a directory",
  ENOTDIR: "a part of its path is not a directory",
  EEXIST: "a file of that name is in the way",
  ENOENT: "its directory is not there",
};

/** A failure to write, as a message of the command line. */
export function cannotWrite(path: string, error: unknown): UsageError {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? String(error);
  return new UsageError(`cannot write ${path}: ${byName[code] ?? code}`);
}

/**
 * A file that grows by blocks: what is put in waits in one buffer and goes to the disk when that is full, so
 * that memory stays bounded whatever the length of the run. A full disk is a `UsageError` that names the file.
 */
export class BlockFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Bytes of the buffer in use; whoever writes into `bytes` moves it on. */
  length = 0;
  /** Bytes that have gone to the disk. */
  written = 0;
  private readonly file: number;
  private open = true;

  constructor(path: string, size = 1 << 20) {
    this.path = path;
    this.bytes = new Uint8Array(size);
    try {
      this.file = openSync(path, "w");
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }

  /** Makes room for `count` more bytes in the buffer. */
  reserve(count: number): void {
    if (this.length + count > this.bytes.length) this.flush();
  }

  append(source: Uint8Array, start: number, end: number): void {
    let from = start;
    while (from < end) {
      if (this.length === this.bytes.length) this.flush();
      const take = Math.min(end - from, this.bytes.length - this.length);
      this.bytes.set(source.subarray(from, from + take), this.length);
      this.length += take;
      from += take;
    }
  }

  flush(): void {
    let from = 0;
    try {
      while (from < this.length) {
        from += writeSync(this.file, this.bytes, from, this.length - from);
      }
    } catch (error) {
      throw cannotWrite(this.path, error);
    }
    this.written += this.length;
    this.length = 0;
  }

  /** Writes what is left and closes; the second call does nothing. */
  close(): void {
    if (!this.open) return;
    this.open = false;
    try {
      this.flush();
    } finally {
      closeSync(this.file);
    }
  }
}
