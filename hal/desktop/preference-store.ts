import { keyLengthMax, recordBytesMax, type Store } from "../store.js";

/** What is used of the SDK's `preference` module. */
export interface Preferences {
  get(domain: string, key: string): unknown;
  set(domain: string, key: string, value: ArrayBuffer): void;
}

const domain = "isobar";

/**
 * `Store` in the preferences of a desktop. macOS and Windows keep each key apart; on Linux the SDK rewrites one file for
 * all keys, and being killed in the middle of that loses them together: good enough for a simulated rig, which then
 * starts with the settings of its factory.
 */
export class PreferenceStore implements Store {
  readonly #preferences: Preferences;

  constructor(preferences: Preferences) {
    this.#preferences = preferences;
  }

  load(key: string, into: Uint8Array): number | undefined {
    try {
      const value = this.#preferences.get(domain, key);
      if (!(value instanceof ArrayBuffer) || value.byteLength > into.length) return undefined;
      into.set(new Uint8Array(value));
      return value.byteLength;
    } catch {
      return undefined;
    }
  }

  save(key: string, bytes: Uint8Array, length: number): boolean {
    if (length > recordBytesMax || key.length > keyLengthMax) return false;
    try {
      this.#preferences.set(domain, key, bytes.slice(0, length).buffer);
      return true;
    } catch {
      return false;
    }
  }
}
