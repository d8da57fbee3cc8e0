import assert from "node:assert/strict";
import { Nau7802Chip, type Nau7802ChipOptions } from "../../../../sim/chips/nau7802.js";
import { Prng } from "../../../../sim/prng.js";
import { BridgeAdc } from "../../../../sim/sensors/bridge-adc.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

const still = { noise: "0 V", drift: "0 nV/s^0.5", clockError: 0 };

/** The chip's registers, by hand. */
function chipOnBench(options: Partial<Nau7802ChipOptions> = {}) {
  const { anode } = rigWith("reference", {
    anode: { adc: still, loadCell: { capacity: "500 N" } },
  });
  const physics = new BridgeAdc(anode, 1, new Prng(1, "c"));
  const chip = new Nau7802Chip({ physics, prng: new Prng(1, "f"), offsetCounts: 1000, ...options });
  const write = (...bytes: number[]) => chip.receive(Uint8Array.from(bytes));
  const read = (register: number, count = 1): number[] => {
    const into = new Uint8Array(count);
    write(register);
    chip.transmit(into);
    return [...into];
  };
  const pass = (s: number, forceN = 0) => {
    for (let i = 0; i < Math.round(s * 10); i += 1) chip.advance(0, 0.1, forceN, forceN);
  };
  /** Powered, 3.3 V, gain 128, 10 a second, converting; not calibrated. */
  const start = () => {
    write(0x00, 0x02);
    pass(0.1);
    write(0x00, 0x86, 0x27, 0x00);
    write(0x00, 0x96);
  };
  const code = () => {
    const [high = 0, middle = 0, low = 0] = read(0x12, 3);
    return ((high << 24) | (middle << 16) | (low << 8)) >> 8;
  };
  return { chip, write, read, pass, start, code };
}

const reset = [0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0];

