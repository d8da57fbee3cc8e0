import { PreferenceStore, type Preferences } from "../../hal/desktop/preference-store.js";
import { FlashStore } from "../../hal/esp32/flash-store.js";
import type { Store } from "../../hal/store.js";

/**
 * What a loss of power leaves under the one key that was being written: the old record, the new one, its first bytes,
 * its first bytes with the old one's tail behind them, nothing, or something that cannot be read at all.
 */
export const remains = ["old", "new", "part", "mixed", "erased", "unreadable"] as const;
export type Remains = (typeof remains)[number];

/** What keeps bytes without power, and loses them in every way there is. */
export class CutMedium {
  /** The next write is cut off: what it leaves, and after how many of its bytes. */
  cut: { readonly leaves: Remains; readonly at: number } | undefined;
  /** The next write fails in an orderly way, and leaves the key as it is. */
  full = false;
  /** The power is off: nothing works until `reboot`. */
  off = false;
  /** Called before a write touches anything. */
  onWrite: (key: string) => void = () => {};
  readonly records = new Map<string, Uint8Array | "unreadable">();

  reboot(): void {
    this.off = false;
  }

  read(key: string): Uint8Array | undefined {
    const record = this.records.get(key);
    if (this.off || record === "unreadable") throw new Error("not readable");
    return record?.slice();
  }

  write(key: string, bytes: Uint8Array): void {
    if (this.off) throw new Error("off");
    this.onWrite(key);
    if (this.full) throw new Error("full");
    const { cut } = this;
    if (cut === undefined) {
      this.records.set(key, bytes.slice());
      return;
    }
    this.cut = undefined;
    this.off = true;
    const before = this.records.get(key);
    const old = before instanceof Uint8Array ? before : new Uint8Array(0);
    const first = bytes.slice(0, cut.at);
    if (cut.leaves === "new") this.records.set(key, bytes.slice());
    else if (cut.leaves === "part") this.records.set(key, first);
    else if (cut.leaves === "mixed") {
      this.records.set(key, Uint8Array.from([...first, ...old.subarray(first.length)]));
    } else if (cut.leaves === "erased") this.records.delete(key);
    else if (cut.leaves === "unreadable") this.records.set(key, "unreadable");
    throw new Error("power cut");
  }
}

const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

/** The ESP32's store on a medium: `embedded:storage/key-value` refuses long keys as its NVS does. */
export function flashStoreOn(medium: CutMedium): Store {
  return new FlashStore({
    read: (key) => {
      const record = medium.read(key);
      return record === undefined ? undefined : bufferOf(record);
    },
    write: (key, value) => {
      if (key.length > 15) throw new Error("ESP_ERR_NVS_KEY_TOO_LONG");
      medium.write(key, new Uint8Array(value));
    },
  });
}

/** The desktop's store on a medium: `preference`, which keeps its domains apart. */
export function preferenceStoreOn(medium: CutMedium): Store {
  const preferences: Preferences = {
    get: (domain, key) => {
      const record = medium.read(`${domain}/${key}`);
      return record === undefined ? undefined : bufferOf(record);
    },
    set: (domain, key, value) => medium.write(`${domain}/${key}`, new Uint8Array(value)),
  };
  return new PreferenceStore(preferences);
}
