import type { SideSettings } from "../settings/table.js";
import { Stiffness } from "./stiffness.js";

/**
 * Growth of the electrode since contact that the screw cannot see, um, 1 sigma: the thick cell of physics 9 breathes by
 * 42 um at the anode.
 */
const growthSigmaUm = 40;
/** Relative error of a spring rate from its nameplate: DIN 2095 and 2093 allow 10 % and a little more. */
const rateError = 0.1;
/** The square root of three: the RMS of what is spread evenly from zero to `x` is `x / sqrt 3`. */
const rootThree = 1.7320508075688772;

/**
 * A second opinion on the force of a side: the travel of the screw since contact times the stiffness of the nameplate. It
 * knows neither growth nor lash nor settling, which its uncertainty says; on a soft train these hardly count.
 */
export class SpringWitness {
  /** Contact was felt: there is something to count travel from. */
  valid = false;
  /** Estimate and its standard uncertainty, N, for the position of the last `judge`. */
  forceN = 0;
  sigmaN = 0;
  private readonly stiffness: Stiffness;
  private readonly lashUm: number;
  /** What the compression is counted from: the position at which the force would vanish. */
  private zeroUm = 0;
  private anchorN = 0;
  private anchorSigmaN = 0;

  constructor(settings: SideSettings) {
    this.stiffness = new Stiffness(settings.train);
    this.lashUm = settings.screw.lash;
  }

  /** Contact, or control taken over under load: from now on travel is counted, beginning with this force. */
  anchor(positionUm: number, forceN: number, sigmaN: number): void {
    const force = forceN > 0 ? forceN : 0;
    this.zeroUm = positionUm - this.stiffness.compressionUm(force);
    this.anchorN = force;
    this.anchorSigmaN = sigmaN;
    this.valid = true;
  }

  /** No contact any more, or the position is no longer ours. */
  release(): void {
    this.valid = false;
    this.forceN = 0;
    this.sigmaN = 0;
  }

  /** What the screw's position says. */
  judge(positionUm: number): void {
    if (!this.valid) return;
    const forceN = this.stiffness.forceAt(positionUm - this.zeroUm);
    const k = this.stiffness.at(forceN);
    const lashN = (k * this.lashUm) / rootThree;
    const growthN = k * growthSigmaUm;
    const rateN = rateError * (forceN - this.anchorN);
    const anchorN = this.anchorSigmaN;
    this.forceN = forceN;
    this.sigmaN = Math.sqrt(lashN * lashN + growthN * growthN + rateN * rateN + anchorN * anchorN);
  }
}
