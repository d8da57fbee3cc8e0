import { cos, exp, pi, sin } from "../src/maths/elementary.js";
import type { Prng } from "./prng.js";
import type { RigModel } from "./rigs/table.js";
import type { Scenario } from "./scenarios/table.js";

/**
 * First-order response to `sin(2 pi turn)` of unit size once every transient is over:
 * `(sin - w tau cos) / (1 + (w tau)^2)`.
 */
function settledResponse(turn: number, periodS: number, tauS: number): number {
  const lag = (2 * pi * tauS) / periodS;
  return (sin(2 * pi * turn) - lag * cos(2 * pi * turn)) / (1 + lag * lag);
}

/**
 * The room and two temperature nodes that follow it, frame slowly and stack fast (physics 4.5).
 *
 * The room is its mean, a slow swing and the ripple of an air conditioner, both at drawn phases.
 * The rig has stood in that room for ever: the nodes start where they would then be, so no
 * transient marks the start.
 */
export class Thermal {
  roomDegC: number;
  frameDegC: number;
  stackDegC: number;
  /** Fault: the room is warmer by this, K; and the frame by this, from a motor on it. */
  roomOffsetK = 0;
  frameHeatK = 0;

  readonly #rig: RigModel["thermal"];
  readonly #room: Scenario["room"];
  #swingTurn: number;
  #rippleTurn: number;
  #stepS = 0;
  #frameKept = 1;
  #stackKept = 1;

  constructor(rig: RigModel["thermal"], room: Scenario["room"], prng: Prng) {
    this.#rig = rig;
    this.#room = room;
    this.#swingTurn = prng.next();
    this.#rippleTurn = prng.next();
    this.roomDegC = this.#roomAt(this.#swingTurn, this.#rippleTurn);
    this.frameDegC = this.#nodeStart(rig.frameTime);
    this.stackDegC = this.#nodeStart(rig.stackTime);
  }

  /** Exact for a room that stays at the middle of the step, where it is taken. */
  advance(dtS: number): void {
    if (dtS !== this.#stepS) this.#setStep(dtS);
    const swing = this.#swingTurn + dtS / this.#room.swingPeriod;
    const ripple = this.#rippleTurn + dtS / this.#room.ripplePeriod;
    const middle = this.#roomAt(0.5 * (this.#swingTurn + swing), 0.5 * (this.#rippleTurn + ripple));
    const frame = middle + this.frameHeatK;
    this.frameDegC = frame + (this.frameDegC - frame) * this.#frameKept;
    this.stackDegC = middle + (this.stackDegC - middle) * this.#stackKept;
    this.#swingTurn = swing - Math.floor(swing);
    this.#rippleTurn = ripple - Math.floor(ripple);
    this.roomDegC = this.#roomAt(this.#swingTurn, this.#rippleTurn);
  }

  #setStep(dtS: number): void {
    this.#stepS = dtS;
    this.#frameKept = exp(-dtS / this.#rig.frameTime);
    this.#stackKept = exp(-dtS / this.#rig.stackTime);
  }

  #roomAt(swingTurn: number, rippleTurn: number): number {
    const room = this.#room;
    let degC: number = room.temperature + this.roomOffsetK;
    if (room.swing !== 0) degC += room.swing * sin(2 * pi * swingTurn);
    if (room.ripple !== 0) degC += room.ripple * sin(2 * pi * rippleTurn);
    return degC;
  }

  #nodeStart(tauS: number): number {
    const room = this.#room;
    return (
      room.temperature +
      room.swing * settledResponse(this.#swingTurn, room.swingPeriod, tauS) +
      room.ripple * settledResponse(this.#rippleTurn, room.ripplePeriod, tauS)
    );
  }
}
