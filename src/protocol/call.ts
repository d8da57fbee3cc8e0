import type { Rig } from "../rig.js";
import { LineWriter } from "../telemetry/line-writer.js";
import type { Console } from "./console.js";
import type { ErrorQueue } from "./error-queue.js";
import { Parameters } from "./parameters.js";
import type { StatusRegisters } from "./status-registers.js";

const replyMax = 1600;
const scratchMax = 320;

/** What the rest of a message waits for. */
export const Wait = {
  none: 0,
  /** `*WAI`: the end of what is pending. */
  complete: 1,
  /** `*OPC?`: the same, and then the answer 1. */
  answer: 2,
  /** A list that is longer than a reply: its end. */
  listing: 3,
} as const;
export type Wait = (typeof Wait)[keyof typeof Wait];

/** What a command's handler works with. */
export class Call {
  readonly rig: Rig;
  readonly console: Console;
  readonly errors: ErrorQueue;
  readonly status: StatusRegisters;
  readonly parameters: Parameters;
  /** The reply of a query. */
  readonly reply = new LineWriter(replyMax);
  /** A line to write something into before it goes into the reply. */
  readonly scratch = new LineWriter(scratchMax);
  /** Numeric suffix of the header: 1 anode, 2 cathode. */
  suffix = 1;
  /** Queries of this message that have been answered. */
  answers = 0;
  /** Set by a handler: the message goes on when this has come. */
  wait: Wait = Wait.none;

  constructor(rig: Rig, console: Console, errors: ErrorQueue, status: StatusRegisters) {
    this.rig = rig;
    this.console = console;
    this.errors = errors;
    this.status = status;
    this.parameters = new Parameters(errors);
  }
}
