import type { Problems } from "../document/problems.js";
import type { JsonObject, QuantityField } from "../document/table.js";
import { objectAt, quantityAt, refuseUnknown } from "./json.js";

/** What one side may be told in a step, by key; a field that is `optional` may be left out. */
export type SideFields = { readonly [key: string]: QuantityField };

/** Numbers of one side, in the units of its fields; undefined where one was left out. */
export type SideNumbers<F extends SideFields> = { readonly [K in keyof F]: number | undefined };

/** The numbers under `side`; undefined where the side is not named. */
export function sideNumbers<F extends SideFields>(
  object: JsonObject,
  side: "anode" | "cathode",
  fields: F,
  path: string,
  problems: Problems,
): SideNumbers<F> | undefined {
  if (!Object.hasOwn(object, side)) return undefined;
  const here = `${path}.${side}`;
  const body = objectAt(object[side], here, problems);
  const names = Object.keys(fields);
  refuseUnknown(body, names, here, problems);
  const numbers: Record<string, number | undefined> = {};
  for (const name of names) {
    const field = fields[name] as QuantityField;
    const left = field.optional === true && !Object.hasOwn(body, name);
    numbers[name] = left ? undefined : quantityAt(body, name, field, here, problems);
  }
  return numbers as SideNumbers<F>;
}
