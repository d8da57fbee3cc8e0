import assert from "node:assert/strict";
import { type InvariantName, invariantNames } from "../../bench/dst/broken.js";
import { type Plan, type PlanOptions, planOf } from "../../bench/dst/plan.js";
import { runPlan, type Tamper } from "../../bench/dst/run.js";
import { replayCommand, shrink } from "../../bench/dst/shrink.js";
import type { ScenarioFault } from "../../sim/scenarios/table.js";
import type { World } from "../../sim/world.js";
import { SettingsStore } from "../../src/store/settings-store.js";
import { scenarioWith } from "../support/rig-with.js";

const sample: PlanOptions = { hours: 0.1, bus: false };

/** A failing seed says how to see it again. */
function assertSound(seed: number, options: PlanOptions): void {
  const { violation } = runPlan(planOf(seed, options));
  const text = violation === undefined ? "" : `${violation.invariant}: ${violation.text}`;
  assert.equal(violation, undefined, `${text}\n${replayCommand(seed, options)}`);
}

describe("rigs, programmes, hosts and faults drawn by a seed", () => {
  it("break nothing that must never be broken: a sample by contracts", () => {
    for (let seed = 1001; seed <= 1020; seed += 1) assertSound(seed, sample);
  });

  it("and a sample on the buses", () => {
    for (let seed = 2001; seed <= 2003; seed += 1) assertSound(seed, { hours: 0.1, bus: true });
  });

  it("are the same for the same seed", () => {
    const options: PlanOptions = { hours: 0.05, bus: false };
    assert.deepEqual(runPlan(planOf(7, options)), runPlan(planOf(7, options)));
    assert.deepEqual(planOf(7, options).faults, planOf(7, options).faults);
    assert.notDeepEqual(planOf(7, options).sayings, planOf(8, options).sayings);
  });
});

/** Runs before each tick of the firmware from an instant on. */
function from(atS: number, act: (world: World) => void): Tamper {
  return (world) => {
    const { injector } = world;
    const step = injector.step.bind(injector);
    injector.step = (now, dtS) => {
      step(now, dtS);
      if (now >= atS) act(world);
    };
  };
}

/** Nothing is judged. */
const deadGuard: Tamper = (world) => {
  world.rig.guard.judge = () => undefined;
};

const loading = { hours: 0.1, bus: false, quiet: true, keep: [], still: true };

/** A seed whose programme loads both sides of the reference rig, with these faults. */
function planWith(faults: readonly object[], sayings: Plan["sayings"] = []): Plan {
  const base = planOf(loadingSeed(), loading);
  const list = scenarioWith({ faults }).faults as readonly ScenarioFault[];
  return { ...base, faults: list, sayings };
}

function loadingSeed(): number {
  for (let seed = 1; seed < 100; seed += 1) {
    const { world } = planOf(seed, loading);
    if (world.programme !== undefined && world.rig.name === "direct") return seed;
  }
  throw new Error("no such seed");
}

/** What random seeds have found, kept by what it was. */
const found: Readonly<Record<string, readonly object[]>> = {
  // After the start its noise had never been seen, so a search pressed until the trip was passed: 18.8 N over one of 16.5 N.
  "a converter that repeats its code, and a supply that fails while it does": [
    { at: "40 s", name: "stuckCode", side: "anode" },
    { at: "200 s", name: "brownOut" },
  ],
  // The loop answered the vanished force by 0.9 mm at 1.25 mm/s: 145 N on a cell of 50 N.
  "a spring of the cathode that breaks on a direct drive": [
    { at: "300 s", name: "springBroken", side: "cathode", share: 0.26 },
  ],
  // A reading that stood still below the set point let the loop press: 114 N on a cell of 50 N.
  "a converter of the cathode that repeats its code": [
    { at: "300 s", name: "stuckCode", side: "cathode" },
  ],
  "a converter that repeats its code while the other side is short of conversions": [
    { at: "100 s", name: "stuckCode", side: "anode" },
    { at: "100.5 s", name: "missedConversions", side: "cathode", share: 0.9 },
  ],
  "a supply that fails in the moment of an emergency stop": [
    { at: "200 s", for: "3 s", name: "estop" },
    { at: "200.1 s", name: "brownOut" },
  ],
};

