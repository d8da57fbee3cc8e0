// A million records through noise, pulls, restarts, full disks and deaths of the recorder: npm run trial:record [-- RECORDS SEED]

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RecordingTrial } from "../support/recording-trial.js";

const records = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 1);
const folder = mkdtempSync(join(tmpdir(), "isobar-trial-"));
try {
  const trial = new RecordingTrial(join(folder, "trial"), seed, 20e6, 50);
  trial.ordeal(records, 40_000);
  const { records: kept, missing, restarts, problems } = trial.finish();
  console.log(
    `${trial.rig.truth.size} records made, ${kept} kept, ${missing} declared missing, ${restarts} restarts`,
  );
  console.log(`${trial.deaths} deaths of the recorder, ${trial.damaged} lines damaged`);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
