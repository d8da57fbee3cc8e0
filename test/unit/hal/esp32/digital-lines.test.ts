import assert from "node:assert/strict";
import sinon from "sinon";
import { DigitalLines, MotorEnable } from "../../../../hal/esp32/digital-lines.js";
import type { DigitalConstructor, DigitalOptions } from "../../../../hal/esp32/io-digital.js";
import { makeInterlockReading } from "../../../../hal/interlock.js";
import { Pins } from "../../../../sim/buses/pins.js";

/** Lines whose every call is seen, in the order of their making. */
function spied() {
  const made: { options: DigitalOptions; read: sinon.SinonStub; write: sinon.SinonStub }[] = [];
  const closes: sinon.SinonStub[] = [];
  class Digital {
    static readonly Input = 0;
    static readonly InputPullUp = 1;
    static readonly Output = 8;
    static readonly OutputOpenDrain = 9;
    readonly read = sinon.stub().returns(0);
    readonly write = sinon.stub();
    readonly close = sinon.stub();

    constructor(options: DigitalOptions) {
      made.push({ options, read: this.read, write: this.write });
      closes.push(this.close);
    }
  }
  return { io: Digital as DigitalConstructor, made, closes };
}

describe("the digital lines", () => {
  const pins = { estop: 14, quiet: 34, cyclerOpen: 13 };

  it("are an input with pull-up, a low-active input, and a low-active open drain that begins let go", () => {
    const { io, made } = spied();
    new DigitalLines({ io, ...pins });
    assert.deepEqual(
      made.map(({ options }) => options),
      [
        { pin: 14, mode: 1 },
        { pin: 34, mode: 0, activeLow: true },
        { pin: 13, mode: 9, activeLow: true, initialValue: 0 },
      ],
    );
  });

  it("pull the cycler's line with a 1 and let it go with a 0, at each order", () => {
    const { io, made } = spied();
    const lines = new DigitalLines({ io, ...pins });
    for (const open of [true, true, false]) lines.openCycler(open);
    assert.deepEqual(made[2]?.write.args, [[1], [1], [0]]);
  });

  it("read a broken wire of the emergency stop as pressed", () => {
    const board = new Pins();
    const lines = new DigitalLines({ io: board.Digital, ...pins });
    const into = makeInterlockReading();
    board.force(pins.estop, 0);
    lines.read(into);
    assert.equal(into.estop, false);
    board.force(pins.estop, undefined);
    lines.read(into);
    assert.equal(into.estop, true);
  });

  it("read a broken wire of the insulation monitor as not insulated, and know nothing without a monitor", () => {
    const board = new Pins();
    const lines = new DigitalLines({ io: board.Digital, ...pins, insulated: 4 });
    assert.equal(lines.insulated(), false);
    board.force(4, 0);
    assert.equal(lines.insulated(), true);
    lines.close();
    assert.equal(new DigitalLines({ io: board.Digital, ...pins }).insulated(), undefined);
    assert.equal(board.isFree(4), true);
  });

  it("take an insulation line that cannot be read for not insulated", () => {
    const { io, made } = spied();
    const lines = new DigitalLines({ io, ...pins, insulated: 4 });
    assert.deepEqual(made[3]?.options, { pin: 4, mode: 1, activeLow: true });
    made[3]?.read.throws(new Error("closed"));
    assert.equal(lines.insulated(), false);
  });

  it("take a line that cannot be read for pressed, and do not throw", () => {
    const { io, made } = spied();
    const lines = new DigitalLines({ io, ...pins });
    made[0]?.read.throws(new Error("closed"));
    made[2]?.write.throws(new Error("closed"));
    const into = makeInterlockReading();
    lines.read(into);
    assert.equal(into.estop, true);
    lines.openCycler(true);
  });

  it("give their pins back once", () => {
    const { io, closes } = spied();
    const lines = new DigitalLines({ io, ...pins });
    lines.close();
    lines.close();
    for (const close of closes) sinon.assert.calledOnce(close);
  });
});

describe("the enable line of the motors", () => {
  it("is off, which is high, before its pin drives, and low while any motor wants current", () => {
    const board = new Pins();
    const enable = new MotorEnable({ io: board.Digital, pin: 27 });
    const levels = [board.level(27)];
    for (const [motor, on] of [
      [1, true],
      [2, true],
      [1, false],
      [1, false],
      [2, false],
    ] as const) {
      enable.want(motor, on);
      levels.push(board.level(27));
    }
    assert.deepEqual(levels, [1, 0, 0, 0, 0, 1]);
  });

  it("is made with its off level, and gives its pin back once", () => {
    const { io, made, closes } = spied();
    const enable = new MotorEnable({ io, pin: 27 });
    assert.deepEqual(made[0]?.options, { pin: 27, mode: 8, activeLow: true, initialValue: 0 });
    enable.close();
    enable.close();
    sinon.assert.calledOnce(closes[0] as sinon.SinonStub);
  });
});
