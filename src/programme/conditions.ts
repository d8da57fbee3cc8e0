import type { Problems } from "../document/problems.js";
import type { JsonObject } from "../document/table.js";
import { objectAt, quantityAt, refuseUnknown } from "./json.js";

/** What may end a step, by key. Reader, schema and docs derive from this table. */
export const conditions = {
  after: { unit: "s", min: 0, max: 3.2e8, meaning: "Time since the step began" },
  voltageAbove: { unit: "V", min: 0, max: 10, meaning: "Cell voltage at or above this" },
  voltageBelow: { unit: "V", min: 0, max: 10, meaning: "Cell voltage at or below this" },
} as const;

const names = Object.keys(conditions);

/** When a waiting step ends: whichever of the given conditions comes first. */
export interface Until {
  readonly afterS: number | undefined;
  readonly voltageAboveV: number | undefined;
  readonly voltageBelowV: number | undefined;
}

/** The conditions under `until`, which may be left out. */
export function untilBeside(json: JsonObject, path: string, problems: Problems): Until | undefined {
  return Object.hasOwn(json, "until")
    ? readUntil(json["until"], `${path}.until`, problems)
    : undefined;
}

export function readUntil(body: unknown, path: string, problems: Problems): Until {
  const object = objectAt(body, path, problems);
  refuseUnknown(object, names, path, problems);
  if (!names.some((key) => Object.hasOwn(object, key))) {
    problems.add(path, `names no condition; give at least one of ${names.join(", ")}`);
  }
  const at = (key: keyof typeof conditions) =>
    Object.hasOwn(object, key)
      ? quantityAt(object, key, conditions[key], path, problems)
      : undefined;
  return {
    afterS: at("after"),
    voltageAboveV: at("voltageAbove"),
    voltageBelowV: at("voltageBelow"),
  };
}
