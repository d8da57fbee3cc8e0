import assert from "node:assert/strict";
import { Ads1115Chip } from "../../../../sim/chips/ads1115.js";
import { Prng } from "../../../../sim/prng.js";
import { VoltageAdc } from "../../../../sim/sensors/voltage-adc.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

/** The chip's registers, by hand. */
function chipOnBench(ratio = 2) {
  const { cellVoltage } = rigWith("reference", { cellVoltage: { noise: "0 V", gainError: 0 } });
  const chip = new Ads1115Chip(new VoltageAdc(cellVoltage, new Prng(1, "v")), ratio);
  const write = (...bytes: number[]) => chip.receive(Uint8Array.from(bytes));
  const read = (register: number): number => {
    const into = new Uint8Array(2);
    write(register);
    chip.transmit(into);
    return ((into[0] as number) << 8) | (into[1] as number);
  };
  const configure = (word: number) => write(0x01, word >> 8, word & 255);
  return { chip, write, read, configure, pass: (s: number, v = 4) => chip.advance(0, s, v) };
}

describe("the emulated ADS1115", () => {
  it("is in power-down with its reset values at power-on and after a loss of supply", () => {
    const { chip, read, configure, pass } = chipOnBench();
    assert.equal(read(0x01), 0x8583);
    assert.equal(read(0x00), 0);
    configure(0xc303);
    pass(1);
    chip.resetChip();
    assert.equal(read(0x01), 0x8583);
    assert.equal(read(0x00), 0);
    assert.equal(chip.configuration, 0x8583);
    assert.equal(chip.address, 0x48);
    assert.equal(chip.violations.count, 0);
  });

  it("converts once when OS is written, and says by OS when it is over: 125 ms at 8 a second", () => {
    const { read, configure, pass } = chipOnBench();
    configure(0xc303);
    assert.equal(read(0x01), 0x4303);
    pass(0.124);
    assert.equal(read(0x01), 0x4303);
    // OS has no effect while a conversion is under way.
    configure(0xc303);
    pass(0.002);
    assert.equal(read(0x01), 0xc303);
    assert.equal(read(0x00), 16_000);
    pass(1, 3);
    assert.equal(read(0x00), 16_000);
    configure(0x4303);
    pass(1, 3);
    assert.equal(read(0x00), 16_000);
  });

  it("converts on and on without MODE, with OS reading 0, until it is told to stop", () => {
    const { read, configure, pass, chip } = chipOnBench();
    configure(0x4203);
    pass(1);
    assert.equal(read(0x01), 0x4203);
    assert.equal(read(0x00), 16_000);
    configure(0x4203);
    pass(1, 3);
    assert.equal(read(0x00), 12_000);
    configure(0x4303);
    assert.equal(chip.physics.converting, false);
    assert.equal(read(0x01), 0xc303);
  });

  it("has its range, its rate and the divider before its input", () => {
    for (const [word, ratio, code] of [
      [0xc103, 1, 21_333], // 4 V of 6.144 V
      [0xc503, 2, 32_000], // 2 V of 2.048 V
      [0xc703, 2, 32_767],
      [0xc3e3, 2, 16_000],
    ] as const) {
      const { read, configure, pass } = chipOnBench(ratio);
      configure(word);
      pass(0.2);
      near(read(0x00), code, 1);
    }
    const { read, configure, pass } = chipOnBench();
    configure(0xc3e3);
    pass(0.0011);
    assert.equal(read(0x01), 0x43e3);
    pass(0.0001);
    assert.equal(read(0x01), 0xc3e3);
  });

  it("goes to the rail with its lead off, sticks, is forced, falls silent, has a wrong clock", () => {
    const { chip, read, configure, pass } = chipOnBench();
    chip.open = true;
    configure(0xc303);
    pass(0.2);
    assert.equal(read(0x00), 0x7fff);
    chip.open = false;
    chip.stuck = true;
    configure(0xc303);
    pass(0.2);
    assert.equal(read(0x00), 0x7fff);
    chip.stuck = false;
    chip.forcedCode = -2;
    configure(0xc303);
    pass(0.2);
    assert.equal(read(0x00), 0xfffe);
    chip.forcedCode = undefined;
    chip.clockError = -0.1;
    assert.equal(chip.clockError, -0.1);
    configure(0xc303);
    pass(0.13);
    assert.equal(read(0x01), 0x4303);
    pass(0.01);
    assert.equal(read(0x01), 0xc303);
    chip.silent = true;
    configure(0xc303);
    pass(10);
    assert.equal(read(0x01), 0x4303);
  });

  it("counts what nobody should ask of it", () => {
    const cases: [string, (c: ReturnType<typeof chipOnBench>) => void][] = [
      ["pointer 4", (c) => c.write(4)],
      ["register 2 was read", (c) => c.read(2)],
      ["2 bytes to register 3", (c) => c.write(3, 0, 0)],
      ["1 bytes to register 1", (c) => c.write(1, 0xc3)],
      ["2 bytes to register 0", (c) => c.write(0, 0, 0)],
      ["an input that is not wired", (c) => c.configure(0x8303)],
      ["the comparator is on", (c) => c.configure(0xc300)],
      ["1 bytes of a register of two", (c) => c.chip.transmit(new Uint8Array(1))],
    ];
    for (const [text, act] of cases) {
      const c = chipOnBench();
      act(c);
      assert.deepEqual(c.chip.violations.texts, [text]);
    }
    const c = chipOnBench();
    c.configure(0x8303);
    c.pass(1);
    assert.equal(c.read(0), 0);
  });
});
