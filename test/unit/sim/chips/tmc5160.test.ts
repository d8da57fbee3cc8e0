import assert from "node:assert/strict";
import { Pins } from "../../../../sim/buses/pins.js";
import { SpiBus } from "../../../../sim/buses/spi-bus.js";
import { Tmc5160Chip } from "../../../../sim/chips/tmc5160.js";
import { stageOf } from "../../../support/motion-bench.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

/** A chip by itself on its bus, worked datagram by datagram. */
class Bench {
  readonly pins = new Pins();
  readonly bus = new SpiBus(this.pins);
  readonly chip = new Tmc5160Chip({
    stage: stageOf(rigWith("reference"), "anode"),
    bus: this.bus,
    pins: this.pins,
    select: 25,
    disable: 27,
  });
  private readonly spi = new this.bus.SPI({
    clock: 18,
    in: 19,
    out: 23,
    hz: 4e6,
    mode: 3,
    port: 2,
  });
  private readonly csn = new this.pins.Digital({ pin: 25, mode: 8, initialValue: 1 });

  /** Sends bytes in one selection; gives those that came back. */
  exchange(...bytes: number[]): number[] {
    const buffer = Uint8Array.from(bytes);
    this.csn.write(0);
    this.spi.transfer(buffer);
    this.csn.write(1);
    return [...buffer];
  }

  write(address: number, value: number): number[] {
    return this.exchange(
      address | 0x80,
      (value >>> 24) & 255,
      (value >>> 16) & 255,
      (value >>> 8) & 255,
      value & 255,
    );
  }

  read(address: number): number {
    this.exchange(address, 0, 0, 0, 0);
    const [, a = 0, b = 0, c = 0, d = 0] = this.exchange(0x01, 0, 0, 0, 0);
    return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  }

  get status(): number {
    this.exchange(0x01, 0, 0, 0, 0);
    return this.exchange(0x01, 0, 0, 0, 0)[0] ?? 0;
  }

  enable(): void {
    this.pins.force(27, 0);
    this.write(0x6c, 0x10410153);
  }

  /** Ready to go to `target` at 44682, which is 31960 microsteps a second. */
  go(target: number): void {
    for (const address of [0x26, 0x28, 0x24, 0x2a]) this.write(address, 20000);
    this.write(0x2b, 10);
    this.write(0x2d, target);
    this.write(0x27, 44682);
  }
}

