import type { Problems } from "../document/problems.js";
import { nameOf, type QuantityBounds } from "../document/quantity-text.js";
import { isJsonObject, type JsonObject } from "../document/table.js";
import { objectAt, quantityAt, refuseUnknown } from "./json.js";

/** Set point of one side in a step; the rate is the side's own when undefined. */
export interface SideRamp {
  readonly toKPa: number;
  readonly rateKPaPerS: number | undefined;
}

export interface SideRamps {
  readonly anode: SideRamp | undefined;
  readonly cathode: SideRamp | undefined;
  /** A pressure that is to be lowered is gone under first, and then approached from below. */
  readonly fromBelow?: true;
}

/** Ranges of a set point and its rate; the rig's own limits are narrower. */
export const rampBounds = {
  pressure: { unit: "kPa", min: 0, max: 100000 },
  rate: { unit: "kPa/s", min: 0.01, max: 1000 },
} as const satisfies Record<string, QuantityBounds>;

/** What may stand beside the pressures of the sides. */
export const approachFrom = {
  of: ["below"],
  meaning: "A pressure that is lowered is gone under by 5 % or 10 kPa and approached from below",
} as const;

/** Set points of one or both sides; `needed` when none would make no sense. */
export function readSides(
  body: unknown,
  path: string,
  problems: Problems,
  needed: boolean,
): SideRamps {
  const object = objectAt(body, path, problems);
  refuseUnknown(object, ["anode", "cathode", "approachFrom"], path, problems);
  const anode = readSideRamp(object, "anode", path, problems);
  const cathode = readSideRamp(object, "cathode", path, problems);
  if (needed && !Object.hasOwn(object, "anode") && !Object.hasOwn(object, "cathode")) {
    problems.add(path, `names no side; give "anode", "cathode" or both`);
  }
  if (!Object.hasOwn(object, "approachFrom")) return { anode, cathode };
  const from = object["approachFrom"];
  if (from !== "below")
    problems.add(`${path}.approachFrom`, `must be "below", not ${nameOf(from)}`);
  return { anode, cathode, fromBelow: true };
}

/** `"2.5 MPa"` or `{"to": "2.5 MPa", "rate": "0.05 MPa/s"}`. */
function readSideRamp(
  object: JsonObject,
  side: "anode" | "cathode",
  path: string,
  problems: Problems,
): SideRamp | undefined {
  if (!Object.hasOwn(object, side)) return undefined;
  const value = object[side];
  const here = `${path}.${side}`;
  if (!isJsonObject(value)) {
    const toKPa = quantityAt(object, side, rampBounds.pressure, path, problems);
    return { toKPa: toKPa ?? 0, rateKPaPerS: undefined };
  }
  refuseUnknown(value, ["to", "rate"], here, problems);
  const toKPa = quantityAt(value, "to", rampBounds.pressure, here, problems) ?? 0;
  const rateKPaPerS = Object.hasOwn(value, "rate")
    ? quantityAt(value, "rate", rampBounds.rate, here, problems)
    : undefined;
  return { toKPa, rateKPaPerS };
}
