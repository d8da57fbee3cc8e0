import { keyLengthMax, recordBytesMax, type Store } from "../../hal/store.js";

/** What a small flash partition holds. */
const recordsMax = 64;

/**
 * Records in memory; they live as long as the object and so survive a simulated power cut that
 * keeps it.
 */
export class SimStore implements Store {
  /** Fault: nothing can be saved any more. */
  full = false;
  /** Records written since it was made: each costs flash life. */
  saves = 0;
  readonly #records = new Map<string, Uint8Array>();

  load(key: string, into: Uint8Array): number | undefined {
    const record = this.#records.get(key);
    if (record === undefined || record.length > into.length) return undefined;
    into.set(record);
    return record.length;
  }

  save(key: string, bytes: Uint8Array, length: number): boolean {
    const fits = length <= recordBytesMax && length <= bytes.length && key.length <= keyLengthMax;
    const room = this.#records.has(key) || this.#records.size < recordsMax;
    if (this.full || !fits || key === "" || !room) return false;
    this.#records.set(key, bytes.slice(0, length));
    this.saves += 1;
    return true;
  }

  /** Fault: the power failed while this record was being written, and it is unreadable now. */
  lose(key: string): void {
    this.#records.delete(key);
  }
}
