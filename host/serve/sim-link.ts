import type { World } from "../../sim/world.js";
import type { Link, LinkEvents } from "../record/link.js";

/** Simulated time of one tick. */
const tickMs = 100;
/** 115200 baud, 8N1. */
const byteMs = 10_000 / 115_200;
const turnMs = 2;
/** A rig that is further behind than this, as after the computer slept, goes on from where it is. */
const behindMaxMs = 2000;
const ticksPerTurn = 64;

/**
 * A simulated rig at the pace of the clock on the wall, or `speed` times as fast, behind a serial line that takes its time:
 * a byte is with the other side as late as it would be on a wire.
 */
export class SimLink implements Link {
  /** The latest that a tick has come, ms. */
  latestMs = 0;
  /** How many times as fast as the clock. */
  speed: number;
  private readonly world: World;
  private readonly events: LinkEvents;
  private readonly timer: NodeJS.Timeout;
  private readonly taken = new Uint8Array(4096);
  private readonly toRig: { readonly text: string; readonly atMs: number }[] = [];
  private readonly toHost: { readonly bytes: Uint8Array; readonly atMs: number }[] = [];
  private dueMs: number;
  private sentMs = 0;
  private saidMs = 0;

  constructor(world: World, speed: number, events: LinkEvents) {
    this.world = world;
    this.speed = speed;
    this.events = events;
    this.dueMs = performance.now() + tickMs / speed;
    // The simulated host of the world has switched the stream on; here nobody has yet.
    world.rig.telemetry.stop();
    this.timer = setInterval(() => this.turn(), turnMs);
  }

  send(text: string): void {
    this.sentMs = Math.max(this.sentMs, performance.now()) + (text.length * byteMs) / this.speed;
    this.toRig.push({ text, atMs: this.sentMs });
  }

  close(): void {
    clearInterval(this.timer);
  }

  private turn(): void {
    const now = performance.now();
    this.deliver(now);
    if (now - this.dueMs > behindMaxMs) this.dueMs = now;
    for (let i = 0; i < ticksPerTurn && this.dueMs <= now; i += 1) {
      this.latestMs = Math.max(this.latestMs, now - this.dueMs);
      this.world.tick();
      this.dueMs += tickMs / this.speed;
      this.collect(now);
    }
    this.collect(now);
    while (this.toHost.length > 0 && (this.toHost[0]?.atMs ?? now) <= now) {
      const chunk = this.toHost.shift();
      if (chunk !== undefined) this.events.bytes(chunk.bytes);
    }
  }

  private deliver(now: number): void {
    // The world's ticks let the line carry what a tick's time carries.
    while ((this.toRig[0]?.atMs ?? Number.POSITIVE_INFINITY) <= now) {
      this.world.simulated.uart.hostSend(this.toRig.shift()?.text ?? "");
      this.world.rig.receive();
    }
  }

  private collect(now: number): void {
    for (;;) {
      const count = this.world.takeUart(this.taken);
      if (count === 0) return;
      this.saidMs = Math.max(this.saidMs, now) + (count * byteMs) / this.speed;
      this.toHost.push({ bytes: this.taken.slice(0, count), atMs: this.saidMs });
    }
  }
}
