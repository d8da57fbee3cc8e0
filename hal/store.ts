/** Largest record, bytes: what every store takes, and so the size of a buffer to load into. */
export const recordBytesMax = 3584;
/** Longest key, characters: non-volatile storage of the ESP32 allows 15. */
export const keyLengthMax = 15;

/**
 * Small named records that survive a power cut.
 *
 * Promises: a record is at most `recordBytesMax` under a key of at most `keyLengthMax`; a `save` that was cut off by
 * a loss of power leaves this one key old, new or unreadable, and no other key touched. Saving may stop the
 * processor for tens of milliseconds, so the caller saves while the screws rest; the one exception is that a hold was left.
 */
export interface Store {
  /** Fills `into` and says how many bytes the record has; undefined when there is none or it is unreadable. */
  load(key: string, into: Uint8Array): number | undefined;
  save(key: string, bytes: Uint8Array, length: number): boolean;
}
