import { readClaim } from "../calibrate/certificate-file.js";
import { command } from "../command/command.js";
import { exitCodes, UsageError } from "../command/exit.js";
import type { Terminal } from "../command/terminal.js";
import {
  type Certificate,
  certificateProblem,
  certificateWarnings,
  isWhole,
} from "../commissioning/certificate.js";
import { readRecording } from "../report/recording/recording.js";

/** `isobar verify`: is a certificate what was written, and was a recording made under it? */
export const verifyCommand = command({
  name: "verify",
  summary: "tell whether a certificate is whole, and whether a recording was made under it",
  usage: "certificate.json [--recording FILE]",
  options: {
    recording: {
      value: "FILE",
      meaning: "A recording (.rig.csv, .raw.log): does it name this certificate?",
    },
  },
  notes: () =>
    [
      "The id of a certificate is the SHA-256 of all the rest of it; one changed digit anywhere gives another. It is a content",
      "hash, no signature of a person: compare the id with the one that was published. Warned of: age, no acceptance, other",
      "settings or another rig than those of the recording.",
      "",
      "Examples",
      "  isobar verify calibration/rig7/certificate.json",
      "  isobar verify calibration/rig7/certificate.json --recording data/cell42-0001.rig.csv",
      "",
      "Exit codes: 0 whole, 2 wrong usage or input, 3 changed, or not the certificate of the recording.",
    ].join("\n"),
  async run({ given, words }, terminal) {
    const [path, ...more] = words;
    if (path === undefined || more.length > 0)
      throw new UsageError("verify needs one certificate; see isobar verify --help");
    const claim = readClaim(path);
    if (!isWhole(claim)) {
      terminal.out(`${path} ${certificateProblem(claim)}\n`);
      return exitCodes.fault;
    }
    const { id, rig, madeAtUnixS, accepted } = claim;
    const made = new Date(madeAtUnixS * 1000).toISOString();
    const verdict = accepted ? "accepted" : "NOT accepted";
    terminal.out(`${path} is whole\n  id   ${id}\n  rig  ${rig}\n  made ${made}, ${verdict}\n`);
    if (given.recording === undefined) {
      warn(claim, undefined, {}, terminal);
      return exitCodes.fine;
    }
    return recorded(claim, given.recording, terminal);
  },
});

async function recorded(
  certificate: Certificate,
  path: string,
  terminal: Terminal,
): Promise<number> {
  const { sidecar, certificate: inLog } = await readRecording(path);
  const named = sidecar?.certificate ?? inLog;
  warn(certificate, sidecar?.identity, sidecar?.settings ?? {}, terminal);
  if (named === certificate.id) {
    terminal.out(`${path} was made under it\n`);
    return exitCodes.fine;
  }
  const other = named === undefined ? "no certificate" : `certificate ${named}`;
  terminal.out(`${path} names ${other}\n`);
  return exitCodes.fault;
}

function warn(
  certificate: Certificate,
  rig: string | undefined,
  settings: Readonly<Record<string, string>>,
  terminal: Terminal,
): void {
  const nowS = Date.now() / 1000;
  for (const text of certificateWarnings(certificate, rig, settings, nowS))
    terminal.error(`isobar: Warning: ${text}\n`);
}
