import type { Tmc5160Link } from "./tmc5160-link.js";
import { DrvStatus, Gstat, RampStat, Register, SpiStatus } from "./tmc5160-registers.js";
import type { Tmc5160Shadow } from "./tmc5160-shadow.js";
import { openLoadReadings } from "./tmc5160-units.js";

/** The two readings of a position may differ by this many microsteps: the motor moves between two datagrams. */
const betweenDatagrams = 64;

/** What one TMC5160 says of itself, in eight datagrams. */
export class Tmc5160State {
  /** XACTUAL, microsteps. */
  position = 0;
  /** The chip was reset and has its reset values. */
  reset = false;
  #ramp = 0;
  #driver = 0;
  #global = 0;
  #status = 0;
  #openLoads = 0;
  readonly #link: Tmc5160Link;
  readonly #shadow: Tmc5160Shadow;

  constructor(link: Tmc5160Link, shadow: Tmc5160Shadow) {
    this.#link = link;
    this.#shadow = shadow;
  }

  /** Takes a look at the chip. False: it did not answer, or not what it can have meant. */
  look(): boolean {
    const link = this.#link;
    const shadow = this.#shadow;
    link.clear();
    link.ask(Register.rampStat);
    const ramp = link.ask(Register.xActual);
    const position = link.ask(Register.xActual);
    const again = link.ask(Register.drvStatus);
    const driver = link.ask(Register.gstat);
    const global = shadow.askNext(link);
    const seen = shadow.writeNext(link);
    link.settle();
    const status = link.status;
    // A line that is stuck gives all zeros or all ones, which a chip that is alive never does here.
    if (driver === 0 || driver === -1) return false;
    if ((ramp & ~RampStat.all) !== 0 || (global & ~Gstat.all) !== 0) return false;
    const moved = again - position;
    if (moved > betweenDatagrams || moved < -betweenDatagrams) return false;
    // The flag comes twice, and one witness is not enough for losing the position.
    const reset = (status & SpiStatus.reset) !== 0;
    if (reset !== ((global & Gstat.reset) !== 0)) return false;
    this.reset = reset;
    if (reset) return true;
    if (link.garbled) return false;
    shadow.written();
    if (!shadow.agrees(seen, link)) return false;
    this.position = again;
    this.#ramp = ramp;
    this.#driver = driver;
    this.#global = global;
    this.#status = status;
    this.#countOpenLoads();
    return true;
  }

  get standing(): boolean {
    return (this.#ramp & RampStat.standing) === RampStat.standing;
  }

  /** VACTUAL is VMAX. */
  get atSpeed(): boolean {
    return (this.#status & SpiStatus.velocityReached) === SpiStatus.velocityReached;
  }

  /** XACTUAL is XTARGET. */
  get arrived(): boolean {
    return (this.#status & SpiStatus.positionReached) === SpiStatus.positionReached;
  }

  get limitLow(): boolean {
    return (this.#status & SpiStatus.stopLeft) === SpiStatus.stopLeft;
  }

  get limitHigh(): boolean {
    return (this.#status & SpiStatus.stopRight) === SpiStatus.stopRight;
  }

  /** A switch is in the way of the motion that was asked for, and has ended it. */
  get blocked(): boolean {
    return (this.#ramp & (RampStat.eventStopLeft | RampStat.eventStopRight)) !== 0;
  }

  /** A stall has ended the motion; stays until it is cleared. */
  get stalled(): boolean {
    return (this.#ramp & RampStat.eventStopStall) === RampStat.eventStopStall;
  }

  /** The chip switched the bridge off, and will not switch it on again before TOFF was 0. */
  get shorted(): boolean {
    return (this.#driver & DrvStatus.shorts) !== 0;
  }

  get driverFault(): boolean {
    const bridge = this.#driver & (DrvStatus.shorts | DrvStatus.overtemperature);
    return bridge !== 0 || this.latched !== 0 || this.#openLoads >= openLoadReadings;
  }

  /** The flags of GSTAT that were set: driver error and charge pump. */
  get latched(): number {
    return this.#global;
  }

  /** SG_RESULT. */
  get stallGuardResult(): number {
    return this.#driver & DrvStatus.stallGuardResult;
  }

  /** A motor that is switched on again gets another chance. */
  forgetOpenLoads(): void {
    this.#openLoads = 0;
  }

  #countOpenLoads(): void {
    if (this.standing || this.#openLoads >= openLoadReadings) return;
    this.#openLoads = (this.#driver & DrvStatus.openLoads) !== 0 ? this.#openLoads + 1 : 0;
  }
}
