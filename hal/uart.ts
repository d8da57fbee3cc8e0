/**
 * The byte line to the host.
 *
 * Promises: neither call waits or throws. `read` fills at most `into.length` bytes and says how many; `write`
 * takes as many of `bytes[start, end)` as there is room for and says how many; bytes are never reordered.
 * Does not promise that anybody listens, nor that no byte was lost on the wire: lines carry their own CRC.
 */
export interface Uart {
  read(into: Uint8Array): number;
  write(bytes: Uint8Array, start: number, end: number): number;
}
