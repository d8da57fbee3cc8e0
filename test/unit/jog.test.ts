import assert from "node:assert/strict";
import fc from "fast-check";
import sinon from "sinon";
import { RigOnBench } from "../support/rig-on-bench.js";
import { settingsWith } from "../support/settings-with.js";

/** A rig whose screws stand in free air, 241 um/s fast on both sides. */
function freeRig(): RigOnBench {
  const screw = { speedMax: "1000 um/s" };
  const bench = new RigOnBench(settingsWith({ anode: { screw }, cathode: { screw } }));
  bench.tick(5);
  return bench;
}

const position = (bench: RigOnBench) => bench.rig.anode.loop.motion.targetUm;

describe("a jog", () => {
  it("goes where it was told, away from the cell at 1 mm/s, and leaves the side off", () => {
    const bench = freeRig();
    bench.say("OUTP1:JOG -2 MM\n");
    bench.tick(10);
    assert.equal(bench.rig.anode.mode, "jog");
    assert.ok(position(bench) < -800 && position(bench) > -1100, `${position(bench)} um in 1 s`);
    bench.tick(20);
    assert.ok(Math.abs(position(bench) + 2000) < 0.1);
    assert.equal(bench.rig.anode.mode, "off");
    assert.equal(bench.error(), '0,"No error"');
  });

  it("goes towards the cell only as fast as stopping allows: 1 % of 500 N in 0.4 s on 0.2 N/um, 62 um/s", () => {
    const bench = freeRig();
    bench.say("OUTP1:JOG 1 MM\n");
    bench.tick(10);
    const { stiffness } = bench.settings.anode.train;
    const expected = (0.01 * 500) / (0.4 * stiffness);
    assert.ok(Math.abs(position(bench) / expected - 1) < 0.15, `${position(bench)}, ${expected}`);
  });

  it("... and at most as fast as was asked", () => {
    const bench = freeRig();
    bench.say("OUTP1:JOG 1 MM,10 UM/S\n");
    bench.tick(10);
    assert.ok(position(bench) <= 11 && position(bench) >= 8, `${position(bench)}`);
  });

  it("ends at the first conversion beyond the force of contact", () => {
    const bench = freeRig();
    bench.say("OUTP1:JOG 1 MM,10 UM/S\n");
    bench.tick(10);
    bench.anode.forceN = 1.2;
    bench.tick();
    const stopped = position(bench);
    assert.equal(bench.rig.anode.mode, "off");
    bench.tick(10);
    assert.equal(position(bench), stopped);
  });

  it("ends when the load cell has nothing valid to say", () => {
    const bench = freeRig();
    bench.say("OUTP1:JOG 1 MM,10 UM/S\n");
    bench.tick(10);
    bench.anode.silent = true;
    bench.tick(7); // staleAfter 0.5 s, and a tick that shows it
    assert.equal(bench.rig.anode.mode, "off");
  });

  it("is stopped by ABORt and by ! within two ticks", () => {
    for (const stop of ["ABOR\n", "!"]) {
      const bench = freeRig();
      bench.say("OUTP1:JOG -5 MM\n");
      bench.tick(10);
      const calls = sinon.spy(bench.hal.anode.screw, "stop");
      bench.say(stop);
      bench.tick(2);
      sinon.assert.called(calls);
      const at = position(bench);
      bench.tick(10);
      assert.equal(position(bench), at);
    }
  });

  for (const [what, prepare, command, words] of [
    ["while the side is held", (b: RigOnBench) => b.holdBoth(500, 200), "JOG 10 UM", "held"],
    [
      "with force on the screw",
      (b: RigOnBench) => {
        b.anode.forceN = 50;
        b.tick(5);
      },
      "JOG -10 UM",
      "force on the screw",
    ],
    ["beyond the travel", () => {}, "JOG 21 MM", "travel is -20000 to 20000 um"],
    [
      "on a load cell that is silent",
      (b: RigOnBench) => {
        b.anode.silent = true;
        b.tick(10);
      },
      "JOG -10 UM",
      "no valid readings",
    ],
    [
      "with a fault latched",
      (b: RigOnBench) => {
        b.rig.guard.raise("motorFault", 1, b.rig.atUs);
        b.tick();
      },
      "HOME",
      "faults are latched",
    ],
    ["faster than 1 mm/s", () => {}, "JOG 10 UM,2 MM/S", "-222"],
  ] as const) {
    it(`is refused ${what}, in words, and nothing moves`, () => {
      const bench = freeRig();
      prepare(bench);
      const moveTo = sinon.spy(bench.hal.anode.screw, "moveTo");
      bench.say(`OUTP1:${command}\n`);
      const error = bench.error();
      assert.ok(error.includes(words), error);
      bench.tick(3);
      sinon.assert.notCalled(moveTo);
    });
  }
});

