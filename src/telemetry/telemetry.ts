import type { FaultPlace } from "../guard/fault-log.js";
import type { Rig } from "../rig.js";
import { headerOf, rowColumns, slowColumns } from "./columns.js";
import { type EventName, eventCode } from "./events.js";
import { asciiBytes, LineWriter } from "./line-writer.js";
import type { Outbox } from "./outbox.js";
import { Recorder } from "./recorder.js";
import { Replay } from "./replay.js";
import type { RowShape } from "./row-shape.js";

/** Version of the format of pushed lines. */
export const streamFormat = 1;
/** The second witnesses are consulted this often; each third time a slow row tells of it. */
const slowIntervalUs = 10e6;
const looksPerSlowRow = 3;
const headerIntervalUs = 60e6;
/** Records replayed in one tick at most: live rows, replies and the tick's time come first. */
const replayPerTick = 8;

/**
 * Rows at an interval and events as they happen, kept in the ring whether anybody listens or not; pushed while the stream
 * is on, with a header that explains them. (Boot count, number) names a record for ever.
 */
export class Telemetry {
  streaming = false;
  intervalUs: number;
  readonly bootCount: number;
  readonly replay = new Replay();
  readonly recorder = new Recorder();
  /** Next record that the polling host has not taken. */
  unread = 0;
  /** What rows look like; undefined for all columns in our own line. */
  shape: RowShape | undefined;
  private readonly line = new LineWriter(400);
  private readonly outbox: Outbox;
  private readonly headerStart: Uint8Array;
  private readonly headerEnd: Uint8Array;
  private readonly slowHeader: Uint8Array;
  private readonly replayHead = asciiBytes("$R,");
  private nextRowUs = 0;
  private nextSlowUs = 0;
  /** Looks since the last slow row. */
  private slowLooks = 0;
  private nextHeaderUs = 0;

  constructor(outbox: Outbox, intervalS: number, bootCount: number, firmware: string) {
    this.outbox = outbox;
    this.intervalUs = Math.floor(intervalS * 1e6 + 0.5);
    this.bootCount = bootCount;
    this.headerStart = asciiBytes(`#H,${streamFormat},${firmware},`);
    this.headerEnd = asciiBytes(`,seq/1,${headerOf(rowColumns)}`);
    this.slowHeader = asciiBytes(`#HS,${streamFormat},seq/1,${headerOf(slowColumns)}`);
  }

  /** Number of the next record. */
  get sequence(): number {
    return this.recorder.ring.next;
  }

  get droppedRows(): number {
    return this.outbox.droppedRows;
  }

  get droppedOthers(): number {
    return this.outbox.droppedOthers;
  }

  start(atUs: number): void {
    this.streaming = true;
    this.nextRowUs = atUs;
    this.nextSlowUs = atUs;
    this.slowLooks = 0;
    this.explainAt(atUs);
  }

  /** Rows look so from now on. */
  show(shape: RowShape | undefined, atUs: number): void {
    this.shape = shape;
    this.explainAt(atUs);
  }

  stop(): void {
    this.streaming = false;
  }

  /** A new interval; a row that would now come later than it says comes sooner. */
  rowEvery(intervalUs: number, atUs: number): void {
    this.intervalUs = intervalUs;
    if (this.nextRowUs > atUs + this.intervalUs) this.nextRowUs = atUs + this.intervalUs;
  }

  /** When the next header is due: a plotter wants none. */
  private explainAt(atUs: number): void {
    this.nextHeaderUs = this.shape?.plots ? Infinity : atUs;
  }

  /** Called once a tick. */
  step(rig: Rig, atUs: number): void {
    if (this.streaming && atUs >= this.nextHeaderUs) {
      this.header(atUs);
      this.nextHeaderUs = later(this.nextHeaderUs, headerIntervalUs, atUs);
    }
    if (atUs >= this.nextRowUs) {
      this.recorder.keepRow(rig);
      this.push(true);
      this.nextRowUs = later(this.nextRowUs, this.intervalUs, atUs);
    }
    if (atUs >= this.nextSlowUs) this.lookSlowly(rig, atUs);
    if (this.replay.active) this.stepReplay();
  }

