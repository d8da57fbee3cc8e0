import type { SideSettings } from "../settings/table.js";

/**
 * Stiffness of one side against the force on it: the train in series with the contact, which stiffens with the
 * root of the force (physics 3.2): `1/k = 1/k_train + 1/(c sqrt F)`.
 */
export class Stiffness {
  private readonly trainNPerUm: number;
  private readonly contactRootNPerUm: number;

  constructor(settings: SideSettings["train"]) {
    this.trainNPerUm = settings.stiffness;
    this.contactRootNPerUm = settings.contact;
  }

  /** In N/um. Below 1 N the contact is taken as at 1 N: no gain without bound on first touch. */
  at(forceN: number): number {
    const contact = this.contactRootNPerUm * (forceN > 1 ? Math.sqrt(forceN) : 1);
    return (this.trainNPerUm * contact) / (this.trainNPerUm + contact);
  }
}
