import type { Store } from "../../hal/store.js";
import { Problems } from "../document/problems.js";
import { type JsonObject, readTable, writeTable } from "../document/table.js";
import { type Settings, settingsTable } from "../settings/table.js";
import { crc32 } from "./crc32.js";
import { payloadMax, TwoKeyStore } from "./two-key-store.js";

/** Where the settings of this start came from. */
export type SettingsOrigin = "stored" | "defaults" | "defaults: the stored ones are damaged";

/** The settings in flash: the complete document as ASCII JSON, in a two-key record. */
export class SettingsStore {
  origin: SettingsOrigin = "defaults";
  /** What was wrong with stored settings that had to be left aside. */
  readonly problems = new Problems();
  private readonly record: TwoKeyStore;
  private readonly bytes = new Uint8Array(payloadMax);

  constructor(store: Store) {
    this.record = new TwoKeyStore(store, "settings");
  }

  /** The stored settings, or those of the factory when there are none or they do not fit this firmware. */
  load(factory: JsonObject = {}): Settings {
    const defaults = readTable(settingsTable, factory, new Problems(), "");
    const length = this.record.load(this.bytes);
    if (length !== undefined) {
      const settings = readTable(settingsTable, this.parse(length), this.problems, "settings");
      if (this.problems.none) {
        this.origin = "stored";
        return settings;
      }
    } else if (this.record.damaged) {
      this.problems.add("", "the stored record is damaged");
    }
    if (!this.problems.none) this.origin = "defaults: the stored ones are damaged";
    return defaults;
  }

  /** Writes settings; false when they do not fit or the store refused. To be called only while the screws rest. */
  save(settings: Settings): boolean {
    const text = textOf(settings);
    if (text.length > this.bytes.length) return false;
    for (let i = 0; i < text.length; i += 1) this.bytes[i] = text.charCodeAt(i);
    return this.record.save(this.bytes, text.length);
  }

  private parse(length: number): unknown {
    let text = "";
    for (let i = 0; i < length; i += 1) text += String.fromCharCode(this.bytes[i] as number);
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }
}

const textOf = (settings: Settings): string =>
  JSON.stringify(writeTable(settingsTable, settings as JsonObject));

/** CRC-32 of all settings: two prints that differ are of two settings. */
export function settingsPrint(settings: Settings): number {
  const text = textOf(settings);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return crc32(bytes, 0, bytes.length);
}
