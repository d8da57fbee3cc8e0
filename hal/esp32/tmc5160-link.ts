import type { Digital } from "./io-digital.js";
import type { SpiPort } from "./spi-port.js";
import { Register, writeAccess } from "./tmc5160-registers.js";

/**
 * Datagrams to one TMC5160. What is read comes with the next datagram, and what was written comes back with it (4.1.1):
 * so every write is checked one datagram later, and `settle` makes the last of them a datagram of its own.
 */
export class Tmc5160Link {
  /** A write since the last `clear` did not come back as it was sent. */
  garbled = false;
  readonly #port: SpiPort;
  readonly #select: Digital;
  #awaited = 0;
  #awaiting = false;

  constructor(port: SpiPort, select: Digital) {
    this.#port = port;
    this.#select = select;
  }

  /** SPI_STATUS of the last datagram: what was true at the end of the one before (4.1.2). */
  get status(): number {
    return this.#port.status;
  }

  /** Forgets what went wrong before. */
  clear(): void {
    this.garbled = false;
    this.#awaiting = false;
  }

  /** Asks for a register; gives what the datagram before has asked for. */
  ask(register: number): number {
    return this.#exchange(register, 0);
  }

  /** Writes a register; gives what the datagram before has asked for. */
  write(register: number, value: number): number {
    const data = this.#exchange(register | writeAccess, value);
    this.#awaited = value;
    this.#awaiting = true;
    return data;
  }

  /** Sees the last write come back, or gives what was asked for last. */
  settle(): number {
    return this.#exchange(Register.rampStat, 0);
  }

  #exchange(address: number, value: number): number {
    this.#port.exchange(this.#select, address, value);
    const data = this.#port.data;
    if (this.#awaiting && data !== this.#awaited) this.garbled = true;
    this.#awaiting = false;
    return data;
  }

  close(): void {
    this.#select.close();
  }
}
