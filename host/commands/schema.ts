import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "../command/command.js";
import { UsageError } from "../command/exit.js";
import { schemas, schemaText } from "../documents/schemas.js";
import type { DocumentKind } from "../documents/source.js";
import { cannotWrite } from "../log/block-file.js";

const kinds = Object.keys(schemas) as DocumentKind[];

/** `isobar schema`: the JSON Schemas of the four kinds of file. */
export const schemaCommand = command({
  name: "schema",
  summary: "print the JSON Schema of a kind of file",
  usage: `${kinds.join("|")} | --out DIR`,
  options: {
    out: { value: "DIR", meaning: "Write the schemas of all kinds into this directory" },
  },
  notes: () =>
    [
      'An editor that knows JSON Schema completes and checks a file whose "$schema" key names one of them.',
      "",
      "Examples",
      "  isobar schema settings > settings.schema.json",
      "  isobar schema --out docs/schema",
    ].join("\n"),
  run({ given, words }, terminal) {
    if (given.out !== undefined && words.length === 0) {
      writeAll(given.out);
      return 0;
    }
    const kind = kinds.find((candidate) => candidate === words[0]);
    if (kind === undefined || words.length > 1 || given.out !== undefined) {
      throw new UsageError(`give one of ${kinds.join(", ")}, or --out DIR for all of them`);
    }
    terminal.out(schemaText(kind));
    return 0;
  },
});

function writeAll(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
    for (const kind of kinds) {
      writeFileSync(join(directory, `${kind}.schema.json`), schemaText(kind));
    }
  } catch (error) {
    throw cannotWrite(directory, error);
  }
}
