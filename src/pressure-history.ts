/** A pressure within this share of what it was, or this many kPa, has not changed: the band in which it counts as settled. */
const bandShare = 0.01;
const bandMinKPa = 2;

/** From where a pressure came to what it is. */
export const Approach = { none: 0, below: 1, above: 2 } as const;
export type Approach = (typeof Approach)[keyof typeof Approach];

/** What is looked at: a side. */
interface Pressed {
  readonly fresh: boolean;
  /** Filtered pressure, kPa. */
  readonly pressureKPa: number;
  /** Force above which there is contact, N. */
  readonly contactN: number;
  readonly sensor: { readonly medianN: number };
}

/**
 * What a pellet has been through on one side since power-on or `clear`: seal and powder remember it. Looked at every ten
 * seconds by the filtered pressure, so that a peak of a few seconds may be missed; the rows have it. Readings in free air are
 * no pressure, and what is not known changes nothing.
 */
export class PressureHistory {
  /** Highest pressure seen, kPa. */
  peakKPa = 0;
  approach: Approach = Approach.none;
  /** When it last changed; when the history began if it never did, us. */
  changedAtUs = 0;
  /** What later pressures are compared with, kPa. */
  private aroundKPa = 0;

  look(side: Pressed, atUs: number): void {
    if (!side.fresh) return;
    const kPa = side.sensor.medianN > side.contactN ? side.pressureKPa : 0;
    if (kPa > this.peakKPa) this.peakKPa = kPa;
    const around = this.aroundKPa;
    const change = kPa - around;
    if (change <= bandMinKPa && change >= -bandMinKPa) return;
    const band = bandShare * around;
    if (change <= band && change >= -band) return;
    this.aroundKPa = kPa;
    this.approach = change > 0 ? Approach.below : Approach.above;
    this.changedAtUs = atUs;
  }

  /** Another cell: the history begins anew. */
  clear(atUs: number): void {
    this.peakKPa = 0;
    this.aroundKPa = 0;
    this.approach = Approach.none;
    this.changedAtUs = atUs;
  }
}
