import { readFileSync } from "node:fs";
import { UsageError } from "../command/exit.js";
import {
  type Certificate,
  certificateProblem,
  certificateWarnings,
} from "../commissioning/certificate.js";
import { reasonOf, shown } from "../documents/file-text.js";

/** The certificate in a file; one that was changed since it was made is refused. */
export function readCertificate(path: string): Certificate {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const why = error instanceof SyntaxError ? `is no JSON (${error.message})` : reasonOf(error);
    throw new UsageError(`${shown(path)} ${why}`);
  }
  const problem = certificateProblem(json);
  if (problem !== undefined) throw new UsageError(`${shown(path)} ${problem}`);
  return json as Certificate;
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
