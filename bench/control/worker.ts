// A thread of bench/control/pool.ts: does one job after the other.

import { parentPort } from "node:worker_threads";
import type { Answer, Errand } from "./pool.js";
import { sectionNamed } from "./sections.js";

parentPort?.on("message", ({ section, job }: Errand) => {
  parentPort?.postMessage(answerTo(section, job));
});

function answerTo(section: string, job: Errand["job"]): Answer {
  try {
    return { result: sectionNamed(section).run(job) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
