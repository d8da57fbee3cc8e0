import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { NetstringReader, toNetstring } from "./netstring.js";

/** What the worker's meters say at the end of a command. */
export interface XsMeters {
  /** Byte codes executed by the command (and a few natives' work); wraps at 2^32. */
  readonly computrons: number;
  /** Slots taken from the slot heap and not collected yet: live ones and garbage. Only a collection lowers it. */
  readonly heapSlots: number;
  /** Bytes that both heaps have taken from the operating system; grows when a collection did not free enough. */
  readonly allocatedBytes: number;
}

/** The worker's answer to one command. */
export interface WorkerReply {
  readonly bytes: Uint8Array;
  readonly meters: XsMeters;
}

// Exit codes of xsnap-worker.c.
const exitReasons = new Map([
  [2, "input or output failed"],
  [11, "not enough memory"],
  [12, "stack overflow (4096 slots: about 300 calls deep, or 3000 names in one scope)"],
  [15, "unhandled exception"],
  [16, "no more keys"],
  [17, "more computrons than the limit"],
]);

/**
 * The child process that runs XS. It reads commands as netstrings on descriptor 3 and writes to descriptor 4
 * `.` meters as JSON, 0x01, result; or `!` message; or, in the middle of a command, `?` bytes, for which it awaits `/`.
 */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #toWorker: Writable;
  readonly #reader = new NetstringReader();
  readonly #onBytes: (bytes: Uint8Array) => void;
  #waiting: { resolve(reply: WorkerReply): void; reject(error: Error): void } | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #errorText = "";
  #end: Error | undefined;

  /** @param onBytes takes what the worker sends in the middle of a command */
  constructor(path: string, args: readonly string[], onBytes: (bytes: Uint8Array) => void) {
    this.#onBytes = onBytes;
    this.#child = spawn(path, args, { stdio: ["ignore", "inherit", "pipe", "pipe", "pipe"] });
    this.#toWorker = this.#child.stdio[3] as Writable;
    this.#toWorker.on("error", () => undefined);
    this.#child.stderr!.on("data", (text: Buffer) => {
      this.#errorText += text.toString();
    });
    (this.#child.stdio[4] as Readable).on("data", (chunk: Buffer) => this.#take(chunk));
    this.#child.on("error", (error) => this.#fail(error.message));
    this.#child.on("close", (code) => {
      this.#fail(exitReasons.get(code ?? -1) ?? `exit code ${code}`);
    });
  }

  /** Sends one command and awaits its answer; commands queue. */
  ask(command: string, body: Uint8Array | string = ""): Promise<WorkerReply> {
    const message = Buffer.concat([Buffer.from(command), Buffer.from(body)]);
    const answer = this.#turn.then(() => this.#exchange(message));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  /** Ends the process; resolves when it is gone. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once("close", resolve));
    this.#child.kill("SIGKILL");
    await gone;
  }

  #exchange(message: Buffer): Promise<WorkerReply> {
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) {
        reject(this.#end);
        return;
      }
      this.#waiting = { resolve, reject };
      this.#toWorker.write(toNetstring(message));
    });
  }

  #take(chunk: Buffer): void {
    this.#reader.push(chunk);
    for (let message = this.#reader.next(); message; message = this.#reader.next()) {
      const kind = String.fromCharCode(message[0] ?? 0);
      if (kind === "?") {
        this.#onBytes(message.subarray(1));
        this.#toWorker.write(toNetstring(Buffer.from("/")));
        continue;
      }
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (kind === ".") waiting?.resolve(replyOf(message));
      else waiting?.reject(new Error(`XS: ${message.toString("utf8", 1)}`));
    }
  }

  #fail(reason: string): void {
    this.#end ??= new Error(`the XS worker ended: ${reason} ${this.#errorText}`.trimEnd());
    this.#waiting?.reject(this.#end);
    this.#waiting = undefined;
  }
}

function replyOf(message: Buffer): WorkerReply {
  const separator = message.indexOf(1);
  const raw: unknown = separator < 0 ? {} : JSON.parse(message.toString("utf8", 1, separator));
  const meters = raw as { compute?: number; currentHeapCount?: number; allocate?: number };
  return {
    bytes: message.subarray(separator < 0 ? 1 : separator + 1),
    meters: {
      computrons: meters.compute ?? 0,
      heapSlots: meters.currentHeapCount ?? 0,
      allocatedBytes: meters.allocate ?? 0,
    },
  };
}
