import { Worker } from "node:worker_threads";
import type { Job } from "./section.js";

/** A job on its way to a worker, and what comes back. */
export interface Errand {
  readonly section: string;
  readonly job: Job;
}

export type Answer = { readonly result: unknown } | { readonly error: string };

/** Node before 22 does not hand `--import tsx` on to its threads: each asks for it itself. */
const start = `import("tsx/esm/api").then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL("./worker.ts", import.meta.url).href)});
});`;

/** Does all jobs over a number of workers, each as soon as one is free; results in the order of the jobs. */
export async function doAll(
  section: string,
  jobs: readonly Job[],
  workers: number,
  onDone: (done: number) => void,
): Promise<unknown[]> {
  const results = new Array<unknown>(jobs.length);
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(start, { eval: true });
    try {
      while (next < jobs.length) {
        const index = next;
        next += 1;
        results[index] = await ask(worker, { section, job: jobs[index] ?? {} });
        done += 1;
        onDone(done);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, work));
  return results;
}

function ask(worker: Worker, errand: Errand): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const failed = (error: unknown) => {
      worker.off("message", answered);
      reject(error);
    };
    const answered = (answer: Answer) => {
      worker.off("error", failed);
      if ("result" in answer) resolve(answer.result);
      else reject(new Error(`${JSON.stringify(errand.job)}: ${answer.error}`));
    };
    worker.once("message", answered);
    worker.once("error", failed);
    worker.postMessage(errand);
  });
}
