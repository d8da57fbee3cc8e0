/**
 * Small named records that survive a power cut.
 *
 * Promises: a record is at most 3584 bytes under a key of at most 15 characters; a `save` that was cut off by
 * a loss of power leaves this one key old, new or unreadable, and no other key touched. Saving may stop the
 * processor for tens of milliseconds, so the caller saves while the screws rest; the one exception is that a hold was left.
 */
export interface Store {
  /** Fills `into` and says how many bytes the record has; undefined when there is none or it is unreadable. */
  load(key: string, into: Uint8Array): number | undefined;
  save(key: string, bytes: Uint8Array, length: number): boolean;
}
