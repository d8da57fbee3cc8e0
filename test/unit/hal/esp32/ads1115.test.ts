import assert from "node:assert/strict";
import sinon from "sinon";
import { makeVoltageReading } from "../../../../hal/cell-voltage.js";
import { Ads1115, type Ads1115Options } from "../../../../hal/esp32/ads1115.js";
import { FakeClock } from "../../../support/fake-hal.js";
import { FakeI2c } from "../../../support/fake-i2c.js";
import { near } from "../../../support/near.js";

const bus = { data: 33, clock: 32, hz: 400_000, port: 1, timeout: 5 };

class Conversation {
  readonly clock = new FakeClock();
  readonly channel: Ads1115;
  readonly i2c: FakeI2c;
  readonly reading = makeVoltageReading();

  constructor(options: Partial<Ads1115Options> = {}) {
    this.channel = new Ads1115({ io: FakeI2c, bus, clock: this.clock, ...options });
    this.i2c = FakeI2c.last;
  }

  read(ms = 100): { said: string; wire: string[] } {
    this.clock.atUs += ms * 1000;
    const said = this.channel.read(this.reading);
    return { said, wire: this.i2c.take() };
  }

  answer(register: number, word: number): this {
    this.i2c.registers.set(register, [(word >> 8) & 255, word & 255]);
    return this;
  }
}

