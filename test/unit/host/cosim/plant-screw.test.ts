import assert from "node:assert/strict";
import { makeScrewReading } from "../../../../hal/screw.js";
import { micrometres, micrometresPerSecond } from "../../../../hal/units.js";
import type { SideMessage } from "../../../../host/cosim/message-shape.js";
import { PlantScrew } from "../../../../host/cosim/plant-screw.js";

/** A line that says nothing but this of a side. */
const said = (what: Partial<SideMessage>): SideMessage => ({
  counts: undefined,
  positionUm: undefined,
  status: undefined,
  ...what,
});
const quiet: NonNullable<SideMessage["status"]> = {
  reset: undefined,
  stall: undefined,
  limitLow: undefined,
  limitHigh: undefined,
  loadPct: undefined,
};

const screwAt = (targetUm: number, speedUmPerS: number) => {
  const screw = new PlantScrew();
  screw.configure(micrometres(1.6));
  screw.moveTo(micrometres(targetUm), micrometresPerSecond(speedUmPerS));
  return screw;
};
const reading = (screw: PlantScrew) => {
  const into = makeScrewReading();
  assert.ok(screw.read(into));
  return into;
};

describe("the screw of a plant that tells no position", () => {
  it("goes at the commanded speed, however the lines come, and stops at its target", () => {
    const screw = screwAt(10, 5);
    // 5 um/s for 0.1, 0.01 and 0.5 s.
    for (const [dtS, um] of [
      [0.1, 0.5],
      [0.01, 0.55],
      [0.5, 3.05],
    ] as const) {
      screw.advance(dtS, undefined);
      assert.ok(Math.abs(reading(screw).position - um) < 1e-9);
      assert.ok(reading(screw).moving);
    }
    screw.advance(60, undefined);
    assert.equal(reading(screw).position, 10);
    assert.ok(!reading(screw).moving);
    assert.ok(screw.ordered);
  });

  it("stays where it is when stopped or released", () => {
    for (const end of [(s: PlantScrew) => s.stop(), (s: PlantScrew) => s.enable(false)]) {
      const screw = screwAt(-10, 5);
      screw.advance(1, undefined);
      end(screw);
      screw.advance(1, undefined);
      assert.equal(reading(screw).position, -5);
      assert.ok(!screw.ordered);
    }
  });

  it("does not go on after a stall, a reset or into a switch, and away from the switch it does", () => {
    const stalled = screwAt(10, 5);
    stalled.advance(1, said({ status: { ...quiet, stall: true } }));
    assert.deepEqual([reading(stalled).position, reading(stalled).stall], [0, true]);
    assert.ok(!stalled.ordered);

    const reset = screwAt(10, 5);
    reset.advance(1, undefined);
    reset.advance(1, said({ status: { ...quiet, reset: true } }));
    assert.deepEqual([reading(reset).position, reading(reset).reset], [0, true]);
    assert.ok(!reset.ordered);

    const blocked = screwAt(10, 5);
    blocked.advance(1, undefined);
    blocked.advance(1, said({ status: { ...quiet, limitHigh: true } }));
    assert.deepEqual([reading(blocked).position, blocked.ordered], [5, false]);
    blocked.moveTo(micrometres(0), micrometresPerSecond(1));
    blocked.advance(1, undefined);
    assert.deepEqual([reading(blocked).position, blocked.ordered], [4, true]);
  });
});

describe("the screw of a plant", () => {
  it("is where the plant says, and goes on from there where it says nothing", () => {
    const screw = screwAt(10, 5);
    screw.advance(0.1, said({ positionUm: 7.25 }));
    assert.equal(reading(screw).position, 7.25);
    screw.advance(0.1, undefined);
    assert.equal(reading(screw).position, 7.75);
  });

  it("moves while its target is ahead, but not for ever when the plant does not follow", () => {
    const screw = screwAt(10, 5);
    const moving = [0, 0, 0, 0].map(() => {
      screw.advance(0.1, said({ positionUm: 0 }));
      return reading(screw).moving;
    });
    assert.deepEqual(moving, [true, true, false, false]);
    screw.advance(0.1, said({ positionUm: 4 }));
    assert.ok(reading(screw).moving);
    // Within half of 1/16 of a full step, 0.05 um, it is there.
    screw.advance(0.1, said({ positionUm: 9.96 }));
    assert.ok(!reading(screw).moving);
  });

  it("brakes as long as its position changes", () => {
    const screw = screwAt(10, 5);
    screw.advance(0.1, said({ positionUm: 4 }));
    screw.stop();
    screw.advance(0.1, said({ positionUm: 5 }));
    assert.ok(reading(screw).moving);
    screw.advance(0.1, said({ positionUm: 5 }));
    assert.ok(!reading(screw).moving);
  });

  it("tells events and load of one line, and switches until they are told otherwise", () => {
    const screw = screwAt(10, 5);
    const status = { ...quiet, stall: true, reset: true, limitLow: true, loadPct: 40 };
    screw.advance(0.1, said({ positionUm: 0, status }));
    const first = reading(screw);
    assert.deepEqual([first.stall, first.reset, first.limitLow], [true, true, true]);
    assert.equal(first.loadPercent, 40);
    screw.advance(0.1, said({ positionUm: 0 }));
    const second = reading(screw);
    assert.deepEqual([second.stall, second.reset, second.limitLow], [false, false, true]);
    assert.equal(second.loadPercent, 0);
    screw.advance(0.1, said({ positionUm: 0, status: { ...quiet, limitLow: false } }));
    assert.ok(!reading(screw).limitLow);
  });
});
