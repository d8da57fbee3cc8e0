import type { Settings } from "../settings/table.js";

/**
 * Whatever carries the difference of two pressures: it bears `base + share (P_a + P_c) / 2`.
 */
export interface Bearing {
  readonly baseKPa: number;
  readonly share: number;
}

/**
 * The wall of the mould as the settings know it, undefined while they do not. The pellet sticks while
 * `|P_a - P_c| <= (4 L / D) (tau_0 + mu K (P_a + P_c) / 2)` (physics 3.4, short pellet).
 */
export function wallOf(settings: Pick<Settings, "mould" | "die">): Bearing | undefined {
  const { pelletThickness, wallShear, wallFriction } = settings.mould;
  if (pelletThickness === undefined || wallShear === undefined) return undefined;
  const slender = (4 * pelletThickness) / settings.die.diameter;
  return { baseKPa: slender * wallShear, share: slender * wallFriction };
}

/** The wall by which pairs are judged and stages planned: none either where the settings want to see whether the pellet slips. */
export function bearingOf(settings: Pick<Settings, "mould" | "die">): Bearing | undefined {
  return settings.mould.slippingPairs === "allowed" ? undefined : wallOf(settings);
}

/** The greatest difference that is borne under two pressures. */
export function bearsKPa(wall: Bearing, anodeKPa: number, cathodeKPa: number): number {
  return wall.baseKPa + (wall.share * (anodeKPa + cathodeKPa)) / 2;
}

/** Beyond rounding. */
const slackKPa = 1e-6;

export function slips(wall: Bearing, anodeKPa: number, cathodeKPa: number): boolean {
  const difference = anodeKPa > cathodeKPa ? anodeKPa - cathodeKPa : cathodeKPa - anodeKPa;
  return difference > bearsKPa(wall, anodeKPa, cathodeKPa) + slackKPa;
}

/** Highest pressure that one side may have beside `otherKPa`: `P - Q <= b + s (P + Q) / 2`, solved for P. */
export function highestBeside(wall: Bearing, otherKPa: number): number {
  const half = wall.share / 2;
  return half < 1 ? (otherKPa * (1 + half) + wall.baseKPa) / (1 - half) : Infinity;
}

/** Lowest pressure that one side may have beside `otherKPa`. */
export function lowestBeside(wall: Bearing, otherKPa: number): number {
  const half = wall.share / 2;
  return (otherKPa * (1 - half) - wall.baseKPa) / (1 + half);
}