  event(name: EventName, place: FaultPlace, value: number, atUs: number): void {
    this.recorder.keepEvent(eventCode(name), place, value, Math.floor(atUs / 1000));
    this.push(false);
  }

  /** Records that a polling host can still take. */
  get waiting(): number {
    const { ring } = this.recorder;
    return ring.next - (this.unread > ring.oldest ? this.unread : ring.oldest);
  }

  /** Writes the oldest unread record as text into `line`; false when there is none. It stays unread until `taken`. */
  peek(line: LineWriter): boolean {
    const { ring } = this.recorder;
    if (this.unread < ring.oldest) this.unread = ring.oldest;
    if (this.unread >= ring.next) return false;
    this.recorder.write(this.unread, line);
    return true;
  }

  /** The record that `peek` showed is the host's now. */
  taken(): void {
    this.unread += 1;
  }

  /** Pushes the newest record while the stream is on. A dropped row leaves a gap in the numbers, and the ring has it. */
  private push(row: boolean): void {
    if (!this.streaming) return;
    const number = this.recorder.ring.next - 1;
    // The ring has what a plotter is not told.
    if (this.shape?.plots && !this.recorder.isRow(number)) return;
    if (row) {
      this.pushRow(number);
      return;
    }
    this.recorder.write(number, this.line);
    this.outbox.line(this.line.bytes, this.line.length);
  }

  private pushRow(number: number): void {
    const { outbox } = this;
    outbox.beginRow();
    const { shape } = this;
    if (shape === undefined || !this.recorder.isRow(number))
      this.recorder.write(number, outbox.rowLine);
    else shape.write(this.recorder, number, outbox.rowLine);
    outbox.endRow();
  }

  private lookSlowly(rig: Rig, atUs: number): void {
    rig.consultWitnesses();
    if (this.slowLooks === 0) {
      this.recorder.keepSlow(rig);
      this.push(true);
    }
    this.slowLooks = (this.slowLooks + 1) % looksPerSlowRow;
    this.nextSlowUs = later(this.nextSlowUs, slowIntervalUs, atUs);
  }

  private stepReplay(): void {
    const { replay } = this;
    const { ring } = this.recorder;
    for (let i = 0; i < replayPerTick; i += 1) {
      replay.skipTo(ring.oldest, ring.next);
      if (replay.finished) break;
      if (!this.outbox.hasRoomForRow) return;
      this.pushRow(replay.next);
      replay.pushed();
    }
    if (replay.finished) this.endReplay();
  }

  /** `$R,boot,from,count,given,lost`: what the replay was asked for and what came of it. */
  private endReplay(): void {
    const { replay, line } = this;
    line.begin();
    line.piece(this.replayHead);
    line.integer(this.bootCount);
    line.comma();
    line.integer(replay.from);
    line.comma();
    line.integer(replay.count);
    line.comma();
    line.integer(replay.given);
    line.comma();
    line.integer(replay.lost);
    line.endWithCrc();
    // Until there is room the summary waits: a replay without its end would look like one cut off.
    if (!this.outbox.hasRoom(line.length)) return;
    this.outbox.line(line.bytes, line.length);
    replay.active = false;
  }

  private header(atUs: number): void {
    const { line } = this;
    line.begin();
    line.piece(this.headerStart);
    line.integer(this.bootCount);
    line.comma();
    line.integer(this.sequence);
    line.comma();
    line.integer(Math.floor(atUs / 1000));
    line.piece(this.shape?.header ?? this.headerEnd);
    line.endWithCrc();
    this.outbox.line(line.bytes, line.length);
    line.begin();
    line.piece(this.slowHeader);
    line.endWithCrc();
    this.outbox.line(line.bytes, line.length);
  }
}

/** The next due instant after `atUs` on the same grid; missed ones are left out. */
function later(dueUs: number, intervalUs: number, atUs: number): number {
  return dueUs + intervalUs * (Math.floor((atUs - dueUs) / intervalUs) + 1);
}
