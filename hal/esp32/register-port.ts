import type { I2c, I2cConstructor, I2cOptions } from "./io.js";

/**
 * The registers of one I2C device. Every failure of the bus ends here: what throws below is `false` above. Allocates
 * nothing after construction.
 */
export class RegisterPort {
  readonly #io: I2c;
  readonly #pointer = new Uint8Array(1);
  #open = true;

  constructor(io: I2cConstructor, options: I2cOptions) {
    this.#io = new io(options);
  }

  /** Fills `into` from `register` on; false when the device did not answer, and `into` is then not to be used. */
  read(register: number, into: Uint8Array): boolean {
    this.#pointer[0] = register;
    try {
      this.#io.writeRead(this.#pointer, into);
      return true;
    } catch {
      return false;
    }
  }

  /** Sends a whole frame: the register's address, then its bytes. */
  write(frame: Uint8Array): boolean {
    try {
      this.#io.write(frame);
      return true;
    } catch {
      return false;
    }
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#io.close();
  }
}
