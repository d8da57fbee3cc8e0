import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BlockFile, cannotWrite } from "../log/block-file.js";

/** What a run writes, with what it is good for. */
export const runFiles = {
  report: { name: "report.html", meaning: "open this in a browser: figures and plots" },
  summary: { name: "summary.json", meaning: "the figures above, for scripts" },
  log: { name: "log.csv", meaning: "every signal, one row a log period" },
  uart: { name: "uart.log", meaning: "the bytes that the rig sent on its serial line" },
} as const satisfies Record<string, { name: string; meaning: string }>;

type RunFile = keyof typeof runFiles;

/**
 * The directory of one run. It is made when missing; what an earlier run left there goes first, so that never a
 * new log lies beside an old report.
 */
export class RunDirectory {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
    try {
      mkdirSync(path, { recursive: true });
      for (const file of ["report", "summary"] as const) rmSync(this.pathOf(file), { force: true });
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }

  pathOf(file: RunFile): string {
    return join(this.path, runFiles[file].name);
  }

  /** A file that grows with the run. */
  stream(file: RunFile): BlockFile {
    return new BlockFile(this.pathOf(file));
  }

  write(file: RunFile, text: string): void {
    try {
      writeFileSync(this.pathOf(file), text);
    } catch (error) {
      throw cannotWrite(this.pathOf(file), error);
    }
  }

  /** Where to look, a line a file. */
  listing(): string {
    const entries = Object.keys(runFiles) as RunFile[];
    const width = Math.max(...entries.map((file) => this.pathOf(file).length));
    return entries
      .map((file) => `  ${this.pathOf(file).padEnd(width)}  ${runFiles[file].meaning}\n`)
      .join("");
  }
}
