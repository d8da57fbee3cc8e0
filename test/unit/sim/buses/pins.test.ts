import assert from "node:assert/strict";
import { Pins } from "../../../../sim/buses/pins.js";

describe("emulated pins", () => {
  const make = (options: {
    pin: number;
    mode: number;
    initialValue?: number;
    activeLow?: boolean;
  }) => {
    const pins = new Pins();
    return { pins, line: new pins.Digital(options) };
  };

  it("belong to one object until it is closed", () => {
    const { pins, line } = make({ pin: 4, mode: 8 });
    assert.equal(pins.isFree(4), false);
    assert.throws(() => new pins.Digital({ pin: 4, mode: 0 }), /in use/);
    line.close();
    line.close();
    assert.equal(pins.isFree(4), true);
    new pins.Digital({ pin: 4, mode: 0 });
  });

  it("refuse what the SDK refuses", () => {
    const { Digital } = new Pins();
    assert.throws(() => new Digital({ pin: 4, mode: 7 }), new RangeError("invalid mode"));
    assert.throws(() => new Digital({ pin: 34, mode: 8 }), new RangeError("input only"));
    assert.throws(() => new Digital({ pin: 99, mode: 0 }), new Error("invalid pin"));
    const input = new Digital({ pin: 34, mode: 1 });
    assert.throws(() => input.write(1), new Error("can't write input"));
    const output = new Digital({ pin: 4, mode: 8 });
    assert.throws(() => output.read(), new Error("can't read output"));
    output.close();
    assert.throws(() => output.write(1), TypeError);
    input.close();
    assert.throws(() => input.read(), TypeError);
  });

  it("drive from the beginning with their initial value, inverted where low is active", () => {
    for (const [activeLow, initialValue, level] of [
      [false, 0, 0],
      [false, 1, 1],
      [true, 0, 1],
      [true, 1, 0],
    ] as const) {
      const { pins, line } = make({ pin: 4, mode: 8, activeLow, initialValue });
      assert.equal(pins.level(4), level);
      line.write(1 - initialValue);
      assert.equal(pins.level(4), 1 - level);
    }
  });

  it("let an open drain go to what is outside", () => {
    const { pins, line } = make({ pin: 4, mode: 9, activeLow: true });
    assert.equal(pins.level(4), 0);
    pins.pullUp(4);
    assert.equal(pins.level(4), 1);
    line.write(1);
    assert.equal(pins.level(4), 0);
    line.write(0);
    pins.force(4, 0);
    assert.equal(pins.level(4), 0);
  });

  it("read an input by its pull-up, which 34 to 39 do not have", () => {
    assert.equal(make({ pin: 14, mode: 1 }).line.read(), 1);
    assert.equal(make({ pin: 34, mode: 1 }).line.read(), 0);
    const { pins, line } = make({ pin: 14, mode: 1, activeLow: true });
    assert.equal(line.read(), 0);
    pins.force(14, 0);
    assert.equal(line.read(), 1);
  });

  it("tell each new level, and no level twice", () => {
    const { pins, line } = make({ pin: 4, mode: 8 });
    const seen: number[] = [];
    pins.watch(4, (level) => seen.push(level));
    for (const level of [1, 1, 0, 1]) line.write(level);
    line.close();
    assert.deepEqual(seen, [1, 0, 1, 0]);
  });
});
