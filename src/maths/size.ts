/** Without its sign. */
export function sizeOf(value: number): number {
  return value < 0 ? -value : value;
}
