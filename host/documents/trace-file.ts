import { existsSync } from "node:fs";
import { join } from "node:path";
import { shippedTraces } from "../../sim/traces/shipped.js";
import { quoted } from "../../src/document/quantity-text.js";
import { projectFile } from "../project.js";
import { documentError } from "./document-error.js";
import { readFileText, shown } from "./file-text.js";

const sizeLimit = 64 << 20;

/** The CSV text of a displacement trace and what messages call it. */
export interface TraceText {
  readonly label: string;
  readonly csv: string;
}

/**
 * The trace that a scenario names: a shipped one, or a file relative to the scenario's own directory, or to the
 * working directory.
 */
export function findTrace(name: string, directory: string | undefined): TraceText {
  if (shippedTraces.some((trace) => trace.name === name)) {
    const csv = readFileText(projectFile("sim", "traces", `${name}.csv`), sizeLimit);
    return { label: `trace ${name}`, csv };
  }
  const beside = directory === undefined ? name : join(directory, name);
  const path = existsSync(beside) ? beside : name;
  if (!existsSync(path) && !/[./\\]/u.test(name)) {
    const names = shippedTraces.map((trace) => trace.name).join(", ");
    throw documentError(
      "displacement.trace",
      `no trace is called ${quoted(name)}; shipped are ${names}, or give a CSV file`,
    );
  }
  return { label: shown(path), csv: readFileText(path, sizeLimit) };
}
