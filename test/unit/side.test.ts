import assert from "node:assert/strict";
import fc from "fast-check";
import sinon from "sinon";
import { codeMax } from "../../hal/load-cell-adc.js";
import { instant } from "../../hal/units.js";
import { Mode } from "../../src/mode.js";
import { Phase } from "../../src/phase.js";
import { near } from "../support/near.js";
import { settingsWith } from "../support/settings-with.js";
import { SideOnBench } from "../support/side-on-bench.js";

/** A side at rest in free air, its cell so far away, um. */
function apart(gapUm: number, name: "anode" | "cathode" = "anode"): SideOnBench {
  const bench = new SideOnBench(name);
  bench.contactUm = gapUm;
  bench.tick(5);
  return bench;
}

/** A side that holds a pressure. */
function held(pressureKPa: number): SideOnBench {
  const bench = new SideOnBench();
  bench.holdAt(pressureKPa);
  return bench;
}

/** Ticks until a phase is reached; fails when it is not within a minute. */
function until(bench: SideOnBench, phase: Phase, ticks = 600): number {
  for (let i = 0; i < ticks; i += 1) {
    if (bench.side.phase === phase) return i;
    bench.tick();
  }
  return assert.fail(`still in ${bench.side.phase} after ${ticks} ticks`);
}

