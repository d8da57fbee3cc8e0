/** Bytes in order through a ring that never grows; what does not fit is not taken. */
export class BytePipe {
  readonly #bytes: Uint8Array;
  #first = 0;
  #count = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#count;
  }

  get room(): number {
    return this.#bytes.length - this.#count;
  }

  clear(): void {
    this.#count = 0;
  }

  /** Takes one byte; false when full. */
  push(byte: number): boolean {
    if (this.#count === this.#bytes.length) return false;
    this.#bytes[(this.#first + this.#count) % this.#bytes.length] = byte;
    this.#count += 1;
    return true;
  }

  /** Takes as much of `bytes[start, end)` as there is room for, at most `limit`; says how much. */
  write(bytes: Uint8Array, start: number, end: number, limit: number): number {
    const size = Math.max(0, Math.min(end - start, this.room, limit));
    for (let i = 0; i < size; i += 1) this.push(bytes[start + i] ?? 0);
    return size;
  }

  /** Fills at most the length of `into`; says how much. */
  read(into: Uint8Array): number {
    const size = Math.min(into.length, this.#count);
    for (let i = 0; i < size; i += 1) {
      into[i] = this.#bytes[(this.#first + i) % this.#bytes.length] ?? 0;
    }
    this.#first = (this.#first + size) % this.#bytes.length;
    this.#count -= size;
    return size;
  }
}
