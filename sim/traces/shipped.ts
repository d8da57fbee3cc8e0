/** A measured displacement that comes with Isobar as `sim/traces/<name>.csv`; licence beside it. */
export interface ShippedTrace {
  readonly name: string;
  readonly summary: string;
}

export const shippedTraces: readonly ShippedTrace[] = [
  {
    name: "NMC1_DriveCycle_1",
    summary: "NMC pouch cell in a drive cycle from 4.18 V to 2.75 V: 0.33 mm in 1.9 h, measured",
  },
  {
    name: "NMC1_DST1",
    summary:
      "The same cell in a dynamic stress test from 4.19 V to 2.75 V: 0.35 mm in 4 h, measured",
  },
];
