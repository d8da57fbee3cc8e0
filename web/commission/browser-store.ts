import type { Certificate, KeptStep } from "../../host/commissioning/certificate.js";
import { stepsMisshape, tooDeep } from "../../host/commissioning/certificate-shape.js";
import type { StepStore } from "../../host/commissioning/step-store.js";

/** Results of steps in the browser's own store, for each rig: they are there when the page is opened again. */
export class BrowserStore implements StepStore {
  private readonly key: string;
  private readonly told: (certificate: Certificate) => string;
  private kept: readonly KeptStep[];

  /** `told` shows a certificate and says where. */
  constructor(rig: string, told: (certificate: Certificate) => string) {
    this.key = `isobar.calibration.${rig}`;
    this.told = told;
    this.kept = keptIn(localStorage.getItem(this.key));
  }

  get steps(): readonly KeptStep[] {
    return this.kept;
  }

  find(name: string): KeptStep | undefined {
    return this.kept.find((step) => step.name === name);
  }

  put(step: KeptStep): void {
    const steps = [...this.kept.filter(({ name }) => name !== step.name), step];
    // What the store refuses was not kept: the step says so.
    localStorage.setItem(this.key, JSON.stringify(steps));
    this.kept = steps;
  }

  certify(certificate: Certificate): string {
    return this.told(certificate);
  }
}

/** What is left of a store that something else has written into is nothing: the steps are done anew. */
function keptIn(text: string | null): readonly KeptStep[] {
  try {
    const found: unknown = JSON.parse(text ?? "[]");
    if (!tooDeep(found) && stepsMisshape(found) === undefined) return found as KeptStep[];
  } catch {
    // No JSON: none of it was written here.
  }
  return [];
}
