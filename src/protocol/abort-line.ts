const colon = 58;
/** ABOR */
const letters: readonly number[] = [65, 66, 79, 82];
const letterT = 84;

/** Is `bytes[from, to)` the line `ABORt`, and nothing else? */
export function isAbortLine(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  let end = to;
  while (at < end && (isBlank(bytes[at] as number) || bytes[at] === colon)) at += 1;
  while (end > at && isBlank(bytes[end - 1] as number)) end -= 1;
  const rest = end - at - letters.length;
  if (rest !== 0 && rest !== 1) return false;
  for (let i = 0; i < letters.length; i += 1) {
    if (capital(bytes[at + i] as number) !== letters[i]) return false;
  }
  return rest === 0 || capital(bytes[end - 1] as number) === letterT;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function capital(code: number): number {
  return code & ~32;
}
