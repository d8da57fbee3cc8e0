import type { Certificate, KeptStep } from "./certificate.js";

/** Where results stay between two sittings: files beside a terminal, the browser's own store for a page. One rig each. */
export interface StepStore {
  readonly steps: readonly KeptStep[];
  find(name: string): KeptStep | undefined;
  /** In place of what the same step found before; as a whole, or it throws. */
  put(step: KeptStep): void;
  /** Keeps a certificate; says where it is. */
  certify(certificate: Certificate): string;
}
