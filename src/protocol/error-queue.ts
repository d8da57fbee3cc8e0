import type { LineWriter } from "../telemetry/line-writer.js";
import { eventBitOf, type ScpiError, scpiErrors } from "./errors.js";
import type { StatusRegisters } from "./status-registers.js";

const noError = '0,"No error"';
/** A line of 256 bytes may come back in an entry, with its number and text before it. */
const longestEntry = 320;

/**
 * The host's mistakes, oldest first. When full, the newest entry becomes -350 and further ones are lost, as SCPI-99
 * (vol. 1, 21.8.1) asks. Each mistake sets its bit of the standard event register.
 */
export class ErrorQueue {
  /** Mistakes since power-on, lost ones and cleared ones included. */
  pushed = 0;
  private readonly names: ScpiError[] = [];
  private readonly details: string[] = [];
  private readonly capacity: number;
  private readonly status: StatusRegisters | undefined;

  constructor(capacity = 16, status?: StatusRegisters) {
    this.capacity = capacity;
    this.status = status;
  }

  get count(): number {
    return this.names.length;
  }

  push(name: ScpiError, detail = ""): void {
    this.pushed += 1;
    this.status?.raise(eventBitOf(scpiErrors[name].code));
    if (this.names.length < this.capacity) {
      this.names.push(name);
      this.details.push(detail);
      return;
    }
    this.names[this.capacity - 1] = "queueOverflow";
    this.details[this.capacity - 1] = "";
    this.status?.raise(eventBitOf(scpiErrors.queueOverflow.code));
  }

  /** Takes the oldest out: `-113,"Undefined header"`; with a device-dependent part after a semicolon. */
  next(): string {
    const name = this.names.shift();
    const detail = this.details.shift() ?? "";
    if (name === undefined) return noError;
    const { code, text } = scpiErrors[name];
    const said = detail === "" ? text : `${text};${detail.split('"').join("'")}`;
    return `${code},"${said}"`;
  }

  /** Takes the number of the oldest out; 0 when there is none. */
  nextCode(): number {
    const name = this.names.shift();
    this.details.shift();
    return name === undefined ? 0 : scpiErrors[name].code;
  }

  /** Takes all out, comma-separated; those that do not fit stay. */
  all(reply: LineWriter): void {
    reply.text(this.next());
    while (this.count > 0 && reply.length + longestEntry < reply.size) {
      reply.comma();
      reply.text(this.next());
    }
  }

  clear(): void {
    this.names.length = 0;
    this.details.length = 0;
  }
}
