import assert from "node:assert/strict";
import sinon from "sinon";
import { makeScrewReading } from "../../../../hal/screw.js";
import { micrometres, micrometresPerSecond } from "../../../../hal/units.js";
import { benchPins, MotionOnBus } from "../../../support/motion-bench.js";
import { rigWith } from "../../../support/rig-with.js";

/** 2 mm over 200 full steps behind 25:1: 0.4 um in a full step, 1/640 um in a microstep. */
const umPerFullStep = micrometres(0.4);

/** The anode's driver and chip, with every datagram to the chip as it was on the wire. */
class Wire {
  readonly motion = new MotionOnBus(rigWith("reference"));
  readonly driver = this.motion.anode;
  readonly chip = this.motion.anodeChip;
  readonly reading = makeScrewReading();
  private sent: string[] = [];

  constructor() {
    const { bus } = this.motion;
    const transfer = bus.transfer.bind(bus);
    sinon.replace(bus, "transfer", (bytes, options) => {
      this.sent.push(Buffer.from(bytes).toString("hex"));
      transfer(bytes, options);
    });
    this.driver.configure(umPerFullStep);
  }

  /** Datagrams since the last call, ten hexadecimal digits each: address with W, then 32 bits. */
  take(): string[] {
    const { sent } = this;
    this.sent = [];
    return sent;
  }

  read(): boolean {
    return this.driver.read(this.reading);
  }
}

/** What is read each time: RAMP_STAT, XACTUAL twice, DRV_STATUS, GSTAT. */
const look = ["3500000000", "2100000000", "2100000000", "6f00000000", "0100000000"];

