import { existsSync, readFileSync } from "node:fs";
import { dataFileError } from "../../data/data-file-error.js";
import { shown } from "../../documents/file-text.js";

/** What `isobar record` writes beside its tables, as far as a report wants it. */
export interface Sidecar {
  readonly identity?: string | undefined;
  readonly firmware?: string | undefined;
  readonly cell?: string | undefined;
  readonly certificate?: string | undefined;
  /** What spoke against that certificate when it was recorded. */
  readonly certificateWarnings?: readonly string[];
  /** Text with unit by path, as `anode.loadCell.tare`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The sidecar at `path`; undefined when there is none, an error when it is none. */
export function readSidecar(path: string): Sidecar | undefined {
  if (!existsSync(path)) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw dataFileError({ file: shown(path) }, `is no JSON (${(error as Error).message})`);
  }
  return sidecarOf(json, path);
}

/** What JSON says that claims to be the sidecar at `path`. */
export function sidecarOf(json: unknown, path: string): Sidecar {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw dataFileError(
      { file: shown(path) },
      "is no sidecar of isobar record: an object is right",
    );
  }
  const fields = json as Record<string, unknown>;
  const text = (key: string) => (typeof fields[key] === "string" ? fields[key] : undefined);
  const { settings, certificate } = fields;
  const entries = Object.entries(settings ?? {}).filter(([, v]) => typeof v === "string");
  const named = certificate as Partial<Record<"id" | "warnings", unknown>> | null | undefined;
  const warnings = Array.isArray(named?.warnings) ? named.warnings : [];
  return {
    identity: text("identity"),
    firmware: text("firmware"),
    cell: text("cell"),
    certificate: typeof named?.id === "string" ? named.id : undefined,
    certificateWarnings: warnings.filter((text) => typeof text === "string"),
    settings: Object.fromEntries(entries) as Record<string, string>,
  };
}

/** Settings by path, as a sidecar has them. */
export function flatSettings(json: object, before = ""): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [key, value] of Object.entries(json)) {
    if (typeof value === "object" && value !== null) {
      Object.assign(flat, flatSettings(value, `${before}${key}.`));
    } else if (value !== undefined) flat[before + key] = String(value);
  }
  return flat;
}
