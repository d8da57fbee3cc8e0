const minus = "\u2212";

/** A value with its unit, for a legend; nothing where there is none. */
export function numberText(
  value: number | null | undefined,
  decimals: number,
  unit: string,
): string {
  if (value === null || value === undefined) return "";
  return `${grouped(value, decimals)}\u202f${unit}`;
}

/** A number as it is printed: a true minus, no negative zero, thin spaces between thousands. */
export function grouped(value: number, decimals: number): string {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split(".");
  const text = (whole ?? "").replace(/\B(?=(\d{3})+$)/gu, "\u202f");
  const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? minus : "";
  return fraction === undefined ? sign + text : `${sign}${text}.${fraction}`;
}
