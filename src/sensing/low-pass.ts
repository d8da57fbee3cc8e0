/**
 * First-order low-pass, `y + (x - y) dt / (tau + dt)`: the backward-Euler form, stable for every `dt`. A sample is taken as it is
 * where neither time constant nor time tells.
 */
export function lowPass(y: number, x: number, dtS: number, timeS: number): number {
  const spanS = timeS + dtS;
  return spanS > 0 ? y + ((x - y) * dtS) / spanS : x;
}
