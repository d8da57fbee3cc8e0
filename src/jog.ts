import { Mode } from "./mode.js";
import { type Order, OrderKind } from "./order.js";
import { Phase } from "./phase.js";
import type { Rig } from "./rig.js";
import type { Side } from "./side.js";

/** Fastest motion in free air that a host may order, um/s. */
export const jogMaxUmPerS = 1000;
/**
 * From contact to standstill: the mean over four conversions 0.15 s, until the tick 0.1, braking 0.05, and a tenth for
 * ticks that are late, s.
 */
const stopS = 0.4;
/** In that time the force may rise by this share of the load cell's capacity. */
const pressedShare = 0.01;
/** So far from where contact ended last the screw may go fast towards a cell, um: cells differ by less than this. */
const cellsDifferUm = 1000;

/** Why a jog has ended; the number is that of the event. */
export const JogEnd = { there: 1, contact: 2, noReadings: 3, atSwitch: 4 } as const;
export type JogEnd = (typeof JogEnd)[keyof typeof JogEnd];

/**
 * Moves one screw in free air by order, for exchanging cells: to a place, or back to the low reference switch. The screw
 * stops at the first conversion that shows contact, on a reading that is none, and at the place. Away from the cell it goes
 * as fast as was asked; towards it only as fast as stopping allows: `0.01 capacity / (0.4 s x k)` with the nameplate's
 * stiffness, 62 um/s on a spring of 0.2 N/um and 500 N, and never slower than an approach.
 */
export class Jog {
  /** Asked for by the host, um/s. */
  speedUmPerS = jogMaxUmPerS;
  /** Position of the low reference switch, um; Infinity before it was found. */
  homeUm = Infinity;
  private readonly rig: Rig;
  private readonly channel: number;
  private readonly side: Side;
  private readonly forwardUmPerS: number;
  private readonly travelMinUm: number;
  private toUm = 0;

  constructor(rig: Rig, channel: number) {
    this.rig = rig;
    this.channel = channel;
    this.side = rig.side(channel);
    const own = channel === 2 ? rig.settings.cathode : rig.settings.anode;
    const stoppable = (pressedShare * own.loadCell.capacity) / (stopS * own.train.stiffness);
    this.forwardUmPerS = Math.max(stoppable, own.approach.speed);
    this.travelMinUm = own.screw.travelMin;
  }

  get leftUm(): number {
    return this.toUm - this.side.loop.motion.wantedUm;
  }

  /** To a place that lies within the travel. */
  to(placeUm: number): void {
    this.toUm = placeUm;
    this.start(placeUm > this.side.loop.motion.positionUm ? Phase.seek : Phase.retract);
  }

  home(): void {
    this.toUm = this.travelMinUm;
    this.homeUm = Infinity;
    this.start(Phase.home);
  }

  /** Each tick while the side jogs. */
  step(dtS: number): void {
    const { side } = this;
    const { motion } = side.loop;
    const { sensor, status } = side;
    if (!side.fresh) this.end(JogEnd.noReadings);
    else if (side.phase === Phase.seek && sensor.rawN > side.contactN) this.end(JogEnd.contact);
    else if (side.phase === Phase.home && status.limitLow) {
      this.homeUm = status.position;
      this.end(JogEnd.atSwitch);
    } else {
      const left = this.leftUm;
      const speed = this.speed();
      const step = speed * dtS;
      if (left > step) motion.advance(step, speed);
      else if (left < -step) motion.advance(-step, speed);
      else if (left > 1e-6 || left < -1e-6) motion.advance(left, speed);
      else if (!status.moving) this.end(JogEnd.there);
    }
  }

  private start(phase: Phase): void {
    const { side } = this;
    side.lock();
    side.mode = Mode.jog;
    side.mover = this;
    side.phase = phase;
    side.sensor.free = true;
    this.tell("mode", 3);
  }

  private speed(): number {
    const { side } = this;
    const asked = this.speedUmPerS;
    if (side.phase !== Phase.seek) return asked;
    const far = side.loop.motion.positionUm < side.backOff.touchedUm - cellsDifferUm;
    return far || asked < this.forwardUmPerS ? asked : this.forwardUmPerS;
  }

  private end(why: JogEnd): void {
    const { side } = this;
    side.loop.settleLash();
    side.release();
    this.tell("jogEnded", why);
  }

  private tell(event: "mode" | "jogEnded", value: number): void {
    this.rig.telemetry.event(event, this.channel === 2 ? 2 : 1, value, this.rig.atUs);
  }
}

/** The jog of a channel, made when it is first asked for. */
export function jogOf(rig: Rig, channel: number): Jog {
  const side = rig.side(channel);
  side.jog ??= new Jog(rig, channel);
  return side.jog;
}

/** Carries out one of the three orders for exchanging cells. */
export function obeyJog(rig: Rig, order: Order): void {
  const side = rig.side(order.side);
  // Since the order was accepted a fault may have come, or the side been taken under control.
  if (rig.guard.log.count > 0) return;
  if (order.kind === OrderKind.park) side.unload(rig.rateKPaPerS[order.side] as number, true);
  else if (!side.held) {
    if (order.kind === OrderKind.home) jogOf(rig, order.side).home();
    else jogOf(rig, order.side).to(order.value);
  }
}
