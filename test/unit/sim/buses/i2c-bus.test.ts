import assert from "node:assert/strict";
import { type EmulatedI2cOptions, I2cBus, i2cConstructor } from "../../../../sim/buses/i2c-bus.js";
import { Pins } from "../../../../sim/buses/pins.js";
import { Prng } from "../../../../sim/prng.js";
import { near } from "../../../support/near.js";

const wires = { data: 21, clock: 22 };
const device = { ...wires, hz: 400_000, address: 0x10, port: 0, timeout: 5 };

/** A chip that keeps what it was sent and answers with 1, 2, 3. */
class Echo {
  readonly address: number;
  dead = false;
  readonly received: number[][] = [];

  constructor(address: number) {
    this.address = address;
  }

  receive(bytes: Uint8Array): void {
    this.received.push([...bytes]);
  }

  transmit(into: Uint8Array): void {
    for (let i = 0; i < into.length; i += 1) into[i] = i + 1;
  }
}

function busWithEcho(options: { pins?: Pins; prng?: Prng } = {}) {
  let spentUs = 0;
  const spend = (us: number) => {
    spentUs += us;
  };
  const bus = new I2cBus({ ...wires, spend, ...options });
  const echo = new Echo(0x10);
  bus.attach(echo);
  const I2C = i2cConstructor([bus]);
  const open = (change: Partial<EmulatedI2cOptions> = {}) => new I2C({ ...device, ...change });
  const spent = () => {
    const us = spentUs;
    spentUs = 0;
    return us;
  };
  return { bus, echo, open, spent };
}

