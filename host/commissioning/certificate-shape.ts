/** What is wrong with a value at a path, in words; undefined when nothing is. */
type Check = (value: unknown, path: string) => string | undefined;

const text: Check = (value, path) => (typeof value === "string" ? undefined : `${path} is no text`);
const number: Check = (value, path) =>
  typeof value === "number" && Number.isFinite(value) ? undefined : `${path} is no number`;
const truth: Check = (value, path) =>
  typeof value === "boolean" ? undefined : `${path} is neither true nor false`;
/** Unix time, s, that a calendar has. */
const instant: Check = (value, path) =>
  typeof value === "number" && value >= 0 && value < 8.64e12 ? undefined : `${path} is no time`;

const optional =
  (check: Check): Check =>
  (value, path) =>
    value === undefined ? undefined : check(value, path);

const orNull =
  (check: Check): Check =>
  (value, path) =>
    value === null ? undefined : check(value, path);

const list =
  (check: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return `${path} is no list`;
    return firstOf(value.map((one, i) => () => check(one, `${path}[${i}]`)));
  };

const record =
  (check: Check): Check =>
  (value, path) => {
    if (!isObject(value)) return `${path} is no object`;
    return firstOf(Object.keys(value).map((key) => () => check(value[key], `${path}.${key}`)));
  };

/** An object with these fields; what else is in it is nobody's business. */
const fields =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (!isObject(value)) return `${path === "" ? "it" : path} is no object`;
    const before = path === "" ? "" : `${path}.`;
    return firstOf(
      Object.entries(checks).map(([key, check]) => () => {
        const inner = Object.hasOwn(value, key) ? value[key] : undefined;
        return check(inner, `${before}${key}`);
      }),
    );
  };

function firstOf(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const wrong = check();
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const step = fields({
  name: text,
  title: text,
  atUnixS: instant,
  figures: list(fields({ name: text, value: orNull(number), sigma: orNull(number), unit: text })),
  tables: optional(list(fields({ title: text, columns: list(text), rows: list(list(number)) }))),
  settings: optional(record(text)),
  warnings: optional(list(text)),
  passed: optional(truth),
});

const certificate = fields({
  id: text,
  rig: text,
  firmware: text,
  simulated: truth,
  operator: text,
  madeAtUnixS: instant,
  accepted: truth,
  temperatureDegC: orNull(number),
  identifiers: record(text),
  settings: record(text),
  steps: list(step),
});

/** What in a document is not as certificates have it; undefined when all is. */
export const certificateMisshape = (json: unknown): string | undefined => certificate(json, "");

/** What in a list is no step of a calibration; undefined when all are. */
export const stepsMisshape = (json: unknown): string | undefined => list(step)(json, "steps");

/** Steps, tables and rows are six deep. */
const deepest = 16;

/** Nested so deep that nobody may walk through it. */
export function tooDeep(json: unknown, left = deepest): boolean {
  if (typeof json !== "object" || json === null) return false;
  if (left === 0) return true;
  return Object.values(json).some((inner) => tooDeep(inner, left - 1));
}
