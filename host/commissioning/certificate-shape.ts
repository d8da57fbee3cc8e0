import {
  array,
  boolean,
  custom,
  finite,
  type GenericSchema,
  intersect,
  maxValue,
  minValue,
  nullable,
  number,
  object,
  optional,
  pipe,
  record,
  safeParse,
  string,
} from "valibot";

const figure = pipe(number(), finite());
/** Unix time, s, that a calendar has. */
const instant = pipe(number(), minValue(0), maxValue(8.64e12));
/** A record passes over `constructor`, `prototype` and `__proto__`, which a file may have all the same. */
const texts = intersect([
  record(string(), string()),
  custom(
    (json) => noText(json) === undefined,
    ({ input }) => `Invalid type: Expected string under "${noText(input)}"`,
  ),
]);

const step = object({
  name: string(),
  title: string(),
  atUnixS: instant,
  figures: array(
    object({ name: string(), value: nullable(figure), sigma: nullable(figure), unit: string() }),
  ),
  tables: optional(
    array(object({ title: string(), columns: array(string()), rows: array(array(figure)) })),
  ),
  settings: optional(texts),
  warnings: optional(array(string())),
  passed: optional(boolean()),
});

const certificate = object({
  id: string(),
  rig: string(),
  firmware: string(),
  simulated: boolean(),
  operator: string(),
  madeAtUnixS: instant,
  accepted: boolean(),
  temperatureDegC: nullable(figure),
  identifiers: texts,
  settings: texts,
  steps: array(step),
});

/** Name of the first entry that is no text; undefined when all are, and of what has no entries. */
function noText(json: unknown): string | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  return Object.entries(json).find(([, value]) => typeof value !== "string")?.[0];
}

/** What in a document is not as certificates have it; undefined when all is. */
export const certificateMisshape = (json: unknown): string | undefined =>
  misshape(certificate, json);

/** What in a list is no step of a calibration; undefined when all are. */
export const stepsMisshape = (json: unknown): string | undefined => misshape(array(step), json);

function misshape(schema: GenericSchema, json: unknown): string | undefined {
  const [first] = safeParse(schema, json).issues ?? [];
  if (first === undefined) return undefined;
  const keys = (first.path ?? []).map(({ key }) =>
    typeof key === "number" ? `[${key}]` : `.${String(key)}`,
  );
  return `${keys.join("").replace(/^\./u, "")}: ${first.message}`;
}

/** Steps, tables and rows are six deep. */
const deepest = 16;

/** Nested so deep that nobody may walk through it. */
export function tooDeep(json: unknown, left = deepest): boolean {
  if (typeof json !== "object" || json === null) return false;
  if (left === 0) return true;
  return Object.values(json).some((inner) => tooDeep(inner, left - 1));
}
