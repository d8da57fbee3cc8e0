import type { Uart } from "../../hal/uart.js";
import { BytePipe } from "./byte-pipe.js";

/** 115200 baud, 8N1: ten bits a byte. */
const bytesPerS = 11520;
/** Transmit buffer in front of the wire, bytes. */
const transmitBuffer = 2048;
const pipeCapacity = 16384;

/**
 * The serial line with a host at its end.
 *
 * Device to host carries at most 11,520 bytes a second: `write` takes what the transmit buffer,
 * emptied at that rate by `advance`, still has room for. Nothing is lost while the host takes what
 * has come; when it does not, the pipe fills and `write` takes nothing.
 */
export class SimUart implements Uart {
  /** Fault: the cable is out. What is written is gone, and nothing arrives. */
  unplugged = false;
  /** Fault: the host takes nothing of what has come. */
  ignored = false;
  readonly #toHost = new BytePipe(pipeCapacity);
  readonly #toDevice = new BytePipe(pipeCapacity);
  /** Bytes that the transmit buffer has room for at present. */
  #budget = transmitBuffer;

  advance(dtS: number): void {
    this.#budget = Math.min(transmitBuffer, this.#budget + bytesPerS * dtS);
  }

  read(into: Uint8Array): number {
    return this.unplugged ? 0 : this.#toDevice.read(into);
  }

  write(bytes: Uint8Array, start: number, end: number): number {
    const limit = Math.floor(this.#budget);
    const taken = this.unplugged
      ? Math.max(0, Math.min(end - start, limit))
      : this.#toHost.write(bytes, start, end, limit);
    this.#budget -= taken;
    return taken;
  }

  /** The rig starts anew: what it had not sent or read yet is gone with its buffers. */
  restart(): void {
    this.#toDevice.clear();
    this.#budget = transmitBuffer;
  }

  /** The host sends bytes or ASCII text; says how many bytes the line took. */
  hostSend(data: Uint8Array | string): number {
    if (this.unplugged) return 0;
    if (typeof data !== "string") return this.#toDevice.write(data, 0, data.length, data.length);
    let taken = 0;
    while (taken < data.length && this.#toDevice.push(data.charCodeAt(taken) & 0xff)) taken += 1;
    return taken;
  }

  /** The host takes what has arrived, at most the length of `into`; says how many bytes. */
  hostTake(into: Uint8Array): number {
    return this.ignored ? 0 : this.#toHost.read(into);
  }
}
