import type { Pressed } from "./press-rest.js";

/** Looks are five seconds apart. */
const lookS = 5;
/** A step of the current that tells a resistance, mA/cm2; it is read so many looks later, when both conversions have seen it. */
const leastStep = 0.05;
const readLooks = 2;
/** No cell has less between its terminals, ohm cm2: what was told came long after what it tells of. */
const leastOhmCm2 = 10;
/** What a cell of this kind has where nothing was measured yet, ohm cm2 (physics 2.4). */
const usualOhmCm2 = 111;
/** The usual resistance follows a smaller one at once and a larger one by this share a step. */
const ageing = 0.05;
/** Resistances are of one pressure: within this share of it. */
const samePressure = 0.1;
/** Grown by this much there are voids, if travel says so too; threefold there is next to no contact. */
const voidTimes = 1.3;
const lostTimes = 3;
/** A voltage that jumps by so much with nothing else changed is an interface that has given way: share of the drop, and V at least. */
const jumpShare = 0.2;
const leastJumpV = 0.008;
/** The current has stood so many looks before a jump, and so many after it. */
const calmLooks = 6;
const staysLooks = 12;
/** Travel of less than this share of what the charge predicts (physics 7, rows 30 and 35). */
const shortShare = 0.7;
/** It is judged when so much was predicted since the current turned round, um; settling of contacts and lash hide this much of it. */
const judgedUm = 3;
const hiddenUm = 1;
/** A crossing of the lash is off by this share of it (physics 4.3), and what is left of it shows as travel or hides some. */
const hiddenLash = 0.15;
/** At rest: so many looks until the lag of 600 s has faded, and two stretches of so many looks. */
const fadeLooks = 480;
const leakLooks = 120;
/** What falls faster, V/s, and does not fade to this share from stretch to stretch, is drawn by something (physics 5.3). */
const leakVPerS = 3e-6;
const fadesTo = 0.8;

/** What presses on the anode, and the lash that its screw is taken to have. */
interface DrivenAnode extends Pressed {
  readonly loop: { readonly lash: { readonly lashUm: number } };
}

/**
 * Watches a lithium cell whose current the host tells (physics 7, rows 27, 30, 34 and 35), each five seconds: what the resistance does
 * where the current steps, what the voltage does where it stands, and the travel of the screw beside the charge. All of it is a
 * warning; none moves or stops anything.
 */
export class LithiumWatch {
  /** Voids under the anode: the overpotential has jumped, or has grown while the travel fell short on stripping. */
  voids = false;
  /** The anode grows by far less than what the charge plates: some of it goes through a filament. */
  short = false;
  /** The resistance of the cell is three times what it was: an electrode has lost contact. */
  contactLost = false;
  /** The voltage of a cell at rest falls steadily: something draws current beside the cycler. */
  leak = false;
  /** Resistance at the last step of the current, ohm cm2; 0 before the first. */
  ohmCm2 = 0;
  private readonly anode: DrivenAnode;
  private usual = 0;
  private usualKPa = 0;
  private grown = false;
  private mAPerCm2 = 0;
  private standsLooks = 0;
  private known = false;
  private lastV = 0;
  private beforeV = 0;
  private driftV = 0;
  private stepFromV = 0;
  private step = 0;
  private jumpV = 0;
  private jumpFromV = 0;
  private jumpLooks = 0;
  private restV = 0;
  private fellV = 0;
  private needUm = 0;
  private predictedUm = 0;
  private fromDegC = Number.NaN;
  private warmestK = 0;

  constructor(anode: DrivenAnode) {
    this.anode = anode;
  }

  /** Every five seconds while the current is told, V and mA/cm2, positive on charge. */
  look(volts: number, mAPerCm2: number): void {
    if (mAPerCm2 !== this.mAPerCm2) this.turn(mAPerCm2);
    else if (this.known) this.stand(volts);
    this.driftV = volts - this.lastV;
    this.beforeV = this.lastV;
    this.lastV = volts;
    this.known = true;
  }