describe("ADS1115 driver", () => {
  it("opens its bus at 0x48 or where it is told, with an explicit time-out", () => {
    assert.deepEqual(new Conversation().i2c.options, { ...bus, address: 0x48 });
    assert.equal(new Conversation({ address: 0x4b }).i2c.options.address, 0x4b);
  });

  it("starts a conversion of input 0 at +-4.096 V and 8 a second, comparator off; asks; reads; starts the next", () => {
    const c = new Conversation();
    // OS 1, MUX 100, PGA 001, MODE 1; DR 000, COMP_QUE 11
    assert.deepEqual(c.read(), { said: "none", wire: ["W 01 c3 03"] });
    // OS 0: under way.
    assert.deepEqual(c.answer(0x01, 0x4303).read(), { said: "none", wire: ["R 01 -> 43 03"] });
    // 17,200 codes of 0.25 mV at the cell are 4.3 V.
    c.answer(0x01, 0xc303).answer(0x00, 17_200);
    assert.deepEqual(c.read(), {
      said: "sample",
      wire: ["R 01 -> c3 03", "R 00 -> 43 30", "W 01 c3 03"],
    });
    near(c.reading.volts, 4.3, 1e-12);
    assert.equal(c.reading.clipped, false);
    assert.equal(c.reading.at, c.clock.atUs);
  });

  it("reads without end in continuous mode, a conversion each 1.2 periods, two periods after the start", () => {
    const c = new Conversation({ continuous: true });
    assert.deepEqual(c.read(), { said: "none", wire: ["W 01 42 03"] });
    c.answer(0x01, 0x4203).answer(0x00, 4000);
    assert.deepEqual(c.read(299), { said: "none", wire: [] });
    assert.equal(c.read(1).said, "sample");
    assert.deepEqual(c.read(149), { said: "none", wire: [] });
    assert.deepEqual(c.read(1), { said: "sample", wire: ["R 01 -> 42 03", "R 00 -> 0f a0"] });
    near(c.reading.volts, 1, 1e-12);
  });

  it("says that it is clipped at either end of the range, and gives negative voltages", () => {
    const c = new Conversation();
    c.read();
    c.answer(0x01, 0xc303);
    for (const [code, volts, clipped] of [
      [0x7fff, 8.192 - 0.00025, true],
      [0x8000, -8.192, true],
      [0x7ffe, 8.192 - 0.0005, false],
      [0xffff, -0.00025, false],
    ] as const) {
      assert.equal(c.answer(0x00, code).read().said, "sample");
      near(c.reading.volts, volts, 1e-12);
      assert.equal(c.reading.clipped, clipped);
    }
  });

  it("writes what is asked for: rate, range, and undoes the divider", () => {
    for (const [index, rateSps] of [8, 16, 32, 64, 128, 250, 475, 860].entries()) {
      const word = 0xc303 | (index << 5);
      assert.deepEqual(new Conversation({ rateSps }).read().wire, [
        `W 01 ${(word >> 8).toString(16)} ${(word & 255).toString(16).padStart(2, "0")}`,
      ]);
    }
    for (const [index, rangeVolts] of [6.144, 4.096, 2.048, 1.024, 0.512, 0.256].entries()) {
      const c = new Conversation({ rangeVolts, ratio: 1 });
      const word = 0xc103 | (index << 9);
      assert.deepEqual(c.read().wire, [`W 01 ${(word >> 8).toString(16)} 03`]);
      c.answer(0x01, word).answer(0x00, 0x4000).read();
      near(c.reading.volts, rangeVolts / 2, 1e-12);
    }
  });

  it("takes nothing that the chip cannot do", () => {
    assert.throws(() => new Conversation({ rateSps: 100 }), RangeError);
    assert.throws(() => new Conversation({ rangeVolts: 5 }), RangeError);
  });

  it("is configured anew at any time, what is not named staying as it is", () => {
    const c = new Conversation({ rangeVolts: 6.144, ratio: 1 });
    c.read();
    c.channel.configure({ rateSps: 16 });
    assert.deepEqual(c.read().wire, ["W 01 c1 23"]);
  });

  it("says fault when the chip is at its reset values, and starts anew", () => {
    for (const continuous of [false, true]) {
      const c = new Conversation({ continuous });
      c.read();
      assert.deepEqual(c.answer(0x01, 0x8583).read(300), {
        said: "fault",
        wire: ["R 01 -> 85 83", "R 01 -> 85 83"],
      });
      assert.equal(c.read().wire[0]?.slice(0, 4), "W 01");
    }
  });

  it("forgives a bit that flipped on the wire", () => {
    const c = new Conversation();
    c.read();
    c.answer(0x01, 0xc303).answer(0x00, 4000);
    const answers = sinon.stub(c.i2c.registers, "get").callThrough();
    answers.onFirstCall().returns([0xc3, 0x07]);
    assert.equal(c.read().said, "sample");
  });

  it("says fault for each failed access, and goes on when the chip answers again", () => {
    const c = new Conversation();
    c.i2c.failures = 1;
    assert.equal(c.read().said, "fault");
    assert.equal(c.read().said, "none");
    c.i2c.failures = 1;
    assert.equal(c.read().said, "fault");
    c.answer(0x01, 0xc303).answer(0x00, 4000);
    const writeRead = sinon.stub(c.i2c, "writeRead").callThrough();
    writeRead.onSecondCall().throws(new Error("writeRead failed"));
    assert.equal(c.read().said, "fault");
    assert.equal(c.read().said, "sample");
    writeRead.restore();
    // Wrong at first, and then no second answer.
    c.answer(0x01, 0x8583);
    const again = sinon.stub(c.i2c, "writeRead").callThrough();
    again.onSecondCall().throws(new Error("writeRead failed"));
    assert.equal(c.read().said, "fault");
  });

  it("gives a voltage that is read although the next conversion could not be started, and starts it later", () => {
    const c = new Conversation();
    c.read();
    c.answer(0x01, 0xc303).answer(0x00, 4000);
    const write = sinon.stub(c.i2c, "write").throws(new Error("write failed"));
    assert.equal(c.read().said, "sample");
    write.restore();
    assert.deepEqual(c.read(), { said: "none", wire: ["W 01 c3 03"] });
  });

  it("starts anew when a conversion does not end within two periods and 200 ms", () => {
    const c = new Conversation();
    c.read();
    c.answer(0x01, 0x4303);
    assert.equal(c.read(450).said, "none");
    assert.equal(c.read(1).said, "fault");
    assert.deepEqual(c.read().wire, ["W 01 c3 03"]);
  });

  it("closes its bus once, however often it is asked", () => {
    const c = new Conversation();
    c.channel.close();
    c.channel.close();
    assert.equal(c.i2c.closed, 1);
  });
});
