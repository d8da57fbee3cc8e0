import assert from "node:assert/strict";
import { I2cBusRecovery } from "../../../../hal/esp32/i2c-bus-recovery.js";
import type { DigitalConstructor, DigitalOptions } from "../../../../hal/esp32/io-digital.js";
import { I2cBus, i2cConstructor } from "../../../../sim/buses/i2c-bus.js";
import { Pins } from "../../../../sim/buses/pins.js";

const wires = { data: 21, clock: 22 };
const device = { ...wires, hz: 400_000, port: 0, timeout: 5 };

/** A bus with one device that answers all and one that never does, under a recovery. */
function busUnderRecovery() {
  const pins = new Pins();
  const bus = new I2cBus({ ...wires, pins });
  bus.attach({ address: 0x10, dead: false, receive() {}, transmit: (into) => into.fill(7) });
  const recovery = new I2cBusRecovery({
    io: i2cConstructor([bus]),
    digital: pins.Digital,
    ...wires,
  });
  const open = (address: number) => new recovery.I2C({ ...device, address });
  return { pins, bus, recovery, open };
}

const register = Uint8Array.of(0);

/** How many of so many accesses failed. */
function failuresOf(access: () => unknown, times: number): number {
  let failures = 0;
  for (let i = 0; i < times; i += 1) {
    try {
      access();
    } catch {
      failures += 1;
    }
  }
  return failures;
}

describe("I2C bus recovery", () => {
  it("is in nobody's way while the bus works", () => {
    const { recovery, open } = busUnderRecovery();
    const i2c = open(0x10);
    const into = new Uint8Array(2);
    i2c.write(register);
    assert.equal(i2c.writeRead(register, into), 2);
    assert.deepEqual([...into], [7, 7]);
    assert.equal(i2c.read(into), 2);
    assert.equal(recovery.bursts, 0);
    assert.throws(() => open(0x10), /duplicate address/);
    i2c.close();
    open(0x10);
  });

  it("frees a bus that hangs with the third failed access, and the fourth works", () => {
    const { bus, recovery, open } = busUnderRecovery();
    const i2c = open(0x10);
    bus.hang();
    assert.equal(
      failuresOf(() => i2c.write(register), 3),
      3,
    );
    assert.equal(recovery.bursts, 1);
    assert.equal(recovery.freed, true);
    assert.equal(bus.hanging, false);
    i2c.write(register);
  });

  it("counts the failures of all its devices together, and one answer forgets them", () => {
    const { recovery, open } = busUnderRecovery();
    const there = open(0x10);
    const absent = open(0x11);
    const into = new Uint8Array(1);
    for (let i = 0; i < 100; i += 1) {
      failuresOf(() => absent.read(into), 2);
      there.read(into);
    }
    assert.equal(recovery.bursts, 0);
  });

  it("clears the bus ever more seldom for a device that is simply not there: 3, 6, 12, to 192 accesses", () => {
    const { recovery, open } = busUnderRecovery();
    const absent = open(0x11);
    const bursts: number[] = [];
    for (let i = 1; i <= 800; i += 1) {
      const before = recovery.bursts;
      failuresOf(() => absent.writeRead(register, register), 1);
      if (recovery.bursts !== before) bursts.push(i);
    }
    assert.deepEqual(bursts, [3, 9, 21, 45, 93, 189, 381, 573, 765]);
  });

  it("gives nine pulses on SCL with SDA only listened to, then a stop, and both pins back", () => {
    const { pins, recovery, open } = busUnderRecovery();
    open(0x10);
    const edges: string[] = [];
    const told = (name: string) => (level: number) => edges.push(`${name}${level}`);
    pins.watch(wires.clock, told("C"));
    pins.watch(wires.data, told("D"));
    assert.equal(recovery.clear(), true);
    assert.deepEqual(edges, [
      ...new Array(9).fill(["C0", "C1"]).flat(),
      ...["C0", "D0", "C1", "D1"],
    ]);
    assert.ok(pins.isFree(wires.data) && pins.isFree(wires.clock));
  });

  it("says that a short of SDA was not cured", () => {
    const { bus, recovery, open } = busUnderRecovery();
    const i2c = open(0x10);
    bus.shorted = true;
    assert.equal(
      failuresOf(() => i2c.write(register), 9),
      9,
    );
    assert.equal(recovery.freed, false);
    bus.shorted = false;
    assert.equal(recovery.clear(), true);
    i2c.write(register);
  });

  it("survives pins that it does not get, and leaves none of them taken", () => {
    const { pins, recovery, open } = busUnderRecovery();
    const i2c = open(0x10);
    i2c.close();
    pins.take(wires.data);
    assert.equal(recovery.clear(), false);
    assert.equal(pins.isFree(wires.clock), true);
    pins.free(wires.data);
    assert.equal(recovery.clear(), true);
  });

  it("does not open a device again that its owner has closed", () => {
    const { recovery, open } = busUnderRecovery();
    const i2c = open(0x10);
    i2c.close();
    recovery.clear();
    assert.throws(() => i2c.write(register), /closed/);
    assert.throws(() => i2c.read(register), /closed/);
    assert.throws(() => i2c.writeRead(register, register), /closed/);
  });

  it("asks for open-drain outputs alone, SDA as an input first", () => {
    const modes: [number, number, number | undefined][] = [];
    class Line {
      static readonly Input = 0;
      static readonly InputPullUp = 1;
      static readonly Output = 8;
      static readonly OutputOpenDrain = 9;
      constructor({ pin, mode, initialValue }: DigitalOptions) {
        modes.push([pin, mode, initialValue]);
      }
      read = () => 1;
      write() {}
      close() {}
    }
    const digital: DigitalConstructor = Line;
    const io = i2cConstructor([]);
    assert.equal(new I2cBusRecovery({ io, digital, ...wires }).clear(), true);
    assert.deepEqual(modes, [
      [22, 9, 1],
      [21, 1, 1],
      [21, 9, 0],
    ]);
  });
});
