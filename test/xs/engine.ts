import { findWorkerBinary } from "./worker-binary.js";
import { chunkPieceBytes, workerPrelude } from "./worker-prelude.js";
import { WorkerProcess, type WorkerReply, type XsMeters } from "./worker-process.js";

export type { XsMeters } from "./worker-process.js";

/** What one run of the prepared function cost; the harness's own share is taken off. */
export interface XsCost {
  /** Byte codes executed; exact and reproducible, below 2^32. */
  readonly computrons: number;
  /** Slots created; exact where `collected` is false, meaningless otherwise. */
  readonly slots: number;
  /** There was a garbage collection during the run. */
  readonly collected: boolean;
}

/** The XS engine in a process of its own: 8 MiB of slots (256 Ki) and 32 MiB of chunks to begin with. */
export class XsEngine {
  readonly #worker: WorkerProcess;
  readonly #reported: Uint8Array[];
  #share = { computrons: 0, slots: 0 };
  #heapSlots = 0;

  private constructor(worker: WorkerProcess, reported: Uint8Array[]) {
    this.#worker = worker;
    this.#reported = reported;
  }

  /** Why there is no engine here, in words for the person who runs the tests; undefined where there is one. */
  static available(): string | undefined {
    const binary = findWorkerBinary();
    return "missing" in binary ? binary.missing : undefined;
  }

  /** Such as "xsnap 0.15.0 (XS 13.3.0)". */
  static version(): string {
    const binary = findWorkerBinary();
    return "missing" in binary ? "none" : binary.version;
  }

  /** @param computronLimit ends the worker when one command takes more (at most 2^31 - 1) */
  static async start(computronLimit?: number): Promise<XsEngine> {
    const binary = findWorkerBinary();
    if ("missing" in binary) throw new Error(`no XS engine: ${binary.missing}`);
    const args = computronLimit === undefined ? [] : ["-l", String(computronLimit)];
    const reported: Uint8Array[] = [];
    const worker = new WorkerProcess(binary.path, args, (bytes) => reported.push(bytes));
    const engine = new XsEngine(worker, reported);
    await worker.ask("e", workerPrelude);
    await engine.#weighHarness();
    return engine;
  }

  /** Runs a script in the global scope (sloppy unless it says otherwise); the completion value comes back as text. */
  async evaluate(source: string): Promise<{ value: string; meters: XsMeters }> {
    const reply = await this.#order("e", source);
    return { value: textOf(reply), meters: reply.meters };
  }

  /** Compiles `body` as the function that `run` calls. */
  async prepare(body: string): Promise<void> {
    textOf(await this.#order("p", body));
  }

  /** Runs the prepared function once and weighs it. */
  async run(): Promise<XsCost> {
    const before = this.#heapSlots;
    const { meters } = await this.#order("r");
    const told = await this.#order("c");
    return {
      computrons: meters.computrons - this.#share.computrons,
      slots: meters.heapSlots - before - this.#share.slots,
      collected: Buffer.from(told.bytes).toString() === "1",
    };
  }

  /** Collects garbage. @returns slots that live, a constant share of the harness among them */
  async collect(): Promise<number> {
    await this.#order("g");
    const { meters } = await this.#order("g");
    await this.#order("c");
    return meters.heapSlots;
  }

  /**
   * Occupies the chunk heap until some 128 KiB are free: a loop that leaves one short string or buffer a pass behind then
   * triggers a collection within 10,000 passes instead of a million.
   */
  async fillChunkHeap(): Promise<void> {
    const { meters: first } = await this.#order("f");
    let last = first;
    while (last.allocatedBytes === first.allocatedBytes) last = (await this.#order("f")).meters;
    // The heap has just grown by this much, and the last piece is in it.
    const pieces = Math.floor((last.allocatedBytes - first.allocatedBytes) / chunkPieceBytes);
    for (let piece = 3; piece < pieces; piece += 1) await this.#order("f");
    await this.collect();
  }

  /** All bytes that scripts passed to `report(bytes)` since the last call, in order. */
  takeReport(): Uint8Array {
    return Buffer.concat(this.#reported.splice(0));
  }

  /** Ends the worker. */
  close(): Promise<void> {
    return this.#worker.close();
  }

  async #order(letter: string, text = ""): Promise<WorkerReply> {
    const reply = await this.#worker.ask("?", letter + text);
    this.#heapSlots = reply.meters.heapSlots;
    return reply;
  }

  async #weighHarness(): Promise<void> {
    await this.prepare("");
    await this.run();
    const { computrons, slots } = await this.run();
    this.#share = { computrons, slots };
  }
}

function textOf(reply: WorkerReply): string {
  const text = Buffer.from(reply.bytes).toString();
  if (text.startsWith("-")) throw new Error(`XS: ${text.slice(1)}`);
  return text.slice(1);
}
