import assert from "node:assert/strict";
import sinon from "sinon";
import { makeInterlockReading } from "../../../hal/interlock.js";
import { codeMax } from "../../../hal/load-cell-adc.js";
import { Guard } from "../../../src/guard/guard.js";
import { SlowChannels } from "../../../src/sensing/slow-channels.js";
import { settingsWith } from "../../support/settings-with.js";
import { SideOnBench } from "../../support/side-on-bench.js";

/** Both sides held, and the guard that judges them. */
class Bench {
  readonly anode = new SideOnBench("anode");
  readonly cathode = new SideOnBench("cathode");
  readonly guard = new Guard(this.anode.side, this.cathode.side, settingsWith());
  readonly lines = makeInterlockReading();
  readonly slow = new SlowChannels();

  constructor() {
    this.anode.holdAt(2500);
    this.cathode.holdAt(200);
  }

  judge(times = 1): void {
    for (let i = 0; i < times; i += 1) {
      this.anode.observe();
      this.cathode.observe();
      this.guard.judge(this.anode.atUs, this.lines, this.slow);
    }
  }

  /** What is latched, as "fault place". */
  get latched(): string[] {
    const list: string[] = [];
    this.guard.log.forEach((name, place) => {
      list.push(`${name} ${place}`);
    });
    return list;
  }
}

describe("guard", () => {
  it("raises nothing while both sides hold", () => {
    const bench = new Bench();
    bench.judge(100);
    assert.equal(bench.guard.raised, false);
    assert.deepEqual(bench.latched, []);
  });

  it("raises the emergency stop for the rig, at once, also when both sides are off", () => {
    const bench = new Bench();
    bench.anode.side.release();
    bench.cathode.side.release();
    bench.lines.estop = true;
    bench.judge();
    assert.equal(bench.guard.raised, true);
    assert.deepEqual(bench.latched, ["estop 0"]);
  });

  it("takes no quiet window for a fault", () => {
    const bench = new Bench();
    bench.lines.quiet = true;
    bench.judge(10);
    assert.deepEqual(bench.latched, []);
  });

  it("says raised in the tick in which a fault is new, and not while it lasts", () => {
    const bench = new Bench();
    bench.cathode.code = codeMax;
    bench.judge();
    assert.equal(bench.guard.raised, true);
    assert.equal(bench.guard.newest, "sensorSaturated");
    assert.equal(bench.guard.newestPlace, 2);
    bench.judge();
    assert.equal(bench.guard.raised, false);
    assert.deepEqual(bench.latched, ["sensorSaturated 2"]);
  });

  it("keeps a fault latched after its cause is gone, until it is cleared", () => {
    const bench = new Bench();
    bench.cathode.code = codeMax;
    bench.judge();
    bench.cathode.code = undefined;
    bench.judge(50);
    assert.deepEqual(bench.latched, ["sensorSaturated 2"]);
    bench.guard.log.clear();
    bench.judge(50);
    assert.deepEqual(bench.latched, []);
  });

  it("raises again what is still there after clearing", () => {
    const bench = new Bench();
    bench.lines.estop = true;
    bench.judge();
    bench.guard.log.clear();
    bench.judge();
    assert.equal(bench.guard.raised, true);
    assert.deepEqual(bench.latched, ["estop 0"]);
  });

  it("latches what several places report in the same tick, the most critical first", () => {
    const bench = new Bench();
    bench.anode.screw.reset = true;
    bench.cathode.code = codeMax;
    bench.lines.estop = true;
    bench.judge();
    assert.deepEqual(bench.latched, ["estop 0", "sensorSaturated 2", "motorReset 1"]);
  });

  it("takes a fault found elsewhere, with its instant", () => {
    const bench = new Bench();
    bench.guard.raise("internal", 0, 123_456);
    const visit = sinon.spy();
    bench.guard.log.forEach(visit);
    sinon.assert.calledOnceWithExactly(visit, "internal", 0, 123_456);
  });

  /** 60 N of 196 N are lost; the voltage of the cell jumps by so much so many seconds later. What is told. */
  function lost(jumpV: number, afterS: number): string[] {
    const bench = new Bench();
    bench.slow.voltsValid = true;
    bench.slow.volts = 3.7;
    bench.judge(100);
    const jump = (atS: number) => {
      if (afterS === atS) bench.slow.volts += jumpV;
    };
    jump(-5);
    bench.judge(50);
    bench.anode.extraN = -60;
    for (let s = 0; s < 10; s += 1) {
      jump(s);
      bench.judge(10);
    }
    return bench.latched;
  }

  it("tells a broken pellet from a broken spring by the voltage that jumps in the same seconds", () => {
    assert.deepEqual(lost(0.05, 0), ["pelletFracture 1"]);
    assert.deepEqual(lost(-0.05, 0), ["pelletFracture 1"]);
    assert.deepEqual(lost(0.05, 1), ["suddenLoss 1", "pelletFracture 1"]);
    // As noise and the cell itself may, or a cycler that switches five seconds before or after.
    for (const [jumpV, afterS] of [
      [0.019, 0],
      [0.05, -5],
      [0.05, 5],
    ] as const)
      assert.deepEqual(lost(jumpV, afterS), ["suddenLoss 1"]);
  });

  it("moves nothing itself", () => {
    const bench = new Bench();
    const calls = [bench.anode, bench.cathode].flatMap(({ screw }) => [
      sinon.spy(screw, "moveTo"),
      sinon.spy(screw, "stop"),
      sinon.spy(screw, "enable"),
    ]);
    bench.lines.estop = true;
    bench.anode.screw.reset = true;
    bench.cathode.screw.stall = true;
    bench.judge(3);
    assert.equal(bench.guard.log.count, 3);
    for (const call of calls) sinon.assert.notCalled(call);
  });
});
