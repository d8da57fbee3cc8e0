import { type ScpiError, scpiErrors } from "./errors.js";

/**
 * The host's mistakes, oldest first. When full, the newest entry becomes -350 and further ones are lost, as SCPI-99
 * (vol. 1, 21.8.1) asks.
 */
export class ErrorQueue {
  /** Mistakes since power-on, lost ones and cleared ones included. */
  pushed = 0;
  private readonly names: ScpiError[] = [];
  private readonly details: string[] = [];
  private readonly capacity: number;

  constructor(capacity = 16) {
    this.capacity = capacity;
  }

  get count(): number {
    return this.names.length;
  }

  push(name: ScpiError, detail = ""): void {
    this.pushed += 1;
    if (this.names.length < this.capacity) {
      this.names.push(name);
      this.details.push(detail);
      return;
    }
    this.names[this.capacity - 1] = "queueOverflow";
    this.details[this.capacity - 1] = "";
  }

  /** Takes the oldest out: `-113,"Undefined header"`; with a device-dependent part after a semicolon. */
  next(): string {
    const name = this.names.shift() ?? "none";
    const detail = this.details.shift() ?? "";
    const { code, text } = scpiErrors[name];
    const said = detail === "" ? text : `${text};${detail.split('"').join("'")}`;
    return `${code},"${said}"`;
  }

  clear(): void {
    this.names.length = 0;
    this.details.length = 0;
  }
}
