import { textLines } from "../data/text-lines.js";
import type { SlowHeader, StreamHeader } from "./pushed-line.js";
import { RigSheets, type SheetName, sheetNames } from "./rig-sheets.js";
import { RigStream, type RigStreamSink } from "./rig-stream.js";
import type { Gap, Placed } from "./sequencer.js";

/** One life of the rig, from a power-on to the next, with one set of columns. */
export interface RigLife {
  readonly boot: number;
  readonly firmware: string;
  /** The lines of each file, its header first. */
  readonly sheets: Readonly<Record<SheetName, string[]>>;
}

/** What a log of the serial line holds. */
export interface RigLog {
  readonly lives: readonly RigLife[];
  readonly lines: number;
  readonly damaged: number;
  readonly missing: number;
  /** Id of the certificate that it was made under. */
  readonly certificate?: string | undefined;
}

const noClock = () => Number.NaN;

class Collector implements RigStreamSink {
  readonly lives: RigLife[] = [];
  missing = 0;
  private readonly writer = new RigSheets(false);

  begin(header: StreamHeader): void {
    this.writer.begin(header);
    const { boot, firmware } = header;
    this.lives.push({ boot, firmware, sheets: { rows: [], slow: [], events: [] } });
  }

  beginSlow(header: SlowHeader): void {
    this.writer.beginSlow(header);
  }

  take(what: Placed | Gap): void {
    if (what.kind === "gap") this.missing += what.count ?? 0;
    const line =
      what.kind === "gap" ? this.writer.gap(what, noClock) : this.writer.record(what, noClock);
    const sheet = this.lives.at(-1)?.sheets[line.sheet];
    if (sheet === undefined) return;
    if (sheet.length === 0) sheet.push(this.writer.header(line.sheet));
    sheet.push(line.text);
  }
}

/** Reads the bytes of a serial line (`uart.log`, `.raw.log`), or undefined when they are none. */
export function readRigLog(path: string, bytes: Uint8Array): RigLog | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
  if (!/(^|\n)#H,\d+,[^\n]*,seq\/1,/u.test(head)) return undefined;
  const { lines } = textLines(path, bytes);
  const sink = new Collector();
  const stream = new RigStream(sink);
  for (const line of lines) stream.line(line, 0);
  stream.sequencer.finish("they are not in the recording");
  const lives = sink.lives.filter(({ sheets }) =>
    sheetNames.some((name) => sheets[name].length > 0),
  );
  const { damaged, certificate } = stream;
  return { lives, lines: stream.lines, damaged, missing: sink.missing, certificate };
}
