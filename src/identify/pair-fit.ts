/** Stiffness of one side as felt, and what arrives on the other. */
export interface FeltSide {
  readonly nPerUm: number;
  readonly cross: number;
  readonly crossSigma: number;
}

export interface MountFit {
  readonly nPerUm: number;
  readonly sigmaNPerUm: number;
}

/**
 * The mount of the mould from both cross gains. With the compliance matrix `[c_a + m, -m; -m, c_c + m]` (physics 3.3) a side that
 * is moved alone feels `1/k = (c + m) (1 - g_a g_c)`, and `g = m / (c_other + m)` arrives on the other; so each gain gives
 * `m = g_of_other (c + m)`. Infinity when neither gain stands three sigma above nothing.
 */
export function fitMount(anode: FeltSide, cathode: FeltSide): MountFit {
  const loop = 1 - anode.cross * cathode.cross;
  let weight = 0;
  let sum = 0;
  for (const [own, other] of [
    [anode, cathode],
    [cathode, anode],
  ] as const) {
    // What arrives here when the other side is moved, times this side's whole compliance.
    const whole = 1 / (own.nPerUm * (loop > 0.1 ? loop : 0.1));
    const sigma = other.crossSigma * whole;
    if (!(sigma > 0 && sigma < Infinity)) continue;
    const w = 1 / (sigma * sigma);
    weight += w;
    sum += w * other.cross * whole;
  }
  const give = weight > 0 ? sum / weight : 0;
  const sigma = weight > 0 ? 1 / Math.sqrt(weight) : 0;
  if (!(give > 3 * sigma)) return { nPerUm: Infinity, sigmaNPerUm: Infinity };
  return { nPerUm: 1 / give, sigmaNPerUm: sigma / (give * give) };
}
