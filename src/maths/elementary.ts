// The elementary functions that the project uses, built from + - * / and sqrt alone.
//
// IEEE 754 rounds those five the same way on every engine; `Math.exp`, `Math.log`, `Math.pow` and the rest
// may differ in the last bit between V8 and XS, and one bit is enough to make two logs differ. Coefficients are
// the minimax ones of the freely distributable fdlibm (Sun Microsystems, 1993). Errors against the true value are
// stated for each function and proved in test/unit/maths against Math.

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const inverseLn2 = 1.4426950408889634;
const halfPiHigh = 1.5707963267341256;
const halfPiLow = 6.077100506506192e-11;
const inverseHalfPi = 0.6366197723675814;

export const pi = 3.141592653589793;

/** `x * 2^n` for integer n; exact where the result is a normal number. */
export function scaleByPowerOfTwo(x: number, n: number): number {
  let result = x;
  let left = n;
  while (left >= 64) {
    result *= 18446744073709552000;
    left -= 64;
  }
  while (left <= -64) {
    result /= 18446744073709552000;
    left += 64;
  }
  // |left| < 64: 2^|left| is an exact double, built by squaring.
  let power = 1;
  let base = 2;
  let bits = left < 0 ? -left : left;
  while (bits > 0) {
    if ((bits & 1) === 1) power *= base;
    base *= base;
    bits >>= 1;
  }
  return left < 0 ? result / power : result * power;
}

/** e^x. Relative error below 3e-16 for |x| < 700; 0 below -745, Infinity above 709.79. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  const n = Math.floor(x * inverseLn2 + 0.5);
  const high = x - n * ln2High;
  const low = n * ln2Low;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  return n === 0 ? y : scaleByPowerOfTwo(y, n);
}

/** e^x - 1 without cancellation near zero. Relative error below 1e-15. */
export function expMinusOne(x: number): number {
  if (x > -0.3 && x < 0.3) {
    // Taylor, x^15/15! < 2e-20 relative at the edge.
    let term = x;
    let sum = x;
    for (let n = 2; n < 16; n += 1) {
      term *= x / n;
      sum += term;
    }
    return sum;
  }
  return exp(x) - 1;
}

/** Natural logarithm. Relative error below 4e-16; NaN below zero, -Infinity at zero. */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  // x = 2^k m with sqrt(1/2) <= m < sqrt(2)
  let k = 0;
  let m = x;
  while (m >= 4294967296) {
    m /= 4294967296;
    k += 32;
  }
  while (m < 2.3283064365386963e-10) {
    m *= 4294967296;
    k -= 32;
  }
  if (m >= 65536) {
    m /= 65536;
    k += 16;
  } else if (m < 1.52587890625e-5) {
    m *= 65536;
    k -= 16;
  }
  if (m >= 256) {
    m /= 256;
    k += 8;
  } else if (m < 0.00390625) {
    m *= 256;
    k -= 8;
  }
  while (m >= 1.4142135623730951) {
    m *= 0.5;
    k += 1;
  }
  while (m < 0.7071067811865476) {
    m *= 2;
    k -= 1;
  }
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const r =
    z *
    (0.6666666666666735 +
      z *
        (0.3999999999940942 +
          z *
            (0.2857142874366239 +
              z *
                (0.22222198432149784 +
                  z *
                    (0.1818357216161805 + z * (0.15313837699209373 + z * 0.14798198605116586))))));
  const half = 0.5 * f * f;
  return k * ln2High - (half - (s * (half + r) + k * ln2Low) - f);
}

/** Decimal logarithm, `log(x) / log(10)`. */
export function log10(x: number): number {
  return log(x) * 0.4342944819032518;
}

/** x^y for x >= 0. Relative error below 1e-15 times (1 + |y log x|). */
export function power(x: number, y: number): number {
  if (y === 0) return 1;
  if (x === 0) return y > 0 ? 0 : y < 0 ? Infinity : y;
  return exp(y * log(x));
}

/** Hyperbolic tangent. Absolute error below 4e-16. */
export function tanh(x: number): number {
  const size = x < 0 ? -x : x;
  if (size > 20) return x < 0 ? -1 : 1;
  const t = expMinusOne(2 * size);
  const y = t / (t + 2);
  return x < 0 ? -y : y;
}

function sineKernel(r: number): number {
  const z = r * r;
  return (
    r +
    z *
      r *
      (-0.16666666666666632 +
        z *
          (0.00833333333332249 +
            z *
              (-0.0001984126982985795 +
                z *
                  (2.7557313707070068e-6 +
                    z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)))))
  );
}

function cosineKernel(r: number): number {
  const z = r * r;
  return (
    1 -
    0.5 * z +
    z *
      z *
      (0.0416666666666666 +
        z *
          (-0.001388888888887411 +
            z *
              (2.480158728947673e-5 +
                z *
                  (-2.7557314351390663e-7 +
                    z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))))
  );
}

/** Sine of an angle in radians. Absolute error below 3e-16 (1 + |x| / 1e6) for |x| < 1e6. */
export function sin(x: number): number {
  const k = Math.floor(x * inverseHalfPi + 0.5);
  const r = x - k * halfPiHigh - k * halfPiLow;
  const quadrant = k - 4 * Math.floor(k / 4);
  if (quadrant === 0) return sineKernel(r);
  if (quadrant === 1) return cosineKernel(r);
  if (quadrant === 2) return -sineKernel(r);
  return -cosineKernel(r);
}

/** Cosine of an angle in radians; errors as `sin`. */
export function cos(x: number): number {
  const k = Math.floor(x * inverseHalfPi + 0.5);
  const r = x - k * halfPiHigh - k * halfPiLow;
  const quadrant = k - 4 * Math.floor(k / 4);
  if (quadrant === 0) return cosineKernel(r);
  if (quadrant === 1) return -sineKernel(r);
  if (quadrant === 2) return -cosineKernel(r);
  return sineKernel(r);
}

/** Angle in [-pi/2, pi/2] whose sine is x; NaN outside [-1, 1]. Three Newton steps on a series start: error below 2e-15. */
export function arcsine(x: number): number {
  if (!(x >= -1 && x <= 1)) return NaN;
  const size = x < 0 ? -x : x;
  if (size > 0.7) {
    // asin x = pi/2 - 2 asin(sqrt((1 - x)/2)) keeps the Newton step well conditioned.
    const y = pi / 2 - 2 * arcsine(Math.sqrt((1 - size) / 2));
    return x < 0 ? -y : y;
  }
  let y = size + (size * size * size) / 6;
  for (let i = 0; i < 4; i += 1) y -= (sin(y) - size) / cos(y);
  return x < 0 ? -y : y;
}
