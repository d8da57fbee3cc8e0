import assert from "node:assert/strict";
import { SimUart } from "../../../../sim/devices/sim-uart.js";

const text = (uart: SimUart, host: boolean) => {
  const into = new Uint8Array(100);
  const length = host ? uart.hostTake(into) : uart.read(into);
  return String.fromCharCode(...into.subarray(0, length));
};

const ascii = (line: string) => Uint8Array.from(line, (character) => character.charCodeAt(0));

describe("the simulated serial line", () => {
  it("carries bytes both ways in order", () => {
    const uart = new SimUart();
    const bytes = ascii("xMEAS:PRES?\nx");
    assert.equal(uart.write(bytes, 1, bytes.length - 1), 11);
    assert.equal(text(uart, true), "MEAS:PRES?\n");
    assert.equal(text(uart, true), "");
    assert.equal(uart.hostSend("*IDN?"), 5);
    assert.equal(uart.hostSend(ascii("\n")), 1);
    assert.equal(text(uart, false), "*IDN?\n");
  });

  it("takes 11,520 bytes a second at 115200 baud, behind a buffer of 2048", () => {
    const uart = new SimUart();
    const bytes = new Uint8Array(4096);
    const into = new Uint8Array(16384);
    let taken = uart.write(bytes, 0, bytes.length);
    assert.equal(taken, 2048);
    for (let i = 0; i < 100; i += 1) {
      uart.advance(0.1);
      taken += uart.write(bytes, 0, bytes.length);
      taken += uart.write(bytes, 0, bytes.length);
      uart.hostTake(into);
    }
    assert.equal(taken, 2048 + 10 * 11520);
  });

  it("takes nothing more when the host does not", () => {
    const uart = new SimUart();
    let taken = 0;
    for (let i = 0; i < 100; i += 1) {
      uart.advance(1);
      taken += uart.write(new Uint8Array(4096), 0, 4096);
    }
    assert.equal(taken, 16384);
  });

  it("is bounded towards the device as well", () => {
    const uart = new SimUart();
    assert.equal(uart.hostSend("a".repeat(20000)), 16384);
    assert.equal(uart.hostSend("b"), 0);
  });

  it("loses what is written while the cable is out", () => {
    const uart = new SimUart();
    uart.unplugged = true;
    assert.equal(uart.write(ascii("gone"), 0, 4), 4);
    assert.equal(uart.hostSend("gone"), 0);
    uart.unplugged = false;
    assert.equal(text(uart, true), "");
    assert.equal(text(uart, false), "");
  });
});
