import type { Disk } from "./disk.js";

/** A file that grows at its end. What did not reach the disk stays, and is written to the same place again. */
export class GrowingFile {
  readonly path: string;
  private readonly disk: Disk;
  private written: number;
  private pieces: Uint8Array[] = [];
  private pending = 0;

  constructor(disk: Disk, path: string, written: number) {
    this.disk = disk;
    this.path = path;
    this.written = written;
  }

  /** Length when all is written. */
  get size(): number {
    return this.written + this.pending;
  }

  get waiting(): number {
    return this.pending;
  }

  append(bytes: Uint8Array): void {
    this.pieces.push(bytes);
    this.pending += bytes.length;
  }

  flush(): void {
    if (this.pending === 0) return;
    // What an earlier attempt left there is not ours.
    if (this.written === 0) this.disk.cut(this.path, 0);
    this.disk.put(this.path, this.written, Buffer.concat(this.pieces, this.pending));
    this.written += this.pending;
    this.pieces = [];
    this.pending = 0;
  }
}