describe("the conversation with a TMC5160", () => {
  let wire: Wire;

  beforeEach(() => {
    wire = new Wire();
  });

  it("sets the chip up: bridge off and no speed first, position and target last", () => {
    assert.deepEqual(wire.take(), [
      "0400000000", // IOIN: is it a TMC5160?
      "8100000007", // GSTAT: clear reset, drv_err, uv_cp
      "ec10410150", // CHOPCONF: reset value, TOFF 0
      "a700000000", // VMAX 0
      "8b0000004f", // GLOBALSCALER 79: 0.5 A over 75 mOhm with IRUN 16
      "9000011004", // IHOLDDELAY 1, IRUN 16, IHOLD 4: 17/32 and 5/32
      "910000000a", // TPOWERDOWN 10
      "94000001d4", // TCOOLTHRS 468 = 12 MHz / 25600 microsteps a second
      "ed00080000", // COOLCONF: SGT 8
      "f0c40c001e", // PWMCONF: reset value
      "a300000000", // VSTART 0
      "a400004c5b", // A1 = AMAX
      "a500000000", // V1 0
      "a600004c5b", // AMAX 19547 = 1.28e6 microsteps / s2 x 2^41 / 12 MHz^2
      "a800004c5b", // DMAX = AMAX
      "aa00004c5b", // D1 = AMAX
      "ab0000000a", // VSTOP 10
      "ac00000000", // TZEROWAIT 0
      "9500000000", // THIGH 0
      "b300000000", // VDCMIN 0: no DcStep
      "8000000000", // GCONF: SpreadCycle
      "a000000000", // RAMPMODE: positioning
      "b400000403", // SW_MODE: sg_stop, stop_r_enable, stop_l_enable
      "3500000000", // RAMP_STAT: does it stand?
      "3500000000",
      "a100000000", // XACTUAL 0
      "ad00000000", // XTARGET 0
      "b500000040", // RAMP_STAT: clear event_stop_sg
      "3500000000",
    ]);
  });

  it("reads eight datagrams: state, one register to compare, one to write again, and its echo", () => {
    wire.take();
    wire.read();
    assert.deepEqual(wire.take(), [...look, "6c00000000", "a700000000", "3500000000"]);
    wire.read();
    assert.deepEqual(wire.take(), [...look, "2d00000000", "8b0000004f", "3500000000"]);
  });

  it("goes round the six registers that it can read and the seventeen that it cannot", () => {
    const compared: string[] = [];
    const written: string[] = [];
    wire.take();
    for (let i = 0; i < 34; i += 1) {
      wire.read();
      const [again, write] = wire.take().slice(5);
      compared.push(again?.slice(0, 2) ?? "");
      written.push(write?.slice(0, 2) ?? "");
    }
    // CHOPCONF, XTARGET, GCONF, RAMPMODE, SW_MODE, IOIN
    assert.deepEqual(compared.slice(0, 6), ["6c", "2d", "00", "20", "34", "04"]);
    assert.deepEqual(
      compared.slice(6, 30),
      [...Array(4)].flatMap(() => compared.slice(0, 6)),
    );
    assert.equal(new Set(written).size, 17);
    assert.deepEqual(written.slice(17), written.slice(0, 17));
  });

  it("switches the bridge on with TOFF 3, after its enable line", () => {
    wire.take();
    const level = () => wire.motion.pins.level(benchPins.disable);
    assert.equal(level(), 1);
    wire.driver.enable(true);
    assert.equal(level(), 0);
    assert.deepEqual(wire.take(), ["ec10410153", "ad00000000", "a700000000", "3500000000"]);
  });

  it("moves by target and VMAX, the target first", () => {
    wire.driver.enable(true);
    wire.take();
    wire.driver.moveTo(micrometres(10), micrometresPerSecond(20));
    assert.deepEqual(wire.take(), [
      "ec10410153",
      "ad00001900", // 10 um x 640 = 6400
      "a7000045e7", // 20 um/s x 640 x 2^24 / 12 MHz = 17895.7, cut
      "3500000000",
    ]);
    wire.driver.moveTo(micrometres(-10), micrometresPerSecond(1e-9));
    assert.deepEqual(wire.take().slice(1, 3), ["adffffe700", "a700000001"]);
    wire.driver.moveTo(micrometres(0), micrometresPerSecond(1e9));
    assert.deepEqual(wire.take().slice(1, 3), ["ad00000000", "a7007ffe00"]);
  });

  it("stops with VMAX 0, and leaves the target", () => {
    wire.driver.enable(true);
    wire.driver.moveTo(micrometres(10), micrometresPerSecond(20));
    wire.take();
    wire.driver.stop();
    assert.deepEqual(wire.take(), ["ec10410153", "ad00001900", "a700000000", "3500000000"]);
  });

  it("switches the bridge off when the motor stands, and then its enable line", () => {
    wire.driver.enable(true);
    wire.driver.moveTo(micrometres(10), micrometresPerSecond(20));
    wire.chip.advance(0.1, 0);
    wire.driver.enable(false);
    wire.read();
    wire.take();
    assert.equal(wire.motion.pins.level(benchPins.disable), 0);
    wire.chip.advance(0.1, 0);
    wire.read();
    assert.deepEqual(wire.take().slice(8), ["ec10410150"]);
    assert.equal(wire.motion.pins.level(benchPins.disable), 1);
  });

  it("clears the latched flags of GSTAT that it has seen, and no others", () => {
    wire.driver.enable(true);
    wire.chip.stage.bridge.supplyLost = true;
    wire.chip.advance(0.1, 0);
    wire.take();
    wire.read();
    assert.deepEqual(wire.take().slice(8), ["8100000004"]);
    wire.chip.stage.bridge.overTemperature = true;
    wire.chip.advance(0.1, 0);
    wire.read();
    assert.deepEqual(wire.take().slice(8), ["8100000006"]);
  });

  it("ends a motion that a stall has ended, and only then lets the chip go on", () => {
    wire.driver.enable(true);
    wire.driver.moveTo(micrometres(10), micrometresPerSecond(20));
    wire.take();
    wire.chip.stage.stalled = true;
    wire.read();
    assert.equal(wire.reading.stall, true);
    assert.deepEqual(wire.take().slice(8), [
      "ec10410153",
      "ad00001900",
      "a700000000",
      "3500000000",
      "b500000040", // RAMP_STAT: event_stop_sg
    ]);
    wire.read();
    assert.equal(wire.reading.stall, false);
    assert.equal(wire.take().length, 8);
  });

  it("sends TOFF 0 before TOFF 3 when the bridge went off for a short", () => {
    const { bridge } = wire.chip.stage;
    wire.driver.enable(true);
    bridge.shorted = true;
    wire.chip.advance(0.1, 0);
    wire.read();
    bridge.shorted = false;
    wire.take();
    wire.driver.enable(true);
    assert.deepEqual(wire.take().slice(0, 2), ["ec10410150", "ec10410153"]);
    assert.equal(bridge.on, true);
  });

  it("selects the chip for each datagram, and one chip alone", () => {
    const select = sinon.spy();
    const { pins } = wire.motion;
    pins.watch(benchPins.cathode, select);
    const levels: number[] = [];
    pins.watch(benchPins.anode, (level) => levels.push(level));
    wire.read();
    assert.deepEqual(
      levels,
      [...Array(8)].flatMap(() => [0, 1]),
    );
    sinon.assert.notCalled(select);
  });
});
