/**
 * The result register of a converter: a newer conversion overwrites the older one, read or not, and
 * each is given out at most once.
 */
export class ResultRegister {
  value = 0;
  /** There is a result that was not taken yet. */
  full = false;
  /** How many were overwritten before anybody took them. */
  overwritten = 0;

  put(value: number): void {
    if (this.full) this.overwritten += 1;
    this.value = value;
    this.full = true;
  }

  /** True when there was a result to take; it stays in `value`. */
  take(): boolean {
    const was = this.full;
    this.full = false;
    return was;
  }
}
