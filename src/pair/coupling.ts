/** Up to this share of a force the other side's is decoupled without further ado. */
export const easyCrossGain = 0.2;
/** Above this the mould is as good as not mounted at all: two pressures of one cell cannot be told apart. */
export const looseCrossGain = 0.6;

/**
 * Share of a force change on one side that appears on the other while the other's screw stands: `r / (1 + r)` with
 * `r = k / k_m` of the other side (physics 3.3). A mount that is rigid, Infinity N/um, passes nothing on.
 */
export function crossGain(stiffnessNPerUm: number, mountNPerUm: number): number {
  return stiffnessNPerUm / (stiffnessNPerUm + mountNPerUm);
}

/** How much slower a side is loaded that passes so much on to the other; 0 for a mould that is loose. */
export function rateFactor(gain: number): number {
  if (gain <= easyCrossGain) return 1;
  return gain <= looseCrossGain ? easyCrossGain / gain : 0;
}

/**
 * The two sides of one cell, coupled by the mould's mount (physics 3.3, stuck regime). With compliances `c = 1 / k`:
 *
 *     s_a = (c_a + c_m) F_a - c_m F_c
 *     s_c = -c_m F_a + (c_c + c_m) F_c
 *
 * where s are the advances of the screws. The pellet hangs on the mould, which gives way by `c_m (F_a - F_c)` towards
 * the cathode: a screw that keeps its force while the other's rises by dF backs off by `c_m dF`.
 */
export class Coupling {
  /** Stiffness of the mould's mount, wall included, N/um; Infinity while nobody knows it. */
  mountNPerUm: number;

  constructor(mountNPerUm: number | undefined) {
    this.mountNPerUm = mountNPerUm ?? Infinity;
  }

  /** Nobody knows the mount, or it is rigid. */
  get rigid(): boolean {
    return this.mountNPerUm === Infinity;
  }

  /** Advance of a screw of a side with `ownNPerUm` that changes its force by `ownN` while the other's changes by `otherN`, um. */
  advanceUm(ownNPerUm: number, ownN: number, otherN: number): number {
    return ownN / ownNPerUm + (ownN - otherN) / this.mountNPerUm;
  }
}
