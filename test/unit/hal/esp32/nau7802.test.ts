import assert from "node:assert/strict";
import sinon from "sinon";
import { Nau7802 } from "../../../../hal/esp32/nau7802.js";
import type { Nau7802Configuration } from "../../../../hal/esp32/nau7802-frames.js";
import { makeAdcReading } from "../../../../hal/load-cell-adc.js";
import { FakeClock } from "../../../support/fake-hal.js";
import { FakeI2c } from "../../../support/fake-i2c.js";
import { near } from "../../../support/near.js";

const bus = { data: 21, clock: 22, hz: 400_000, port: 0, timeout: 5 };

/** A driver over a scripted chip: registers answer what a test puts there, and nothing moves by itself. */
class Conversation {
  readonly clock = new FakeClock();
  readonly adc: Nau7802;
  readonly i2c: FakeI2c;
  readonly reading = makeAdcReading();

  constructor(configuration: Nau7802Configuration = {}) {
    this.adc = new Nau7802({ io: FakeI2c, bus, clock: this.clock, ...configuration });
    this.i2c = FakeI2c.last;
    this.i2c.registers.set(0x1f, [0x0f]);
  }

  /** One `read` after `ms`: what was said, and what went over the wire. */
  read(ms = 100): { said: string; wire: string[] } {
    this.clock.atUs += ms * 1000;
    const said = this.adc.read(this.reading);
    return { said, wire: this.i2c.take() };
  }

  answer(register: number, ...bytes: number[]): this {
    this.i2c.registers.set(register, bytes);
    return this;
  }

  /** Up to the end of settling. */
  start(settlingMs = 600): this {
    this.read();
    this.answer(0x00, 0x0a).read();
    this.read(250);
    this.answer(0x02, 0x00).read();
    this.read(settlingMs);
    // AVDDS, CS, PUR, PUA, PUD; 3.3 V and gain 128; 10 a second.
    this.answer(0x00, 0x9e, 0x27, 0x00);
    return this;
  }
}

