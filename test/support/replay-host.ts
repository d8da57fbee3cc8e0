import assert from "node:assert/strict";
import { crc16 } from "../../src/telemetry/crc16.js";
import { asciiBytes, LineWriter } from "../../src/telemetry/line-writer.js";
import { RigOnBench } from "./rig-on-bench.js";

/** Bytes that a line of 115,200 baud carries in a tick of 100 ms. */
const bytesPerTick = 1152;
/** Ticks after which a host takes the end of a replay for lost. */
const patienceTicks = 200;

/** `$R`: what a replay was asked for and what came of it. */
export interface ReplayEnd {
  readonly from: number;
  readonly count: number;
  readonly given: number;
  readonly lost: number;
}

/**
 * A host that wants every record: it listens, notices gaps in the numbers, asks for them again, and believes `$R`
 * about what is gone for good. Between it and the rig is a line that can stall, be pulled or drop bytes.
 */
export class ReplayHost {
  readonly bench = new RigOnBench();
  /** Number and text of the records that came. */
  readonly known = new Map<number, string>();
  /** Numbers that the rig has declared lost. */
  readonly lost = new Set<number>();
  /** What the rig wrote when each record was new. */
  readonly truth: string[] = [];
  readonly ends: ReplayEnd[] = [];
  readonly replies: string[] = [];
  /** Lines that were no whole line. */
  broken = 0;
  /** The wire carries nothing, and the rig knows it: its bytes wait. */
  stalled = false;
  /** The cable is out, and the rig does not know: its bytes are gone. */
  pulled = false;
  /** Bytes in the middle of the next text that get lost. */
  dropBytes = 0;
  private readonly line = new LineWriter(320);
  private rest = "";
  /** The replay that was asked for, its records that came, and when. */
  private asked: { from: number; count: number; came: Set<number>; atTick: number } | undefined;
  private ticks = 0;

  get streaming(): boolean {
    return this.bench.rig.telemetry.streaming;
  }

  /** A tick of the rig; the host hears what the line carries. */
  tick(): void {
    this.ticks += 1;
    this.bench.hal.uart.room = this.stalled ? 0 : bytesPerTick;
    this.bench.tick();
    this.noteTruth();
    this.hear();
  }

  /** Sends a line, if the cable is in, and hears what comes at once. */
  send(text: string): void {
    if (this.pulled) return;
    this.bench.say(`${text}\n`);
    this.noteTruth();
    this.hear();
  }

  /** Asks for the first gap below `end`, unless an answer is still to come. False when there is no gap. */
  askForGap(end: number): boolean {
    const from = this.firstMissing(end);
    if (from === undefined) return false;
    if (this.asked !== undefined && this.ticks - this.asked.atTick < patienceTicks) return true;
    let count = 1;
    while (from + count < end && this.missing(from + count)) count += 1;
    this.asked = { from, count, came: new Set(), atTick: this.ticks };
    this.send(`DATA:REPL ${from},${count}`);
    return true;
  }

  private firstMissing(end: number): number | undefined {
    for (let number = 0; number < end; number += 1) if (this.missing(number)) return number;
    return undefined;
  }

  private missing(number: number): boolean {
    return !this.known.has(number) && !this.lost.has(number);
  }

  private noteTruth(): void {
    const { recorder } = this.bench.rig.telemetry;
    for (let number = this.truth.length; number < recorder.ring.next; number += 1) {
      recorder.write(number, this.line);
      this.truth.push(Buffer.from(this.line.bytes.subarray(0, this.line.length - 1)).toString());
    }
  }

  private hear(): void {
    let text = this.bench.hal.uart.take();
    if (this.pulled) text = "";
    if (this.dropBytes > 0 && text.length > this.dropBytes) {
      const from = Math.floor((text.length - this.dropBytes) / 2);
      text = text.slice(0, from) + text.slice(from + this.dropBytes);
      this.dropBytes = 0;
    }
    const lines = (this.rest + text).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.take(line);
  }

  private take(line: string): void {
    if (!/^[$#]/.test(line)) {
      this.replies.push(line);
      return;
    }
    const star = line.lastIndexOf("*");
    const body = line.slice(0, Math.max(0, star));
    const crc = crc16(asciiBytes(body), 0, body.length);
    if (line.slice(star + 1) !== crc.toString(16).toUpperCase().padStart(4, "0")) {
      this.broken += 1;
      return;
    }
    const fields = body.split(",");
    if (fields[0] === "$R") this.takeEnd(fields.slice(1).map(Number));
    else if (line.startsWith("$")) this.takeRecord(Number(fields[1]), line);
  }

  private takeRecord(number: number, line: string): void {
    const { asked } = this;
    // The very same bytes, live and again.
    assert.equal(line, this.truth[number]);
    this.known.set(number, line);
    if (asked !== undefined && number >= asked.from && number < asked.from + asked.count) {
      asked.came.add(number);
    }
  }

  private takeEnd([boot, from = -1, count = -1, given = -1, lost = -1]: number[]): void {
    assert.equal(boot, 3);
    assert.equal(given + lost, count);
    this.ends.push({ from, count, given, lost });
    const { asked } = this;
    if (asked === undefined || asked.from !== from || asked.count !== count) return;
    this.asked = undefined;
    // When all came that was given, the others are gone; else the line has lost some, and they can be asked for.
    if (asked.came.size < given) return;
    const { oldest } = this.bench.rig.telemetry.recorder.ring;
    for (let number = from; number < from + count; number += 1) {
      if (!this.missing(number)) continue;
      assert.ok(number < oldest, `${number} is declared lost, and is there`);
      this.lost.add(number);
    }
  }
}
