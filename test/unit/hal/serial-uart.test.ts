import assert from "node:assert/strict";
import fc from "fast-check";
import sinon from "sinon";
import { type SerialOptions, type SerialPort, SerialUart } from "../../../hal/esp32/serial-uart.js";
import { uartContract } from "../../contract/uart.contract.js";
import { Esp32Serial } from "../../support/esp32-serial.js";

const ringBytes = 1024;
const fifoBytes = 128;

function uartOn(serial: Esp32Serial): SerialUart {
  const { io } = serial;
  const ticks = () => serial.ticks;
  return new SerialUart({ io, port: 2, transmit: 17, receive: 16, baud: 115200, ticks });
}

const counting = (length: number, from = 0) =>
  Uint8Array.from({ length }, (_, i) => (from + i) % 251);

/** Time goes on as on the rig, which polls for received bytes at each tick of 100 ms. */
function passPolling(serial: Esp32Serial, uart: SerialUart, ms: number): void {
  const into = new Uint8Array(64);
  for (let at = 0; at < ms; at += 100) {
    uart.read(into);
    serial.pass(100_000);
  }
}

describe("the line of the ESP32", () => {
  let serial: Esp32Serial;
  let uart: SerialUart;

  beforeEach(() => {
    serial = new Esp32Serial();
    uart = uartOn(serial);
  });

  it("opens the port with its pins, its speed and whole buffers", () => {
    const opened: SerialOptions[] = [];
    class Port implements SerialPort {
      constructor(options: SerialOptions) {
        opened.push(options);
      }
      read(): undefined {}
      write(): void {}
      close(): void {}
    }
    new SerialUart({ io: Port, port: 1, transmit: 4, receive: 5, baud: 9600, ticks: () => 0 });
    assert.equal(opened.length, 1);
    const { port, transmit, receive, baud, format } = opened[0] as SerialOptions;
    assert.deepEqual([port, transmit, receive, baud, format], [1, 4, 5, 9600, "buffer"]);
  });

  describe("sending", () => {
    it("waits until the port has said that it takes bytes", () => {
      uart.write(counting(40), 0, 40);
      assert.equal(serial.queued, 0);
      serial.pass(0);
      assert.equal(serial.queued, 40);
    });

    it("writes at once into room that it knows of", () => {
      serial.pass(1000);
      uart.write(counting(100), 0, 100);
      assert.equal(serial.queued, 100);
      uart.write(counting(100), 0, 100);
      assert.equal(serial.queued, fifoBytes);
      assert.equal(uart.refusals, 0);
    });

    it("takes what ring and FIFO hold, 1152 bytes, and no more until the wire has carried some", () => {
      serial.pass(1000);
      const flood = counting(2000);
      assert.equal(uart.write(flood, 0, 2000), ringBytes);
      assert.equal(uart.write(flood, ringBytes, 2000), fifoBytes);
      assert.equal(uart.write(flood, ringBytes + fifoBytes, 2000), 0);
      // Until 10 of the 128 bytes are left 118 characters of 86.8 us go by: 10.24 ms.
      serial.pass(10_000);
      assert.equal(uart.write(flood, ringBytes + fifoBytes, 2000), 0);
      serial.pass(300);
      assert.equal(uart.write(flood, ringBytes + fifoBytes, 2000), fifoBytes - 10);
      serial.pass(1_000_000);
      assert.deepEqual(Uint8Array.from(serial.sent), flood.subarray(0, 1152 + 118));
    });

    it("keeps the wire busy without a pause: 11,520 bytes a second", () => {
      serial.pass(1000);
      const flood = counting(4096);
      for (let at = 0; at < 100; at += 1) {
        uart.write(flood, 0, flood.length);
        serial.pass(10_000);
      }
      assert.ok(serial.sent.length >= 11_519, `${serial.sent.length}`);
    });

    it("makes no object while it writes, sends, is refused and reads", () => {
      serial.pass(1000);
      let made = 0;
      const proto = Object.getPrototypeOf(Uint8Array.prototype);
      const spies = [sinon.spy(proto, "subarray"), sinon.spy(proto, "slice")];
      const constructed = sinon.stub(globalThis, "Uint8Array").callsFake(() => {
        made += 1;
        throw new Error("a new array");
      });
      const bytes = new Int8Array(300) as unknown as Uint8Array;
      const into = new Int8Array(64) as unknown as Uint8Array;
      try {
        serial.hostSend("*IDN?\n");
        for (let i = 0; i < 50; i += 1) {
          serial.refuses = () => i % 7 === 0;
          uart.write(bytes, 0, 300);
          serial.pass(9000);
          uart.read(into);
        }
      } finally {
        constructed.restore();
        for (const spy of spies) spy.restore();
      }
      for (const spy of spies) sinon.assert.notCalled(spy);
      assert.equal(made, 0);
      assert.ok(serial.sent.length > 1000);
    });

    it("goes on after its callback was lost to a full queue, with the next polls for received bytes", () => {
      serial.pass(1000);
      const bytes = counting(1000);
      uart.write(bytes, 0, 1000);
      serial.queueFull = () => true;
      serial.pass(50_000);
      assert.equal(serial.sent.length, fifoBytes);
      // All later interrupts find the flag of the lost message and post nothing.
      serial.queueFull = () => false;
      serial.pass(1_000_000);
      assert.equal(serial.sent.length, fifoBytes);
      passPolling(serial, uart, 1000);
      assert.deepEqual(Uint8Array.from(serial.sent), bytes);
    });

    it("begins though the very first callback was lost", () => {
      serial.queueFull = () => true;
      serial.pass(1000);
      uart.write(counting(20), 0, 20);
      passPolling(serial, uart, 300);
      assert.equal(serial.sent.length, 20);
    });

    it("goes on after a refusal, of which no callback tells the end", () => {
      uart.write(counting(500), 0, 500);
      let refusals = 3;
      serial.refuses = () => refusals-- > 0;
      passPolling(serial, uart, 2000);
      assert.deepEqual(Uint8Array.from(serial.sent), counting(500));
      assert.equal(uart.refusals, 3);
    });

    it("does not try again at once after a refusal, however often it is given bytes", () => {
      serial.pass(1000);
      serial.refuses = () => true;
      for (let i = 0; i < 10; i += 1) uart.write(counting(10), 0, 10);
      assert.equal(uart.refusals, 1);
    });

    it("tries nothing while the FIFO may still be full: no exception in ordinary traffic", () => {
      const into = new Uint8Array(64);
      const flood = counting(4096);
      for (let at = 0; at < 2000; at += 1) {
        uart.write(flood, 0, flood.length);
        uart.read(into);
        serial.pass(1000);
      }
      assert.equal(uart.refusals, 0);
    });

    it("lets every byte it took leave in order, once, whatever is lost, refused or late", () => {
      const bytes = fc.integer({ min: 0, max: 1500 });
      const act = fc.oneof(
        fc.record({ kind: fc.constant("write" as const), size: bytes, start: bytes }),
        fc.record({ kind: fc.constant("pass" as const), us: fc.integer({ min: 1, max: 30_000 }) }),
        fc.record({ kind: fc.constant("stall" as const), us: fc.integer({ min: 1, max: 30_000 }) }),
        fc.record({ kind: fc.constant("poll" as const) }),
        fc.record({ kind: fc.constant("hear" as const), size: fc.integer({ min: 1, max: 300 }) }),
        fc.record({ kind: fc.constant("lose" as const), on: fc.boolean() }),
        fc.record({ kind: fc.constant("refuse" as const), times: fc.integer({ min: 1, max: 3 }) }),
      );
      fc.assert(
        fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
          const line = new Esp32Serial();
          const own = uartOn(line);
          const into = new Uint8Array(32);
          const expected: number[] = [];
          let refusals = 0;
          line.refuses = () => refusals-- > 0;
          for (const step of acts) {
            if (step.kind === "write") {
              const data = counting(step.start + step.size, expected.length);
              const taken = own.write(data, step.start, step.start + step.size);
              assert.ok(taken >= 0 && taken <= step.size);
              expected.push(...data.subarray(step.start, step.start + taken));
            } else if (step.kind === "pass") line.pass(step.us);
            else if (step.kind === "stall") {
              line.busy = true;
              line.pass(step.us);
              line.busy = false;
            } else if (step.kind === "poll") own.read(into);
            else if (step.kind === "hear") line.hostSend(counting(step.size));
            else if (step.kind === "lose") line.queueFull = () => step.on;
            else refusals = step.times;
            assert.ok(expected.length - line.sent.length <= ringBytes + fifoBytes);
          }
          refusals = 0;
          line.queueFull = () => false;
          // At worst both flags are stuck, and each poll sends one FIFO: nine for 1152 bytes.
          passPolling(line, own, 1000);
          assert.deepEqual(line.sent, expected);
        }),
        { numRuns: 300 },
      );
    });
  });

  describe("receiving", () => {
    it("calls back when bytes have come, and gives them", () => {
      const into = new Uint8Array(64);
      const heard: number[] = [];
      uart.onReceive = () => {
        for (let n = uart.read(into); n > 0; n = uart.read(into))
          heard.push(...into.subarray(0, n));
      };
      serial.hostSend(counting(300));
      serial.pass(40_000);
      assert.deepEqual(Uint8Array.from(heard), counting(300));
      assert.equal(serial.lostBytes, 0);
    });

    it("gives nothing, and does not throw, when there is no room to give it in", () => {
      serial.hostSend("abc");
      serial.pass(10_000);
      assert.equal(uart.read(new Uint8Array(0)), 0);
      assert.equal(uart.read(new Uint8Array(9)), 3);
    });

    it("gives to a poll what a lost callback has not told of, again and again", () => {
      const into = new Uint8Array(128);
      const told = sinon.spy();
      uart.onReceive = told;
      serial.pass(1000);
      serial.queueFull = () => true;
      serial.hostSend(counting(50));
      serial.pass(10_000);
      serial.queueFull = () => false;
      assert.equal(uart.read(into), 50);
      for (let i = 0; i < 3; i += 1) {
        serial.hostSend(counting(99));
        serial.pass(20_000);
        assert.equal(uart.read(into), 99);
      }
      // The flag of the lost message is still set: this port calls nobody any more, and polls alone keep it alive.
      sinon.assert.notCalled(told);
    });

    it("closes the port", () => {
      const told = sinon.spy();
      uart.onReceive = told;
      uart.close();
      serial.hostSend("abc");
      serial.pass(10_000);
      sinon.assert.notCalled(told);
    });
  });

  uartContract(() => {
    const line = new Esp32Serial();
    const own = uartOn(line);
    let heard = 0;
    return {
      uart: own,
      pass: (s) => line.pass(s * 1e6),
      // A host that asks one short line at a time: what the FIFO cannot hold would be lost.
      hostSend: (bytes) => {
        const taken = Math.min(bytes.length, line.roomForHost);
        line.hostSend(bytes.subarray(0, taken));
        return taken;
      },
      hostTake: () => {
        const some = Uint8Array.from(line.sent.slice(heard));
        heard = line.sent.length;
        return some;
      },
    };
  });
});
