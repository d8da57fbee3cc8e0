import SimulatedWorker from "../worker/main.js?worker&inline";
import type { DryRunResult, FromWorker, SimulatedRig, ToWorker } from "../worker/messages.js";
import { LineSplitter } from "./line-splitter.js";
import type { Listener, Transport } from "./transport.js";

/** What the simulated rig tells beside its line. */
export interface SimulatedNews {
  pace(timesReal: number): void;
  injected(problem: string): void;
}

/** The simulated rig in the page itself. */
export class SimulatedTransport implements Transport {
  private readonly worker = new SimulatedWorker();
  private readonly advanced: (() => void)[] = [];

  constructor(rig: SimulatedRig, speed: number, listener: Listener, news: SimulatedNews) {
    const splitter = new LineSplitter((line) => listener.line(line));
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === "text") splitter.push(data.text);
      else if (data.kind === "ready") listener.opened(data.name);
      else if (data.kind === "refused") listener.closed(data.why);
      else if (data.kind === "advanced") this.advanced.shift()?.();
      else if (data.kind === "pace") news.pace(data.timesReal);
      else if (data.kind === "injected") news.injected(data.problem);
    };
    this.worker.onerror = (event) => listener.closed(event.message);
    this.tell({ kind: "start", rig, speed });
  }

  /** The rig's time goes on by so much at once; what it said meanwhile has come when this is done. */
  advance(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.advanced.push(resolve);
      this.tell({ kind: "advance", seconds });
    });
  }

  tell(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  send(message: string): void {
    this.tell({ kind: "send", text: `${message}\n` });
  }

  stop(): void {
    this.tell({ kind: "send", text: "!" });
  }

  close(): void {
    this.worker.terminate();
  }
}

/** Runs a programme on a simulated rig beside the one in the page. */
export function dryRunOf(json: unknown, rig: SimulatedRig): Promise<DryRunResult> {
  const worker = new SimulatedWorker();
  return new Promise<DryRunResult>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === "dryRun") resolve(data.result);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ kind: "dryRun", json, rig } satisfies ToWorker);
  }).finally(() => worker.terminate());
}