  /**
   * A stretch of the screw: what it needed and what the charge predicts, um, and the temperature. `allowedUmPerK`: what a kelvin may move.
   */
  weigh(needUm: number, predictedUm: number, degC: number, allowedUmPerK: number): void {
    this.needUm += needUm;
    this.predictedUm += predictedUm;
    if (Number.isNaN(this.fromDegC)) this.fromDegC = degC;
    const k = degC > this.fromDegC ? degC - this.fromDegC : this.fromDegC - degC;
    // Without a thermometer nothing is known of it.
    if (!(k <= this.warmestK)) this.warmestK = k;
    const way = this.predictedUm < 0 ? -1 : 1;
    const predicted = way * this.predictedUm;
    if (predicted < judgedUm) return;
    const hidden = hiddenUm + hiddenLash * this.anode.loop.lash.lashUm;
    const most = way * this.needUm + hidden + allowedUmPerK * this.warmestK;
    const falls = most < shortShare * predicted;
    // Positive presses: the screw goes after lithium that is stripped, and backs off from what is plated.
    if (way < 0) this.short = falls;
    else this.voids = (falls && this.grown) || (this.voids && falls);
  }

  /** No voltage, or nobody to tell the current: what was before has no neighbour. */
  pause(): void {
    this.known = false;
    this.step = 0;
    this.jumpLooks = 0;
    this.standsLooks = 0;
  }

  /** Another cell. */
  forget(): void {
    this.pause();
    this.usual = 0;
    this.ohmCm2 = 0;
    this.voids = false;
    this.short = false;
    this.contactLost = false;
    this.leak = false;
    this.grown = false;
    this.restartTravel();
  }

  private restartTravel(): void {
    this.needUm = 0;
    this.predictedUm = 0;
    this.warmestK = 0;
    this.fromDegC = Number.NaN;
  }

  /** Another current. */
  private turn(mAPerCm2: number): void {
    // The host may tell of it a look late.
    this.stepFromV = this.beforeV;
    this.step = this.known && this.standsLooks >= readLooks ? mAPerCm2 - this.mAPerCm2 : 0;
    if (mAPerCm2 * this.mAPerCm2 <= 0) this.restartTravel();
    this.mAPerCm2 = mAPerCm2;
    this.standsLooks = 0;
    this.jumpLooks = 0;
  }

  private stand(volts: number): void {
    this.standsLooks += 1;
    const { step } = this;
    if (this.standsLooks === readLooks && (step >= leastStep || step <= -leastStep)) {
      this.resist((1000 * (volts - this.stepFromV)) / step);
    }
    if (this.mAPerCm2 === 0) this.rest(volts);
    else this.carry(volts);
  }

  private resist(ohmCm2: number): void {
    if (ohmCm2 < leastOhmCm2) return;
    this.ohmCm2 = ohmCm2;
    const kPa = this.anode.pressureKPa;
    const away = kPa - this.usualKPa;
    const same = away < samePressure * kPa && away > -samePressure * kPa;
    if (this.usual === 0 || !same) {
      this.usual = ohmCm2;
      this.usualKPa = kPa;
    }
    this.contactLost = ohmCm2 > lostTimes * this.usual;
    this.grown = ohmCm2 > voidTimes * this.usual;
    if (!this.grown) this.voids = false;
    const more = ohmCm2 - this.usual;
    this.usual += more < 0 ? more : ageing * more;
  }

  /** A current flows and stands: a voltage that jumps against it and stays there. */
  private carry(volts: number): void {
    const way = this.mAPerCm2 < 0 ? -1 : 1;
    if (this.jumpLooks > 0) {
      this.jumpLooks -= 1;
      const left = way * (volts - this.jumpFromV);
      if (this.jumpLooks === 0 && left > 0.7 * this.jumpV) {
        this.voids = true;
        this.grown = true;
      }
      return;
    }
    if (this.standsLooks < calmLooks) return;
    const jumpV = way * (volts - this.lastV - this.driftV);
    const dropV = (way * this.mAPerCm2 * (this.usual === 0 ? usualOhmCm2 : this.usual)) / 1000;
    const least = jumpShare * dropV > leastJumpV ? jumpShare * dropV : leastJumpV;
    if (jumpV < least) return;
    this.jumpV = jumpV;
    this.jumpFromV = this.lastV;
    this.jumpLooks = staysLooks;
  }

  /** No current: the overpotential fades; what does not is drawn. */
  private rest(volts: number): void {
    const looks = this.standsLooks - fadeLooks;
    if (looks < 0 || looks % leakLooks !== 0) return;
    const fellV = this.restV - volts;
    const least = leakVPerS * leakLooks * lookS;
    if (looks > leakLooks) this.leak = fellV > least && fellV > fadesTo * this.fellV;
    this.fellV = fellV;
    this.restV = volts;
  }
}
