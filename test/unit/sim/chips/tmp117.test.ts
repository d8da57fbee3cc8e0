import assert from "node:assert/strict";
import { Tmp117Chip } from "../../../../sim/chips/tmp117.js";
import { Prng } from "../../../../sim/prng.js";
import { FrameThermometer } from "../../../../sim/sensors/thermometer.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

/** The chip's registers, by hand. */
function chipOnBench() {
  const { thermometer } = rigWith("reference", { thermometer: { noise: "0 K", offset: "0 K" } });
  const chip = new Tmp117Chip(new FrameThermometer(thermometer, new Prng(1, "t")));
  const write = (...bytes: number[]) => chip.receive(Uint8Array.from(bytes));
  const read = (register: number): number => {
    const into = new Uint8Array(2);
    write(register);
    chip.transmit(into);
    return ((into[0] as number) << 8) | (into[1] as number);
  };
  const configure = (word: number) => write(0x01, word >> 8, word & 255);
  return { chip, write, read, configure, pass: (s: number, degC = 25) => chip.advance(0, s, degC) };
}

describe("the emulated TMP117", () => {
  it("has its reset values at power-on, reads -256 degC at first, and converts by itself", () => {
    const { chip, read, pass } = chipOnBench();
    assert.equal(chip.address, 0x49);
    assert.equal(read(0x0f), 0x0117);
    assert.equal(read(0x01), 0x0220);
    assert.equal(read(0x00), 0x8000);
    pass(1);
    assert.equal(read(0x01), 0x2220);
    assert.equal(read(0x00), 3200);
    chip.resetChip();
    assert.equal(read(0x00), 0x8000);
  });

  it("clears Data_Ready when configuration or result is read", () => {
    const { read, pass } = chipOnBench();
    pass(1);
    assert.equal(read(0x01), 0x2220);
    assert.equal(read(0x01), 0x0220);
    pass(1);
    read(0x00);
    assert.equal(read(0x01), 0x0220);
  });

  it("converts once in a cycle, which is at least as long as its averages take", () => {
    for (const [word, count] of [
      [0x0220, 100], // 1 s
      [0x00a0, 800], // 125 ms
      [0x0060, 100], // 64 averages take 1 s
      [0x0a20, 100], // MOD 10 is continuous as well
      [0x03e0, 6], // 16 s
      [0x0620, 0], // shut down
    ] as const) {
      const { read, configure, pass } = chipOnBench();
      configure(word);
      let ready = 0;
      for (let i = 0; i < 10_000; i += 1) {
        pass(0.01);
        if ((read(0x01) & 0x2000) !== 0) ready += 1;
      }
      near(ready, count, 1);
    }
  });

  it("is reset by Soft_Reset", () => {
    const { chip, read, configure } = chipOnBench();
    configure(0x0260);
    configure(0x0002);
    assert.equal(read(0x01), 0x0220);
    assert.equal(chip.configuration, 0x0220);
  });

  it("sticks, is forced, falls silent, has a wrong clock", () => {
    const { chip, read, pass } = chipOnBench();
    pass(1);
    chip.stuck = true;
    pass(1, 30);
    assert.equal(read(0x00), 3200);
    chip.stuck = false;
    chip.forcedCode = -1;
    pass(1, 30);
    assert.equal(read(0x00), 0xffff);
    chip.silent = true;
    pass(2, 30);
    assert.equal(read(0x01), 0x0220);
    chip.clockError = 0.1;
    assert.equal(chip.clockError, 0.1);
  });

  it("counts what nobody should ask of it", () => {
    const cases: [string, (c: ReturnType<typeof chipOnBench>) => void][] = [
      ["register 9 was read", (c) => c.read(9)],
      ["2 bytes to register 4", (c) => c.write(4, 0, 0)],
      ["1 bytes to register 1", (c) => c.write(1, 0)],
      ["a reserved bit was set", (c) => c.configure(0x0221)],
      ["one-shot conversions are not provided for here", (c) => c.configure(0x0e20)],
      ["3 bytes of a register of two", (c) => c.chip.transmit(new Uint8Array(3))],
    ];
    for (const [text, act] of cases) {
      const c = chipOnBench();
      act(c);
      assert.deepEqual(c.chip.violations.texts, [text]);
    }
  });
});
