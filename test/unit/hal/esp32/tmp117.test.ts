import assert from "node:assert/strict";
import sinon from "sinon";
import { Tmp117, type Tmp117Options } from "../../../../hal/esp32/tmp117.js";
import { makeTemperatureReading } from "../../../../hal/thermometer.js";
import { FakeClock } from "../../../support/fake-hal.js";
import { FakeI2c } from "../../../support/fake-i2c.js";

const bus = { data: 33, clock: 32, hz: 400_000, port: 1, timeout: 5 };

class Conversation {
  readonly clock = new FakeClock();
  readonly sensor: Tmp117;
  readonly i2c: FakeI2c;
  readonly reading = makeTemperatureReading();

  constructor(options: Partial<Tmp117Options> = {}) {
    this.sensor = new Tmp117({ io: FakeI2c, bus, clock: this.clock, ...options });
    this.i2c = FakeI2c.last;
    this.answer(0x0f, 0x0117);
  }

  read(): { said: string; wire: string[] } {
    this.clock.atUs += 100_000;
    const said = this.sensor.read(this.reading);
    return { said, wire: this.i2c.take() };
  }

  answer(register: number, word: number): this {
    this.i2c.registers.set(register, [(word >> 8) & 255, word & 255]);
    return this;
  }
}

describe("TMP117 driver", () => {
  it("opens its bus at 0x49, beside the ADS1115, or where it is told, with an explicit time-out", () => {
    assert.deepEqual(new Conversation().i2c.options, { ...bus, address: 0x49 });
    assert.equal(new Conversation({ address: 0x4a }).i2c.options.address, 0x4a);
  });

  it("asks who is there, sets continuous conversion, then asks for data and reads it", () => {
    const c = new Conversation();
    // Device ID; CONV 100 (1 s), AVG 01 (8).
    assert.deepEqual(c.read(), { said: "none", wire: ["R 0f -> 01 17", "W 01 02 20"] });
    assert.deepEqual(c.answer(0x01, 0x0220).read(), { said: "none", wire: ["R 01 -> 02 20"] });
    c.answer(0x01, 0x2220);
    for (const [code, degC] of [
      [0x0c80, 25],
      [0x0001, 0.0078125],
      [0xffff, -0.0078125],
      [0xf380, -25],
    ] as const) {
      const { said, wire } = c.answer(0x00, code).read();
      assert.equal(said, "sample");
      assert.equal(wire.length, 2);
      assert.equal(c.reading.degC, degC);
      assert.equal(c.reading.at, c.clock.atUs);
    }
  });

  it("takes -256 degC, the register of a chip that has not converted yet, for nothing", () => {
    const c = new Conversation();
    c.read();
    assert.equal(c.answer(0x01, 0x2220).answer(0x00, 0x8000).read().said, "none");
  });

  it("takes any revision of the part, and no other part", () => {
    const c = new Conversation();
    assert.equal(c.answer(0x0f, 0x0116).read().said, "fault");
    assert.equal(c.answer(0x0f, 0x3117).read().said, "none");
  });

  it("writes what is asked for: averages and cycle", () => {
    for (const [averages, cycleS, bytes] of [
      [1, 0.0155, "00 00"],
      [8, 0.125, "00 a0"],
      [8, 0.25, "01 20"],
      [32, 0.5, "01 c0"],
      [64, 1, "02 60"],
      [1, 4, "02 80"],
      [1, 8, "03 00"],
      [64, 16, "03 e0"],
    ] as const)
      assert.equal(new Conversation({ averages, cycleS }).read().wire[1], `W 01 ${bytes}`);
  });

  it("takes nothing that the chip cannot do: a cycle is at least as long as its averages take", () => {
    for (const wrong of [
      { averages: 4 },
      { cycleS: 2 },
      { averages: 8, cycleS: 0.0155 },
      { averages: 32, cycleS: 0.25 },
      { averages: 64, cycleS: 0.5 },
    ])
      assert.throws(() => new Conversation(wrong), RangeError);
  });

  it("is configured anew at any time, what is not named staying as it is", () => {
    const c = new Conversation({ averages: 32 });
    c.read();
    c.sensor.configure({ cycleS: 4 });
    assert.equal(c.read().wire[1], "W 01 02 c0");
  });

  it("says fault when its configuration is not what was set, and sets it again", () => {
    const c = new Conversation({ averages: 64 });
    c.read();
    assert.deepEqual(c.answer(0x01, 0x0220).read(), {
      said: "fault",
      wire: ["R 01 -> 02 20", "R 01 -> 02 20"],
    });
    assert.deepEqual(c.read().wire, ["R 0f -> 01 17", "W 01 02 60"]);
  });

  it("cares for no alerts and no EEPROM, and forgives a bit that flipped on the wire", () => {
    const c = new Conversation();
    c.read();
    c.answer(0x01, 0xf220).answer(0x00, 0x0c80);
    assert.equal(c.read().said, "sample");
    c.answer(0x01, 0x0220);
    const answers = sinon.stub(c.i2c.registers, "get").callThrough();
    answers.onFirstCall().returns([0x22, 0x21]);
    // The flag went with the first reading.
    assert.equal(c.read().said, "sample");
    sinon.assert.calledThrice(answers);
  });

  it("says fault for each failed access, and goes on when the sensor answers again", () => {
    const c = new Conversation();
    for (let good = 0; good < 2; good += 1) {
      const write = sinon.stub(c.i2c, "write").throws(new Error("write failed"));
      if (good === 0) c.i2c.failures = 1;
      assert.equal(c.read().said, "fault");
      write.restore();
    }
    assert.equal(c.read().said, "none");
    c.i2c.failures = 1;
    assert.equal(c.read().said, "fault");
    c.answer(0x01, 0x2220).answer(0x00, 0x0c80);
    const second = sinon.stub(c.i2c, "writeRead").callThrough();
    second.onSecondCall().throws(new Error("writeRead failed"));
    assert.equal(c.read().said, "fault");
    second.restore();
    assert.equal(c.read().said, "sample");
    c.answer(0x01, 0x0000);
    const again = sinon.stub(c.i2c, "writeRead").callThrough();
    again.onSecondCall().throws(new Error("writeRead failed"));
    assert.equal(c.read().said, "fault");
  });

  it("closes its bus once, however often it is asked", () => {
    const c = new Conversation();
    c.sensor.close();
    c.sensor.close();
    assert.equal(c.i2c.closed, 1);
  });
});
