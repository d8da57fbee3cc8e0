import type { Call } from "./console.js";

/** One command: its header as SCPI documents write it, what it means, and what it does. */
export interface CommandSpec {
  readonly header: string;
  readonly parameters: string;
  readonly meaning: string;
  /** Queries write into `call.reply`; commands push orders. Wrong parameters go to `call.errors`. */
  readonly run: (call: Call) => void;
}
