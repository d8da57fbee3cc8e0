import assert from "node:assert/strict";
import fc from "fast-check";
import sinon from "sinon";
import { near } from "../support/near.js";
import { dieAreaMm2, RigOnBench } from "../support/rig-on-bench.js";
import { programmeOf } from "../support/runner-on-bench.js";
import { settingsWith } from "../support/settings-with.js";

const kPaPerN = 1000 / dieAreaMm2;
const targetUm = (bench: RigOnBench) => bench.rig.anode.loop.motion.targetUm;
const quantumUm = (bench: RigOnBench) => bench.rig.anode.loop.motion.quantumUm;

/** Both sides at constant position; the anode on 196 N with its spring of 0.2 N/um, 2.5 MPa. */
function pressed(anode: object = {}): RigOnBench {
  const bench = new RigOnBench(settingsWith({ anode }));
  bench.anode.forceN = 196;
  bench.anode.springNPerUm = 0.2;
  bench.cathode.forceN = 15.7;
  bench.tick(60);
  bench.say("OUTP1:MODE GAP;:OUTP2:MODE GAP\n");
  bench.tick();
  return bench;
}

describe("a gap that moves", () => {
  it("ramps its position at the rate it was told, keeps it then, and the force goes with it", () => {
    const bench = pressed();
    bench.say("OUTP1:GAP 5 UM,0.5 UM/S\n");
    bench.tick(41); // 4 s and the tick that begins it: 2 um
    near(targetUm(bench), 2, 0.1 + quantumUm(bench));
    // Mode 1 and phase 2: 1 + 2 x 4; the cathode keeps its place.
    assert.equal(bench.rig.flags & 255, 1 + 8 + 16);
    near(Number(bench.send("OUTP1:GAP?\n")), 3e-6, 0.11e-6);
    bench.tick(100);
    near(targetUm(bench), 5, quantumUm(bench));
    assert.equal(bench.rig.flags & 255, 1 + 16);
    assert.equal(bench.send("OUTP1:MODE?\n"), "GAP\n");
    assert.equal(Number(bench.send("OUTP1:GAP?\n")), 0);
    near(bench.rig.anode.pressureKPa, (196 + 0.2 * 5) * kPaPerN, 1);
    bench.anode.forceN += 20; // the cell breathes: nobody answers
    bench.tick(100);
    near(targetUm(bench), 5, quantumUm(bench));
  });

  it("goes a slow way in steps of the screw's grid that a tick is enough for: a chip that falls silent leaves none to go", () => {
    const bench = pressed();
    const moves = sinon.spy(bench.hal.anode.screw, "moveTo");
    bench.say("OUTP1:GAP 1 UM,0.034 UM/S\n");
    bench.tick(100);
    near(targetUm(bench), 0.34, quantumUm(bench)); // 10 s
    assert.ok(moves.callCount > 5);
    for (const [, speed] of moves.args) assert.ok(speed >= quantumUm(bench) / 0.1);
  });

  it("goes no faster than the fastest ramp: 100 kPa/s x 78.5 mm2 / 5 N/um, 1.57 um/s", () => {
    const bench = pressed({ train: { stiffness: "5 N/um" }, screw: { speedMax: "100 um/s" } });
    bench.say("OUTP1:GAP -50 UM,100 UM/S\n");
    bench.tick(101);
    near(targetUm(bench), -15.7, 0.4);
  });

  it("stands at the highest pressure that the side may be set to, and not one that is let go", () => {
    const bench = pressed({ limits: { pressureMax: "2.6 MPa" } });
    bench.say("OUTP1:GAP 100 UM,10 UM/S\n");
    bench.tick(150);
    // (2.6 MPa - 196 N) / 0.2 N/um: 41 um; half a second late in the median and the converter at 10 um/s.
    const reached = (2600 / kPaPerN - 196) / 0.2;
    near(targetUm(bench), reached, 5);
    assert.ok(bench.rig.anode.mover === undefined);
    bench.say("OUTP1:GAP -100 UM,10 UM/S\n");
    bench.tick(150);
    near(targetUm(bench), reached - 100, 6);
  });

  it("stands when the load cell tells nothing valid", () => {
    const bench = pressed();
    bench.say("OUTP1:GAP 50 UM,1 UM/S\n");
    bench.tick(20);
    bench.anode.silent = true;
    bench.tick(7); // staleAfter 0.5 s
    assert.ok(bench.rig.anode.mover === undefined);
    assert.equal(bench.rig.anode.mode, "gap");
  });

  it("makes no difference of pressures that the wall does not bear, but takes one back", () => {
    const mould = { pelletThickness: "1 mm", wallShear: "6 MPa", wallFriction: "0" };
    const bench = new RigOnBench(settingsWith({ mould }));
    // 4 x 1/10 x 6 MPa: 2.4 MPa of difference; 2.3 + 0.2 MPa in the beginning.
    bench.anode.forceN = 2300 / kPaPerN;
    bench.anode.springNPerUm = 0.2;
    bench.tick(60);
    bench.say("OUTP1:MODE GAP\n");
    bench.say("OUTP1:GAP 100 UM,10 UM/S\n");
    bench.tick(150);
    near(bench.rig.anode.pressureKPa, 2400, 0.2 * 10 * 2 * kPaPerN);
    assert.ok(bench.rig.anode.mover === undefined);
    bench.say("OUTP1:GAP -20 UM,10 UM/S\n");
    bench.tick(60);
    assert.ok(bench.rig.anode.pressureKPa < 2380);
  });

  for (const [what, stop] of [
    ["ABORt", "ABOR\n"],
    ["!", "!"],
    ["a gap that is ordered again", "OUTP1:MODE GAP\n"],
  ] as const) {
    it(`is ended where it is by ${what}`, () => {
      const bench = pressed();
      bench.say("OUTP1:GAP 50 UM,1 UM/S\n");
      bench.tick(20);
      bench.say(stop);
      bench.tick(2);
      const at = targetUm(bench);
      bench.tick(20);
      assert.equal(targetUm(bench), at);
      assert.equal(bench.rig.anode.mode, "gap");
    });
  }

  it("is ended by a fault, and by PROG:STOP the way of a programme", () => {
    const bench = pressed();
    bench.rig.start(programmeOf([{ gap: { anode: { by: "50 um", rate: "1 um/s" } } }]));
    bench.tick(20);
    bench.say("PROG:STOP\n");
    bench.tick();
    const at = targetUm(bench);
    assert.ok(at > 1 && at < 3, `${at}`);
    bench.tick(20);
    assert.equal(targetUm(bench), at);
    bench.say("OUTP1:GAP 50 UM,1 UM/S\n");
    bench.tick(5);
    bench.rig.fail();
    assert.ok(bench.rig.anode.mover === undefined);
  });

  it("waits while a quiet window is open", () => {
    const bench = pressed();
    bench.say("OUTP1:GAP 5 UM,1 UM/S\n");
    bench.tick(20);
    bench.hal.interlock.quiet = true;
    bench.tick(2);
    const at = targetUm(bench);
    bench.tick(20);
    assert.equal(targetUm(bench), at);
    bench.hal.interlock.quiet = false;
    bench.tick(60);
    near(targetUm(bench), 5, quantumUm(bench));
  });

  it("is settled, as a step of a programme, when it is there", () => {
    const bench = pressed();
    const gap = { anode: { by: "5 um", rate: "0.5 um/s" } };
    bench.rig.start(programmeOf([{ gap, until: { settled: "2 s" } }]));
    let ticks = 0;
    for (; bench.rig.programme.running && ticks < 1000; ticks += 1) bench.tick();
    near(ticks / 10, 10 + 2, 0.5);
  });

  for (const [what, command, words] of [
    ["beyond the travel", "OUTP1:GAP 21 MM", "travel is -20000 to 20000 um"],
    ["faster than the screw", "OUTP1:GAP 1 UM,1 M/S", "give"],
    ["with a fault latched", "OUTP1:GAP 1 UM", "faults are latched"],
  ] as const) {
    it(`is refused ${what}`, () => {
      const bench = pressed();
      if (what === "with a fault latched") {
        bench.rig.guard.raise("motorFault", 1, bench.rig.atUs);
        bench.tick();
      }
      bench.say(`${command}\n`);
      bench.tick(3);
      const error = bench.error();
      assert.ok(error.includes(words), error);
      assert.ok(bench.rig.anode.mover === undefined);
    });
  }

  it("never moves further than it was told, nor faster, whatever the ticks do", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -40, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 50_000, max: 900_000 }), { minLength: 20, maxLength: 60 }),
        (byUm, speed, periods) => {
          const bench = pressed();
          bench.say(`OUTP1:GAP ${byUm} UM,${speed} UM/S\n`);
          let seconds = 0;
          let beforeUm = 0;
          for (const period of periods) {
            bench.tick(1, period);
            // Late ticks are not made good: two tenths of a second at most.
            const stepUm = Math.abs(targetUm(bench) - beforeUm);
            assert.ok(stepUm <= speed * 0.2 + quantumUm(bench), `${stepUm} um in a tick`);
            beforeUm = targetUm(bench);
            seconds += period * 1e-6;
            const gone = targetUm(bench) / (byUm || 1);
            assert.ok(
              gone >= -1e-9 && Math.abs(targetUm(bench)) <= Math.abs(byUm) + quantumUm(bench),
            );
            assert.ok(Math.abs(targetUm(bench)) <= speed * seconds + quantumUm(bench));
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
