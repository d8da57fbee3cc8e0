import type { World } from "../../sim/world.js";
import { crc16 } from "../../src/telemetry/crc16.js";
import { asciiBytes } from "../../src/telemetry/line-writer.js";
import type { Saying } from "./sayings.js";

/** A reply that does not come within this time is missing, s. */
const patienceS = 3;
/** After the line was bad, what was asked and said before need not have come through. */
const graceS = 15;
/** A reset of the stream is over within this time, s. */
const resetS = 3;
/** Faults that tear lines. */
const tearing: readonly string[] = ["unplugged", "hostSlow", "garbage", "lateTicks"];

/**
 * The host at the other end: says what was drawn, counts the replies, and listens whether records come in order and
 * whole.
 */
export class Host {
  /** What is wrong with what came, in words. */
  complaint = "";
  private readonly world: World;
  private readonly sayings: readonly Saying[];
  private readonly bytes = new Uint8Array(1 << 15);
  private next = 0;
  private rest = "";
  private boots = 1;
  private waiting = 0;
  private askedAtS = 0;
  private graceUntilS = 2;
  private lastNumber = -1;
  /** Numbers left out since the last start: the rig has to count at least as many lines as dropped. */
  private missing = 0;
  /** The cable was out since the last record. */
  private lineWasOut = false;

  constructor(world: World, sayings: readonly Saying[]) {
    this.world = world;
    this.sayings = sayings;
  }

  /** Says what is due. */
  speak(): void {
    const { atS, simulated } = this.world;
    for (let one = this.sayings[this.next]; one !== undefined && one.atS <= atS; ) {
      simulated.uart.hostSend(one.text);
      if (one.replies > 0) {
        if (this.waiting === 0) this.askedAtS = atS;
        this.waiting += one.replies;
      }
      // `!` voids what was half said, nothing else does.
      this.next += 1;
      one = this.sayings[this.next];
    }
  }

  /** Hears what has come. */
  hear(): void {
    const { world } = this;
    if (world.boots !== this.boots) this.meetAgain();
    const { active } = world.injector;
    if (active.some((name) => tearing.includes(name))) this.forgive();
    if (active.includes("unplugged")) this.lineWasOut = true;
    for (let count = 1; count > 0; ) {
      count = world.takeUart(this.bytes);
      if (count > 0) this.rest += Buffer.from(this.bytes.subarray(0, count)).toString("latin1");
    }
    const lines = this.rest.split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.take(line);
    if (this.waiting > 0 && world.atS - this.askedAtS > patienceS) {
      this.complain(`no reply to what was asked at ${this.askedAtS.toFixed(1)} s`);
    }
  }

  private get forgiving(): boolean {
    return this.world.atS < this.graceUntilS;
  }

  private forgive(): void {
    this.graceUntilS = this.world.atS + graceS;
    this.waiting = 0;
  }

  /** Another start: numbers begin anew, and the line that was under way is torn. */
  private meetAgain(): void {
    this.boots = this.world.boots;
    this.lastNumber = -1;
    this.missing = 0;
    this.lineWasOut = true;
    this.forgive();
  }

  private take(line: string): void {
    if (line.includes("NaN") || line.includes("undefined")) this.complain(`a line says ${line}`);
    if (/^[$#]/.test(line)) {
      this.takePushed(line);
      return;
    }
    if (this.forgiving) {
      if (this.waiting > 0) this.waiting -= 1;
      return;
    }
    if (this.waiting === 0) this.complain(`a line that nobody asked for: ${line.slice(0, 60)}`);
    else this.waiting -= 1;
  }

  private takePushed(line: string): void {
    const star = line.lastIndexOf("*");
    const body = line.slice(0, Math.max(0, star));
    const crc = crc16(asciiBytes(body), 0, body.length).toString(16).toUpperCase().padStart(4, "0");
    if (line.slice(star + 1) !== crc) {
      if (!this.forgiving) this.complain(`a broken line: ${line.slice(0, 60)}`);
      return;
    }
    if (!/^\$(D|DS|E),/.test(line)) return;
    this.followNumber(Number(body.split(",")[1]));
  }

  /** Numbers grow by one; what is left out was dropped by a line that tells so, or lost with the cable or the stream. */
  private followNumber(number: number): void {
    const { telemetry } = this.world.rig;
    const dropped = telemetry.droppedRows + telemetry.droppedOthers;
    const left = this.lastNumber < 0 ? 0 : number - this.lastNumber - 1;
    if (left < 0 && !this.forgiving) this.complain(`record ${number} twice`);
    if (!this.lineWasOut && !this.streamWasOff) this.missing += Math.max(0, left);
    if (this.missing > dropped) {
      this.complain(
        `records ${this.lastNumber + 1} to ${number - 1} are missing, and nothing was dropped`,
      );
    }
    this.lastNumber = number;
    // A slow host reads what came before the cable was pulled when it is in again.
    if (!this.forgiving) this.lineWasOut = false;
  }

  /** `*RST` switches the stream off until it is switched on again in the same message. */
  private get streamWasOff(): boolean {
    const { atS } = this.world;
    return this.sayings
      .slice(Math.max(0, this.next - 8), this.next)
      .some((one) => one.text.startsWith("*RST") && atS - one.atS < resetS);
  }

  private complain(text: string): void {
    if (this.complaint === "") this.complaint = text;
  }
}
