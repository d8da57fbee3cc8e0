/** Euclid's; of whole numbers from 0 on. With 0 it is the other. */
export function greatestCommonDivisor(a: number, b: number): number {
  let divisor = a;
  let rest = b;
  while (rest !== 0) {
    const left = divisor % rest;
    divisor = rest;
    rest = left;
  }
  return divisor;
}
