import type { ReportData } from "../report-data.js";

/** A stretch of charging or discharging. */
export interface Phase {
  readonly fromS: number;
  readonly toS: number;
  readonly charge: boolean;
}

/** Where the cycler charged and discharged, from the sign of its current. */
export function phasesOf(report: ReportData): Phase[] {
  const current = report.series["currentMAPerCm2"] ?? [];
  const phases: Phase[] = [];
  let open = 0;
  let fromS = 0;
  for (let i = 0; i <= current.length; i += 1) {
    const sign = Math.sign(current[i] ?? 0);
    const atS = report.timesS[i] ?? report.timesS[report.timesS.length - 1] ?? 0;
    if (sign === open) continue;
    if (open !== 0) phases.push({ fromS, toS: atS, charge: open > 0 });
    open = sign;
    fromS = atS;
  }
  return phases;
}
