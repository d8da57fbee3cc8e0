import { UsageError } from "../command/exit.js";
import { shown } from "../documents/file-text.js";
import type { SlowHeader, StreamHeader } from "../rig-data/pushed-line.js";
import { RigSheets, type SheetMemory, type SheetName, sheetNames } from "../rig-data/rig-sheets.js";
import {
  certificateMark,
  linkMark,
  RigStream,
  type RigStreamSink,
} from "../rig-data/rig-stream.js";
import type { Gap, Placed } from "../rig-data/sequencer.js";
import { ClockModel } from "./clock-model.js";
import type { Disk } from "./disk.js";
import { GrowingFile } from "./growing-file.js";

/** What is kept on the disk so that a recording can go on after anything. */
interface State {
  readonly version: 1;
  readonly part: number;
  readonly boot: number | undefined;
  readonly next: number | undefined;
  /** Where in the raw log the first line stands whose record is not in the files yet. */
  readonly rawFrom: number;
  readonly sizes: Readonly<Record<SheetName, number>>;
  readonly header: StreamHeader | undefined;
  readonly slowHeader: SlowHeader | undefined;
  readonly memory: SheetMemory;
  readonly unconfirmed: boolean;
  readonly offsetS: number | undefined;
  readonly rows: number;
  readonly missing: number;
}

export interface RecordingOptions {
  /** Path and name of the files, without endings. */
  readonly base: string;
  readonly disk: Disk;
  /** Bytes of rows at which a new part begins. */
  readonly partBytesMax: number;
  /** Id of the certificate that the raw log is to name. */
  readonly certificate?: string | undefined;
}

const endings: Readonly<Record<SheetName, string>> = {
  rows: "rig.csv",
  slow: "slow.csv",
  events: "events.csv",
};
/** Bytes that wait at most while the disk takes nothing. */
const waitingMax = 32 << 20;
const longestLine = 4096;

/**
 * A recording on disk: the lines as they came, and tables of their records. The raw log is written first; the state that
 * says how far the tables go is replaced only when they are on the disk. So a recording that was stopped at any byte goes
 * on by cutting the tables to what the state says and reading the rest of the raw log again.
 */
export class Recording {
  readonly stream: RigStream;
  readonly clock = new ClockModel();
  /** Records and missing ones in the tables since the recording began. */
  rows = 0;
  missing = 0;
  /** Bytes that were thrown away because the disk took nothing for too long. */
  thrownAway = 0;
  /** Why the disk took nothing at the last attempt; empty when it did. */
  diskTrouble = "";
  part = 1;
  private readonly options: RecordingOptions;
  private readonly sheets = new RigSheets(true);
  private readonly files = new Map<SheetName, GrowingFile>();
  /** Tables of parts that are over and not on the disk yet. */
  private readonly closed: GrowingFile[] = [];
  private raw: GrowingFile;
  private clockBoot: number | undefined;
  private partial = "";
  /** Raw place of the line after the last one at which nothing was held back. */
  private settledAt = 0;
  private lineEnd = 0;

  constructor(options: RecordingOptions) {
    this.options = options;
    this.stream = new RigStream(this.sink());
    this.raw = new GrowingFile(options.disk, this.rawPath, 0);
    this.resume();
  }

  private path(ending: string, part = this.part): string {
    return `${this.options.base}-${String(part).padStart(4, "0")}.${ending}`;
  }

  private get statePath(): string {
    return `${this.options.base}.state.json`;
  }

  private get rawPath(): string {
    return `${this.options.base}.raw.log`;
  }

  /** Bytes that came from the rig; replies are handed to `reply`. */
  feed(bytes: Uint8Array, nowS: number, reply: (line: string) => void = () => undefined): void {
    if (this.waiting > waitingMax) {
      this.thrownAway += bytes.length;
      return;
    }
    this.raw.append(bytes);
    this.take(bytes, nowS, reply);
  }

  /** The stream is switched on: what follows may be of another life of the rig. */
  mark(nowS: number): void {
    const end = this.partial === "" ? "" : "\n";
    const { certificate } = this.options;
    const named = certificate === undefined ? "" : `${certificateMark}${certificate}\n`;
    this.feed(Buffer.from(`${end}${named}${linkMark}${nowS.toFixed(3)}\n`), 0);
  }

  /** Bytes that are not on the disk yet. */
  get waiting(): number {
    return [...this.closed, ...this.files.values()].reduce(
      (sum, file) => sum + file.waiting,
      this.raw.waiting,
    );
  }