describe("park", () => {
  it("unloads what is held, and backs off by approach.park from where contact ended", () => {
    const bench = freeRig();
    bench.anode.springNPerUm = 0.2;
    bench.say("PRES1 100 KPA;:OUTP1 ON\n");
    bench.tick(900);
    assert.equal(bench.rig.anode.mode, "hold");
    assert.ok(bench.rig.anode.pressureKPa > 95);
    bench.say("OUTP1:PARK\n");
    bench.tick(600);
    assert.equal(bench.rig.anode.mode, "off");
    // Contact ends at 0.3 x 1 N on 0.2 N/um, within 2 um.
    assert.ok(Math.abs(position(bench) + 5000) < 10, `${position(bench)}`);
    // A second time it is there already.
    bench.say("OUTP1:PARK\n");
    bench.tick(100);
    assert.ok(Math.abs(position(bench) + 5000) < 10, `${position(bench)}`);
  });
});

describe("home", () => {
  it("goes back to the low reference switch, stands there, and knows where that is", () => {
    const bench = freeRig();
    assert.equal(bench.send("OUTP1:HOME?\n"), "9.91E37\n");
    bench.say("OUTP1:HOME\n");
    bench.tick(10);
    bench.hal.anode.screw.limitLow = true;
    bench.tick(2);
    assert.equal(bench.rig.anode.mode, "off");
    assert.equal(bench.rig.guard.log.count, 0);
    const homeM = Number(bench.send("OUTP1:HOME?\n"));
    assert.ok(homeM < -700e-6 && homeM > -1200e-6, `${homeM} m`);
    // From the switch the way forward is open.
    bench.say("OUTP1:JOG 10 UM\n");
    bench.tick(10);
    assert.ok(Math.abs(position(bench) - homeM * 1e6 - 10) < 0.1);
  });
});

describe("jogs, parks, homes, forces and stops in any order", () => {
  it("never press on with contact in sight, never leave the travel, and end off or at rest", () => {
    const act = fc.oneof(
      fc.record({ jogUm: fc.integer({ min: -25000, max: 25000 }) }),
      fc.constantFrom("park", "home", "abort", "touch", "free", "off"),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(act, fc.integer({ min: 1, max: 30 })), { maxLength: 12 }),
        (acts) => {
          const bench = freeRig();
          for (const [one, ticks] of acts) {
            if (typeof one === "object") bench.say(`OUTP1:JOG ${one.jogUm} UM\n`);
            else if (one === "park" || one === "home") bench.say(`OUTP1:${one.toUpperCase()}\n`);
            else if (one === "abort") bench.say("!");
            else if (one === "off") bench.say("OUTP1 OFF\n");
            else bench.anode.forceN = one === "touch" ? 3 : 0;
            for (let i = 0; i < ticks; i += 1) {
              const before = position(bench);
              const { mode, sensor } = bench.rig.anode;
              const seen = mode === "jog" && sensor.rawN > 1;
              bench.tick();
              if (seen && bench.rig.anode.mode === "jog") assert.ok(position(bench) <= before);
              assert.ok(Math.abs(position(bench)) <= 20_000.1);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
