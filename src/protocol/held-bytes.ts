const newline = 10;
const carriageReturn = 13;
/** Bytes that may come while a message waits: two lines of the longest, or many of the usual ones. */
const heldMax = 512;

/**
 * What the host sends while a message waits for the end of an operation: kept in its order, obeyed afterwards. What does
 * not fit is lost from there on, and the line that it cuts with it.
 */
export class HeldBytes {
  readonly bytes = new Uint8Array(heldMax);
  count = 0;
  /** Bytes were lost. */
  overrun = false;
  /** The last byte that was lost was not the end of a line. */
  cut = false;
  private lineAt = 0;

  add(byte: number): void {
    if (this.count === heldMax) {
      this.overrun = true;
      this.cut = byte !== newline && byte !== carriageReturn;
      return;
    }
    this.bytes[this.count] = byte;
    this.count += 1;
  }

  /** Where the line begins that the byte just added has ended; -1 when it ended none. */
  endedLine(byte: number): number {
    if (byte !== newline && byte !== carriageReturn) return -1;
    const from = this.lineAt;
    this.lineAt = this.count;
    return from;
  }

  clear(): void {
    this.count = 0;
    this.lineAt = 0;
    this.overrun = false;
    this.cut = false;
  }
}
