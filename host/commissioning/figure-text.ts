import type { Figure } from "./step.js";

/** A value with its standard uncertainty: two digits of that, and no more of the value. */
export function figureLine({ name, value, sigma, unit }: Figure): string {
  return `${name}: ${valueText(value, sigma)} ${unit === "1" ? "" : unit}`.trimEnd();
}

export function valueText(value: number, sigma: number): string {
  if (!Number.isFinite(value)) return "unknown";
  if (!(sigma > 0) || !Number.isFinite(sigma)) return `${Number(value.toPrecision(4))}`;
  const decimals = Math.max(0, Math.min(9, 1 - Math.floor(Math.log10(sigma))));
  return `${value.toFixed(decimals)} +- ${sigma.toFixed(decimals)}`;
}
