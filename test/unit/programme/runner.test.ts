import assert from "node:assert/strict";
import sinon from "sinon";
import { Mode } from "../../../src/mode.js";
import { Phase } from "../../../src/phase.js";
import type { CourseRig } from "../../../src/programme/course.js";
import { near } from "../../support/near.js";
import { RunnerOnBench as Bench } from "../../support/runner-on-bench.js";

const wait = (after: string) => ({ wait: { after } });
const ramp = (anode?: string, cathode?: string) => ({
  ramp: { ...(anode ? { anode } : {}), ...(cathode ? { cathode } : {}) },
});

describe("programme runner", () => {
  it("is idle until started, and does nothing then", () => {
    const bench = new Bench();
    const holds = [sinon.spy(bench.anode.side, "hold"), sinon.spy(bench.cathode.side, "hold")];
    bench.tick(50);
    assert.equal(bench.runner.state, "idle");
    assert.equal(bench.runner.running, false);
    for (const hold of holds) sinon.assert.notCalled(hold);
  });

  it("carries out a whole programme: touch, load, hold, unload, done", () => {
    const bench = new Bench();
    bench.start(
      { approach: { touch: "5 N" } },
      { ramp: { anode: { to: "800 kPa", rate: "100 kPa/s" }, cathode: "200 kPa" } },
      { hold: { anode: "800 kPa", cathode: "200 kPa" }, until: { after: "30 s" } },
      { unload: {} },
    );
    assert.equal(bench.runner.name, "bench");
    bench.reach("steps[2]");
    bench.tick(200);
    near(bench.anode.pressureKPa, 800, 8);
    near(bench.cathode.pressureKPa, 200, 2);
    bench.finish();
    assert.deepEqual(bench.begun, ["steps[0]", "steps[1]", "steps[2]", "steps[3]"]);
    assert.equal(bench.runner.state, "done");
    assert.equal(bench.runner.stepPath, "");
    assert.equal(bench.anode.side.mode, Mode.off);
    assert.equal(bench.cathode.side.mode, Mode.off);
    assert.equal(bench.anode.forceN + bench.cathode.forceN, 0);
  });

  describe("approach", () => {
    it("touches with the cathode first, and with the anode when the cathode has settled", () => {
      const bench = new Bench();
      const order = { cathode: 0, anode: 0 };
      bench.start({ approach: { touch: "5 N" } }, wait("1 h"));
      for (let i = 1; bench.runner.stepPath === "steps[0]"; i += 1) {
        assert.ok(i < 3000);
        bench.tick();
        for (const name of ["cathode", "anode"] as const) {
          if (order[name] === 0 && bench[name].side.mode === Mode.hold) order[name] = i;
        }
        if (order.anode === 0) assert.equal(bench.anode.forceN, 0);
        if (order.anode === i) assert.equal(bench.cathode.side.settled(2), true);
      }
      assert.ok(order.cathode === 1 && order.anode > 30, JSON.stringify(order));
      near(bench.cathode.forceN, 5, 0.2);
      near(bench.anode.forceN, 5, 0.2);
    });

    it("goes to the touch slowly: 20 kPa/s whatever the side's own ramp is", () => {
      const bench = new Bench();
      const hold = sinon.spy(bench.cathode.side, "hold");
      bench.start({ approach: { touch: "5 N" } });
      bench.tick();
      near(hold.args[0]?.[0] ?? 0, 63.66, 0.01); // 5 N / 78.54 mm2
      assert.equal(hold.args[0]?.[1], 20);
    });

    it("does not let go of a side that presses harder already", () => {
      const bench = new Bench();
      bench.cathode.holdAt(300);
      const hold = sinon.spy(bench.cathode.side, "hold");
      bench.start({ approach: { touch: "5 N" } }, wait("1 h"));
      bench.reach("steps[1]");
      sinon.assert.notCalled(hold);
      near(bench.cathode.pressureKPa, 300, 3);
    });
  });

  describe("order of the sides within a step", () => {
    /** Both sides held, and the set points that were commanded since, in their order. */
    const commanded = (...steps: unknown[]) => {
      const bench = new Bench();
      bench.anode.holdAt(1000);
      bench.cathode.holdAt(200);
      const commands: string[] = [];
      for (const name of ["anode", "cathode"] as const) {
        const { side } = bench[name];
        const hold = side.hold.bind(side);
        sinon.stub(side, "hold").callsFake((toKPa, rate) => {
          const other = name === "anode" ? bench.cathode.side : bench.anode.side;
          commands.push(
            `${name} ${toKPa} at ${rate}${other.loop.setPoint.ramping ? " early" : ""}`,
          );
          hold(toKPa, rate);
        });
      }
      bench.start(...steps);
      bench.finish();
      return commands;
    };

    it("loads the cathode first, the anode when that has settled", () => {
      assert.deepEqual(commanded(ramp("1200 kPa", "250 kPa")), [
        "cathode 250 at 40",
        "anode 1200 at 50",
      ]);
    });

    it("takes pressure off the anode first, the cathode when that has settled", () => {
      assert.deepEqual(commanded(ramp("800 kPa", "150 kPa")), [
        "anode 800 at 50",
        "cathode 150 at 40",
      ]);
    });

    it("lets the anode decide when the sides go in opposite directions", () => {
      assert.deepEqual(commanded(ramp("800 kPa", "250 kPa")), [
        "anode 800 at 50",
        "cathode 250 at 40",
      ]);
      assert.deepEqual(commanded(ramp("1200 kPa", "150 kPa")), [
        "cathode 150 at 40",
        "anode 1200 at 50",
      ]);
    });

    it("commands only the side that is named, in either direction", () => {
      assert.deepEqual(commanded(ramp("800 kPa")), ["anode 800 at 50"]);
      assert.deepEqual(commanded(ramp("1200 kPa")), ["anode 1200 at 50"]);
      assert.deepEqual(commanded(ramp(undefined, "150 kPa")), ["cathode 150 at 40"]);
      assert.deepEqual(commanded(ramp(undefined, "250 kPa")), ["cathode 250 at 40"]);
    });

    it("uses the rate of the step where there is one", () => {
      const step = { ramp: { anode: { to: "1200 kPa", rate: "10 kPa/s" }, cathode: "250 kPa" } };
      assert.deepEqual(commanded(step), ["cathode 250 at 40", "anode 1200 at 10"]);
    });

    it("goes under a lower pressure first where it is to be approached from below, and not under a higher one", () => {
      // 5 % of 800 kPa are 40; of 150 they are 7.5, and then it is 10.
      assert.deepEqual(
        commanded({ ramp: { anode: "800 kPa", cathode: "150 kPa", approachFrom: "below" } }),
        ["anode 760 at 50", "anode 800 at 50", "cathode 140 at 40", "cathode 150 at 40"],
      );
      assert.deepEqual(
        commanded({ ramp: { anode: "1200 kPa", cathode: "250 kPa", approachFrom: "below" } }),
        ["cathode 250 at 40", "anode 1200 at 50"],
      );
    });

    it("unloads the anode to clearance before it touches the cathode", () => {
      const bench = new Bench();
      bench.anode.holdAt(1000);
      bench.cathode.holdAt(200);
      bench.start({ unload: {} });
      bench.tick(2000, () => {
        if (bench.anode.side.mode !== Mode.off) {
          assert.equal(bench.cathode.side.loop.setPoint.targetKPa, 200);
        }
      });
      assert.equal(bench.runner.state, "done");
      near(bench.anode.screw.positionUm, bench.anode.contactUm - 200, 2);
      // 40 kPa/s x 78.5 mm2 = 3.1 N/s, on a coil of 0.005 N/um 63 um in the tick by which the median is late
      near(bench.cathode.screw.positionUm, bench.cathode.contactUm - 200, 63);
    });

    /** The wall bears 250 kPa, of which 200 are made use of. */
    const wallOf250 = {
      pair: { bearing: { baseKPa: 250, share: 0 } },
      telemetry: { event: () => {} },
    } as unknown as CourseRig;

    /** Holds and unloadings that taking off such pressures gives. */
    const takenOff = (anodeKPa: number, cathodeKPa: number): string[] => {
      const bench = new Bench();
      bench.anode.holdAt(anodeKPa);
      bench.cathode.holdAt(cathodeKPa);
      bench.runner.rig = wallOf250;
      const commands: string[] = [];
      for (const side of [bench.anode.side, bench.cathode.side]) {
        const { hold, unload } = { hold: side.hold.bind(side), unload: side.unload.bind(side) };
        sinon.replace(side, "unload", (rate: number) => {
          commands.push(`${side.name} off`);
          unload(rate);
        });
        sinon.replace(side, "hold", (toKPa: number, rate: number) => {
          if (toKPa > 0) commands.push(`${side.name} ${toKPa}`);
          hold(toKPa, rate);
        });
      }
      bench.start({ unload: {} });
      bench.finish();
      assert.equal(bench.anode.side.mode, Mode.off);
      assert.equal(bench.cathode.side.mode, Mode.off);
      return commands;
    };

    it("unloads in turns where the anode alone would leave more than the wall bears", () => {
      // 350 - 200 = 150 beside the cathode, which then may go down to nothing: 150 apart.
      assert.deepEqual(takenOff(400, 350), ["anode 150", "cathode off", "anode off"]);
    });

    it("unloads the cathode first where it is pressed more", () => {
      // The anode may not go: 350 would be left beside nothing. The cathode leaves 150.
      assert.deepEqual(takenOff(150, 350), ["cathode off", "anode off"]);
    });

    it("loads two equal pressures in turns, never further apart than the wall bears", () => {
      const bench = new Bench();
      bench.anode.holdAt(50);
      bench.cathode.holdAt(50);
      bench.runner.rig = wallOf250;
      let apartKPa = 0;
      bench.start(ramp("450 kPa", "450 kPa"), wait("1 h"));
      bench.tick(3000, () => {
        const apart = Math.abs(bench.anode.side.targetKPa - bench.cathode.side.targetKPa);
        if (apart > apartKPa) apartKPa = apart;
      });
      assert.equal(bench.runner.stepPath, "steps[1]");
      assert.equal(apartKPa, 200);
      near(bench.anode.side.pressureKPa, 450, 4.5);
      near(bench.cathode.side.pressureKPa, 450, 4.5);
    });

    it("is done at once with unloading what is off", () => {
      const bench = new Bench();
      bench.start({ unload: {} });
      assert.ok(bench.finish() <= 0.5);
    });
  });

  describe("ramp", () => {
    it("ends when both sides have settled within 1 % or 2 kPa", () => {
      const bench = new Bench();
      bench.anode.holdAt(1000);
      bench.cathode.holdAt(100);
      bench.start(ramp("1500 kPa", "150 kPa"), wait("1 h"));
      bench.reach("steps[1]");
      near(bench.anode.side.pressureKPa, 1500, 15);
      near(bench.cathode.side.pressureKPa, 150, 2);
    });
  });

  describe("hold", () => {
    it("brings the pressures first, and counts its time from its beginning", () => {
      const bench = new Bench();
      bench.anode.holdAt(1000);
      bench.cathode.holdAt(100);
      bench.start({ hold: { anode: "1100 kPa", cathode: "150 kPa" }, until: { after: "60 s" } });
      near(bench.finish(), 60, 0.11);
      near(bench.anode.pressureKPa, 1100, 11);
    });

    it("says that it holds when both sides have been commanded", () => {
      const bench = new Bench();
      bench.anode.holdAt(1000);
      bench.cathode.holdAt(100);
      bench.start({ hold: { anode: "1100 kPa", cathode: "150 kPa" } });
      bench.tick();
      assert.equal(bench.runner.holding, false);
      bench.tick(200);
      assert.equal(bench.runner.holding, true);
      assert.equal(bench.anode.side.targetKPa, 1100);
    });

    it("holds for ever without until", () => {
      const bench = new Bench();
      bench.anode.holdAt(1000);
      bench.cathode.holdAt(100);
      bench.start({ hold: {} });
      for (const volts of [0, 5, Number.NaN]) {
        bench.volts = volts;
        bench.tick(2000);
      }
      assert.equal(bench.runner.running, true);
      near(bench.anode.pressureKPa, 1000, 2);
    });
  });

  describe("gap", () => {
    it("hands a way to the rig, at the speed of an approach unless another is told", () => {
      const bench = new Bench();
      const moveGap = sinon.fake();
      bench.runner.rig = { moveGap } as unknown as CourseRig;
      const anode = { by: "5 um" };
      const cathode = { by: "-8 um", rate: "0.2 um/s" };
      bench.start({ gap: { anode, cathode }, until: { after: "1 s" } });
      assert.deepEqual(moveGap.args, [
        [1, 5, bench.anode.settings.anode.approach.speed],
        [2, -8, 0.2],
      ]);
    });

    it("keeps the positions of both screws until its time is over", () => {
      const bench = new Bench();
      bench.anode.holdAt(1000);
      bench.start({ gap: {}, until: { after: "20 s" } });
      assert.equal(bench.anode.side.mode, Mode.gap);
      assert.equal(bench.cathode.side.mode, Mode.gap); // was off: locked
      const moves = [
        sinon.spy(bench.anode.screw, "moveTo"),
        sinon.spy(bench.cathode.screw, "moveTo"),
      ];
      bench.anode.contactUm -= 50;
      near(bench.finish(), 20, 0.11);
      for (const move of moves) sinon.assert.notCalled(move);
    });
  });

  describe("waiting", () => {
    const ends = (until: object, at: (s: number) => number): number => {
      const bench = new Bench();
      bench.start({ wait: until });
      let s = 0;
      for (; bench.runner.running && s < 100; s += 0.1) {
        bench.volts = at(s);
        bench.tick();
      }
      return s;
    };

    it("ends after its time", () => {
      near(
        ends({ after: "12.5 s" }, () => Number.NaN),
        12.5,
        0.11,
      );
    });

    it("ends when the voltage has been above for three seconds", () => {
      near(
        ends({ voltageAbove: "4.3 V" }, (s) => (s < 10 ? 4.29 : 4.3)),
        13,
        0.21,
      );
    });

    it("ends when the voltage has been below for three seconds", () => {
      near(
        ends({ voltageBelow: "2.8 V" }, (s) => 4 - 0.1 * s),
        12 + 3,
        0.21,
      );
    });

    it("begins the three seconds again with each reading on the other side", () => {
      // Every 2.5 s one reading is below, the last at 17.5 s.
      const volts = (s: number) => (s < 20 && Math.round(s * 10) % 25 === 0 ? 4.2 : 4.4);
      near(ends({ voltageAbove: "4.3 V" }, volts), 17.5 + 3, 0.31);
    });

    it("ends by nothing while the voltage is not valid", () => {
      const until = { voltageAbove: "0 V", voltageBelow: "10 V" };
      assert.ok(ends(until, () => Number.NaN) >= 100);
      near(
        ends(until, (s) => (s < 20 ? Number.NaN : 3)),
        23,
        0.21,
      );
    });

    it("ends with whichever condition comes first", () => {
      const until = { after: "30 s", voltageAbove: "4.3 V", voltageBelow: "2.8 V" };
      near(
        ends(until, () => 3.6),
        30,
        0.11,
      );
      near(
        ends(until, (s) => (s > 5 ? 2.7 : 3.6)),
        8,
        0.31,
      );
      near(
        ends(until, (s) => (s > 5 ? 4.4 : 3.6)),
        8,
        0.31,
      );
    });

    it("does not carry a condition over into the next step", () => {
      const bench = new Bench();
      bench.volts = 4.4;
      bench.start({ wait: { voltageAbove: "4.3 V" } }, { wait: { voltageAbove: "4.3 V" } });
      near(bench.finish(), 6, 0.41); // three seconds each
    });
  });

  describe("repetition", () => {
    it("does its steps as often as it says, and goes on", () => {
      const bench = new Bench();
      bench.start({ repeat: 3, steps: [wait("1 s"), wait("2 s")] }, wait("1 s"));
      near(bench.finish(), 3 * (1 + 2) + 1, 0.1 * 8);
      const round = ["steps[0].steps[0]", "steps[0].steps[1]"];
      assert.deepEqual(bench.begun, [...round, ...round, ...round, "steps[1]"]);
    });

    it("counts anew each time an outer repetition comes round", () => {
      const bench = new Bench();
      bench.start({
        repeat: 2,
        steps: [wait("0.1 s"), { repeat: 3, steps: [{ repeat: 2, steps: [wait("0.1 s")] }] }],
      });
      bench.finish();
      const inner = "steps[0].steps[1].steps[0].steps[0]";
      const outer = ["steps[0].steps[0]", ...new Array<string>(3 * 2).fill(inner)];
      assert.deepEqual(bench.begun, [...outer, ...outer]);
      assert.equal(bench.runner.stepsBegun, 2 * (1 + 3 * 2));
    });

    it("starts from the beginning when the programme is started again", () => {
      const bench = new Bench();
      const steps = [{ repeat: 2, steps: [wait("1 s")] }];
      bench.start(...steps);
      bench.tick(15);
      bench.start(...steps);
      bench.begun.length = 0;
      bench.finish();
      assert.equal(bench.begun.length, 1); // the second of two; the first had been noted by start
    });

    it("carries cycles out with pressures of their own", () => {
      const bench = new Bench();
      bench.anode.holdAt(1000);
      bench.cathode.holdAt(100);
      bench.start({ repeat: 2, steps: [ramp("1200 kPa"), ramp("1000 kPa")] });
      let highest = 0;
      let turns = 0;
      let rising = false;
      for (let i = 0; bench.runner.running && i < 5000; i += 1) {
        bench.tick();
        const up = bench.anode.side.targetKPa > 1100;
        if (up && !rising) turns += 1;
        rising = up;
        highest = Math.max(highest, bench.anode.pressureKPa);
      }
      assert.equal(turns, 2);
      near(highest, 1200, 12);
    });
  });

  describe("stop", () => {
    it("ends the programme where it is; the sides are the rig's affair", () => {
      const bench = new Bench();
      bench.anode.holdAt(1000);
      bench.start({ hold: { anode: "1000 kPa" } });
      bench.tick(20);
      bench.runner.stop();
      assert.equal(bench.runner.state, "stopped");
      assert.equal(bench.runner.stepPath, "");
      const begun = bench.runner.stepsBegun;
      const hold = sinon.spy(bench.anode.side, "hold");
      bench.tick(100);
      sinon.assert.notCalled(hold);
      assert.equal(bench.runner.stepsBegun, begun);
      assert.equal(bench.anode.side.phase, Phase.track);
    });

    it("changes nothing of a programme that is done, or that never was", () => {
      const bench = new Bench();
      bench.runner.stop();
      assert.equal(bench.runner.state, "idle");
      bench.start(wait("1 s"));
      bench.finish();
      bench.runner.stop();
      assert.equal(bench.runner.state, "done");
    });
  });
});
