/** A frame follows its room in an hour: looked at so often, us, and with each reading until so long after power-on, when nothing is held yet. */
export const followUs = 10e6;
/** What is believed is the mean of so long, us: noise of 0.01 K leaves 0.01 / sqrt(2 x 30) K, 1.3 mK. */
const meanUs = 300e6;

interface Warmed {
  readonly sensor: { warm(degC: number, share: number): void };
}

interface WarmRig {
  readonly anode: Warmed;
  readonly cathode: Warmed;
  /** To be called with a valid temperature. */
  readonly slow: { readonly degC: number };
}

/**
 * Both load cells are read by the temperature that the thermometer has now: soon after power-on at once, later by a mean over
 * all the time since, and no more than some minutes. So one that is silent, comes back or was never there moves nothing at once.
 */
export function followFrame({ anode, cathode, slow }: WarmRig, atUs: number): void {
  let share = followUs / (atUs < meanUs ? atUs : meanUs);
  if (share > 1) share = 1;
  anode.sensor.warm(slow.degC, share);
  cathode.sensor.warm(slow.degC, share);
}