describe("what seeds have found once", () => {
  for (const [what, faults] of Object.entries(found)) {
    it(`stays found: ${what}`, () => {
      const plan = { ...planWith(faults), hours: 0.2 };
      const sayings = [320, 420, 520].map((atS) => ({
        atS,
        text: "FAUL:CLE;:PRES1 2 MPA;:PRES2 0.3 MPA;:OUTP2 ON;OUTP1 ON\n",
        replies: 0,
      }));
      assert.equal(runPlan({ ...plan, sayings }).violation, undefined);
    });
  }
});

/** Seeds that broke something once, most as they were drawn before springs, moving gaps and jogs were. */
const foundSeeds: Readonly<Record<string, readonly [number, PlanOptions]>> = {
  // Only the last ramp counted as what a train takes up: slip was told of a healthy rig.
  "a cathode that is let down by 251 kPa and then raised by 3": [
    900176,
    { hours: 0.45, bus: false, keep: [] },
  ],
  // After each clearing the search began anew, and pressed 108 N on a cell of 50 N whose wire was open.
  "a host that clears the fault of an open wire and orders on": [
    3235,
    { hours: 0.25, bus: false, keep: [0] },
  ],
  // Each ramp changed the cell voltage by the contacts' resistance, and ten minutes of ramps were taken for a filament.
  "a programme that changes the pressures of a cell that is cycled fast": [
    1971,
    { hours: 0.5, bus: false, keep: [] },
  ],
  // The force of the anode was still on its way down to a new set point, 5 s after its ramp.
  "a loop that brings a force down while the other side's rises": [
    1016,
    { hours: 0.25, bus: false, keep: [] },
  ],
  // The cathode's coil took up 0.02 mm after a ramp that was over within a second.
  "a train that relaxes after a ramp that nobody has looked at": [
    318,
    { hours: 0.14, bus: false, keep: [] },
  ],
  // The cathode's screw went 0.16 mm for 10 kPa within a second, which was taken for a pellet that slips.
  "a ramp that is over before the watch for slip has looked": [
    3047,
    { hours: 0.11, bus: false, keep: [] },
  ],
  // The force took the set point along while a crossing was made good, and both the trip: 203 N where 108 N were to be told.
  "a spring at its end just when a ramp has crossed its lash": [
    82001,
    { hours: 0.25, bus: false, keep: [0] },
  ],
  // The reading stood at -5 N when the search began, 1 % of capacity, and never told contact: 19 N on the cell and rising.
  "an excitation wire that opens before the search for contact": [
    351,
    { hours: 0.05, bus: false, keep: [0] },
  ],
  // The converter had never been seen at rest, so its repetitions meant nothing: 16.6 N and rising.
  "a converter that gets stuck in a search that began with the first second": [
    310,
    { hours: 0.25, bus: false, keep: [1] },
  ],
  // A defect of the checker: what a screw shows of its braking was taken for an advance.
  "a converter that is reset in a search": [891, { hours: 0.03, bus: false, keep: [0] }],
  // A defect of the checker: it took the grid of ticks for time, while ticks came 0.84 s late until just before.
  "a search on which ticks come late, and then in time again": [
    911050,
    { hours: 0.02, bus: false, keep: [1], quiet: true },
  ],
  // It came back by 0.8 N, more than a twentieth of what was left, and was taken for load on the wrong load cell: "swapped".
  "an anode that has just given 175 N up while the cathode searches": [
    921777,
    { hours: 0.5, bus: false, keep: [], still: false },
  ],
  // Anode 657, cathode 2300 kPa: the anode was unloaded first, and the pellet had 2300 kPa on one side.
  "a programme that unloads a cathode that is pressed more than the anode": [
    920134,
    { hours: 0.4, bus: false, keep: [], quiet: true, still: false },
  ],
  // The loop had taken a lash of 13.6 um for a train of a fifth of its drawing, and the train was 4.5 times as stiff as that: "stiffnessJump".
  "a hard train on a drive whose lash is twice its nameplate": [
    941129,
    { hours: 0.08, bus: false, keep: [], still: false },
  ],
  // The watch for slip had seen the second of two orders within a second alone, and each force went on the way of the first: "slip".
  "two pairs of ramps the opposite ways within a second": [
    980774,
    { hours: 0.71, bus: false, keep: [], still: false },
  ],
  // 0.6 N were left on a cathode of 20 N that a slow jog had taken back by 77 um: "zeroShifted".
  "a jog away from a cell that ends before the force does": [
    981195,
    { hours: 0.03, bus: false, keep: [], still: false },
  ],
  // An anode that 200 N had just been taken off came back by one while the cathode searched: "swapped".
  "a search beside a train that was unloaded just before": [
    981526,
    { hours: 0.39, bus: false, keep: [], still: false },
  ],
  // A cathode of 9 N was sent down and up again within half a second: "suddenLoss".
  "a ramp that is turned round before it shows": [
    1020044,
    { hours: 0.17, bus: false, keep: [], still: false },
  ],
  // A defect of the checker: what a pulled cable had taken was missed when a slow host came to it.
  "a cable that is pulled while the host is slow": [
    1020888,
    { hours: 0.06, bus: false, keep: [0, 4], quiet: true, still: false },
  ],
  // A defect of the checker: ticks of a millisecond that follow a late one counted as a tenth of a second of rest each.
  "a wire that opens while ticks are late": [
    1031308,
    { hours: 0.24, bus: false, keep: [3, 4], still: false },
  ],
  // A defect of the checker: a rotor whose current came on after a power cut went half a micrometre to its next place, at 56 N on the cathode.
  "a power cut, a mould that comes loose, and an order to hold": [
    1010098,
    { hours: 0.94, bus: true, keep: [1, 2], still: false },
  ],
  // A defect of the checker: 4.3 MPa on a pellet with nothing on its other face, 72 N of which were lost at once and told of.
  "a gap that is moved until a pellet slips whose cathode was parked": [
    930765,
    { hours: 0.6, bus: false, keep: [], still: false },
  ],
  // Its noise had shown in three conversions only: 18.9 N over a trip of 16.5 N.
  "a converter that gets stuck with its fourth conversion": [
    920819,
    { hours: 1, bus: false, keep: [0], quiet: true, still: false },
  ],
  // Defects of the checker: a pellet that slips throws 58 N over within a tick, and a screw that stops on its way back shows it.
  "a pellet that slips while the cathode is on its way": [
    102,
    { hours: 0.79, bus: false, keep: [2] },
  ],
  "a host that orders on with too much on the cathode": [
    85,
    { hours: 0.65, bus: false, keep: [4] },
  ],
};

