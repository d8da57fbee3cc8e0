import { existsSync } from "node:fs";
import type { DataTable } from "../../data/table.js";
import { readDataBytes } from "../../data/text-lines.js";
import { shown } from "../../documents/file-text.js";
import { readRig, tableOf } from "../../rig-data/read-rig.js";
import { readRigLog } from "../../rig-data/rig-log.js";
import { readSidecar, type Sidecar } from "./sidecar.js";

/** What there is of a run: rows, and where they are beside them slow rows, events and the recorder's sidecar. */
export interface Recording {
  readonly path: string;
  readonly format: string;
  readonly rows: DataTable;
  readonly slow?: DataTable | undefined;
  readonly events?: DataTable | undefined;
  readonly sidecar?: Sidecar | undefined;
  /** Id of the certificate that a raw log names by itself. */
  readonly certificate?: string | undefined;
  readonly notes: readonly string[];
}

/** Reads a recording of any kind; the files that belong to it are looked for beside it. */
export async function readRecording(path: string): Promise<Recording> {
  const { table, format, notes } = await readRig(path);
  return { path, format, rows: table, notes, ...besides(path) };
}

function besides(path: string): Partial<Recording> {
  const part = /^(.*?)(-\d{4,})?\.rig\.(csv|parquet)$/u.exec(path);
  if (part !== null) {
    const stem = `${part[1]}${part[2] ?? ""}`;
    return {
      slow: sheetAt(`${stem}.slow.csv`),
      events: sheetAt(`${stem}.events.csv`),
      sidecar: readSidecar(`${part[1]}.json`),
    };
  }
  // The rows of a simulated run stand in log.csv, its events on the line beside it.
  const simulated = /^(.*\/)?log\.csv$/u.exec(path);
  if (simulated !== null) {
    const line = `${simulated[1] ?? ""}uart.log`;
    return existsSync(line) ? { events: ofLog(line).events } : {};
  }
  const raw = /^(.*)\.raw\.log$/u.exec(path);
  return { ...ofLog(path), ...(raw === null ? {} : { sidecar: readSidecar(`${raw[1]}.json`) }) };
}

function sheetAt(path: string): DataTable | undefined {
  if (!existsSync(path)) return undefined;
  const lines = Buffer.from(readDataBytes(path)).toString("utf8").split(/\r?\n/u);
  return sheet(path, lines);
}

/** Slow rows and events of the longest life in a log of the line: the one whose rows are reported. */
function ofLog(path: string): Pick<Recording, "slow" | "events" | "certificate"> {
  const log = readRigLog(path, readDataBytes(path));
  if (log === undefined) return {};
  const lives = [...log.lives].sort((a, b) => b.sheets.rows.length - a.sheets.rows.length);
  const { slow = [], events = [] } = lives[0]?.sheets ?? {};
  const { certificate } = log;
  return { slow: sheet(path, slow), events: sheet(path, events), certificate };
}

function sheet(path: string, lines: readonly string[]): DataTable | undefined {
  const filled = lines.filter((line) => line.trim() !== "");
  return filled.length < 2 ? undefined : tableOf(shown(path), filled);
}
