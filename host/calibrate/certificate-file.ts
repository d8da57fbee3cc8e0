import { readFileSync } from "node:fs";
import { UsageError } from "../command/exit.js";
import {
  type Certificate,
  certificateProblem,
  certificateWarnings,
  isWhole,
} from "../commissioning/certificate.js";
import { reasonOf, shown } from "../documents/file-text.js";

/** The certificate in a file; one that was changed since it was made is refused. */
export function readCertificate(path: string): Certificate {
  const json = readClaim(path);
  if (isWhole(json)) return json;
  throw new UsageError(`${shown(path)} ${certificateProblem(json)}`);
}

/** What a file claims to be a certificate, whole or not. */
export function readClaim(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const why = error instanceof SyntaxError ? `is no JSON (${error.message})` : reasonOf(error);
    throw new UsageError(`${shown(path)} ${why}`);
  }
}

/** What a recording says of the certificate that it was made under. */
export interface Citation {
  readonly id: string;
  readonly rig: string;
  readonly madeAtUnixS: number;
  readonly accepted: boolean;
  /** What speaks against it. */
  readonly warnings: readonly string[];
}

export function citation(
  certificate: Certificate,
  rig: string | undefined,
  settings: Readonly<Record<string, string>>,
  nowS: number,
): Citation {
  const { id, madeAtUnixS, accepted } = certificate;
  const warnings = certificateWarnings(certificate, rig, settings, nowS);
  return { id, rig: certificate.rig, madeAtUnixS, accepted, warnings };
}