  private take(bytes: Uint8Array, nowS: number, reply: (line: string) => void): void {
    const text = this.partial + Buffer.from(bytes).toString("latin1");
    let from = 0;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
      const line = text.slice(from, at).replace(/\r$/u, "");
      this.lineEnd += at + 1 - from;
      from = at + 1;
      if (!this.stream.line(line, nowS)) reply(line);
      if (this.stream.sequencer.waiting === 0) this.settledAt = this.lineEnd;
    }
    this.partial = text.slice(from);
    // A line without an end is noise; it is in the raw log.
    if (this.partial.length > longestLine) {
      this.lineEnd += this.partial.length;
      this.partial = "";
    }
  }

  /** Sees all to the disk; false when the disk did not take it, and then nothing is lost. */
  commit(): boolean {
    const { sequencer, header, slowHeader } = this.stream;
    try {
      this.raw.flush();
      for (const file of [...this.closed, ...this.files.values()]) file.flush();
      this.closed.length = 0;
      const size = (name: SheetName) => this.files.get(name)?.size ?? 0;
      const state: State = {
        version: 1,
        part: this.part,
        boot: sequencer.boot,
        next: sequencer.next,
        rawFrom: this.settledAt,
        sizes: { rows: size("rows"), slow: size("slow"), events: size("events") },
        header,
        slowHeader,
        memory: this.sheets.memory,
        unconfirmed: this.stream.unconfirmed,
        offsetS: this.clock.offsetS,
        rows: this.rows,
        missing: this.missing,
      };
      this.options.disk.replace(this.statePath, `${JSON.stringify(state)}\n`);
      this.diskTrouble = "";
      return true;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === undefined) throw error;
      this.diskTrouble = code === "ENOSPC" ? "the disk is full" : code;
      return false;
    }
  }

  private sink(): RigStreamSink {
    return {
      begin: (header) => this.begin(header),
      beginSlow: (header) => this.sheets.beginSlow(header),
      take: (what) => this.write(what),
    };
  }

  /** Rows of another boot or with other columns go to a part of their own. */
  private begin(header: StreamHeader): void {
    if (this.files.size > 0) this.openPart();
    if (header.boot !== this.clockBoot) this.clock.restart();
    this.clockBoot = header.boot;
    this.sheets.begin(header);
  }

  private write(what: Placed | Gap): void {
    const unix = (timeS: number) => this.clock.unixS(timeS);
    if (what.kind === "record") {
      // Every record has its time first. A line that was read again from the raw log came at no known time.
      const timeS = Number(what.record.fields[0]) / 1000;
      if (what.cameS !== undefined && what.cameS > 0) this.clock.learn(timeS, what.cameS);
      this.rows += 1;
    } else this.missing += what.count ?? 0;
    const line = what.kind === "gap" ? this.sheets.gap(what, unix) : this.sheets.record(what, unix);
    if ((this.files.get("rows")?.size ?? 0) > this.options.partBytesMax) this.openPart();
    let file = this.files.get(line.sheet);
    if (file === undefined) {
      file = new GrowingFile(this.options.disk, this.path(endings[line.sheet]), 0);
      this.files.set(line.sheet, file);
      file.append(Buffer.from(`${this.sheets.header(line.sheet)}\n`));
    }
    file.append(Buffer.from(`${line.text}\n`));
  }

  /** The tables of a part that is over are seen to the disk with the next commit. */
  private openPart(): void {
    this.closed.push(...this.files.values());
    this.files.clear();
    this.part += 1;
  }

  private resume(): void {
    const { disk } = this.options;
    const bytes = disk.read(this.statePath);
    const raw = disk.read(this.rawPath) ?? new Uint8Array();
    if (bytes === undefined) {
      if (raw.length > 0) {
        this.clear(1, sheetNames);
        this.readAgain(raw, 0);
      }
      return;
    }
    const state = readState(this.statePath, bytes);
    this.part = state.part;
    for (const name of sheetNames) {
      const size = state.sizes[name];
      if (size === 0) continue;
      disk.cut(this.path(endings[name]), size);
      this.files.set(name, new GrowingFile(disk, this.path(endings[name]), size));
    }
    this.clear(
      state.part,
      sheetNames.filter((name) => state.sizes[name] === 0),
    );
    this.rows = state.rows;
    this.missing = state.missing;
    this.clock.offsetS = state.offsetS;
    if (state.boot !== undefined && state.next !== undefined) {
      this.stream.sequencer.resume(state.boot, state.next);
    }
    this.clockBoot = state.boot;
    this.stream.header = state.header;
    this.stream.slowHeader = state.slowHeader;
    if (state.header !== undefined) this.sheets.begin(state.header);
    if (state.slowHeader !== undefined) this.sheets.beginSlow(state.slowHeader);
    this.sheets.remember(state.memory);
    this.stream.unconfirmed = state.unconfirmed;
    this.readAgain(raw, state.rawFrom);
  }

  /**
   * Takes away the tables `names` of a part and all of later parts: a life that died wrote them, and the next one may begin its parts
   * elsewhere, because what the rig was asked for is in no log.
   */
  private clear(part: number, names: readonly SheetName[]): void {
    const { disk } = this.options;
    for (const name of names) disk.remove(this.path(endings[name], part));
    for (let later = part + 1; ; later += 1) {
      const paths = sheetNames.map((name) => this.path(endings[name], later));
      if (paths.every((path) => disk.read(path) === undefined)) return;
      for (const path of paths) disk.remove(path);
    }
  }

  /** Reads the rest of the raw log again; a line that was cut off ends here. */
  private readAgain(raw: Uint8Array, from: number): void {
    this.raw = new GrowingFile(this.options.disk, this.rawPath, raw.length);
    this.settledAt = from;
    this.lineEnd = from;
    this.take(raw.subarray(from), 0, () => undefined);
    if (this.partial !== "") this.feed(Buffer.from("\n"), 0);
  }
}

function readState(path: string, bytes: Uint8Array): State {
  try {
    const state = JSON.parse(Buffer.from(bytes).toString("utf8")) as State;
    if (state.version === 1 && Number.isInteger(state.rawFrom)) return state;
  } catch {
    // Said below.
  }
  throw new UsageError(
    `${shown(path)}: is no state of a recording; give another --out, or take the file away to begin anew`,
  );
}
