// `node:assert/strict` as far as the unit tests use it, for an engine without Node.

type Members = Readonly<Record<string | symbol, unknown>>;

class AssertionError extends Error {
  override readonly name = "AssertionError";
}

function check(condition: boolean, message: unknown, told: () => string): void {
  if (condition) return;
  if (message instanceof Error) throw message;
  throw new AssertionError(message === undefined ? told() : String(message));
}

function shown(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

function has(value: object, key: string | symbol): boolean {
  return Object.prototype.propertyIsEnumerable.call(value, key);
}

/** Own enumerable keys, symbols too. */
const keysOf = (value: object) => Reflect.ownKeys(value).filter((key) => has(value, key));

/** Strict deep equality as Node has it: same prototypes, same own enumerable members, `Object.is` for primitives. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if ((a instanceof Map && b instanceof Map) || (a instanceof Set && b instanceof Set)) {
    return same([...a], [...b]);
  }
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return false;
  if (a instanceof Error && b instanceof Error && a.message !== b.message) return false;
  const keys = keysOf(a);
  if (keys.length !== keysOf(b).length) return false;
  return keys.every((key) => has(b, key) && same((a as Members)[key], (b as Members)[key]));
}

/** Does an error fit a pattern, a class, a function that judges, or the members of an object? */
function fits(error: unknown, expected: unknown): boolean {
  if (expected === undefined || typeof expected === "string") return true;
  if (expected instanceof RegExp) return expected.test(String(error));
  if (typeof expected === "function") {
    const { prototype } = expected as { prototype?: unknown };
    if (prototype === undefined) return (expected as (error: unknown) => unknown)(error) === true;
    return error instanceof (expected as new () => object);
  }
  return keysOf(expected as object).every((key) => {
    const wanted = (expected as Members)[key];
    const found = (error as Members)[key];
    return wanted instanceof RegExp ? wanted.test(String(found)) : same(found, wanted);
  });
}

function ok(value: unknown, message?: unknown): void {
  check(Boolean(value), message, () => `${shown(value)} is not true`);
}

export default Object.assign(ok, {
  ok,
  equal(actual: unknown, expected: unknown, message?: unknown): void {
    check(Object.is(actual, expected), message, () => `${shown(actual)} is not ${shown(expected)}`);
  },
  notEqual(actual: unknown, expected: unknown, message?: unknown): void {
    check(!Object.is(actual, expected), message, () => `both are ${shown(actual)}`);
  },
  deepEqual(actual: unknown, expected: unknown, message?: unknown): void {
    check(same(actual, expected), message, () => `${shown(actual)} is not ${shown(expected)}`);
  },
  notDeepEqual(actual: unknown, expected: unknown, message?: unknown): void {
    check(!same(actual, expected), message, () => `both are ${shown(actual)}`);
  },
  match(text: string, pattern: RegExp, message?: unknown): void {
    check(pattern.test(text), message, () => `${shown(text)} does not match ${pattern}`);
  },
  doesNotMatch(text: string, pattern: RegExp, message?: unknown): void {
    check(!pattern.test(text), message, () => `${shown(text)} matches ${pattern}`);
  },
  fail(message?: unknown): never {
    throw message instanceof Error ? message : new AssertionError(String(message ?? "failed"));
  },
  throws(act: () => unknown, expected?: unknown, message?: unknown): void {
    let thrown: { readonly error: unknown } | undefined;
    try {
      act();
    } catch (error) {
      thrown = { error };
    }
    check(thrown !== undefined, message, () => "nothing was thrown");
    const error = thrown?.error;
    check(fits(error, expected), message, () => `another error was thrown: ${error}`);
  },
  doesNotThrow(act: () => unknown): void {
    act();
  },
});
