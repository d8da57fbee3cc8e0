import { isPushed, readPushedLine } from "../rig-data/pushed-line.js";
import { Aborted, StepProblem } from "./problems.js";

/** How bytes and time get to a rig and back: a port with the clock on the wall, or the simulated rig with its own. */
export interface Pump {
  send(text: string): void;
  /** Lets time pass; what arrives meanwhile goes to `hear`. */
  wait(seconds: number): Promise<void>;
  hear: (text: string) => void;
  /** The rig is started anew: by itself, or by the operator, who was asked. */
  restart(): Promise<void>;
}

export type SideName = "anode" | "cathode";
export const sideNames = ["anode", "cathode"] as const;
export const channelOf = (side: SideName): 1 | 2 => (side === "anode" ? 1 : 2);
export const otherOf = (side: SideName): SideName => (side === "anode" ? "cathode" : "anode");

/** What a row of the stream says of one side. */
export interface SideRow {
  readonly counts: number;
  readonly pressureKPa: number;
  readonly setKPa: number;
  readonly targetUm: number;
  readonly positionUm: number;
}

export interface Row {
  readonly atS: number;
  readonly flags: number;
  readonly anode: SideRow;
  readonly cathode: SideRow;
}

/** Time between two looks at what has arrived, s. */
const sliceS = 0.1;
const answerS = 3;

/** Questions and orders to a rig, and the rows that it streams. */
export class RigLine {
  private readonly pump: Pump;
  private readonly aborted: () => boolean;
  private readonly replies: string[] = [];
  private columns: readonly string[] = [];
  private rest = "";
  private gathered: Row[] | undefined;

  constructor(pump: Pump, aborted: () => boolean) {
    this.pump = pump;
    this.aborted = aborted;
    pump.hear = (text) => this.hear(text);
  }

  /** A row every 0.1 s from now on. An empty line ends what another program may have left half said. */
  async open(): Promise<void> {
    this.pump.send("\nDATA:STR ON;DATA:STR:INT 0.1\n");
    await this.wait(1);
    this.replies.length = 0;
    await this.command("*CLS");
  }

  async ask(query: string): Promise<string> {
    this.replies.length = 0;
    this.pump.send(`${query}\n`);
    for (let waitedS = 0; waitedS < answerS; waitedS += sliceS) {
      await this.wait(sliceS);
      const reply = this.replies.shift();
      if (reply !== undefined) return reply;
    }
    throw new StepProblem(`the rig gives no answer to ${query}`, "check cable, port and baud rate");
  }

  async numbers(query: string): Promise<number[]> {
    return (await this.ask(query)).split(",").map(Number);
  }

  /** Sends orders; what the rig refuses is a `StepProblem` in its words. */
  async command(text: string): Promise<void> {
    this.pump.send(`${text}\n`);
    await this.wait(0.3);
    const error = await this.ask("SYST:ERR?");
    if (!error.startsWith("0,")) {
      throw new StepProblem(
        `the rig refuses ${text}: ${error}`,
        "do what it says and repeat the step",
      );
    }
  }

  /** The rows of the next seconds. */
  async rows(seconds: number): Promise<Row[]> {
    const rows: Row[] = [];
    this.gathered = rows;
    try {
      await this.wait(seconds);
    } finally {
      this.gathered = undefined;
    }
    if (rows.length < 2) {
      throw new StepProblem(
        "the rig streams no rows",
        "check the line; another program may use it",
      );
    }
    return rows;
  }

  /** Lets time pass; when the operator has had enough, that is said as `Aborted`. */
  async wait(seconds: number): Promise<void> {
    for (let leftS = seconds; leftS > 1e-9; leftS -= 1) {
      if (this.aborted()) throw new Aborted();
      await this.pump.wait(Math.min(1, leftS));
    }
  }

  async restart(): Promise<void> {
    await this.pump.restart();
    this.rest = "";
    await this.open();
  }

  /** Stops all motion at once, whatever the rig is doing. */
  stop(): void {
    this.pump.send("!\n");
  }

  private hear(text: string): void {
    const lines = (this.rest + text).split(/\r?\n/u);
    this.rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") continue;
      if (isPushed(line)) this.pushed(line);
      else this.replies.push(line);
    }
  }

  private pushed(text: string): void {
    const line = readPushedLine(text);
    if (line.kind === "header") {
      this.columns = line.columns.map((column) => column.split("/")[0] ?? "");
    } else if (line.kind === "row" && this.gathered !== undefined) {
      this.gathered.push(rowOf(this.columns, line.fields));
    }
  }
}

function rowOf(columns: readonly string[], fields: readonly string[]): Row {
  const of = (name: string) => Number(fields[columns.indexOf(name)] ?? Number.NaN);
  const side = (letter: "a" | "c"): SideRow => ({
    counts: of(`${letter}Counts`),
    pressureKPa: of(`${letter}Pressure`) / 1000,
    setKPa: of(`${letter}Set`) / 1000,
    targetUm: of(`${letter}Target`) / 1000,
    positionUm: of(`${letter}Position`) / 1000,
  });
  return { atS: of("t") / 1000, flags: of("flags"), anode: side("a"), cathode: side("c") };
}
