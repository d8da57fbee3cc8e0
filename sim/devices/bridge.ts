import type { Drive } from "../mechanics/drive.js";

/**
 * The power stage of a motion chip (TMC5160): whether the coils carry current, and what switched them off. A motor with an
 * open coil has no field that turns, so the rotor stays where it is, as without current.
 */
export class Bridge {
  /** Fault: hotter than the limit; it drives again by itself when it has cooled down. */
  overTemperature = false;
  /** Above the pre-warning, which is no fault yet (otpw in DRV_STATUS). */
  warm = false;
  /** Fault: a phase is shorted; the bridge then stays off until it was switched off by order, too. */
  shorted = false;
  /** Fault: a coil has no connection. */
  openCoil = false;
  /** Fault: the motor supply is gone while the logic lives; the charge pump that hangs on it fails. */
  supplyLost = false;

  /** TOFF and DRV_ENN let it drive. */
  wanted = false;
  /** A short was seen since the bridge was last off by order (s2g in DRV_STATUS). */
  shortSeen = false;
  #driverError = false;
  #chargePumpLow = false;
  #on = false;
  readonly #drive: Drive;

  constructor(drive: Drive) {
    this.#drive = drive;
    drive.release();
  }

  /** Coils carry current. */
  get on(): boolean {
    return this.#on;
  }

  /** drv_err in GSTAT: stays when its cause is gone, until it is cleared. */
  get driverError(): boolean {
    return this.#driverError;
  }

  /** uv_cp in GSTAT: stays when its cause is gone, until it is cleared. */
  get chargePumpLow(): boolean {
    return this.#chargePumpLow;
  }

  /** Clears the latched flags whose causes are gone. */
  clear(driverError = true, chargePumpLow = true): void {
    if (driverError) this.#driverError = false;
    if (chargePumpLow) this.#chargePumpLow = false;
    this.#latch();
  }

  /** Switches the coils on or off with the field at a command in full steps. */
  follow(commandSteps: number): void {
    this.#latch();
    const on = this.wanted && !(this.overTemperature || this.shortSeen || this.supplyLost);
    const turns = on && !this.openCoil;
    if (turns === this.#on) return;
    this.#on = turns;
    if (turns) this.#drive.energise(commandSteps);
    else this.#drive.release();
  }

  #latch(): void {
    if (!this.wanted) this.shortSeen = false;
    else if (this.shorted) this.shortSeen = true;
    if (this.overTemperature || this.shortSeen) this.#driverError = true;
    if (this.supplyLost) this.#chargePumpLow = true;
  }
}