describe("seeds that have found something once", () => {
  for (const [what, [seed, options]] of Object.entries(foundSeeds)) {
    it(`stay sound: ${what}`, () => assertSound(seed, { still: true, ...options }));
  }
});

/** Bugs of each kind, planted: with which faults, how, and with what the host says. */
type Planted = readonly [readonly object[], Tamper, Plan["sayings"]?];

/** A side that was held before a start goes on by itself. */
const goesOn = from(140, ({ rig, boots }) => {
  if (boots > 1 && rig.anode.mode === "gap") rig.anode.hold(rig.anode.pressureKPa, 10);
});

const planted: Readonly<Record<InvariantName, Planted>> = {
  exception: [
    [],
    from(10, ({ rig }) => {
      rig.guard.judge = () => {
        throw new Error("planted");
      };
    }),
  ],
  force: [
    [{ at: "100 s", name: "stuckCode", side: "cathode" }],
    (world) => {
      deadGuard(world);
      // And a controller that only knows forward, slowly enough for its own limits.
      from(100, ({ rig }) => rig.cathode.loop.motion.advance(20, 200))(world);
    },
  ],
  invalidSensor: [
    [{ at: "60 s", name: "silentConverter" }],
    (world) => {
      deadGuard(world);
      from(60, ({ rig }) => rig.anode.loop.motion.advance(1, 20))(world);
    },
  ],
  restAfterFault: [
    [{ at: "60 s", name: "estop" }],
    from(60, ({ rig }) => {
      rig.anode.loop.motion.advance(5, 50);
    }),
  ],
  stillAtBoot: [
    [],
    from(0.6, ({ rig, simulated }) => {
      simulated.hal.anode.screw.enable(true);
      rig.anode.loop.motion.advance(1, 20);
    }),
  ],
  resume: [
    [{ at: "130 s", name: "portReset" }],
    goesOn,
    [{ atS: 139, text: "SYST:RES\n", replies: 0 }],
  ],
  conversation: [
    [],
    from(5, ({ simulated }) => {
      const line = Buffer.from("42\n");
      simulated.hal.uart.write(line, 0, line.length);
    }),
  ],
  settings: [
    [{ at: "20 s", name: "watchdogReset" }],
    (world) => {
      const { anode } = world.settings;
      const screw = { ...anode.screw, lash: 77 as typeof anode.screw.lash };
      new SettingsStore(world.simulated.store).save({
        ...world.settings,
        anode: { ...anode, screw },
      });
    },
  ],
  number: [
    [],
    from(5, ({ rig }) => {
      rig.anode.loop.errorN = Number.NaN;
    }),
  ],
  bounded: [
    [],
    from(5, ({ rig }) => {
      Object.defineProperty(rig.telemetry, "waiting", { value: 1000 });
    }),
  ],
  falseAlarm: [
    [],
    from(30, ({ rig }) => {
      rig.guard.raise("notFollowing", 1, rig.atUs);
    }),
  ],
};

