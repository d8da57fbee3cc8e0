/**
 * Samples between a device and its reader, oldest first, in a ring that never grows. When nobody
 * reads, the oldest is overwritten and counted, as a chip's data register overwrites.
 */
export class SampleQueue {
  /** The sample that the last `take` gave. */
  atUs = 0;
  value = 0;
  /** How many were overwritten unread. */
  overrun = 0;
  readonly #atUs: Float64Array;
  readonly #values: Float64Array;
  #first = 0;
  #count = 0;

  constructor(capacity: number) {
    this.#atUs = new Float64Array(capacity);
    this.#values = new Float64Array(capacity);
  }

  push(atUs: number, value: number): void {
    const capacity = this.#values.length;
    if (this.#count === capacity) {
      this.#first = (this.#first + 1) % capacity;
      this.#count -= 1;
      this.overrun += 1;
    }
    const end = (this.#first + this.#count) % capacity;
    this.#atUs[end] = atUs;
    this.#values[end] = value;
    this.#count += 1;
  }

  take(): boolean {
    if (this.#count === 0) return false;
    this.atUs = this.#atUs[this.#first] ?? 0;
    this.value = this.#values[this.#first] ?? 0;
    this.#first = (this.#first + 1) % this.#values.length;
    this.#count -= 1;
    return true;
  }
}