describe("an emulated TMC5160", () => {
  let bench: Bench;

  beforeEach(() => {
    bench = new Bench();
  });

  it("has its reset values: chopper with TOFF 0, GSTAT with the reset flag, version 0x30, bridge off", () => {
    assert.equal(bench.read(0x6c), 0x10410150);
    assert.equal(bench.read(0x01), 1);
    assert.equal(bench.read(0x04), 0x30000010); // DRV_ENN is high
    assert.equal(bench.read(0x21), 0);
    assert.equal(bench.chip.register(0x70), 0xc40c001e);
    assert.equal(bench.chip.register(0x11), 10);
    assert.equal(bench.chip.stage.bridge.on, false);
    assert.equal(bench.read(0x35), 0x700); // it stands, at speed 0 and at its target 0
    assert.equal(bench.chip.violations.count, 0);
  });

  it("answers a datagram late, and gives back what was written", () => {
    bench.exchange(0x21, 0, 0, 0, 0);
    assert.deepEqual(bench.write(0x27, 0x00abcdef).slice(1), [0, 0, 0, 0]);
    assert.deepEqual(bench.write(0x27, 0x00123456).slice(1), [0, 0xab, 0xcd, 0xef]);
    assert.deepEqual(bench.exchange(0x21, 0, 0, 0, 0).slice(1), [0, 0x12, 0x34, 0x56]);
  });

  it("latches its status at the end of a datagram, and clears GSTAT by a written 1", () => {
    assert.equal(bench.status & 1, 1);
    assert.equal(bench.write(0x01, 1)[0], 0x31);
    assert.equal(bench.status, 0x30); // velocity_reached, position_reached
  });

  it("takes only datagrams of forty bits", () => {
    bench.exchange(0xad, 0, 0, 1);
    bench.exchange(0xad, 0, 0, 0, 1, 2);
    assert.equal(bench.chip.stage.target, 0);
    assert.deepEqual(bench.chip.violations.texts, [
      "a datagram of 4 bytes",
      "a datagram of 6 bytes",
    ]);
  });

  it("counts access that its data sheet does not provide for, and does nothing then", () => {
    const uses: (() => unknown)[] = [
      () => bench.read(0x27), // VMAX is write-only
      () => bench.read(0x1f), // no register
      () => bench.write(0x6f, 1), // DRV_STATUS is read-only
      () => bench.write(0x3f, 1),
      () => bench.write(0x27, 0x00800000), // VMAX has 23 bits
      () => bench.write(0x0b, 31), // not allowed for operation
      () => bench.write(0x34, 0x800), // soft stop
    ];
    for (const use of uses) use();
    assert.deepEqual(bench.chip.violations.texts, [
      "read of write-only 0x27",
      "read of no register 0x1f",
      "write of read-only 0x6f",
      "write of no register 0x3f",
      "reserved bits 0x800000 of 0x27",
      "GLOBALSCALER below 32",
      "polarity, swap or soft stop of switches",
    ]);
    assert.equal(bench.chip.stage.vMax, 0);
  });

  it("counts motion that is begun with registers that the data sheet warns of", () => {
    bench.go(1000);
    assert.equal(bench.chip.violations.count, 0);
    for (const [address, bad, good] of [
      [0x2a, 0, 20000],
      [0x2b, 0, 10],
      [0x23, 11, 0],
      [0x25, 1, 0],
      [0x00, 0x10, 0],
      [0x33, 256, 0],
      [0x20, 1, 0],
    ] as const) {
      bench.write(address, bad);
      bench.write(0x27, 44682);
      bench.write(address, good);
    }
    assert.deepEqual(
      [...new Set(bench.chip.violations.texts)],
      [
        "D1 or VSTOP is 0",
        "VSTART above VSTOP",
        "a ramp with two accelerations",
        "a mode of GCONF",
        "DcStep",
        "a ramp mode that is not positioning",
      ],
    );
  });

  it("moves in units of its clock, tells VACTUAL and TSTEP, and stands 2^20 clocks later", () => {
    bench.enable();
    bench.go(10000);
    bench.chip.advance(0.1, 0);
    assert.equal(bench.read(0x22), 44682);
    assert.equal(bench.read(0x12), Math.floor(2 ** 24 / 44682));
    assert.equal(bench.read(0x35) & 0x700, 0x100);
    // 31959.2 microsteps / s after v / a = 31959.2 / 1.3097e6 s of speeding up
    near(bench.read(0x21), 31959.2 * (0.1 - 31959.2 / 1.3097e6 / 2), 1);
    assert.equal(bench.read(0x6a), bench.read(0x21) % 1024);
    bench.chip.advance(0.4, 0);
    assert.equal(bench.read(0x21), 10000);
    assert.equal(bench.read(0x35) & 0x780, 0x680); // arrived, with its event
    bench.write(0x35, 0x80);
    bench.chip.advance(0.04, 0);
    assert.equal(bench.read(0x6f) >>> 31, 0);
    // 0.08738 s
    bench.chip.advance(0.04, 0);
    bench.chip.advance(0.008, 0);
    assert.equal(bench.read(0x6f) >>> 31, 1);
    assert.equal(bench.read(0x12), 0xfffff);
  });

  it("shows IRUN while it moves and IHOLD when it stands", () => {
    bench.write(0x10, 0x00011004);
    const scale = () => (bench.read(0x6f) >>> 16) & 31;
    assert.equal(scale(), 16);
    bench.chip.advance(0.1, 0);
    assert.equal(scale(), 4);
  });

  it("drives its coils with TOFF and DRV_ENN together alone", () => {
    const { bridge } = bench.chip.stage;
    bench.write(0x6c, 0x10410153);
    assert.equal(bridge.on, false);
    bench.pins.force(27, 0);
    assert.equal(bridge.on, true);
    bench.write(0x6c, 0x10410150);
    assert.equal(bridge.on, false);
    bench.write(0x6c, 0x10410153);
    bench.pins.force(27, undefined);
    assert.equal(bridge.on, false);
  });

  it("keeps drv_err while its cause lasts, and uv_cp until it is cleared", () => {
    bench.write(0x01, 7);
    bench.enable();
    const { bridge } = bench.chip.stage;
    bridge.overTemperature = true;
    bench.chip.advance(0.1, 0);
    bench.write(0x01, 2);
    assert.equal(bench.read(0x01), 2);
    bridge.overTemperature = false;
    bench.write(0x01, 2);
    assert.equal(bench.read(0x01), 0);
    bridge.supplyLost = true;
    bench.chip.advance(0.1, 0);
    bridge.supplyLost = false;
    bench.chip.advance(0.1, 0);
    assert.equal(bench.read(0x01), 4);
    assert.equal(bridge.on, true);
    bench.write(0x01, 4);
    assert.equal(bench.read(0x01), 0);
  });

  it("goes back to its reset values when a supply fails, with its position at zero", () => {
    bench.enable();
    bench.go(3000);
    bench.chip.advance(1, 0);
    bench.chip.reset();
    assert.equal(bench.read(0x21), 0);
    assert.equal(bench.read(0x2d), 0);
    assert.equal(bench.read(0x6c), 0x10410150);
    assert.equal(bench.read(0x01) & 1, 1);
    assert.equal(bench.chip.stage.bridge.on, false);
  });

  it("stops at a switch whose function is on, and goes on when it is let go", () => {
    bench.enable();
    bench.write(0x34, 3);
    bench.go(10000);
    bench.chip.stage.switchHigh = true;
    bench.chip.advance(0.1, 0);
    assert.equal(bench.read(0x21), 0);
    assert.equal(bench.read(0x35) & 0x22, 0x22);
    assert.equal(bench.status & 0x80, 0x80);
    bench.chip.stage.switchHigh = false;
    bench.chip.advance(1, 0);
    assert.equal(bench.read(0x21), 10000);
  });

  it("inverts its switches only in what it shows, and says that this is not emulated", () => {
    bench.write(0x34, 0xc);
    assert.equal(bench.read(0x35) & 0x3, 0x3);
    assert.equal(bench.chip.violations.count, 1);
  });

  it("keeps the field where it is when its position is called another", () => {
    bench.enable();
    bench.go(5000);
    bench.chip.advance(1, 0);
    const { nutUm } = bench.chip.drive;
    bench.write(0x27, 0);
    bench.write(0x21, 0);
    bench.chip.advance(1, 0);
    assert.equal(bench.read(0x21), 0);
    assert.equal(bench.chip.drive.nutUm, nutUm);
  });

  it("does not drive SDO when it is silent, and hears nothing", () => {
    bench.chip.silent = true;
    assert.deepEqual(bench.write(0x2d, 77), [255, 255, 255, 255, 255]);
    assert.equal(bench.chip.stage.target, 0);
  });
});
