export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of a sample, with n - 1. */
export function deviation(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** Standard uncertainty of a mean. */
export function meanSigma(values: readonly number[]): number {
  return deviation(values) / Math.sqrt(values.length);
}

export interface LineFit {
  readonly offset: number;
  readonly slope: number;
  readonly offsetSigma: number;
  readonly slopeSigma: number;
  readonly residuals: readonly number[];
  /** Standard deviation of the residuals. */
  readonly scatter: number;
}

/** Least squares of `y = offset + slope x`; uncertainties from the scatter of the points themselves. */
export function lineFit(x: readonly number[], y: readonly number[]): LineFit {
  const n = x.length;
  const mx = mean(x);
  const my = mean(y);
  let sxx = 0;
  let sxy = 0;
  x.forEach((value, i) => {
    sxx += (value - mx) ** 2;
    sxy += (value - mx) * ((y[i] ?? 0) - my);
  });
  const slope = sxy / sxx;
  const offset = my - slope * mx;
  const residuals = x.map((value, i) => (y[i] ?? 0) - offset - slope * value);
  const squares = residuals.reduce((sum, r) => sum + r * r, 0);
  const scatter = n > 2 ? Math.sqrt(squares / (n - 2)) : Number.NaN;
  return {
    offset,
    slope,
    residuals,
    scatter,
    slopeSigma: scatter / Math.sqrt(sxx),
    offsetSigma: scatter * Math.sqrt(1 / n + (mx * mx) / sxx),
  };
}

/** The strongest line in the spectrum of equally spaced values: amplitude, and frequency in cycles a sample. */
export function strongestLine(values: readonly number[]): {
  readonly amplitude: number;
  readonly frequency: number;
  /** Power of the line over the mean power of all: about 1 for noise, and seldom beyond 12. */
  readonly prominence: number;
} {
  const n = values.length;
  const fit = lineFit(
    values.map((_, i) => i),
    values,
  );
  let best = 0;
  let at = 0;
  let sum = 0;
  const count = Math.floor((n - 1) / 2);
  for (let k = 1; k <= count; k += 1) {
    let re = 0;
    let im = 0;
    fit.residuals.forEach((value, i) => {
      const angle = (2 * Math.PI * k * i) / n;
      re += value * Math.cos(angle);
      im += value * Math.sin(angle);
    });
    const power = re * re + im * im;
    sum += power;
    if (power > best) {
      best = power;
      at = k;
    }
  }
  const usual = sum / count;
  return {
    amplitude: (2 * Math.sqrt(best)) / n,
    frequency: at / n,
    prominence: usual > 0 ? best / usual : 0,
  };
}
