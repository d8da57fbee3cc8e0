import { keyLengthMax, recordBytesMax, type Store } from "../store.js";

/** What is used of a domain of `embedded:storage/key-value`, opened with the format "buffer". */
export interface KeyValueDomain {
  read(key: string): ArrayBuffer | undefined;
  write(key: string, value: ArrayBuffer): void;
}

/**
 * `Store` on the ESP32's non-volatile storage. Chosen over `preference`, which erases a key before it writes it and so
 * loses it to a power cut in between; key-value only sets and commits.
 */
export class FlashStore implements Store {
  readonly #domain: KeyValueDomain;

  constructor(domain: KeyValueDomain) {
    this.#domain = domain;
  }

  load(key: string, into: Uint8Array): number | undefined {
    let value: ArrayBuffer | undefined;
    try {
      value = this.#domain.read(key);
    } catch {
      // Wrong type or a damaged entry reads as an exception: for the caller it is not there.
      return undefined;
    }
    if (value === undefined || value.byteLength > into.length) return undefined;
    into.set(new Uint8Array(value));
    return value.byteLength;
  }

  save(key: string, bytes: Uint8Array, length: number): boolean {
    if (length > recordBytesMax || key.length > keyLengthMax) return false;
    try {
      this.#domain.write(key, bytes.slice(0, length).buffer);
      return true;
    } catch {
      return false;
    }
  }
}
