import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { certificateMisshape, tooDeep } from "./certificate-shape.js";
import type { Figure, PointTable, StepResult } from "./step.js";

export const certificateFormat = "isobar-certificate/1";

/** What a step left behind, and when. */
export interface KeptStep extends StepResult {
  readonly name: string;
  readonly title: string;
  /** Unix time, s. */
  readonly atUnixS: number;
}

/** Under what a rig was calibrated: what a paper cites. */
export interface Certificate {
  readonly format: typeof certificateFormat;
  /** SHA-256 over the canonical JSON of all the rest, hexadecimal. */
  readonly id: string;
  readonly rig: string;
  readonly firmware: string;
  readonly simulated: boolean;
  readonly operator: string;
  readonly madeAtUnixS: number;
  readonly accepted: boolean;
  readonly temperatureDegC: number | null;
  readonly identifiers: Readonly<Record<string, string>>;
  /** The settings that calibration decides, text by path. */
  readonly settings: Readonly<Record<string, string>>;
  readonly steps: readonly KeptStep[];
}

/** Settings that must be the same for a certificate to hold. */
export const certifiedSettings = [
  "die.diameter",
  ...["anode", "cathode"].flatMap((side) =>
    ["loadCell.capacity", "loadCell.countsPerNewton", "screw.lead", "screw.gearRatio"].map(
      (path) => `${side}.${path}`,
    ),
  ),
] as const;

/** JSON with sorted keys and no space: the same bytes for the same content, whoever writes it. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** A page that comes over the network from another machine has no `crypto.subtle`, hence the library. */
export function hashOf(content: Omit<Certificate, "id">): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(content))));
}

export function signed(content: Omit<Certificate, "id">): Certificate {
  // Through JSON once: what has no form there (NaN, undefined) must not be in the hash either.
  const plain = JSON.parse(JSON.stringify(content)) as Omit<Certificate, "id">;
  return { ...plain, id: hashOf(plain) };
}

/** What is wrong with a file that claims to be a certificate; undefined when it is whole. */
export function certificateProblem(json: unknown): string | undefined {
  const claimed = json as Partial<Certificate> | null;
  if (typeof claimed !== "object" || claimed?.format !== certificateFormat) {
    return `is no certificate: "format" must be "${certificateFormat}"`;
  }
  if (tooDeep(claimed)) return "is no certificate: it is nested without end";
  const { id, ...content } = claimed as Certificate;
  if (hashOf(content) !== id)
    return "has been changed since it was made: its content hash does not fit";
  // Whoever writes a file can give it a hash that fits.
  const misshape = certificateMisshape(claimed);
  return misshape === undefined
    ? undefined
    : `is no certificate, although its hash fits: ${misshape}`;
}

export function isWhole(json: unknown): json is Certificate {
  return certificateProblem(json) === undefined;
}

const dayS = 86400;
/** Load cells are calibrated once a year, after repairs, and when the zero has moved. */
const ageWarnS = 365 * dayS;

/** What speaks against using a certificate for this rig now; empty when nothing does. */
export function certificateWarnings(
  certificate: Certificate,
  rig: string | undefined,
  settings: Readonly<Record<string, string>>,
  nowS: number,
): string[] {
  const warnings: string[] = [];
  const ageS = nowS - certificate.madeAtUnixS;
  if (ageS > ageWarnS)
    warnings.push(`the certificate is ${Math.floor(ageS / dayS)} days old; calibrate once a year`);
  if (ageS < -dayS)
    warnings.push("the certificate was made in the future: one of the clocks is wrong");
  if (!certificate.accepted)
    warnings.push("the certificate has no acceptance test that was passed");
  if (rig !== undefined && serialOf(rig) !== serialOf(certificate.rig)) {
    warnings.push(
      `the certificate is of rig ${serialOf(certificate.rig)}, not of ${serialOf(rig)}`,
    );
  }
  for (const [path, text] of Object.entries(certificate.settings)) {
    const now = settings[path];
    if (now !== undefined && now !== text) {
      warnings.push(`${path} is ${now}, and ${text} on the certificate`);
    }
  }
  return warnings;
}

/** Third field of `*IDN?`. */
function serialOf(identity: string): string {
  return identity.split(",")[2] ?? identity;
}

export type { Figure, PointTable };
