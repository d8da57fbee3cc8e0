import { arcsine, pi, sin } from "../../src/maths/elementary.js";
import type { Prng } from "../prng.js";
import type { RigSide } from "../rigs/table.js";
import { Lash } from "./lash.js";
import { loweringTorquePerNewton, raisingTorquePerNewton } from "./screw-torque.js";

/**
 * Full steps in one electrical turn of a two-phase stepper: the distance to the next stable point.
 */
export const electricalTurn = 4;
/** Half an electrical turn away from the field the torque changes sign and the rotor is lost. */
const lossAngle = 2;

/**
 * Angle in full steps by which a rotor lags its field under `load`, a share of the holding torque:
 * `asin(load) / (pi / 2)`. Geared loads are small, where the series is exact and cheap.
 */
export function loadAngle(load: number): number {
  if (load >= 1) return 1;
  if (load <= -1) return -1;
  const small = load < 0.05 && load > -0.05;
  const square = load * load;
  const angle = small
    ? load * (1 + square * (1 / 6 + square * (3 / 40 + square * (15 / 336))))
    : arcsine(load);
  return angle * (2 / pi);
}

/**
 * Stepper, gear and screw (physics 4): a commanded field angle gives a nut position.
 *
 * The field errs by a sine of one full step's period. The rotor stays where it is while the torque
 * that it would take to move the screw either way, raising or lowering, exceeds what the lag gives:
 * wind-up is a play whose bounds are the two load angles. Where the holding torque does not suffice
 * the rotor stands, and each half turn of lag costs four full steps. Behind the gear follows its
 * lash.
 */
export class Drive {
  /**
   * The nut's position since power-on and the motor's before the gear's lash, um; positive presses.
   */
  nutUm = 0;
  motorUm = 0;
  /** Full steps lost to overload since power-on, whichever way. */
  lostSteps = 0;
  /** Torque that raises the present load over the holding torque, and that which lowers it. */
  loadShare = 0;
  loweringShare = 0;
  /** Fault: the motor turns and the nut does not. */
  jammed = false;
  /** Fault: the motor turns the other way. */
  reversed = false;

  readonly umPerStep: number;
  readonly #stepError: number;
  readonly #phase: number;
  readonly #raisePerN: number;
  readonly #lowerPerN: number;
  readonly #lash: Lash;
  readonly #rotorAtStart: number;
  #rotor: number;
  #commanded = 0;
  #field: number;
  /** Full steps between field and command: whole electrical turns. */
  #offset = 0;
  #energised = true;
  #jamUm = 0;

  constructor(drive: RigSide["drive"], prng: Prng) {
    this.umPerStep = (drive.lead * 1000) / (drive.stepsPerTurn * drive.gearRatio);
    this.#stepError = drive.stepError;
    this.#phase = 2 * pi * prng.next();
    const thread = {
      leadMm: drive.lead,
      pitchDiameterMm: drive.pitchDiameter,
      friction: drive.threadFriction,
    };
    const toShare = 1 / (drive.gearRatio * drive.efficiency * drive.holdingTorque);
    this.#raisePerN = raisingTorquePerNewton(thread) * toShare;
    this.#lowerPerN = loweringTorquePerNewton(thread) * toShare;
    this.#lash = new Lash(drive.lash, drive.lashScatter, prng);
    this.#field = this.#fieldAt(0);
    this.#rotor = this.#field;
    this.#rotorAtStart = this.#rotor;
  }

  /**
   * Current on at a command in full steps: the rotor goes to the stable point nearest to it, up to
   * two full steps away.
   */
  energise(commandSteps: number): void {
    if (this.#energised) return;
    this.#energised = true;
    this.#command(commandSteps);
    const away = this.#field - this.#offset - this.#rotor;
    this.#offset += electricalTurn * Math.floor(away / electricalTurn + 0.5);
  }

  /** Current off: the rotor stays where it is, as a self-locking screw lets it. */
  release(): void {
    this.#energised = false;
  }

  /** Follows a command in full steps under the force in the screw. */
  advance(commandSteps: number, forceN: number): void {
    this.loadShare = forceN * this.#raisePerN;
    this.loweringShare = forceN * this.#lowerPerN;
    if (this.#energised) {
      if (commandSteps !== this.#commanded) this.#command(commandSteps);
      this.#pull(this.loadShare, this.loweringShare);
    }
    const motorUm = (this.#rotor - this.#rotorAtStart) * this.umPerStep;
    if (this.jammed) this.#jamUm += motorUm - this.motorUm;
    else if (this.reversed) this.#jamUm += 2 * (motorUm - this.motorUm);
    this.motorUm = motorUm;
    this.nutUm = this.#lash.follow(motorUm - this.#jamUm);
  }

  /** Fault: the rotor falls behind by whole electrical turns; negative: it gets ahead. */
  slipTurns(turns: number): void {
    this.#lose(turns);
  }

  /** Fault: gear or coupling have `um` more play. */
  loosen(um: number): void {
    this.#lash.widen(um);
  }

  #command(steps: number): void {
    this.#commanded = steps;
    this.#field = this.#fieldAt(steps);
  }

  #fieldAt(steps: number): number {
    return steps + this.#stepError * sin(2 * pi * (steps - Math.floor(steps)) + this.#phase);
  }

  /** Moves the rotor to the nearer bound of its play, if it is outside. */
  #pull(raise: number, lower: number): void {
    const field = this.#field - this.#offset;
    if (raise < 1) {
      const low = field - loadAngle(raise);
      if (low > this.#rotor) this.#rotor = low;
    } else if (field - this.#rotor > lossAngle) {
      this.#lose(Math.ceil((field - this.#rotor - lossAngle) / electricalTurn));
    }
    if (lower < 1) {
      const high = this.#field - this.#offset + loadAngle(lower);
      if (high < this.#rotor) this.#rotor = high;
    } else if (this.#rotor - field > lossAngle) {
      this.#lose(-Math.ceil((this.#rotor - field - lossAngle) / electricalTurn));
    }
  }

  #lose(turns: number): void {
    this.#offset += turns * electricalTurn;
    this.lostSteps += (turns < 0 ? -turns : turns) * electricalTurn;
  }
}
