import { channelOf, otherOf, type Row, type SideName, sideNames } from "../line.js";
import type { Commissioning } from "../step.js";

const stepS = 120;

/**
 * From low to high one side after the other: by how much each went beyond its own set point, and how far the other's step
 * moved it off, kPa.
 */
export async function steps(
  rig: Commissioning,
  low: Readonly<Record<SideName, number>>,
  high: Readonly<Record<SideName, number>>,
): Promise<Record<"overshoot" | "cross", Record<SideName, number>>> {
  const overshoot = { anode: 0, cathode: 0 };
  const cross = { anode: 0, cathode: 0 };
  const at = { ...low };
  for (const side of sideNames) {
    at[side] = high[side];
    await rig.line.command(`PRES${channelOf(side)} ${at[side]} KPA`);
    const rows = await rig.line.rows(stepS);
    await rig.checkFaults();
    const other = otherOf(side);
    for (const row of rows) {
      overshoot[side] = Math.max(overshoot[side], row[side].pressureKPa - at[side]);
      cross[other] = Math.max(cross[other], Math.abs(row[other].pressureKPa - at[other]));
    }
  }
  return { overshoot, cross };
}

const legs = 4;
const legS = 120;
/** Time of a leg before which it has arrived for good, or it has not, s. */
export const arrivalMaxS = 60;

/** Down and up between two pairs of pressures; the slowest arrival of each side, s. */
export async function cycle(
  rig: Commissioning,
  low: Readonly<Record<SideName, number>>,
  high: Readonly<Record<SideName, number>>,
): Promise<Record<SideName, number>> {
  const slowest = { anode: 0, cathode: 0 };
  for (let leg = 0; leg < legs; leg += 1) {
    const to = leg % 2 === 0 ? low : high;
    await rig.line.command(`PRES1 ${to.anode} KPA;PRES2 ${to.cathode} KPA`);
    const rows = await rig.line.rows(legS);
    await rig.checkFaults();
    for (const side of sideNames) {
      slowest[side] = Math.max(slowest[side], arrivalS(rows, side, to[side]));
    }
  }
  return slowest;
}

/** From the first row until the pressure has come within 1 % or 2 kPa to stay there, s. */
export function arrivalS(rows: readonly Row[], side: SideName, kPa: number): number {
  const band = Math.max(0.01 * kPa, 2);
  const last = rows.findLastIndex((row) => !(Math.abs(row[side].pressureKPa - kPa) <= band));
  return (rows[last + 1]?.atS ?? Number.POSITIVE_INFINITY) - (rows[0]?.atS ?? 0);
}