describe("the emulated NAU7802", () => {
  it("has its reset values at power-on, after RR and after a loss of supply", () => {
    const { chip, write, read, start } = chipOnBench();
    assert.deepEqual(read(0x00, 24), reset);
    assert.deepEqual(read(0x1b, 2), [0, 0]);
    assert.deepEqual(read(0x1f), [0x0f]);
    start();
    write(0x00, 0x01);
    assert.deepEqual(read(0x00, 24), [1, ...reset.slice(1)]);
    start();
    chip.resetChip();
    assert.deepEqual(read(0x00, 24), reset);
    assert.equal(chip.violations.count, 0);
  });

  it("has power 200 us after PUD, and no more of it without", () => {
    const { chip, write, read } = chipOnBench();
    write(0x00, 0x02);
    assert.deepEqual(read(0x00), [0x02]);
    chip.advance(0, 199e-6, 0, 0);
    assert.deepEqual(read(0x00), [0x02]);
    chip.advance(0, 2e-6, 0, 0);
    assert.deepEqual(read(0x00), [0x0a]);
    write(0x00, 0x00);
    assert.deepEqual(read(0x00), [0x00]);
    chip.neverReady = true;
    write(0x00, 0x02);
    chip.advance(0, 1, 0, 0);
    assert.deepEqual(read(0x00), [0x02]);
  });

  it("converts from CS on; the filter is full with the fourth; reading the result clears CR", () => {
    const { chip, read, pass, start, code } = chipOnBench();
    start();
    const codes: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      pass(0.1, 100);
      if (((read(0x00)[0] ?? 0) & 0x20) === 0) continue;
      codes.push(code());
      assert.equal((read(0x00)[0] ?? 0) & 0x20, 0);
    }
    // 100 N x 8589.93 counts/N, a fourth of it with each conversion, and the part's own offset of 1000.
    const whole = 858_993;
    for (const [i, share] of [0.25, 0.5, 0.75, 1, 1].entries())
      near(codes[i] ?? Number.NaN, share * whole + 1000, 1);
    pass(1, 100);
    assert.ok(chip.overwritten >= 8);
    assert.equal(chip.violations.count, 0);
  });

  it("stops without CS, PUA or PUD", () => {
    for (const power of [0x86, 0x92, 0x84]) {
      const { write, read, pass, start } = chipOnBench();
      start();
      write(0x00, power);
      pass(1);
      assert.equal((read(0x00)[0] ?? 0) & 0x20, 0);
    }
  });

  it("settles anew after another gain, rate, channel or input", () => {
    for (const frame of [
      [0x01, 0x26],
      [0x02, 0x30],
      [0x02, 0x80],
      [0x11, 0x02],
    ]) {
      const { write, read, pass, start, code, chip } = chipOnBench();
      start();
      pass(2, 100);
      code();
      write(...frame);
      chip.advance(0, 0.001, 100, 100);
      assert.equal((read(0x00)[0] ?? 0) & 0x20, 0);
      write(...frame);
      pass(2, 100);
      code();
      // 50 N: 2^k of the gain and the offset in proportion
      const expected = { "1,38": 429_497 + 500, "2,48": 858_993 + 1000, "2,128": 1000 }[
        frame.join() as "1,38"
      ];
      pass(2, 100);
      if (expected !== undefined) near(code(), expected, 1);
    }
  });

  it("runs its own offset into the calibration registers in four conversions, and CALS says so", () => {
    for (const channel of [1, 2] as const) {
      const { chip, write, read, pass, start, code } = chipOnBench({ bridgeChannel: channel });
      const control = channel === 2 ? 0x80 : 0;
      start();
      write(0x02, control | 0x04);
      assert.deepEqual(read(0x02), [control | 0x04]);
      // A second order is ignored, and another calibration cannot be asked for meanwhile.
      write(0x02, control | 0x04);
      pass(0.3, 100);
      assert.deepEqual(read(0x02), [control | 0x04]);
      pass(0.2, 100);
      assert.deepEqual(read(0x02), [control]);
      assert.deepEqual(read(channel === 2 ? 0x0a : 0x03, 7), [0, 3, 0xe8, 0, 0x80, 0, 0]);
      pass(1, 100);
      near(code(), 858_993, 1);
      assert.equal(chip.violations.count, 0);
    }
  });

  it("says CAL_ERR when a calibration fails, until one succeeds or the chip is reset", () => {
    const { chip, write, read, pass, start } = chipOnBench();
    start();
    chip.calibrationFails = true;
    write(0x02, 0x04);
    pass(0.5);
    assert.deepEqual(read(0x02), [0x08]);
    write(0x02, 0x00);
    assert.deepEqual(read(0x02), [0x08]);
    chip.calibrationFails = false;
    write(0x02, 0x04);
    pass(0.5);
    assert.deepEqual(read(0x02), [0x00]);
    chip.calibrationHangs = true;
    write(0x02, 0x04);
    pass(5);
    assert.deepEqual(read(0x02), [0x04]);
  });

  it("applies its calibration registers to every result: gain x (conversion - offset), within 24 bits", () => {
    const { write, pass, start, code } = chipOnBench();
    start();
    write(0x03, 0xff, 0xff, 0x00, 0x01, 0x00, 0x00, 0x00);
    pass(2, 100);
    // Offset -256, gain 2.
    near(code(), 2 * (858_993 + 1000 + 256), 1);
    write(0x06, 0x40, 0x00, 0x00, 0x00);
    pass(1, 100);
    assert.equal(code(), 8388607);
  });

  it("measures its own temperature with TS", () => {
    const { chip, write, pass, start, code } = chipOnBench({ offsetCounts: 0 });
    start();
    chip.degC = 45;
    write(0x11, 0x02);
    write(0x01, 0x21);
    pass(1, 100);
    // 0.109 + 20 x 0.00036 V of 0.825 V
    near(code(), ((0.109 + 0.0072) / 0.825) * 8388608, 1);
  });

  it("measures nothing without excitation from its own regulator", () => {
    const { write, pass, start, code } = chipOnBench();
    start();
    write(0x00, 0x16);
    pass(1, 100);
    assert.equal(code(), 0);
  });

  it("sticks, falls silent, is forced and drops when told to", () => {
    const { chip, read, pass, start, code } = chipOnBench();
    start();
    pass(1, 100);
    const before = code();
    chip.stuck = true;
    pass(1, 50);
    assert.equal(code(), before);
    chip.stuck = false;
    chip.forcedCode = -8388608;
    pass(1, 50);
    assert.equal(code(), -8388608);
    chip.forcedCode = undefined;
    chip.silent = true;
    pass(1);
    assert.equal((read(0x00)[0] ?? 0) & 0x20, 0);
    chip.silent = false;
    chip.dropShare = 0.5;
    let count = 0;
    for (let i = 0; i < 1000; i += 1) {
      pass(0.1);
      if (((read(0x00)[0] ?? 0) & 0x20) !== 0) count += 1;
      code();
    }
    near(count, 500, 60);
  });

  it("has a clock that may be wrong, and registers that may change by themselves", () => {
    const { chip, pass, read, start } = chipOnBench();
    chip.clockError = -0.1;
    assert.equal(chip.clockError, -0.1);
    start();
    const before = chip.overwritten;
    pass(100);
    near(chip.overwritten - before, 900, 3);
    chip.corrupt(0x01, 0x20);
    assert.deepEqual(read(0x01), [0x20]);
    assert.equal(chip.peek(0x01), 0x20);
    assert.equal(chip.peek(0x40), 0);
  });

  it("counts what the data sheet does not provide for", () => {
    const cases: [string, (c: ReturnType<typeof chipOnBench>) => void][] = [
      ["register 24 was read", (c) => c.read(0x18)],
      ["register 24 was written", (c) => c.write(0x18, 0)],
      ["register 18 was written", (c) => c.write(0x12, 0)],
      ["register 22 was written", (c) => c.write(0x16, 0)],
      ["register 31 was written", (c) => c.write(0x1f, 0)],
      ["there is no crystal", (c) => c.write(0x00, 0xc6)],
      ["a rate that is reserved", (c) => c.write(0x02, 0x40)],
      ["a calibration that is not provided for here", (c) => c.write(0x02, 0x06)],
      ["the special interface is on", (c) => c.write(0x11, 0x80)],
      ["4.5 V out of a supply of 4.7 V", (c) => c.write(0x01, 0x07)],
    ];
    for (const [text, act] of cases) {
      const c = chipOnBench({ supplyVolts: 4.7 });
      c.start();
      act(c);
      assert.deepEqual(c.chip.violations.texts, [text]);
    }
    const c = chipOnBench();
    c.write(0x01, 0x27);
    c.write(0x00, 0x16);
    assert.deepEqual(c.chip.violations.texts, ["register 1 without power", "CS without power"]);
    c.start();
    for (let i = 0; i < 20; i += 1) c.read(0x18);
    assert.equal(c.chip.violations.count, 22);
    assert.equal(c.chip.violations.texts.length, 8);
  });
});
