const digits = 15;

/** A number as text that a double can hold and no program reads differently; empty for NaN. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return "";
  // A sum or a change of unit leaves rubbish in the last digit of a double.
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(digits)));
}

const plain = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/u;

/**
 * The number that a text stands for, with a decimal point or, where the comma does not separate fields, a decimal comma;
 * undefined when it stands for none.
 */
export function readNumber(text: string, decimalComma: boolean): number | undefined {
  const clean = decimalComma ? withPoint(text) : text;
  if (plain.test(clean)) return Number(clean);
  if (/^[+-]?nan$/iu.test(clean)) return Number.NaN;
  return undefined;
}

/** `1.234,5` and `1,5` with a point; what has both in another order stays as it is. */
function withPoint(text: string): string {
  const comma = text.indexOf(",");
  if (comma < 0) return text;
  if (text.indexOf(",", comma + 1) >= 0 || text.indexOf(".", comma) >= 0) return text;
  return text.replace(/\./gu, "").replace(",", ".");
}