describe("NAU7802 driver", () => {
  it("says that it is noisy where noise is ten codes and more: at its full gain", () => {
    for (const [configuration, noisy] of [
      [{}, true],
      [{ gain: 128 }, true],
      [{ gain: 64 }, false],
      [{ gain: 1 }, false],
    ] as const)
      assert.equal(new Conversation(configuration).adc.noisy, noisy);
  });

  it("opens its bus at the chip's only address, with an explicit time-out, and talks to nobody yet", () => {
    const { i2c } = new Conversation();
    assert.deepEqual(i2c.options, { ...bus, address: 0x2a });
    assert.deepEqual(i2c.log, []);
  });

  it("powers up as 9.1 says: reset, digital power, ready, settings, conversions; then calibrates and settles", () => {
    const c = new Conversation();
    // Steps 1 and 2: RR, then PUD without RR.
    assert.deepEqual(c.read(), { said: "none", wire: ["W 00 01", "W 00 02"] });
    // Step 3: no PUR yet.
    assert.deepEqual(c.answer(0x00, 0x02).read(0), { said: "none", wire: ["R 00 -> 02"] });
    // Step 4: PUR; is it this chip; AVDDS, PUA, PUD with 3.3 V and gain 128 at 10 a second; no TS; REG_CHPS 3; PGA, cap.
    assert.deepEqual(c.answer(0x00, 0x0a).read(1).wire, [
      "R 00 -> 0a",
      "R 1f -> 0f",
      "W 00 86 27 00",
      "W 11 00",
      "W 15 30",
      "W 1b 00 80",
    ]);
    // The regulator gets its time.
    assert.deepEqual(c.read(249), { said: "none", wire: [] });
    // Step 5: CS; then CALS.
    assert.deepEqual(c.read(1), { said: "none", wire: ["W 00 96", "W 02 04"] });
    assert.deepEqual(c.answer(0x02, 0x04).read(), { said: "none", wire: ["R 02 -> 04"] });
    assert.deepEqual(c.answer(0x02, 0x00).read(), {
      said: "none",
      wire: ["R 02 -> 00", "R 03 -> 00 00 00 00 00 00 00"],
    });
    assert.deepEqual(c.read(599), { said: "none", wire: [] });
    // What came before is read away.
    assert.deepEqual(c.read(1), { said: "none", wire: ["R 12 -> 00 00 00"] });
    assert.equal(c.adc.starts, 1);
  });

  it("asks whether a conversion waits, and reads it: signed, 24 bits, with the time of the read", () => {
    const c = new Conversation().start();
    assert.deepEqual(c.read(), { said: "none", wire: ["R 00 -> 9e 27 00"] });
    c.answer(0x00, 0xbe, 0x27, 0x00);
    for (const [bytes, counts] of [
      [[0x00, 0x00, 0x01], 1],
      [[0x7f, 0xff, 0xff], 8388607],
      [[0x80, 0x00, 0x00], -8388608],
      [[0xff, 0xff, 0xfe], -2],
      [[0x12, 0x34, 0x56], 0x123456],
    ] as const) {
      c.answer(0x12, ...bytes);
      const { said, wire } = c.read();
      assert.equal(said, "sample");
      assert.equal(wire.length, 2);
      assert.equal(c.reading.counts, counts);
      assert.equal(c.reading.at, c.clock.atUs);
    }
  });

  it("says at once that the chip was reset, believing only two readings that agree, and starts anew", () => {
    const c = new Conversation().start();
    c.answer(0x00, 0x00, 0x00, 0x00);
    const { said, wire } = c.read();
    assert.equal(said, "fault");
    assert.equal(c.reading.fault, "powerLost");
    assert.deepEqual(wire, ["R 00 -> 00 00 00", "R 00 -> 00 00 00"]);
    assert.deepEqual(c.read().wire, ["W 00 01", "W 00 02"]);
    assert.equal(c.adc.starts, 2);
  });

  for (const [what, bytes] of [
    ["gain", [0x9e, 0x20, 0x00]],
    ["rate", [0x9e, 0x27, 0x30]],
    ["channel", [0xbe, 0x27, 0x80]],
  ] as const)
    it(`says that the gain is lost when the ${what} is no longer as it was set`, () => {
      const c = new Conversation().start();
      assert.equal(c.answer(0x00, ...bytes).read().said, "fault");
      assert.equal(c.reading.fault, "gainLost");
    });

  it("forgives a bit that flipped on the wire", () => {
    const c = new Conversation().start();
    const answers = sinon.stub(c.i2c.registers, "get");
    answers.onFirstCall().returns([0x1e, 0x27, 0x00]);
    answers.onSecondCall().returns([0x9e, 0x27, 0x00]);
    assert.equal(c.read().said, "none");
    sinon.assert.calledTwice(answers);
  });

  it("verifies one group of the other registers with each 16th conversion", () => {
    const c = new Conversation();
    c.answer(0x03, 1, 2, 3, 0, 0x80, 0, 0).start();
    c.answer(0x11, 0x00).answer(0x15, 0x30).answer(0x1b, 0x00, 0x80);
    c.answer(0x00, 0xbe, 0x27, 0x00);
    const seen: string[] = [];
    for (let i = 1; i <= 64; i += 1) {
      const { said, wire } = c.read();
      assert.equal(said, "sample");
      seen.push(...wire.slice(2).map((line) => `${i}: ${line}`));
    }
    assert.deepEqual(seen, [
      "16: R 11 -> 00",
      "32: R 15 -> 30",
      "48: R 1b -> 00 80",
      "64: R 03 -> 01 02 03 00 80 00 00",
    ]);
  });

  for (const [conversion, register, wrong] of [
    [16, 0x11, [0x02]],
    [32, 0x15, [0x00]],
    [48, 0x1b, [0x00, 0x00]],
    [64, 0x03, [0, 0, 0, 0, 0x80, 0, 1]],
  ] as const)
    it(`finds a change of register ${register} with conversion ${conversion} and says gainLost`, () => {
      const c = new Conversation();
      c.answer(0x03, 1, 2, 3, 0, 0x80, 0, 0).start();
      c.answer(0x11, 0x00).answer(0x15, 0x30).answer(0x1b, 0x00, 0x80);
      c.answer(0x00, 0xbe, 0x27, 0x00);
      c.answer(register, ...wrong);
      for (let i = 1; i < conversion; i += 1) assert.equal(c.read().said, "sample");
      assert.equal(c.read().said, "fault");
      assert.equal(c.reading.fault, "gainLost");
      assert.equal(c.read().wire[0], "W 00 01");
    });

  it("takes no answer to a verification for none: the conversion at hand is good", () => {
    const c = new Conversation().start();
    c.answer(0x00, 0xbe, 0x27, 0x00);
    for (let i = 1; i < 16; i += 1) c.read();
    const writeRead = sinon.stub(c.i2c, "writeRead").callThrough();
    writeRead.onThirdCall().throws(new Error("writeRead failed"));
    assert.equal(c.read().said, "sample");
    sinon.assert.calledThrice(writeRead);
  });

  it("says bus for each failed access, wherever it is; a start that was cut begins again", () => {
    // How many transfers each step makes; and whether the step after a failure is the reset.
    const steps: [string, (c: Conversation) => void, number, boolean][] = [
      ["reset", () => {}, 2, true],
      ["settings", (c) => c.read(), 6, true],
      ["calibration", (c) => [c.read(), c.answer(0x00, 0x0a).read()], 2, true],
    ];
    for (const [name, before, transfers] of steps) {
      for (let good = 0; good < transfers; good += 1) {
        const c = new Conversation();
        before(c);
        c.answer(0x00, 0x0a);
        const fail = failAfter(c.i2c, good);
        assert.equal(c.read(250).said, "fault", `${name}, ${good}`);
        assert.equal(c.reading.fault, "bus");
        fail.restore();
        assert.equal(c.read().wire[0], "W 00 01", `${name}, ${good}`);
      }
    }
  });

  it("goes on where it was when an access fails later", () => {
    const c = new Conversation();
    c.read();
    c.answer(0x00, 0x0a).read();
    c.read(250);
    c.i2c.failures = 1;
    assert.deepEqual(c.read().said, "fault");
    c.answer(0x02, 0x00);
    const fail = failAfter(c.i2c, 1);
    assert.equal(c.read().said, "fault");
    fail.restore();
    assert.equal(c.read().wire[0], "R 02 -> 00");
    c.i2c.failures = 1;
    assert.equal(c.read(600).said, "fault");
    assert.deepEqual(c.read().wire, ["R 12 -> 00 00 00"]);
    for (const good of [0, 1]) {
      c.answer(0x00, 0xbe, 0x27, 0x00);
      const cut = failAfter(c.i2c, good);
      assert.equal(c.read().said, "fault");
      assert.equal(c.reading.fault, "bus");
      cut.restore();
      assert.equal(c.read().said, "sample");
    }
    c.answer(0x00, 0x00, 0x00, 0x00);
    const cut = failAfter(c.i2c, 1);
    assert.equal(c.read().said, "fault");
    assert.equal(c.reading.fault, "bus");
    cut.restore();
  });

  it("gives up a power-up of more than 100 ms, and says other", () => {
    const c = new Conversation();
    c.read();
    assert.equal(c.answer(0x00, 0x02).read(99).said, "none");
    assert.equal(c.read(1).said, "fault");
    assert.equal(c.reading.fault, "other");
    assert.equal(c.read().wire[0], "W 00 01");
  });

  it("takes no other chip for this one", () => {
    const c = new Conversation();
    c.read();
    c.answer(0x00, 0x0a).answer(0x1f, 0x07);
    assert.equal(c.read().said, "fault");
    assert.equal(c.reading.fault, "other");
    // The high nibble is nobody's promise.
    c.answer(0x1f, 0xaf).read();
    assert.equal(c.read().said, "none");
  });

  it("gives up a calibration that fails, or takes more than 2 s, and says other", () => {
    for (const [control, ms] of [
      [0x08, 100],
      [0x04, 2000],
    ] as const) {
      const c = new Conversation();
      c.read();
      c.answer(0x00, 0x0a).read();
      c.read(250);
      assert.equal(c.answer(0x02, 0x04).read(0).said, "none");
      assert.equal(c.answer(0x02, control).read(ms).said, "fault");
      assert.equal(c.reading.fault, "other");
      assert.equal(c.read().wire[0], "W 00 01");
    }
  });

  it("writes what is asked for: rate, gain, regulator", () => {
    for (const [configuration, bytes] of [
      [{ rateSps: 20, gain: 1, ldoVolts: 4.5 }, "86 00 10"],
      [{ rateSps: 40, gain: 2, ldoVolts: 4.2 }, "86 09 20"],
      [{ rateSps: 80, gain: 4, ldoVolts: 3.9 }, "86 12 30"],
      [{ rateSps: 320, gain: 8, ldoVolts: 3.6 }, "86 1b 70"],
      [{ rateSps: 10, gain: 16, ldoVolts: 3 }, "86 2c 00"],
      [{ gain: 32, ldoVolts: 2.7 }, "86 35 00"],
      [{ gain: 64, ldoVolts: 2.4 }, "86 3e 00"],
      [{ channel: 2 }, "86 27 80"],
    ] as const) {
      const c = new Conversation(configuration);
      c.read();
      assert.equal(c.answer(0x00, 0x0a).read().wire[2], `W 00 ${bytes}`);
    }
  });

  it("has no capacitor at the second input when that is the bridge's, and verifies its registers", () => {
    const c = new Conversation({ channel: 2, rateSps: 320 });
    c.read();
    assert.equal(c.answer(0x00, 0x0a).read().wire[5], "W 1b 00 00");
    assert.deepEqual(c.read(250).wire, ["W 00 96", "W 02 f4"]);
    assert.equal(c.answer(0x02, 0xf0).read().wire[1], "R 0a -> 00 00 00 00 00 00 00");
    // Six conversions of 320 a second are 18.75 ms.
    assert.deepEqual(c.read(18).wire, []);
    assert.deepEqual(c.read(1).wire, ["R 12 -> 00 00 00"]);
  });

  it("loads a calibration that is given instead of making one", () => {
    for (const [channel, offset, gain, frame] of [
      [1, 0x123456, 1, "W 03 12 34 56 00 80 00 00"],
      [1, -2, 1.5, "W 03 ff ff fe 00 c0 00 00"],
      [2, 0, 511.99999988, "W 0a 00 00 00 ff ff ff ff"],
      [2, -8388608, 0, "W 0a 80 00 00 00 00 00 00"],
    ] as const) {
      const c = new Conversation({ channel, calibration: { offset, gain } });
      c.read();
      c.answer(0x00, 0x0a).read();
      assert.deepEqual(c.read(250).wire, ["W 00 96", frame]);
    }
  });

  it("takes nothing that the chip cannot do", () => {
    for (const configuration of [
      { rateSps: 50 },
      { gain: 3 },
      { ldoVolts: 5 },
      { channel: 2, capacitor: true },
      { calibration: { offset: 8388608, gain: 1 } },
      { calibration: { offset: -8388609, gain: 1 } },
      { calibration: { offset: Number.NaN, gain: 1 } },
      { calibration: { offset: 0, gain: 512 } },
      { calibration: { offset: 0, gain: -1 } },
    ] as const) {
      assert.throws(() => new Conversation(configuration), RangeError);
      const c = new Conversation();
      assert.throws(() => c.adc.configure(configuration), RangeError);
    }
  });

  it("is configured anew at any time, what is not named staying as it is", () => {
    const c = new Conversation({ gain: 64 }).start();
    c.adc.configure({ rateSps: 80 });
    assert.deepEqual(c.read().wire, ["W 00 01", "W 00 02"]);
    assert.equal(c.answer(0x00, 0x0a).read().wire[2], "W 00 86 26 30");
  });

  it("measures its own temperature on request, with gain 2, and goes back to the bridge", () => {
    const c = new Conversation().start();
    assert.ok(Number.isNaN(c.adc.chipDegC));
    c.adc.requestChipTemperature();
    assert.deepEqual(c.read(), { said: "none", wire: ["W 11 02", "W 01 21"] });
    assert.deepEqual(c.read(599), { said: "none", wire: [] });
    // 0.1108 V at 30 degC (109 mV + 5 x 0.36 mV) of 0.825 V full scale: 0.1108 / 0.825 x 2^23 = 1126614
    const code = Math.round((0.1108 / 0.825) * 8388608);
    c.answer(0x12, code >> 16, (code >> 8) & 255, code & 255);
    assert.deepEqual(c.read(1).wire.slice(1), ["W 11 00", "W 01 27"]);
    near(c.adc.chipDegC, 30, 0.001);
    assert.deepEqual(c.read(599).wire, []);
    assert.equal(c.read(1).wire.length, 1);
    assert.equal(c.read().wire[0], "R 00 -> 9e 27 00");
  });

  it("starts anew when the bus fails in the middle of that", () => {
    for (const [transfers, ms] of [
      [2, 100],
      [3, 600],
    ] as const) {
      for (let good = 0; good < transfers; good += 1) {
        const c = new Conversation().start();
        c.adc.requestChipTemperature();
        if (transfers === 3) c.read();
        const fail = failAfter(c.i2c, good);
        assert.equal(c.read(ms).said, "fault");
        fail.restore();
        assert.equal(c.read().wire[0], "W 00 01");
      }
    }
  });

  it("closes its bus once, however often it is asked", () => {
    const c = new Conversation();
    const close = sinon.spy(c.i2c, "close");
    c.adc.close();
    c.adc.close();
    sinon.assert.calledOnce(close);
  });
});

/** Lets so many transfers pass, and no more. */
function failAfter(i2c: FakeI2c, good: number): { restore(): void } {
  let left = good;
  const guard = (): void => {
    if (left === 0) throw new Error("failed");
    left -= 1;
  };
  const write = sinon.stub(i2c, "write").callsFake((bytes) => {
    guard();
    write.wrappedMethod.call(i2c, bytes);
  });
  const writeRead = sinon.stub(i2c, "writeRead").callsFake((bytes, into) => {
    guard();
    return writeRead.wrappedMethod.call(i2c, bytes, into);
  });
  return {
    restore() {
      write.restore();
      writeRead.restore();
      i2c.take();
    },
  };
}
