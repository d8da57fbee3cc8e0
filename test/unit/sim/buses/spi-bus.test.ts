import assert from "node:assert/strict";
import { Pins } from "../../../../sim/buses/pins.js";
import { SpiBus, type SpiDevice } from "../../../../sim/buses/spi-bus.js";

const wires = { clock: 18, in: 19, out: 23, hz: 1_000_000, mode: 3, port: 2 };

/** A part that gives back every byte inverted, and keeps what it got. */
class Inverter implements SpiDevice {
  readonly hzMax = 4_000_000;
  readonly mode = 3;
  selected = true;
  readonly got: number[] = [];

  shift(byte: number): number {
    this.got.push(byte);
    return byte ^ 0xff;
  }
}

function make(options = wires) {
  const pins = new Pins();
  const bus = new SpiBus(pins);
  const part = new Inverter();
  bus.devices.push(part);
  return { pins, bus, part, spi: new bus.SPI(options) };
}

describe("the emulated SPI bus", () => {
  it("exchanges bytes in place", () => {
    const { spi, part } = make();
    const bytes = Uint8Array.of(0x12, 0x00);
    spi.transfer(bytes);
    assert.deepEqual([...bytes], [0xed, 0xff]);
    assert.deepEqual(part.got, [0x12, 0x00]);
  });

  it("belongs to one object, as the SDK has it", () => {
    const { pins, bus, spi } = make();
    assert.throws(() => new bus.SPI(wires), new Error("in use"));
    spi.close();
    spi.close();
    assert.equal(pins.isFree(18), true);
    new bus.SPI(wires);
    assert.throws(() => spi.transfer(new Uint8Array(5)), TypeError);
  });

  it("refuses what the SDK refuses", () => {
    const { SPI } = new SpiBus(new Pins());
    assert.throws(() => new SPI({ ...wires, hz: 0 }), new RangeError("invalid hz"));
    assert.throws(() => new SPI({ ...wires, hz: 40_000_001 }), new RangeError("invalid hz"));
    assert.throws(() => new SPI({ ...wires, mode: 4 }), new RangeError("invalid mode"));
    assert.throws(() => new SPI({ ...wires, port: 3 }), new RangeError("invalid port"));
    const { spi } = make();
    assert.throws(() => spi.transfer(new Uint8Array(65536)), RangeError);
  });

  it("counts what no part could stand", () => {
    const { bus, part, spi } = make({ ...wires, mode: 0 });
    spi.transfer(new Uint8Array(1));
    part.selected = false;
    const bytes = new Uint8Array(1);
    spi.transfer(bytes);
    assert.equal(bytes[0], 0xff);
    bus.devices.push(new Inverter(), new Inverter());
    spi.transfer(new Uint8Array(1));
    assert.deepEqual(bus.violations.texts, [
      "mode or speed is not the part's",
      "no part is selected",
      "two parts are selected",
      "mode or speed is not the part's",
    ]);
    const fast = make({ ...wires, hz: 4_000_001 });
    fast.spi.transfer(new Uint8Array(1));
    assert.equal(fast.bus.violations.count, 1);
  });

  it("takes eight bits a byte and the way around them, for whoever counts the time", () => {
    const { bus, spi } = make();
    let us = 0;
    bus.spend = (more) => {
      us += more;
    };
    spi.transfer(new Uint8Array(5));
    assert.equal(us, 10 + 40);
    assert.deepEqual([bus.transfers, bus.busUs], [1, 50]);
  });

  it("inverts one bit of one transfer, either way", () => {
    const { bus, part, spi } = make();
    bus.flipMosi = 0;
    bus.flipMiso = 15;
    const bytes = Uint8Array.of(0x00, 0x00);
    spi.transfer(bytes);
    assert.deepEqual(part.got, [0x80, 0x00]);
    assert.deepEqual([...bytes], [0x7f, 0xfe]);
    spi.transfer(bytes.fill(0));
    assert.deepEqual([...bytes], [0xff, 0xff]);
  });

  it("may have its MISO stuck at either level", () => {
    const { bus, part, spi } = make();
    const bytes = new Uint8Array(2);
    for (const level of [0, 1] as const) {
      bus.misoStuck = level;
      spi.transfer(bytes.fill(0x5a));
      assert.deepEqual([...bytes], level === 0 ? [0, 0] : [0xff, 0xff]);
    }
    assert.deepEqual(part.got, [0x5a, 0x5a, 0x5a, 0x5a]);
  });
});
