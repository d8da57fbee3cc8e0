import {
  isPushed,
  type RigRecord,
  readPushedLine,
  type SlowHeader,
  type StreamHeader,
} from "./pushed-line.js";
import { Sequencer, type SequencerSink } from "./sequencer.js";

/** Begins a line that the host put into a log: here it opened the line or switched the stream on. No reply begins so. */
export const linkMark = ";link ";
/** Begins a line of the host with the id of the certificate that a log is made under. */
export const certificateMark = ";certificate ";

export interface RigStreamSink extends SequencerSink {
  /** Rows of another shape, or of a restarted rig, follow. */
  begin(header: StreamHeader): void;
  /** The shape of the slow rows. */
  beginSlow(header: SlowHeader): void;
}

/** The lines that a rig sends, sorted into records in order; what is damaged is counted and never used. */
export class RigStream {
  readonly sequencer: Sequencer;
  header: StreamHeader | undefined;
  slowHeader: SlowHeader | undefined;
  /** Id of the certificate that the log names last. */
  certificate: string | undefined;
  lines = 0;
  /** Pushed lines that came damaged. */
  damaged = 0;
  /** Rows that came before a header that explains them. */
  unexplained = 0;
  /**
   * The stream was switched on, and no header has said since whose records these are: after a restart of the rig their
   * numbers begin anew.
   */
  unconfirmed = false;
  private firstSeen = Number.POSITIVE_INFINITY;
  private readonly sink: RigStreamSink;

  constructor(sink: RigStreamSink) {
    this.sink = sink;
    this.sequencer = new Sequencer(sink);
  }

  /** Takes a line without its end; true when it was a pushed one, false for a reply. */
  line(text: string, cameS: number): boolean {
    this.lines += 1;
    if (text.startsWith(linkMark)) {
      this.unconfirmed = true;
      return true;
    }
    if (text.startsWith(certificateMark)) {
      this.certificate = text.slice(certificateMark.length);
      return true;
    }
    if (!isPushed(text)) return false;
    const line = readPushedLine(text);
    switch (line.kind) {
      case "damaged":
        this.damaged += 1;
        break;
      case "header":
        this.takeHeader(line);
        break;
      case "slowHeader":
        this.slowHeader = line;
        this.sink.beginSlow(line);
        break;
      case "replayEnd":
        this.sequencer.replayEnd(line);
        break;
      default:
        if (!this.unconfirmed && this.fits(line)) this.sequencer.record(line, cameS);
        else this.notExplained(line);
    }
    return true;
  }

  /** A header that says what is known already changes nothing. */
  private takeHeader(header: StreamHeader): void {
    const { sequencer, header: before } = this;
    const sameBoot = sequencer.boot === undefined || sequencer.boot === header.boot;
    const sameColumns = before?.columns.join() === header.columns.join();
    this.header = header;
    this.unconfirmed = false;
    if (!sameBoot) {
      // Old rows end in the old shape.
      sequencer.close();
      this.slowHeader = undefined;
    } else if (!sameColumns && before !== undefined) {
      sequencer.finish("the columns of the stream were changed");
    }
    if (!sameBoot || !sameColumns) this.sink.begin(header);
    if (this.firstSeen < header.next) sequencer.next ??= this.firstSeen;
    this.firstSeen = Number.POSITIVE_INFINITY;
    sequencer.header(header);
  }

  /** Rows ahead of the first header are asked for again: the recording begins with them. */
  private notExplained(record: RigRecord): void {
    this.unexplained += 1;
    if (this.sequencer.boot === undefined && this.sequencer.next === undefined) {
      this.firstSeen = Math.min(this.firstSeen, record.number);
    }
  }

  private fits(record: RigRecord): boolean {
    if (record.kind === "event") return this.header !== undefined;
    const layout = record.kind === "row" ? this.header : this.slowHeader;
    return layout !== undefined && record.fields.length === layout.columns.length;
  }
}