/** More bugs, of kinds that one alone does not prove. */
const plantedToo: Readonly<Record<string, readonly [InvariantName, readonly object[], Tamper]>> = {
  "a hold that goes on after a start although nobody has ordered it": [
    "stillAtBoot",
    [{ at: "130 s", name: "watchdogReset" }],
    goesOn,
  ],
  "a NaN in a place that no list names": [
    "number",
    [],
    from(5, ({ rig }) => {
      Object.assign(rig.guard, { planted: { deep: Float64Array.of(1, Number.NaN) } });
    }),
  ],
  "a gap of the numbers that nobody tells of, while ticks come late": [
    "conversation",
    [{ at: "20 s", for: "60 s", name: "lateTicks", over: "0.3 s" }],
    (world) => {
      let done = false;
      from(50, ({ rig }) => {
        if (!done) rig.telemetry.recorder.ring.claim();
        done = true;
      })(world);
    },
  ],
  "a loss of a force that is still there": [
    "falseAlarm",
    [],
    from(60, ({ rig }) => {
      rig.guard.raise("suddenLoss", 1, rig.atUs);
    }),
  ],
  "a reply that nobody asked for": [
    "conversation",
    [],
    (world) => {
      let asked = false;
      from(30, ({ simulated }) => {
        if (!asked) simulated.uart.hostSend("*IDN?\n");
        asked = true;
      })(world);
    },
  ],
  "a tick that orders the motor about": [
    "bounded",
    [],
    from(5, ({ simulated }) => {
      for (let i = 0; i < 80; i += 1) simulated.hal.anode.screw.stop();
    }),
  ],
  "an advance on the code of the rail": [
    "invalidSensor",
    [{ at: "60 s", name: "saturatedLow" }],
    (world) => {
      deadGuard(world);
      from(60, ({ rig }) => rig.anode.loop.motion.advance(1, 20))(world);
    },
  ],
  "a trip that comes a second late while the screw presses on": [
    "force",
    [{ at: "10 s", name: "thermometerDead" }],
    (world) => {
      const { guard } = world.rig;
      const judge = guard.judge.bind(guard);
      let late = 0;
      guard.judge = (...args) => {
        judge(...args);
        if (!guard.raised || guard.newest !== "overForce" || late > 20) return;
        late += 1;
        guard.log.clear();
        guard.raised = false;
      };
      from(200, ({ rig }) => {
        rig.cathode.decide = () => rig.cathode.loop.motion.advance(50, 600);
      })(world);
    },
  ],
  "a spring above its trip that nobody trips": [
    "force",
    [],
    (world) => {
      deadGuard(world);
      let begun = false;
      from(200, ({ rig }) => {
        if (!begun) rig.anode.yieldAt(0.1, rig.anode.pressureKPa, 10);
        begun = true;
        // The loop believes to have less than it has.
        rig.anode.loop.setPoint.nowKPa = 100;
        rig.anode.loop.setPoint.expectedKPa = 100;
      })(world);
    },
  ],
  "a gap that moves on without conversions": [
    "invalidSensor",
    [{ at: "60 s", name: "silentConverter" }],
    (world) => {
      deadGuard(world);
      from(60, ({ rig }) => {
        if (rig.anode.mover === undefined) rig.moveGap(1, 300, 10);
        if (rig.anode.mover !== undefined)
          Object.assign(rig.anode.mover, { obstacle: () => undefined });
      })(world);
    },
  ],
  "a gap that moves after a start although nobody has ordered it": [
    "stillAtBoot",
    [{ at: "130 s", name: "watchdogReset" }],
    from(140, ({ rig, boots }) => {
      if (boots > 1 && rig.anode.mover === undefined) rig.moveGap(1, 20, 5);
    }),
  ],
  "a setting that the host has never said": [
    "settings",
    [{ at: "20 s", name: "watchdogReset" }],
    (world) => {
      const interval = 2 as typeof world.settings.stream.interval;
      new SettingsStore(world.simulated.store).save({ ...world.settings, stream: { interval } });
    },
  ],
  "a record that comes back after it was replaced": [
    "settings",
    [
      { at: "20 s", name: "watchdogReset" },
      { at: "60 s", name: "watchdogReset" },
    ],
    (world) => {
      const stored = (s: number) =>
        new SettingsStore(world.simulated.store).save({
          ...world.settings,
          stream: { interval: s as typeof world.settings.stream.interval },
        });
      stored(world.settings.stream.interval);
      let back = false;
      from(40, () => {
        if (!back) stored(9);
        back = true;
      })(world);
    },
  ],
  "a trip of 1.2 x set point + 0.2 MPa that does not trip": [
    "force",
    [],
    (world) => {
      const { guard, anode } = world.rig;
      const judge = guard.judge.bind(guard);
      guard.judge = (...args) => {
        judge(...args);
        if (guard.raised && guard.newest === "overForce") {
          guard.log.clear();
          guard.raised = false;
        }
      };
      // The loop believes to have half of what it has.
      const step = anode.loop.step.bind(anode.loop);
      anode.loop.step = (forceN, ...rest) => step(world.atS < 200 ? forceN : 0.5 * forceN, ...rest);
    },
  ],
};

