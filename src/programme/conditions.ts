import type { Problems } from "../document/problems.js";
import { nameOf } from "../document/quantity-text.js";
import type { JsonObject, QuantityField, Table } from "../document/table.js";
import { objectAt, quantityAt, refuseUnknown } from "./json.js";

const volts = { kind: "quantity", unit: "V", min: 0, max: 10, optional: true } as const;
const pressure = { kind: "quantity", unit: "kPa", min: 0, max: 100000, optional: true } as const;

/** What may end a step, by key. Reader, waiting, schema and docs derive from this table. */
export const conditions = {
  after: {
    kind: "quantity",
    unit: "s",
    min: 0,
    max: 3.2e8,
    optional: true,
    meaning: "Time since the step began",
  },
  settled: {
    kind: "quantity",
    unit: "s",
    min: 0,
    max: 3.2e8,
    optional: true,
    meaning:
      "Every side that is held has been in its band for this long (1 % or 2 kPa; it leaves it at half as much again), and every gap that moves has been there",
  },
  voltageAbove: { ...volts, meaning: "Cell voltage at or above this for 3 s" },
  voltageBelow: { ...volts, meaning: "Cell voltage at or below this for 3 s" },
  anodeAbove: { ...pressure, meaning: "Pressure on the anode at or above this for 3 s" },
  anodeBelow: { ...pressure, meaning: "Pressure on the anode at or below this for 3 s" },
  cathodeAbove: { ...pressure, meaning: "Pressure on the cathode at or above this for 3 s" },
  cathodeBelow: { ...pressure, meaning: "Pressure on the cathode at or below this for 3 s" },
  trigger: {
    kind: "choice",
    of: ["on", "off"],
    meaning: "State of the trigger line: on while a quiet window is asked for by it",
  },
  command: {
    kind: "flag",
    meaning: "true: the host says PROGramme:CONTinue or *TRG",
  },
} as const satisfies Table;

export type ConditionName = keyof typeof conditions;

const names = Object.keys(conditions) as readonly ConditionName[];
/** What may stop a programme: no settling, and nobody who could as well say stop. */
const stopNames = names.filter((n) => n !== "settled" && n !== "trigger" && n !== "command");

/** One condition; a choice counts from 0 in the order of the table, a flag is 1. */
export interface Condition {
  readonly name: ConditionName;
  readonly value: number;
}

/** When a step ends: whichever of these comes first. At least one. */
export type Until = readonly Condition[];

/** Its place in the table, from 1: how an event names it. */
export function conditionNumber(condition: Condition): number {
  return names.indexOf(condition.name) + 1;
}

/** The conditions under `until`, which may be left out. */
export function untilBeside(json: JsonObject, path: string, problems: Problems): Until | undefined {
  return Object.hasOwn(json, "until")
    ? readUntil(json["until"], `${path}.until`, problems)
    : undefined;
}

export function readUntil(body: unknown, path: string, problems: Problems): Until {
  return readConditions(body, path, problems, names);
}

/** The conditions under `stopIf`. */
export function readStopIf(body: unknown, path: string, problems: Problems): Until {
  return readConditions(body, path, problems, stopNames);
}

/** The table of what may stand under `stopIf`, for the schema. */
export function stopTable(): Table {
  const table: Record<string, QuantityField> = {};
  for (const name of stopNames) table[name] = conditions[name] as QuantityField;
  return table;
}

function readConditions(
  body: unknown,
  path: string,
  problems: Problems,
  known: readonly ConditionName[],
): Until {
  const object = objectAt(body, path, problems);
  refuseUnknown(object, known, path, problems);
  const list: Condition[] = [];
  let named = false;
  for (const name of known) {
    if (!Object.hasOwn(object, name)) continue;
    named = true;
    const value = readCondition(object, name, path, problems);
    if (value !== undefined) list.push({ name, value });
  }
  if (!named) problems.add(path, `names no condition; give at least one of ${known.join(", ")}`);
  return list;
}

function readCondition(
  object: JsonObject,
  name: ConditionName,
  path: string,
  problems: Problems,
): number | undefined {
  const field = conditions[name];
  if (field.kind === "quantity") return quantityAt(object, name, field, path, problems);
  const given = object[name];
  if (field.kind === "flag") {
    if (given === true) return 1;
    problems.add(`${path}.${name}`, `must be true, not ${nameOf(given)}`);
    return undefined;
  }
  const place = (field.of as readonly unknown[]).indexOf(given);
  if (place >= 0) return place;
  problems.add(`${path}.${name}`, `must be one of ${field.of.join(", ")}, not ${nameOf(given)}`);
  return undefined;
}
