/** Fourier transforms of one length, a power of two. */
export class Fft {
  readonly size: number;
  private readonly cos: Float64Array;
  private readonly sin: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.cos = new Float64Array(size / 2);
    this.sin = new Float64Array(size / 2);
    for (let i = 0; i < size / 2; i += 1) {
      this.cos[i] = Math.cos((2 * Math.PI * i) / size);
      this.sin[i] = Math.sin((2 * Math.PI * i) / size);
    }
  }

  /** In place; without the division by the length on the way back. */
  transform(re: Float64Array, im: Float64Array, inverse: boolean): void {
    const { size } = this;
    for (let i = 1, j = 0; i < size; i += 1) {
      let bit = size >> 1;
      for (; (j & bit) !== 0; bit >>= 1) j ^= bit;
      j ^= bit;
      if (i < j) {
        swap(re, i, j);
        swap(im, i, j);
      }
    }
    for (let length = 2; length <= size; length *= 2) this.pass(re, im, length, inverse ? -1 : 1);
  }

  private pass(re: Float64Array, im: Float64Array, length: number, sign: number): void {
    const { size, cos, sin } = this;
    const half = length >> 1;
    const stride = size / length;
    for (let start = 0; start < size; start += length) {
      for (let k = 0; k < half; k += 1) {
        const wr = cos[k * stride] as number;
        const wi = -sign * (sin[k * stride] as number);
        const a = start + k;
        const b = a + half;
        const br = re[b] as number;
        const bi = im[b] as number;
        const xr = br * wr - bi * wi;
        const xi = br * wi + bi * wr;
        re[b] = (re[a] as number) - xr;
        im[b] = (im[a] as number) - xi;
        re[a] = (re[a] as number) + xr;
        im[a] = (im[a] as number) + xi;
      }
    }
  }
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i] as number;
  values[i] = values[j] as number;
  values[j] = kept;
}

/** A real sequence in the frequency domain. */
interface Spectrum {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export function spectrumOf(fft: Fft, values: Float64Array): Spectrum {
  const re = new Float64Array(fft.size);
  re.set(values);
  const im = new Float64Array(fft.size);
  fft.transform(re, im, false);
  return { re, im };
}

/** `sum over i of a[i] * b[i + shift]` for every shift, negative ones at the end. */
export function correlate(fft: Fft, a: Spectrum, b: Spectrum): Float64Array {
  const { size } = fft;
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const ar = a.re[i] as number;
    const ai = -(a.im[i] as number);
    const br = b.re[i] as number;
    const bi = b.im[i] as number;
    re[i] = (ar * br - ai * bi) / size;
    im[i] = (ar * bi + ai * br) / size;
  }
  fft.transform(re, im, true);
  return re;
}
