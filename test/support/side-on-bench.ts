import { instant, type Micrometres, type MicrometresPerSecond } from "../../hal/units.js";
import type { FaultName } from "../../src/faults.js";
import { SideGuard } from "../../src/guard/side-guard.js";
import type { Settings, SideName } from "../../src/settings/table.js";
import { Side } from "../../src/side.js";
import { FakeAdc, FakeScrew } from "./fake-hal.js";
import { settingsWith } from "./settings-with.js";

export const tickUs = 100_000;

/** A screw that takes its time: it goes to its target at the speed it was given, and stops where it is told to. */
export class PacedScrew extends FakeScrew {
  private targetUm = 0;
  private speedUmPerS = 0;

  override moveTo(target: Micrometres, speed: MicrometresPerSecond): void {
    this.targetUm = target;
    this.speedUmPerS = speed;
    this.moving = true;
  }

  override stop(): void {
    this.putAt(this.positionUm);
  }

  /** The nut is here, and goes nowhere. */
  putAt(positionUm: number): void {
    this.positionUm = positionUm;
    this.targetUm = positionUm;
    this.moving = false;
  }

  advance(dtS: number): void {
    const left = this.targetUm - this.positionUm;
    const most = this.speedUmPerS * dtS;
    if (left > most) this.positionUm += most;
    else if (left < -most) this.positionUm -= most;
    else this.putAt(this.targetUm);
  }
}

/**
 * One side and its guard on devices worked by hand, ticked as the rig does: observe, judge, decide. The cell is a spring
 * that begins at `contactUm`; a conversion ends with each tick unless it is told otherwise.
 */
export class SideOnBench {
  readonly adc = new FakeAdc();
  readonly screw = new PacedScrew();
  readonly settings: Settings;
  readonly side: Side;
  readonly guard: SideGuard;
  /** The other side, which rests. */
  readonly other: Side;
  atUs = 0;
  /** Position of the screw at which it touches the cell, um. */
  contactUm = 0;
  stiffnessNPerUm: number;
  /** Pulls or presses on the load cell beside the spring, N. */
  extraN = 0;
  /** The nut does not follow the screw any more: the spring stays as it is. */
  jammed = false;
  silent = false;
  /** A code in the place of the true one. */
  code: number | undefined;
  /** What the guard said in the last tick, and all that it has said. */
  fault: FaultName | undefined;
  readonly faults: FaultName[] = [];
  private jammedUm = 0;

  constructor(name: SideName = "anode", settings: Settings = settingsWith()) {
    this.settings = settings;
    this.side = new Side(name, settings, { adc: this.adc, screw: this.screw });
    const parts = { adc: new FakeAdc(), screw: new PacedScrew() };
    this.other = new Side(name === "anode" ? "cathode" : "anode", settings, parts);
    this.guard = new SideGuard(this.side, this.other, settings);
    this.stiffnessNPerUm = settings[name].train.stiffness;
  }

  /** Force on the load cell, N. */
  get forceN(): number {
    if (!this.jammed) this.jammedUm = this.screw.positionUm;
    const pressedUm = Math.max(0, this.jammedUm - this.contactUm);
    return this.stiffnessNPerUm * pressedUm + this.extraN;
  }

  get pressureKPa(): number {
    return (this.forceN * 1000) / this.side.areaMm2;
  }

  /** The nut follows again, from where it stuck. */
  free(): void {
    this.contactUm += this.screw.positionUm - this.jammedUm;
    this.jammed = false;
  }

  tick(times = 1, each: () => void = () => {}): void {
    for (let i = 0; i < times; i += 1) {
      this.observe();
      this.judge();
      this.side.decide(instant(this.atUs));
      each();
    }
  }

  /** Time goes on by a tick; the side sees what is new. */
  observe(afterUs = tickUs): void {
    this.atUs += afterUs;
    this.screw.advance(afterUs * 1e-6);
    if (!this.silent) this.adc.convert(this.atUs, this.code ?? this.trueCode);
    this.side.observe(instant(this.atUs));
    this.screw.reset = false;
    this.screw.stall = false;
  }

  judge(): FaultName | undefined {
    this.fault = this.guard.judge(this.atUs);
    if (this.fault !== undefined) this.faults.push(this.fault);
    return this.fault;
  }

  /** In contact, and held at a pressure that it has already. */
  holdAt(pressureKPa: number): void {
    const pressedUm = (pressureKPa * this.side.areaMm2) / 1000 / this.stiffnessNPerUm;
    this.contactUm = this.screw.positionUm - pressedUm;
    // Until the low-pass has nothing of the jump left that a ramp would take for an answer: exp(-8 / 0.5).
    this.tick(80);
    this.side.hold(pressureKPa, 50);
    this.tick(20);
    for (let i = 0; i < 200 && this.side.loop.setPoint.ramping; i += 1) this.tick();
  }

  private get trueCode(): number {
    const { countsPerNewton, tare } = this.settings[this.side.name].loadCell;
    return Math.round(this.forceN * countsPerNewton + tare);
  }
}
