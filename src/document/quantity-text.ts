import { decimalEnd } from "./decimal.js";
import { conversion, unitsLike } from "./units-of-text.js";

/** Longer texts are no quantities. */
const lengthMax = 64;

/** The bounds and the unit that a text must fit. */
export interface QuantityBounds {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
}

/**
 * Reads `"2.5 MPa"` into the number of `bounds.unit` (here 2500 for kPa).
 *
 * A ratio (unit `1`) may also be a bare JSON number. Returns the number, or the sentence that says what is wrong
 * and what would be right.
 */
export function readQuantity(value: unknown, bounds: QuantityBounds): number | string {
  const example = `for example "${formatQuantity(bounds.max < 1e6 ? bounds.max : bounds.min, bounds.unit)}"`;
  let number: number;
  if (typeof value === "number" && bounds.unit === "1") {
    number = value;
  } else if (typeof value === "number") {
    return `has no unit; write it as text, "${value} ${bounds.unit}" if that was meant`;
  } else if (typeof value !== "string") {
    return `must be a text such as "${formatQuantity(bounds.min, bounds.unit)}", not ${nameOf(value)}`;
  } else {
    // A decimal number and then, perhaps after blanks, a unit.
    const text = value.length > lengthMax ? "" : value.trim();
    const end = decimalEnd(text);
    if (end === 0) return `${quoted(value)} is not a number with a unit, ${example}`;
    const symbol = withPlainMicro(text.slice(end).trim());
    if (symbol === "" && bounds.unit !== "1") {
      return `${quoted(value)} has no unit; give one of ${unitsLike(bounds.unit).join(", ")}`;
    }
    const factor = conversion(symbol === "" ? "1" : symbol, bounds.unit);
    if (factor === undefined) {
      return `${quoted(value)} has a wrong unit; give one of ${unitsLike(bounds.unit).join(", ")}`;
    }
    number = ontoBound(Number(text.slice(0, end)) * factor, bounds);
  }
  if (!(number >= bounds.min && number <= bounds.max)) {
    const low = formatQuantity(bounds.min, bounds.unit);
    const high = formatQuantity(bounds.max, bounds.unit);
    return `${typeof value === "string" ? quoted(value) : number} is out of range; give ${low} to ${high}`;
  }
  return number;
}

/** Both signs for micro that keyboards have, MICRO SIGN and the Greek letter, become a plain u. */
function withPlainMicro(symbol: string): string {
  return symbol[0] === "\u00b5" || symbol[0] === "\u03bc" ? `u${symbol.slice(1)}` : symbol;
}

/** The conversion of "95 %" gives 0.9500000000000001: what misses a bound by such rounding is the bound. */
function ontoBound(number: number, { min, max }: QuantityBounds): number {
  if (number > max && number - max <= 1e-12 * Math.abs(max)) return max;
  if (number < min && min - number <= 1e-12 * Math.abs(min)) return min;
  return number;
}

/** The text that `readQuantity` reads back to the same number. */
export function formatQuantity(value: number, unit: string): string {
  return unit === "1" ? `${value}` : `${value} ${unit}`;
}

/** A user's text in a message: quoted, control characters and excess length taken out. */
export function quoted(text: string): string {
  let clean = "";
  for (const character of text.slice(0, 40)) {
    const code = character.codePointAt(0) ?? 0;
    clean += code < 32 || code === 127 ? "?" : character;
  }
  return text.length > 40 ? `"${clean}..."` : `"${clean}"`;
}

/** What a JSON value is, in words. */
export function nameOf(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return quoted(value);
  return `${typeof value} ${String(value)}`;
}
