import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DocumentError, Problems } from "../../src/document/problems.js";
import { quoted } from "../../src/document/quantity-text.js";
import { isJsonObject, type JsonObject } from "../../src/document/table.js";
import { documentError } from "./document-error.js";
import { readFileText, shown } from "./file-text.js";
import { readJsonText } from "./json-text.js";

/** A document that comes with Isobar. */
export interface Shipped {
  readonly name: string;
  readonly json: unknown;
  readonly summary: string;
}

/** The four kinds of document. */
export type DocumentKind = "settings" | "programme" | "rig" | "scenario";

/** A document's JSON before it is read against its table, and where it came from. */
export interface Source {
  readonly kind: DocumentKind;
  /** What messages call it: `programme doerrer`, or the path of the file. */
  readonly label: string;
  /** Name for directories and titles. */
  readonly name: string;
  /** Where relative paths inside the document start; undefined for shipped ones. */
  readonly directory: string | undefined;
  /** A copy of its own: overrides may write into it. */
  readonly json: unknown;
}

const sizeLimit = 1 << 20;

/** The shipped document of that name, else the JSON file at that path. */
export function findSource(
  kind: DocumentKind,
  nameOrPath: string,
  shipped: readonly Shipped[],
): Source {
  const found = shipped.find((entry) => entry.name === nameOrPath);
  if (found !== undefined) {
    return {
      kind,
      label: `${kind} ${found.name}`,
      name: found.name,
      directory: undefined,
      json: structuredClone(found.json),
    };
  }
  const looksLikeFile = /[./\\]/u.test(nameOrPath);
  if (shipped.length > 0 && !looksLikeFile && !existsSync(nameOrPath)) {
    const names = shipped.map((entry) => entry.name).join(", ");
    const message = `no ${kind} is called ${quoted(nameOrPath)}; shipped are ${names}, or give a JSON file`;
    throw documentError("", message);
  }
  return fileSource(kind, nameOrPath);
}

/** The JSON file at that path. */
export function fileSource(kind: DocumentKind, path: string): Source {
  const result = readJsonText(readFileText(path, sizeLimit));
  const label = shown(path);
  if ("fault" in result) {
    const { line, column, message } = result.fault;
    throw documentError(label, `line ${line}, column ${column}: ${message}`);
  }
  const json = withoutSchema(result.value);
  const name = isJsonObject(json) && typeof json["name"] === "string" ? json["name"] : kind;
  return { kind, label, name, directory: dirname(resolve(path)), json };
}

/** Editors find the schema of a file by its `$schema` key, which says nothing to the reader. */
function withoutSchema(json: unknown): unknown {
  if (isJsonObject(json) && typeof json["$schema"] === "string") delete json["$schema"];
  return json;
}

/**
 * Reads a source with `read`; all that it finds wrong becomes one `DocumentError` whose every line begins with
 * the document's label.
 */
export function readSource<V>(source: Source, read: (json: unknown, problems: Problems) => V): V {
  const found = new Problems();
  const value = read(source.json, found);
  throwIfAny(found, source.label);
  return value;
}

/** Throws what was found, if anything was, as one `DocumentError` whose every line begins with the label. */
export function throwIfAny(found: Problems, label: string): void {
  if (found.none) return;
  const problems = new Problems(found.limit);
  for (const line of found.list) problems.add(label, line);
  problems.dropped = found.dropped;
  throw new DocumentError(problems);
}

/** The root of a source as an object that overrides can be written into. */
export function rootOf(source: Source): JsonObject {
  if (!isJsonObject(source.json)) {
    throw documentError(source.label, "must be an object, in braces");
  }
  return source.json;
}
