import { recordBytesMax, type Store } from "../../hal/store.js";
import { crc32 } from "./crc32.js";

/** Bytes in front of the payload: mark, sequence number, payload length. */
const headBytes = 10;
const tailBytes = 4;
const mark = 0x4942;
/** Largest payload, bytes. */
export const payloadMax = recordBytesMax - headBytes - tailBytes;

/**
 * A record that survives a power cut at any byte of its writing.
 *
 * Two keys take turns, `<name>.a` and `<name>.b`; each record carries a sequence number and a CRC-32. A write touches
 * only the key that does not hold the newest good record, so a cut leaves the old one, whole; loading takes the newest
 * that checks. Sequence numbers count modulo 2^32.
 */
export class TwoKeyStore {
  /** Records written since power-on: each costs flash life. */
  writes = 0;
  /** There was something under the keys when they were last looked at, and no good record among it. */
  damaged = false;
  private readonly store: Store;
  private readonly keys: readonly [string, string];
  private readonly record = new Uint8Array(headBytes + payloadMax + tailBytes);
  private readonly view = new DataView(this.record.buffer);
  /** The key that holds the newest good record; undefined while there is none. */
  private newest: 0 | 1 | undefined;
  private sequence = 0;
  private looked = false;

  constructor(store: Store, name: string) {
    this.store = store;
    this.keys = [`${name}.a`, `${name}.b`];
  }

  /** Copies the newest good payload into `into` and gives its length; undefined when there is none or it is too long. */
  load(into: Uint8Array): number | undefined {
    if (!this.look()) return undefined;
    const length = this.view.getUint16(8);
    if (length > into.length) return undefined;
    for (let i = 0; i < length; i += 1) into[i] = this.record[headBytes + i] as number;
    return length;
  }

  /** Writes `bytes[0, length)`; false when it is too long or the store refused. The old record then still stands. */
  save(bytes: Uint8Array, length: number): boolean {
    if (length > payloadMax) return false;
    // Not knowing which key is the newest would mean writing over it.
    if (!this.looked) this.look();
    const target = this.newest === 0 ? 1 : 0;
    const sequence = (this.sequence + 1) >>> 0;
    this.view.setUint16(0, mark);
    this.view.setUint32(2, sequence);
    this.view.setUint16(8, length);
    this.view.setUint16(6, 0);
    for (let i = 0; i < length; i += 1) this.record[headBytes + i] = bytes[i] as number;
    const end = headBytes + length;
    this.view.setUint32(end, crc32(this.record, 0, end));
    if (!this.store.save(this.keys[target], this.record, end + tailBytes)) return false;
    this.writes += 1;
    this.newest = target;
    this.sequence = sequence;
    return true;
  }

  /** Finds the newest good record and leaves it in `record`; false when there is none. */
  private look(): boolean {
    this.looked = true;
    this.damaged = false;
    const a = this.check(0);
    const b = this.check(1);
    if (a === undefined && b === undefined) {
      this.newest = undefined;
      return false;
    }
    // Wrap-safe: b is newer when it is ahead by less than half the circle.
    const takeB = a === undefined || (b !== undefined && ((b - a) | 0) > 0);
    this.newest = takeB ? 1 : 0;
    this.sequence = (takeB ? b : a) as number;
    this.damaged = false;
    // What was read last is still there; the other one is read again, and may fail this time.
    if (!takeB && this.check(0) !== a) this.damaged = true;
    return !this.damaged;
  }

  /** Sequence number of a good record under key `index`; undefined when it is missing, torn or foreign. */
  private check(index: 0 | 1): number | undefined {
    const length = this.store.load(this.keys[index], this.record);
    if (length === undefined) return undefined;
    const good = this.good(length);
    if (!good) this.damaged = true;
    return good ? this.view.getUint32(2) : undefined;
  }

  private good(length: number): boolean {
    if (length < headBytes + tailBytes || length > this.record.length) return false;
    if (this.view.getUint16(0) !== mark) return false;
    const end = headBytes + this.view.getUint16(8);
    if (end + tailBytes !== length) return false;
    return this.view.getUint32(end) === crc32(this.record, 0, end);
  }
}
