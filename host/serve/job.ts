import type { Client } from "./client.js";
import { columnsHeader, formatHeader } from "./client-rows.js";
import { codeOf } from "./error-list.js";
import { type Unit, unitsOf } from "./message.js";
import type { Outcome } from "./rig-line.js";

/** Queries whose replies may fill a line. */
const loneHeaders: readonly string[] = ["SYSTem:HELP:HEADers?", "DATA:REMove?"];
const streamHeader = "DATA:STReam[:STATe]";
const errorQueueBit = 4;

/** What a job needs before it can go on. */
export type Need =
  | { readonly kind: "line"; readonly text: string; readonly lone: boolean }
  | { readonly kind: "wait" }
  | { readonly kind: "nothing" };

/** What a client asked of the server itself. */
export interface JobDesk {
  replay(client: Client, from: number, count: number): string | undefined;
  /** How the client wants its rows; says why not. */
  shape(client: Client, header: string, given: string): string | undefined;
  /** The rig may have switched its stream off. */
  streamStopped(): void;
}

const local: Readonly<Record<string, (client: Client) => string>> = {
  "SYSTem:ERRor[:NEXT]?": ({ errors }) => errors.next(),
  "SYSTem:ERRor:ALL?": ({ errors }) => errors.all(),
  "SYSTem:ERRor:CODE[:NEXT]?": ({ errors }) => codeOf(errors.next()),
  "SYSTem:ERRor:CODE:ALL?": ({ errors }) =>
    errors
      .all()
      .match(/-?\d+(?=,")/gu)
      ?.join(",") ?? "0",
  "SYSTem:ERRor:COUNt?": ({ errors }) => String(errors.count),
  "DATA:STReam[:STATe]?": ({ streaming }) => (streaming ? "1" : "0"),
  "DATA:STReam:FORMat?": ({ rows }) => rows.format,
  "DATA:STReam:COLumns?": ({ rows }) => rows.columns,
};

/** A message of a client on its way: what the server answers itself, what the rig is asked, what is waited for. */
export class Job {
  readonly client: Client;
  /** Set while `*OPC?` or `*WAI` is waited for: when that began. */
  waitsSinceMs: number | undefined;
  private readonly message: string;
  private readonly units: readonly Unit[];
  private readonly answers: string[] = [];
  private at = 0;
  private end = 0;
  private mistaken = false;
  private readonly desk: JobDesk;

  constructor(client: Client, message: string, desk: JobDesk) {
    this.client = client;
    this.message = message;
    this.units = unitsOf(message);
    this.desk = desk;
  }

  /** Would it change something on the rig? */
  get orders(): boolean {
    return this.units.slice(this.at).some((unit) => !unit.query);
  }

  /** Carries out what needs no rig, up to the first unit that does. */
  proceed(): Need {
    while (this.at < this.units.length) {
      const unit = this.units[this.at] as Unit;
      if (!this.obeyed(unit)) this.at += 1;
      else if (this.answered(unit)) this.at += 1;
      else if (waits(unit)) return { kind: "wait" };
      else return this.batch();
    }
    if (this.answers.length > 0) this.client.reply(this.answers.join(";"));
    return { kind: "nothing" };
  }

  /** The rig has answered what `proceed` asked for. */
  outcome({ reply, errors }: Outcome): void {
    const done = this.units.slice(this.at, this.end);
    this.at = this.end;
    for (const error of errors) this.client.errors.push(error);
    if (errors.length > 0) this.mistaken = true;
    const only = done.length === 1 ? done[0] : undefined;
    if (reply !== undefined)
      this.answers.push(only?.header === "*STB?" ? this.statusByte(reply) : reply);
    for (const unit of done) this.follow(unit, errors.length === 0);
  }

  /** The wait is over, or void. */
  waited(): void {
    if (this.units[this.at]?.header === "*OPC?") this.answers.push("1");
    this.waitsSinceMs = undefined;
    this.at += 1;
  }

  /** What is left is void; a query that was waiting has its line all the same. */
  cutShort(): void {
    if (this.waitsSinceMs !== undefined) this.waited();
    this.at = this.units.length;
    if (this.answers.length > 0) this.client.reply(this.answers.join(";"));
  }

  /** All motion was stopped: commands that are left are void. */
  spoil(): void {
    this.mistaken = true;
  }

  /** The wait has no end that anybody could tell. */
  unanswered(): void {
    this.waitsSinceMs = undefined;
  }

  /** Units up to the next that the server has to do itself, as one message. */
  private batch(): Need {
    this.end = this.at + 1;
    while (this.end < this.units.length) {
      const unit = this.units[this.end] as Unit;
      if (isLocal(unit) || waits(unit)) break;
      this.end += 1;
    }
    const units = this.units.slice(this.at, this.end).filter((unit) => this.obeyed(unit));
    const whole = units.length === this.units.length;
    const text = whole ? this.message.trim() : units.map((unit) => unit.text).join(";");
    const lone = units.some(isLone);
    return { kind: "line", text, lone };
  }

  /** Answers a unit without the rig; false when it is the rig's. */
  private answered(unit: Unit): boolean {
    const { client } = this;
    const answer = local[unit.header ?? ""];
    if (answer !== undefined && unit.parameters === "") {
      this.answers.push(answer(client));
      return true;
    }
    if (switchesOff(unit)) {
      client.streaming = false;
      return true;
    }
    const replay = replayOf(unit);
    if (replay !== undefined) this.note(this.desk.replay(client, replay.from, replay.count));
    else if (shapes(unit)) this.note(this.desk.shape(client, unit.header, unit.parameters));
    else return false;
    return true;
  }

  /** What the server itself refused, if anything. */
  private note(refused: string | undefined): void {
    if (refused === undefined) return;
    this.client.errors.push(refused);
    this.mistaken = true;
  }

  /** Behind a mistake commands are left alone, all but ABORt. */
  private obeyed(unit: Unit): boolean {
    return !this.mistaken || unit.query || unit.header === "ABORt";
  }

  /** What a command changes for its client beside the rig. */
  private follow(unit: Unit, fine: boolean): void {
    const { client } = this;
    if (unit.header === "*CLS") client.errors.clear();
    else if (unit.header === streamHeader && fine) client.streaming = true;
    else if (unit.header === "*RST") {
      client.streaming = false;
      client.rows.reset();
      this.desk.streamStopped();
    }
  }

  /** The rig's own queue is always empty here; this client's may not be. */
  private statusByte(reply: string): string {
    const bits = Number(reply);
    return Number.isInteger(bits) && this.client.errors.count > 0
      ? String(bits | errorQueueBit)
      : reply;
  }
}

function isLocal(unit: Unit): boolean {
  if (local[unit.header ?? ""] !== undefined) return true;
  return switchesOff(unit) || shapes(unit) || replayOf(unit) !== undefined;
}

/** Rows look as each client wants them; the rig's own stay whole for the others. */
function shapes(
  unit: Unit,
): unit is Unit & { readonly header: typeof formatHeader | typeof columnsHeader } {
  return unit.header === formatHeader || unit.header === columnsHeader;
}

/** The rig's stream is also the others': it stays on. */
function switchesOff(unit: Unit): boolean {
  return unit.header === streamHeader && /^(off|0+)$/iu.test(unit.parameters.trim());
}

function isLone(unit: Unit): boolean {
  return loneHeaders.includes(unit.header ?? "");
}

function waits(unit: Unit): boolean {
  return (unit.header === "*OPC?" || unit.header === "*WAI") && unit.parameters === "";
}

function replayOf(unit: Unit): { from: number; count: number } | undefined {
  if (unit.header !== "DATA:REPLay") return undefined;
  const numbers = /^(\d{1,12})\s*,\s*(\d{1,7})$/u.exec(unit.parameters.trim());
  const count = Number(numbers?.[2]);
  return numbers === null || count < 1 || count > 1e6
    ? undefined
    : { from: Number(numbers[1]), count };
}