describe("the checkers of what must never be", () => {
  for (const name of invariantNames) {
    it(`find a planted bug of the kind ${name}`, () => {
      const [faults, tamper, sayings] = planted[name];
      const plan = planWith(faults, sayings);
      assert.equal(runPlan(plan).violation, undefined);
      assert.equal(runPlan(plan, tamper).violation?.invariant, name);
    });
  }

  for (const [what, [name, faults, tamper]] of Object.entries(plantedToo)) {
    it(`find ${what}`, () => {
      assert.equal(runPlan(planWith(faults)).violation, undefined);
      assert.equal(runPlan(planWith(faults), tamper).violation?.invariant, name);
    });
  }

  it("shrink a failing seed to the faults that it takes, and say how to see it again", () => {
    // Planted: the rig does not survive an emergency stop.
    const tamper: Tamper = (world) =>
      from(0, ({ simulated, rig }) => {
        if (simulated.interlock.estop) rig.anode.loop.errorN = Number.NaN;
      })(world);
    const options: PlanOptions = { hours: 0.2, bus: false };
    const broken = (seed: number) => runPlan(planOf(seed, options), tamper).violation !== undefined;
    let seed = 1;
    while (!(planOf(seed, options).faults.length > 1 && broken(seed))) seed += 1;
    const least = shrink(seed, options, tamper);
    assert.equal(planOf(seed, least).faults.length, 1);
    assert.equal(planOf(seed, least).faults[0]?.name, "estop");
    assert.equal(least.quiet, true);
    assert.equal(
      replayCommand(seed, least),
      `npm run dst -- --seed ${seed} --hours 0.2 --keep ${least.keep?.join()} --quiet`,
    );
  });
});
