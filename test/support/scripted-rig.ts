import { checksumOf } from "../../host/rig-data/pushed-line.js";

/** Records that a rig keeps. */
const ringSize = 600;
/** Records of a replay that go out in one turn. */
const replayPerTurn = 40;

/** What a line did with a text on its way. */
export type Wire = (text: string) => string;

/**
 * The rig's side of the stream without a rig: numbered records with checksums, a ring, replays, headers, restarts. It
 * remembers every line it ever made, which is the truth that recordings are held against.
 */
export class ScriptedRig {
  /** Lines by boot and number. */
  readonly truth = new Map<string, string>();
  boot = 1;
  next = 0;
  streaming = false;
  private heard = "";
  private out: string[] = [];
  private replay:
    | { from: number; count: number; at: number; given: number; lost: number }
    | undefined;
  private readonly rowEvery: number;

  constructor(rowEvery = 1000) {
    this.rowEvery = rowEvery;
  }

  restart(): void {
    this.boot += 1;
    this.next = 0;
    this.streaming = false;
    this.replay = undefined;
    this.heard = "";
    this.out = [];
  }

  /** Bytes from the host. */
  receive(text: string): void {
    const lines = (this.heard + text).split("\n");
    this.heard = lines.pop() ?? "";
    for (const line of lines) this.obey(line);
  }

  private obey(line: string): void {
    const asked = /^DATA:REPL (\d+),(\d+)$/u.exec(line);
    if (asked !== null && this.streaming && this.replay === undefined) {
      const from = Number(asked[1]);
      this.replay = { from, count: Number(asked[2]), at: from, given: 0, lost: 0 };
    } else if (line === "DATA:STR ON") {
      this.streaming = true;
      this.header();
    } else if (line === "*IDN?") this.out.push("Isobar,Stack Pressure Rig,TEST,0.0.0\n");
    else if (line.endsWith("?")) this.out.push("0\n");
  }

  private header(): void {
    const ms = this.next * this.rowEvery;
    this.push(
      `#H,1,0.0.0,${this.boot},${this.next},${ms},seq/1,t/ms,aPressure/Pa,cPressure/Pa,volts/uV,flags/1`,
    );
    this.push("#HS,1,seq/1,t/ms,temperature/mdegC");
  }

  private push(body: string): string {
    const line = `${body}*${checksumOf(body)}`;
    if (this.streaming) this.out.push(`${line}\n`);
    return line;
  }

  /** A record more, kept whether anybody listens or not. */
  make(): void {
    const number = this.next;
    this.next += 1;
    const ms = number * this.rowEvery;
    const body =
      number % 11 === 1
        ? `$DS,${number},${ms},${25000 + (number % 500)}`
        : number % 97 === 5
          ? `$E,${number},${ms},step,rig,${number},"Programme step begun"`
          : `$D,${number},${ms},${2500000 + (number % 977)},${200000 - (number % 89)},${3600000 + (number % 4001)},12288`;
    this.truth.set(`${this.boot},${number}`, this.push(body));
    if (this.streaming && number % 60 === 59) this.header();
    this.turn();
  }

  /** A turn of a replay. */
  private turn(): void {
    const { replay } = this;
    if (replay === undefined) return;
    const oldest = Math.max(0, this.next - ringSize);
    const end = replay.from + replay.count;
    for (let i = 0; i < replayPerTurn && replay.at < end; i += 1, replay.at += 1) {
      if (replay.at < oldest || replay.at >= this.next) replay.lost += 1;
      else {
        this.out.push(`${this.truth.get(`${this.boot},${replay.at}`)}\n`);
        replay.given += 1;
      }
    }
    if (replay.at < end) return;
    this.push(`$R,${this.boot},${replay.from},${replay.count},${replay.given},${replay.lost}`);
    this.replay = undefined;
  }

  /** What the line carries to the host. */
  send(wire: Wire): string {
    const text = this.out.join("");
    this.out = [];
    return text === "" ? "" : wire(text);
  }
}