describe("the emulated I2C bus", () => {
  it("carries bytes to the addressed chip and back", () => {
    const { echo, open, bus } = busWithEcho();
    const i2c = open();
    const into = new Uint8Array(3);
    i2c.write(Uint8Array.of(5, 6));
    assert.equal(i2c.writeRead(Uint8Array.of(7), into), 3);
    assert.deepEqual(echo.received, [[5, 6], [7]]);
    assert.deepEqual([...into], [1, 2, 3]);
    assert.equal(i2c.read(into), 3);
    assert.equal(bus.transfers, 3);
  });

  it("has room for one chip at an address", () => {
    const { bus } = busWithEcho();
    assert.throws(() => bus.attach(new Echo(0x10)), /two chips/);
  });

  it("throws as the SDK does when nobody acknowledges: the call's name and failed", () => {
    const { echo, open } = busWithEcho();
    const absent = open({ address: 0x11 });
    const dead = open();
    echo.dead = true;
    for (const i2c of [absent, dead]) {
      assert.throws(() => i2c.write(Uint8Array.of(1)), { name: "Error", message: "write failed" });
      assert.throws(() => i2c.read(new Uint8Array(1)), { message: "read failed" });
      assert.throws(() => i2c.writeRead(Uint8Array.of(1), new Uint8Array(1)), {
        message: "writeRead failed",
      });
    }
    assert.equal(echo.received.length, 0);
  });

  it("throws a RangeError for options that the SDK does not take", () => {
    for (const [change, message] of [
      [{ address: -1 }, /invalid address/],
      [{ address: 128 }, /invalid address/],
      [{ hz: 0 }, /invalid hz/],
      [{ hz: 20_000_001 }, /invalid hz/],
      [{ timeout: -2 }, /invalid timeout/],
      [{ port: 2 }, /invalid port/],
      [{ port: -1 }, /invalid port/],
      [{ data: 1 }, /unusable pins/],
    ] as const) {
      const { open } = busWithEcho();
      assert.throws(
        () => open(change),
        (e: Error) => e instanceof RangeError && message.test(e.message),
      );
    }
  });

  it("has several devices, one to an address, and an address is free again when its device is closed", () => {
    const { open } = busWithEcho();
    const i2c = open();
    open({ address: 0x11 });
    assert.throws(() => open(), /duplicate address/);
    i2c.close();
    i2c.close();
    assert.throws(() => i2c.write(Uint8Array.of(1)), /bad state/);
    open();
  });

  it("holds its pins while a device is open", () => {
    const pins = new Pins();
    const { open } = busWithEcho({ pins });
    pins.take(22);
    assert.throws(() => open(), /inUse/);
    pins.free(22);
    const first = open();
    const second = open({ address: 0x11 });
    assert.equal(pins.isFree(21), false);
    first.close();
    assert.equal(pins.isFree(21), false);
    second.close();
    assert.ok(pins.isFree(21) && pins.isFree(22));
  });

  it("costs nine bits a byte and address, and a start or stop each: 400 kHz", () => {
    const { open, spent, bus } = busWithEcho();
    const i2c = open();
    i2c.write(Uint8Array.of(1, 2));
    // Start, address, two bytes, stop: 1 + 27 + 1 = 29 bits of 2.5 us
    near(spent(), 72.5, 1e-9);
    i2c.writeRead(Uint8Array.of(1), new Uint8Array(3));
    // Start, address, byte, start again, address, three bytes, stop: 1 + 18 + 1 + 36 + 1 = 57
    near(spent(), 142.5, 1e-9);
    i2c.read(new Uint8Array(3));
    near(spent(), 38 * 2.5, 1e-9);
    const absent = open({ address: 0x11 });
    // Start, address without acknowledge, stop.
    assert.throws(() => absent.writeRead(Uint8Array.of(1), new Uint8Array(3)));
    near(spent(), 11 * 2.5, 1e-9);
    assert.throws(() => absent.read(new Uint8Array(3)));
    near(spent(), 11 * 2.5, 1e-9);
    near(bus.busUs, 72.5 + 142.5 + 95 + 55, 1e-9);
  });

  it("lets every transfer run into its time-out while SDA hangs, 400 ms unless told, until nine clocks", () => {
    const pins = new Pins();
    const { bus, open, spent } = busWithEcho({ pins });
    const slow = open({ address: 0x11 });
    bus.hang();
    assert.equal(pins.level(21), 0);
    assert.throws(() => open().write(Uint8Array.of(1)), /write failed/);
    assert.equal(spent(), 5000);
    slow.close();
    const I2C = i2cConstructor([bus]);
    const { timeout: _, ...without } = device;
    const patient = new I2C({ ...without, address: 0x12 });
    assert.throws(() => patient.read(new Uint8Array(1)));
    assert.equal(spent(), 400_000);
    for (let clocks = 0; clocks < 9; clocks += 1) {
      assert.equal(bus.hanging, true);
      pins.force(22, 0);
      pins.force(22, undefined);
    }
    assert.equal(bus.hanging, false);
    assert.equal(pins.level(21), 1);
  });

  it("hangs for good when SDA is shorted", () => {
    const { bus, open } = busWithEcho({ pins: new Pins() });
    const i2c = open();
    bus.shorted = true;
    assert.equal(bus.shorted, true);
    assert.throws(() => i2c.write(Uint8Array.of(1)));
    bus.shorted = false;
    i2c.write(Uint8Array.of(1));
  });

  it("flips one bit of a byte now and then when told so, in both directions", () => {
    const { bus, echo, open } = busWithEcho({ prng: new Prng(1, "wire") });
    const i2c = open();
    const sent = Uint8Array.of(0x55);
    bus.flipShare = 0.1;
    let wrong = 0;
    for (let i = 0; i < 2000; i += 1) {
      i2c.write(sent);
      const into = new Uint8Array(1);
      i2c.read(into);
      if (into[0] === 1) continue;
      wrong += 1;
      assert.ok([0, 3, 5, 9, 17, 33, 65, 129].includes(into[0] as number));
    }
    near(wrong, 200, 50);
    assert.equal(sent[0], 0x55);
    near(echo.received.filter(([byte]) => byte !== 0x55).length, 200, 50);
  });

  it("flips nothing when nobody draws", () => {
    const { bus, echo, open } = busWithEcho();
    bus.flipShare = 1;
    open().write(Uint8Array.of(0x55));
    assert.deepEqual(echo.received, [[0x55]]);
  });
});