describe("side", () => {
  describe("at power-on", () => {
    it("is off, and moves and energises nothing whatever the force", () => {
      const bench = new SideOnBench();
      const calls = [sinon.spy(bench.screw, "moveTo"), sinon.spy(bench.screw, "enable")];
      bench.extraN = 300;
      bench.tick(100);
      for (const call of calls) sinon.assert.notCalled(call);
      assert.equal(bench.side.mode, Mode.off);
      assert.equal(bench.side.phase, Phase.rest);
    });

    it("knows its pressure all the same: force over the area of the die", () => {
      const bench = new SideOnBench();
      bench.extraN = 196.35;
      bench.tick(60);
      near(bench.side.promptKPa, 2500, 0.01); // 196.35 N / 78.54 mm2
      near(bench.side.pressureKPa, 2500, 0.02);
    });
  });

  describe("from clearance to hold", () => {
    it("seeks at approach speed, feels the contact, ramps up and holds", () => {
      const bench = apart(10);
      bench.side.hold(500, 50);
      assert.equal(bench.side.phase, Phase.seek);
      // 10 um to the cell and 5 um more to 1 N at 0.2 N/um: 3 s at 5 um/s, and three samples to be sure
      const ticks = until(bench, Phase.track);
      assert.ok(ticks >= 30 && ticks <= 36, `${ticks} ticks`);
      bench.tick(400);
      near(bench.pressureKPa, 500, 1);
      assert.equal(bench.side.settled(2), true);
      assert.deepEqual(bench.faults, []);
    });

    it("never seeks faster than its approach speed, in moves that end by themselves", () => {
      const bench = apart(100);
      const moveTo = sinon.spy(bench.screw, "moveTo");
      bench.side.hold(500, 50);
      let before = 0;
      bench.tick(100, () => {
        assert.ok(bench.screw.positionUm - before <= 0.5 + bench.side.loop.motion.quantumUm);
        before = bench.screw.positionUm;
      });
      for (const [, speed] of moveTo.args) assert.equal(speed, 5);
      assert.equal(bench.side.phase, Phase.seek);
    });

    it("ramps no faster than the side allows, whatever is asked", () => {
      const bench = held(500);
      bench.side.hold(2000, 1000);
      assert.equal(bench.side.loop.setPoint.rateKPaPerS, 100); // limits.rampRateMax
      bench.side.hold(2000, 20);
      assert.equal(bench.side.loop.setPoint.rateKPaPerS, 20);
    });
  });

  describe("taking over control in contact", () => {
    it("moves nothing at the moment of entry, however far the set point is", () => {
      const bench = new SideOnBench();
      bench.extraN = 100;
      bench.tick(60);
      const moveTo = sinon.spy(bench.screw, "moveTo");
      for (const target of [0, 1273, 5000]) {
        bench.side.release();
        bench.tick(3);
        bench.side.hold(target, 50);
        sinon.assert.notCalled(moveTo);
        near(bench.side.loop.setPoint.nowKPa, bench.side.pressureKPa, 1e-9);
        assert.equal(bench.side.loop.errorN, 0);
      }
    });

    it("then moves by the ramp alone: no faster than its rate over the stiffness", () => {
      const bench = new SideOnBench();
      bench.contactUm = -500; // 100 N at 0.2 N/um
      bench.tick(60);
      bench.side.hold(3000, 50);
      let before = bench.screw.positionUm;
      bench.tick(20, () => {
        const moved = bench.screw.positionUm - before;
        before = bench.screw.positionUm;
        // 50 kPa/s x 0.2 s are 0.785 N, 4 um; the loop's own share on top is less than half of that
        assert.ok(moved >= 0 && moved < 6, `${moved} um in a tick`);
      });
    });

    it("holds where it is when the set point is where it is", () => {
      const bench = held(1000);
      const moveTo = sinon.spy(bench.screw, "moveTo");
      bench.tick(600);
      sinon.assert.notCalled(moveTo);
      assert.equal(bench.side.settled(2), true);
    });

    it("comes from constant position to constant pressure and back without a jerk", () => {
      const bench = held(1000);
      bench.side.freeze();
      bench.tick(20);
      const before = bench.screw.positionUm;
      bench.side.hold(1000, 50);
      bench.tick(50);
      bench.side.freeze();
      near(bench.screw.positionUm, before, 0.1);
    });
  });

  describe("holding", () => {
    it("follows a cell that grows, and keeps its pressure", () => {
      const bench = held(1000);
      bench.tick(3000, () => {
        bench.contactUm -= 0.001; // 0.01 um/s
      });
      near(bench.pressureKPa, 1000, 1);
      assert.ok(bench.screw.positionUm < -2);
    });

    it("is settled only in contact, at the end of the ramp and within the band", () => {
      const bench = held(1000);
      assert.equal(bench.side.settled(2), true);
      bench.side.hold(1100, 50);
      assert.equal(bench.side.settled(200), false); // still ramping
      bench.tick(200);
      assert.equal(bench.side.settled(2), true);
      bench.extraN = 5;
      bench.tick(10);
      assert.equal(bench.side.settled(2), false);
      bench.side.freeze();
      assert.equal(bench.side.settled(1000), false);
    });

    it("is not settled while it seeks, though nothing is what it is told to press", () => {
      const bench = apart(1000);
      bench.side.hold(0, 50);
      bench.tick(5);
      assert.equal(bench.side.phase, Phase.seek);
      assert.equal(bench.side.settled(10), false);
    });

    it("asks for no finer settling than two quanta of its screw", () => {
      const bench = held(1000);
      const { quantumKPa } = bench.side.loop;
      const settledAt = (quanta: number) => {
        bench.side.pressureKPa = 1000 + quanta * quantumKPa;
        return bench.side.settled(0);
      };
      assert.equal(settledAt(1.9), true);
      assert.equal(settledAt(-1.9), true);
      assert.equal(settledAt(2.1), false);
      assert.equal(settledAt(-2.1), false);
    });

    it("decides once a second when quiet, and catches up no more than two periods after a pause", () => {
      const bench = held(1000);
      const step = sinon.spy(bench.side.loop, "step");
      bench.tick(100);
      assert.ok(step.callCount >= 9 && step.callCount <= 11, `${step.callCount}`);
      bench.adc.convert(bench.atUs + 30_000_000, 674_661);
      bench.observe(30_000_000);
      bench.side.decide(instant(bench.atUs));
      assert.equal(step.lastCall.args[2], 2); // not 30 s
    });
  });

  describe("when contact is lost", () => {
    /** A second ago the cell has drawn back, by 0.4 mm of compression and 0.3 mm more. */
    const drawnBack = () => {
      const bench = held(1000);
      bench.tick(10, () => {
        bench.contactUm += 55;
      });
      return bench;
    };

    it("goes back to the slow search, never at the speed of the loop", () => {
      const bench = drawnBack();
      until(bench, Phase.seek);
      const from = bench.screw.positionUm;
      bench.tick(50);
      near(bench.screw.positionUm - from, 25, 1); // 5 um/s x 5 s
      assert.equal(bench.side.phase, Phase.seek);
    });

    it("ramps up again from where it finds the cell, at the rate it was given", () => {
      const bench = drawnBack();
      until(bench, Phase.seek);
      until(bench, Phase.track, 3000);
      const { setPoint } = bench.side.loop;
      assert.ok(setPoint.nowKPa < 50, `${setPoint.nowKPa} kPa`);
      assert.equal(setPoint.rateKPaPerS, 50);
      bench.tick(600);
      near(bench.pressureKPa, 1000, 2);
      assert.deepEqual(bench.faults, []);
    });

    it("notices it from twice the contact force on", () => {
      const bench = held(40); // 3.1 N
      bench.contactUm += 1000;
      until(bench, Phase.seek);
    });

    it("does not take a low set point for lost contact", () => {
      const bench = held(1000);
      bench.side.hold(20, 50); // 1.6 N
      bench.tick(600, () => assert.equal(bench.side.phase, Phase.track));
      near(bench.pressureKPa, 20, 2);
    });
  });

  describe("when a procedure hands it back", () => {
    const afterRun = (moves: number[]) => {
      const bench = held(1000);
      const { lash, motion } = bench.side.loop;
      bench.side.takeOver();
      for (const move of moves) {
        motion.advance(move, 100);
        bench.tick(10);
      }
      bench.side.handBack();
      return { up: lash.awayUm(1), down: lash.awayUm(-1) };
    };

    it("knows on which flank its gear rests: that of the procedure's last run, if that was longer than the lash", () => {
      // 5.6 um of lash; it was taken for resting on its pressing flank whatever the procedure had done.
      near(afterRun([10, -20]).down, 0, 0.05);
      near(afterRun([-20, 10]).up, 0, 0.05);
    });

    it("... and how far the flank is away after a shorter one", () => {
      near(afterRun([-20, 2]).up, 3.6, 0.05);
      near(afterRun([20, -2]).down, 3.6, 0.05);
    });
  });

  describe("unloading", () => {
    it("ramps down, backs off to clearance and ends off", () => {
      const bench = held(1000);
      bench.side.unload(50);
      assert.equal(bench.side.phase, Phase.track);
      until(bench, Phase.retract);
      assert.ok(bench.forceN < 0.5);
      until(bench, Phase.rest);
      assert.equal(bench.side.mode, Mode.off);
      // 200 um from where the cell begins
      near(bench.screw.positionUm, bench.contactUm - 200, 2);
      assert.equal(bench.side.targetKPa, 0);
      assert.deepEqual(bench.faults, []);
    });

    it("takes what is left of compression off before the clearance, on a soft coil too", () => {
      const bench = new SideOnBench("cathode");
      bench.holdAt(50); // 3.9 N, 785 um
      bench.side.unload(5);
      until(bench, Phase.retract, 1200);
      // 0.3 N of force, the median of three, are 60 um of a coil of 0.005 N/um
      const leftUm = bench.side.sensor.medianN / 0.005;
      const from = bench.screw.positionUm;
      assert.ok(leftUm > 40);
      until(bench, Phase.rest, 1200);
      near(from - bench.screw.positionUm, leftUm + 200, 5);
    });

    it("never presses on its way down", () => {
      const bench = held(1000);
      bench.tick(30);
      bench.side.unload(50);
      let before = bench.screw.positionUm;
      bench.tick(400, () => {
        assert.ok(bench.screw.positionUm <= before + 0.1);
        before = bench.screw.positionUm;
      });
    });

    it("does nothing to a side that is off", () => {
      const bench = apart(100);
      const calls = [sinon.spy(bench.screw, "moveTo"), sinon.spy(bench.screw, "enable")];
      bench.side.unload(50);
      bench.tick(20);
      for (const call of calls) sinon.assert.notCalled(call);
      assert.equal(bench.side.mode, Mode.off);
    });

    it("backs off at once when there is no contact yet, instead of searching for one", () => {
      const bench = apart(1000);
      bench.side.hold(500, 50);
      bench.tick(50);
      const from = bench.screw.positionUm;
      assert.ok(from > 20);
      bench.side.unload(50);
      let highest = from;
      bench.tick(100, () => {
        highest = Math.max(highest, bench.screw.positionUm);
      });
      near(highest, from, 0.6); // the move under way ends by itself
      near(bench.screw.positionUm, from - 200, 1);
      assert.equal(bench.side.mode, Mode.off);
    });

    it("backs off from a constant position without contact too", () => {
      const bench = apart(1000);
      bench.side.lock();
      bench.tick(5);
      bench.side.unload(50);
      bench.tick(100, () => assert.ok(bench.screw.positionUm <= 0.1));
      assert.equal(bench.side.mode, Mode.off);
    });

    it("can be called off by a new set point, in the ramp and in the retreat", () => {
      const bench = held(1000);
      bench.side.unload(50);
      bench.tick(50);
      bench.side.hold(900, 50);
      bench.tick(400);
      near(bench.pressureKPa, 900, 2);
      bench.side.unload(50);
      until(bench, Phase.retract);
      bench.tick(5);
      bench.side.hold(300, 50);
      assert.equal(bench.side.phase, Phase.seek);
      bench.tick(1200);
      near(bench.pressureKPa, 300, 2);
    });
  });

  describe("coming to rest", () => {
    it("freezes at once: one stop, no target, constant position", () => {
      const bench = held(1000);
      bench.side.hold(3000, 50);
      bench.tick(10);
      const stop = sinon.spy(bench.screw, "stop");
      const moveTo = sinon.spy(bench.screw, "moveTo");
      bench.side.freeze();
      sinon.assert.calledOnce(stop);
      bench.tick(100);
      sinon.assert.notCalled(moveTo);
      assert.equal(bench.side.mode, Mode.gap);
      assert.equal(bench.side.phase, Phase.rest);
    });

    it("freezes in every phase, and a side that is off stays off", () => {
      const bench = apart(10);
      bench.side.freeze();
      assert.equal(bench.side.mode, Mode.off);
      bench.side.hold(500, 50);
      for (const phase of [Phase.seek, Phase.track, Phase.retract] as const) {
        if (phase === Phase.retract) bench.side.unload(50);
        until(bench, phase);
        const before = bench.screw.positionUm;
        bench.side.freeze();
        bench.tick(20);
        assert.equal(bench.screw.positionUm, before);
        bench.side.hold(500, 50);
      }
    });

    it("keeps the coils energised while frozen, and energises them to lock", () => {
      const bench = apart(10);
      const enable = sinon.spy(bench.screw, "enable");
      bench.side.lock();
      sinon.assert.calledOnceWithExactly(enable, true);
      bench.side.freeze();
      bench.side.release();
      sinon.assert.calledOnce(enable);
    });

    it("is off after release, with no set point left", () => {
      const bench = held(1000);
      const stop = sinon.spy(bench.screw, "stop");
      bench.side.release();
      sinon.assert.calledOnce(stop);
      assert.equal(bench.side.mode, Mode.off);
      assert.equal(bench.side.targetKPa, 0);
    });
  });

  it("energises the coils when it takes control", () => {
    const bench = apart(10);
    const enable = sinon.spy(bench.screw, "enable");
    bench.side.hold(500, 50);
    sinon.assert.calledOnceWithExactly(enable, true);
    bench.side.release();
    bench.side.hold(500, 50);
    sinon.assert.calledTwice(enable);
  });

  describe("without a valid sensor", () => {
    it("stops in the middle of a ramp when no conversion comes, and goes on when they do", () => {
      const bench = held(500);
      bench.side.hold(2500, 50);
      bench.tick(20);
      bench.silent = true;
      bench.tick(6); // 0.6 s
      const stopped = bench.screw.positionUm;
      const moveTo = sinon.spy(bench.screw, "moveTo");
      bench.tick(3);
      sinon.assert.notCalled(moveTo);
      assert.equal(bench.screw.positionUm, stopped);
      bench.silent = false;
      bench.tick(600);
      near(bench.pressureKPa, 2500, 2);
    });

    it("seeks nowhere before three conversions, nor after the last has grown old", () => {
      const bench = new SideOnBench();
      bench.contactUm = 100;
      bench.silent = true;
      bench.tick(3);
      bench.side.hold(500, 50);
      const moveTo = sinon.spy(bench.screw, "moveTo");
      bench.tick(5);
      bench.silent = false;
      bench.tick(2);
      sinon.assert.notCalled(moveTo);
      bench.tick(2);
      sinon.assert.called(moveTo);
      bench.silent = true;
      bench.tick(6);
      moveTo.resetHistory();
      bench.tick(3);
      sinon.assert.notCalled(moveTo);
    });

    it("advances in no phase on a saturated converter", () => {
      for (const start of [() => apart(50), () => held(500)]) {
        const bench = start();
        bench.side.hold(2000, 50);
        bench.tick(3);
        bench.code = codeMax;
        bench.tick();
        const before = bench.screw.positionUm;
        bench.tick(20);
        assert.equal(bench.screw.positionUm, before);
        assert.equal(bench.side.fresh, false);
      }
    });

    it("counts failed accesses to the converter and takes no force from them", () => {
      const bench = held(1000);
      const before = bench.side.sensor.samples;
      bench.adc.failOnce();
      bench.adc.failOnce();
      bench.silent = true;
      bench.tick(2);
      assert.equal(bench.side.sensorFaults, 2);
      assert.equal(bench.side.sensor.samples, before);
      near(bench.side.promptKPa, 1000, 0.1);
    });

    it("asks its converter once a tick, however late the tick is and whatever the answer", () => {
      const bench = held(1000);
      const read = sinon.spy(bench.adc, "read");
      bench.observe(500_000);
      sinon.assert.calledOnce(read);
      bench.adc.failOnce();
      bench.observe();
      sinon.assert.calledTwice(read);
    });
  });

  it("keeps the last known position while its motion chip is silent", () => {
    const bench = held(1000);
    const known = bench.side.loop.motion.positionUm;
    bench.screw.mute = true;
    bench.screw.positionUm += 3;
    bench.observe();
    assert.equal(bench.side.motorSilent, true);
    assert.equal(bench.side.loop.motion.positionUm, known);
  });

  it("measures its noise only at rest: not in motion, nor for the 0.6 s in which motion still shows", () => {
    const bench = held(500);
    bench.tick(50);
    const step = sinon.spy(bench.side.sensor, "take");
    const stillShare = (ticks: number) => {
      step.resetHistory();
      bench.tick(ticks);
      return step.args.filter(([, still]) => still).length / ticks;
    };
    assert.equal(stillShare(50), 1);
    bench.side.hold(3000, 100);
    bench.tick(5);
    assert.equal(stillShare(50), 0);
    bench.side.freeze();
    assert.equal(stillShare(5), 0);
    bench.tick(3);
    assert.equal(stillShare(20), 1);
  });

  it("obeys any sequence of commands without leaving its travel, its speed or its modes", () => {
    const settings = settingsWith({
      anode: { screw: { travelMin: "-300 um", travelMax: "400 um" } },
    });
    const command = fc.oneof(
      fc.record({ hold: fc.double({ min: 0, max: 3000, noNaN: true }) }),
      fc.constantFrom("unload", "freeze", "release", "lock"),
      fc.record({ cellTo: fc.integer({ min: -200, max: 200 }) }),
      fc.record({ silentFor: fc.integer({ min: 1, max: 20 }) }),
      fc.record({ spike: fc.integer({ min: -8388608, max: 8388607 }) }),
    );
    const script = fc.array(fc.tuple(command, fc.integer({ min: 1, max: 60 })), { maxLength: 12 });
    fc.assert(
      fc.property(script, (steps) => {
        const bench = new SideOnBench("anode", settings);
        const moveTo = sinon.spy(bench.screw, "moveTo");
        const { side } = bench;
        bench.tick(5);
        for (const [act, ticks] of steps) {
          if (act === "unload") side.unload(50);
          else if (typeof act === "string") side[act as "freeze"]();
          else if ("hold" in act) side.hold(act.hold, 50);
          else if ("cellTo" in act) bench.contactUm = act.cellTo;
          else if ("silentFor" in act) {
            bench.silent = true;
            bench.tick(act.silentFor);
            bench.silent = false;
          } else {
            bench.code = act.spike;
            bench.tick();
            bench.code = undefined;
          }
          bench.tick(ticks, () => {
            const still = side.mode !== Mode.hold;
            assert.equal(side.phase === Phase.rest, still, `${side.mode} ${side.phase}`);
          });
        }
        for (const [target, speed] of moveTo.args) {
          assert.ok(target >= -300 && target <= 400, `${target} um`);
          assert.ok(speed > 0 && speed <= settings.anode.screw.speedMax);
          const quanta = target / side.loop.motion.quantumUm;
          near(quanta, Math.round(quanta), 1e-6);
        }
      }),
      { numRuns: 150 },
    );
  });
});
