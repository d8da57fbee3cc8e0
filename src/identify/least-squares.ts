/**
 * Linear least squares by normal equations: a row of regressors and its value at a time, then the coefficients with their
 * covariance. A regressor is scaled by its own size, so that micrometres beside seconds do no harm.
 */
export class LeastSquares {
  /** Of the last `solve`. */
  readonly coefficients: Float64Array;
  /** Variance of a value about the fit; 0 without a degree of freedom. */
  residualVariance = 0;
  /** Rows taken. */
  rows = 0;
  readonly size: number;
  private readonly normal: Float64Array;
  private readonly inverse: Float64Array;
  private readonly right: Float64Array;
  private squares = 0;

  constructor(size: number) {
    this.size = size;
    this.coefficients = new Float64Array(size);
    this.normal = new Float64Array(size * size);
    this.inverse = new Float64Array(size * size);
    this.right = new Float64Array(size);
  }

  add(row: Float64Array, value: number): void {
    const n = this.size;
    for (let i = 0; i < n; i += 1) {
      const x = row[i] as number;
      this.right[i] = (this.right[i] as number) + x * value;
      for (let j = 0; j < n; j += 1) {
        const at = i * n + j;
        this.normal[at] = (this.normal[at] as number) + x * (row[j] as number);
      }
    }
    this.squares += value * value;
    this.rows += 1;
  }

  /** False when the rows do not tell the coefficients apart. */
  solve(): boolean {
    if (this.rows < this.size || !this.invert()) return false;
    const n = this.size;
    let explained = 0;
    for (let i = 0; i < n; i += 1) {
      let c = 0;
      for (let j = 0; j < n; j += 1) {
        c += (this.inverse[i * n + j] as number) * (this.right[j] as number);
      }
      this.coefficients[i] = c;
      explained += c * (this.right[i] as number);
    }
    const left = this.squares - explained;
    const freedom = this.rows - n;
    this.residualVariance = freedom > 0 && left > 0 ? left / freedom : 0;
    return true;
  }

  /** Variance of `sum of weight x coefficient` when a value has the variance 1. */
  varianceOf(weights: Float64Array): number {
    const n = this.size;
    let sum = 0;
    for (let i = 0; i < n; i += 1) {
      for (let j = 0; j < n; j += 1) {
        const w = (weights[i] as number) * (weights[j] as number);
        if (w !== 0) sum += w * (this.inverse[i * n + j] as number);
      }
    }
    return sum > 0 ? sum : 0;
  }

  /** Gauss and Jordan on the scaled matrix, which has ones in its diagonal. */
  private invert(): boolean {
    const n = this.size;
    const scale = new Float64Array(n);
    for (let i = 0; i < n; i += 1) {
      const own = this.normal[i * n + i] as number;
      if (!(own > 0)) return false;
      scale[i] = 1 / Math.sqrt(own);
    }
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i += 1) {
      for (let j = 0; j < n; j += 1) {
        const s = (scale[i] as number) * (scale[j] as number);
        a[i * n + j] = (this.normal[i * n + j] as number) * s;
      }
    }
    if (!invertInPlace(a, n)) return false;
    for (let i = 0; i < n; i += 1) {
      for (let j = 0; j < n; j += 1) {
        const s = (scale[i] as number) * (scale[j] as number);
        this.inverse[i * n + j] = (a[i * n + j] as number) * s;
      }
    }
    return true;
  }
}

/** A pivot below this share of one is rounding. */
const singular = 1e-11;

/** Inverts a symmetric positive matrix by sweeps over its diagonal. */
function invertInPlace(a: Float64Array, n: number): boolean {
  for (let k = 0; k < n; k += 1) {
    const pivot = a[k * n + k] as number;
    if (!(pivot > singular)) return false;
    for (let i = 0; i < n; i += 1) {
      if (i === k) continue;
      const factor = (a[i * n + k] as number) / pivot;
      for (let j = 0; j < n; j += 1) {
        if (j === k) continue;
        a[i * n + j] = (a[i * n + j] as number) - factor * (a[k * n + j] as number);
      }
      a[i * n + k] = -factor;
    }
    for (let j = 0; j < n; j += 1) {
      if (j !== k) a[k * n + j] = (a[k * n + j] as number) / pivot;
    }
    a[k * n + k] = 1 / pivot;
  }
  return true;
}
