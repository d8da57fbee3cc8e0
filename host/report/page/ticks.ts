import { timeSteps } from "./time-axis.js";

/** Round values along an axis, and how far apart they are. */
export interface Ticks {
  readonly step: number;
  readonly at: readonly number[];
}

/** At most `most` ticks of 1, 2 or 5 times a power of ten between two values. */
export function numberTicks(low: number, high: number, most: number): Ticks {
  const least = (high - low) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((f) => f * power >= least * (1 - 1e-9)) ?? 10;
  return along(low, high, factor * power);
}

/** At most `most` ticks of whole seconds, minutes, hours or days. */
export function timeTicks(fromS: number, toS: number, most: number): Ticks {
  const least = (toS - fromS) / Math.max(1, most);
  const longest = timeSteps[timeSteps.length - 1] ?? 1;
  const step = timeSteps.find((s) => s >= least) ?? longest * Math.ceil(least / longest);
  return along(fromS, toS, step);
}

function along(low: number, high: number, step: number): Ticks {
  const at: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i += 1) {
    // Plus zero: Math.ceil gives a negative zero.
    at.push(i * step + 0);
  }
  return { step, at };
}

/** As many decimals as a distance between ticks needs. */
export function decimalsOf(step: number): number {
  let decimals = 0;
  while (decimals < 6) {
    const scaled = step * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) <= 1e-6) break;
    decimals += 1;
  }
  return decimals;
}
