import type { SideSettings } from "../settings/table.js";

/**
 * Stiffness of one side against the force on it: the train in series with the contact, which stiffens with the
 * root of the force (physics 3.2): `1/k = 1/k_train + 1/(c sqrt F)`.
 */
export class Stiffness {
  private trainNPerUm: number;
  private contactRootNPerUm: number;
  /** The last answer of `near` and the force that it was for: a root is dear. */
  nearNPerUm: number;
  private nearN = 0;

  constructor(settings: SideSettings["train"]) {
    this.trainNPerUm = settings.stiffness;
    this.contactRootNPerUm = settings.contact;
    this.nearNPerUm = this.at(0);
  }

  /** Takes over what was measured. */
  adopt(trainNPerUm: number, contactRootNPerUm: number): void {
    this.trainNPerUm = trainNPerUm;
    this.contactRootNPerUm = contactRootNPerUm;
    this.nearN = -1;
  }

  /** In N/um. Below 1 N the contact is taken as at 1 N: no gain without bound on first touch. */
  at(forceN: number): number {
    const contact = this.contactRootNPerUm * (forceN > 1 ? Math.sqrt(forceN) : 1);
    return (this.trainNPerUm * contact) / (this.trainNPerUm + contact);
  }

  /** The same for a force within 2 %: the contact changes by 1 % and the train by less. */
  near(forceN: number): number {
    const away = forceN - this.nearN;
    const close = 0.02 * this.nearN;
    if (away > close || away < -close || this.nearN <= 1) {
      this.nearNPerUm = this.at(forceN);
      this.nearN = forceN;
    }
    return this.nearNPerUm;
  }

  /** Compression from no force on, um: `x = F / k_train + 2 sqrt F / c`, the integral of `1/k` down to zero. */
  compressionUm(forceN: number): number {
    return forceN / this.trainNPerUm + (2 * Math.sqrt(forceN)) / this.contactRootNPerUm;
  }

  /** The same solved for the force, a quadratic in its root; no contact, no force. */
  forceAt(compressionUm: number): number {
    if (compressionUm <= 0) return 0;
    const half = this.trainNPerUm / this.contactRootNPerUm;
    const root = Math.sqrt(half * half + this.trainNPerUm * compressionUm) - half;
    return root * root;
  }
}
