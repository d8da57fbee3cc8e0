import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";

/** What a recording needs of a file system; tests put one in between that fails. */
export interface Disk {
  /** Writes all bytes at a place of a file, makes it when it is not there, and sees them to the disk. */
  put(path: string, at: number, bytes: Uint8Array): void;
  /** Takes away what is beyond a length. */
  cut(path: string, length: number): void;
  /** Takes a file away if there is one. */
  remove(path: string): void;
  /** The bytes of a file; undefined when there is none. */
  read(path: string): Uint8Array | undefined;
  /** The whole content of a small file, the old or the new one whatever happens. */
  replace(path: string, text: string): void;
}

/** The file system; `safe` waits until what is written has reached the disk. */
export function diskOf(safe: boolean): Disk {
  const disk: Disk = {
    put(path, at, bytes) {
      const file = openSync(path, existsSync(path) ? "r+" : "w");
      try {
        for (let done = 0; done < bytes.length; ) {
          done += writeSync(file, bytes, done, bytes.length - done, at + done);
        }
        if (safe) fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
    cut(path, length) {
      if (!existsSync(path)) return;
      const file = openSync(path, "r+");
      try {
        ftruncateSync(file, length);
        if (safe) fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
    remove: (path) => rmSync(path, { force: true }),
    read: (path) => (existsSync(path) ? readFileSync(path) : undefined),
    replace(path, text) {
      const part = `${path}.part`;
      disk.cut(part, 0);
      disk.put(part, 0, Buffer.from(text));
      renameSync(part, path);
    },
  };
  return disk;
}

export const realDisk = diskOf(true);
