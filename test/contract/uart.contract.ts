import assert from "node:assert/strict";
import fc from "fast-check";
import type { Uart } from "../../hal/uart.js";

export interface UartOnBench {
  readonly uart: Uart;
  pass(s: number): void;
  /** The host sends; how many bytes the line took. */
  hostSend(bytes: Uint8Array): number;
  /** All that has reached the host since the last call. */
  hostTake(): Uint8Array;
}

/** What hal/uart.ts promises, for any line. */
export function uartContract(make: () => UartOnBench): void {
  describe("Uart", () => {
    it("gives nothing when nothing has come, and takes nothing when nothing is given", () => {
      const { uart } = make();
      assert.equal(uart.read(new Uint8Array(8)), 0);
      assert.equal(uart.read(new Uint8Array(0)), 0);
      assert.equal(uart.write(new Uint8Array(8), 3, 3), 0);
    });

    it("fills no more than there is room for, and nothing behind it", () => {
      const { uart, hostSend, pass } = make();
      hostSend(Uint8Array.of(1, 2, 3, 4, 5));
      pass(1);
      const into = new Uint8Array(3);
      assert.equal(uart.read(into), 3);
      assert.deepEqual([...into], [1, 2, 3]);
      into.fill(9);
      assert.equal(uart.read(into), 2);
      assert.deepEqual([...into], [4, 5, 9]);
    });

    it("carries the piece between start and end alone", () => {
      const { uart, hostTake, pass } = make();
      assert.equal(uart.write(Uint8Array.of(1, 2, 3, 4, 5), 1, 4), 3);
      pass(1);
      assert.deepEqual([...hostTake()], [2, 3, 4]);
    });

    it("takes no more than it has room for, says how much, and never waits for the wire", () => {
      const { uart, hostTake, pass } = make();
      const flood = new Uint8Array(1 << 20);
      const taken = uart.write(flood, 0, flood.length);
      assert.ok(taken > 0 && taken < flood.length);
      assert.equal(uart.write(flood, 0, flood.length), 0);
      pass(2);
      assert.ok(uart.write(flood, 0, flood.length) > 0);
      pass(2);
      assert.ok(hostTake().length >= taken);
    });

    it("carries no more than 115,200 baud let through: 11,520 bytes a second", () => {
      const { uart, hostTake, pass } = make();
      const flood = new Uint8Array(65536);
      let sent = 0;
      for (let i = 0; i < 100; i += 1) {
        sent += uart.write(flood, 0, flood.length);
        pass(0.1);
        hostTake();
      }
      // 10 s, and what its buffers hold at the start.
      assert.ok(sent <= 115_200 + 4096, `${sent}`);
      assert.ok(sent >= 0.8 * 115_200, `${sent}`);
    });

    it("never reorders, doubles or invents a byte, in either direction", () => {
      const piece = fc.uint8Array({ minLength: 1, maxLength: 400 });
      fc.assert(
        fc.property(
          fc.array(piece, { maxLength: 12 }),
          fc.integer({ min: 1, max: 100 }),
          (pieces, size) => {
            const bench = make();
            const toHost: number[] = [];
            const toDevice: number[] = [];
            const atHost: number[] = [];
            const atDevice: number[] = [];
            const into = new Uint8Array(size);
            for (const bytes of [...pieces, ...pieces]) {
              toHost.push(...bytes.subarray(0, bench.uart.write(bytes, 0, bytes.length)));
              toDevice.push(...bytes.subarray(0, bench.hostSend(bytes)));
              bench.pass(0.05);
              atHost.push(...bench.hostTake());
              atDevice.push(...into.subarray(0, bench.uart.read(into)));
            }
            bench.pass(5);
            atHost.push(...bench.hostTake());
            for (let n = bench.uart.read(into); n > 0; n = bench.uart.read(into)) {
              atDevice.push(...into.subarray(0, n));
            }
            assert.deepEqual(atHost, toHost);
            assert.deepEqual(atDevice, toDevice);
          },
        ),
      );
    });
  });
}
