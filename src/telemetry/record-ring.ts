/** Bytes of one record, whatever is in it. */
export const recordBytes = 64;
/**
 * Records kept; 40,960 bytes in all. A row a second and a slow row every 30 s are 31 records in 30 s, so these reach back
 * 10 min 19 s, less a second for every event or so.
 */
export const recordsMax = 640;

/**
 * The newest records, in binary, oldest first: a fixed number of fixed places, so that nothing is ever allocated or
 * moved. Records are numbered by the telemetry's sequence without gaps, so a number alone finds its place.
 */
export class RecordRing {
  private readonly bytes = new Uint8Array(recordBytes * recordsMax);
  /** The same bytes, for integers. */
  readonly view = new DataView(this.bytes.buffer);
  /** Number of the next record. */
  next = 0;
  /** Records present. */
  count = 0;

  /** Number of the oldest record still present; equal to `next` when there is none. */
  get oldest(): number {
    return this.next - this.count;
  }

  has(number: number): boolean {
    return number >= this.oldest && number < this.next;
  }

  /** Makes room for record number `next`, overwriting the oldest when full, and gives its offset. */
  claim(): number {
    const offset = (this.next % recordsMax) * recordBytes;
    this.next += 1;
    if (this.count < recordsMax) this.count += 1;
    return offset;
  }

  /** Where record `number` is; ask `has` first. */
  offsetOf(number: number): number {
    return (number % recordsMax) * recordBytes;
  }

  /** Writes a signed integer of `size` bytes, little-endian, that the caller has clamped. */
  put(offset: number, size: number, value: number): void {
    if (size === 4) {
      this.view.setInt32(offset, value, true);
      return;
    }
    const { bytes } = this;
    let low = value;
    let at = offset;
    if (size === 6) {
      // 48 bits: the lower 32 as unsigned, the upper 16 as signed.
      const high = Math.floor(value / 4294967296);
      this.view.setUint32(offset, value - high * 4294967296, true);
      at = offset + 4;
      low = high;
    }
    bytes[at] = low & 255;
    if (size === 1) return;
    bytes[at + 1] = (low >> 8) & 255;
    if (size === 3) bytes[at + 2] = (low >> 16) & 255;
  }

  /** Reads back what `put` wrote. */
  get(offset: number, size: number): number {
    const { bytes, view } = this;
    if (size === 4) return view.getInt32(offset, true);
    if (size === 2) return view.getInt16(offset, true);
    if (size === 1) return view.getInt8(offset);
    if (size === 3)
      return (
        (bytes[offset] as number) |
        ((bytes[offset + 1] as number) << 8) |
        (view.getInt8(offset + 2) << 16)
      );
    return view.getInt16(offset + 4, true) * 4294967296 + view.getUint32(offset, true);
  }
}
