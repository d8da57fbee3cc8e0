import assert from "node:assert/strict";
import { type Answer, CoSimulation } from "../../../../host/cosim/co-simulation.js";
import { readMessage } from "../../../../host/cosim/read-message.js";
import { Prng } from "../../../../sim/prng.js";
import type { JsonObject } from "../../../../src/document/table.js";
import { SpringPlant, type SpringSide } from "../../../support/spring-plant.js";
import { programmeOf } from "../../../support/world-of.js";

/** What the laboratory knows of the plant; the plant itself is stiffer and touches where it likes. */
const settings: JsonObject = {
  die: { diameter: "10 mm" },
  anode: {
    loadCell: { capacity: "500 N", countsPerNewton: "-8500 counts/N", tare: "10000 counts" },
    train: { stiffness: "0.3 N/um" },
  },
  cathode: {
    loadCell: { capacity: "50 N", countsPerNewton: "86000 counts/N", tare: "-500 counts" },
    train: { stiffness: "0.01 N/um" },
  },
};
const anode: SpringSide = {
  springNPerUm: 0.4,
  gapUm: 60,
  countsPerNewton: -8500,
  tareCounts: 10000,
  noiseN: 0.0125,
};
const cathode: SpringSide = {
  springNPerUm: 0.012,
  gapUm: 30,
  countsPerNewton: 86000,
  tareCounts: -500,
  noiseN: 0.00125,
};

const programme = programmeOf({
  name: "two pressures",
  steps: [
    { approach: { touch: "5 N" } },
    { ramp: { anode: { to: "2 MPa" }, cathode: { to: "0.2 MPa" } } },
    { hold: { anode: "2 MPa", cathode: "0.2 MPa" }, until: { after: "100 h" } },
  ],
});

/** The plant and the controller, line by line. */
class Bench {
  readonly plant = new SpringPlant(anode, cathode);
  readonly warnings: string[] = [];
  readonly simulation: CoSimulation;
  lines = 0;

  constructor(withProgramme = true) {
    const asked = withProgramme ? programme : undefined;
    this.simulation = new CoSimulation(settings, asked, (text) => this.warnings.push(text));
  }

  /** One line, with more in it when told, and its answer. */
  line(dtS = 0.1, more: JsonObject = {}): Answer {
    this.lines += 1;
    const text = JSON.stringify({ ...this.plant.line(dtS), ...more });
    const answer = this.simulation.take(readMessage(text, this.lines, undefined));
    this.plant.obey(answer);
    return answer;
  }

  run(s: number, dtS = () => 0.1): Answer {
    const untilS = this.plant.tS + s - 1e-9;
    let answer = this.line(dtS());
    while (this.plant.tS < untilS) answer = this.line(dtS());
    return answer;
  }

  /** Runs until both pressures are where the programme wants them. */
  runUntilHeld(dtS = () => 0.1): Answer {
    for (;;) {
      const answer = this.line(dtS());
      assert.deepEqual(answer.faults, []);
      if (this.simulation.rig.programme.holding) return this.run(10, dtS);
      assert.ok(this.plant.tS < 400, "not held within 400 s");
    }
  }

  assertHeld(): void {
    const a = this.plant.kPa("anode");
    const c = this.plant.kPa("cathode");
    assert.ok(Math.abs(a - 2000) < 4, `anode ${a} kPa at ${this.plant.tS} s`);
    assert.ok(Math.abs(c - 200) < 1, `cathode ${c} kPa at ${this.plant.tS} s`);
  }
}

describe("the controller on a plant of springs", () => {
  it("leaves both sides off without a programme", () => {
    const bench = new Bench(false);
    const off = { targetUm: 0, speedUmPerS: 0, enabled: false, mode: "off" };
    for (let i = 0; i < 100; i += 1) {
      const { t, ...said } = bench.line();
      assert.deepEqual(said, { anode: off, cathode: off, mode: "off", faults: [], tx: "" });
      assert.equal(t, bench.plant.tS);
    }
  });

  it("starts the programme when both load cells have told something, and holds both pressures", () => {
    const bench = new Bench();
    // The cathode is approached first.
    const modes = [1, 2, 3, 4].map(() => bench.line().cathode.mode);
    assert.deepEqual(modes, ["off", "off", "off", "hold"]);
    bench.runUntilHeld();
    bench.assertHeld();
  });

  it("follows a cell that breathes", () => {
    const bench = new Bench();
    bench.runUntilHeld();
    // 1 um a minute would be 5 kPa a minute at the anode with frozen screws.
    for (let i = 0; i < 6000; i += 1) {
      bench.plant.grow("anode", 1 / 600);
      bench.plant.grow("cathode", -0.2 / 600);
      const answer = bench.line();
      assert.deepEqual(answer.faults, []);
      bench.assertHeld();
    }
  });

  it("asks for positions on the grid of quanta", () => {
    const bench = new Bench();
    // lead / (steps x microsteps x gear): the defaults are the reference rig's.
    const quantum = { anode: 2000 / (200 * 16 * 26.85), cathode: 2000 / (200 * 16 * 5.18) };
    for (let i = 0; i < 1000; i += 1) {
      const answer = bench.line();
      for (const side of ["anode", "cathode"] as const) {
        const quanta = answer[side].targetUm / quantum[side];
        assert.ok(Math.abs(quanta - Math.round(quanta)) < 1e-6, `${side}, line ${i}`);
      }
    }
  });

  it("holds without being told where the screws are, also when lines jitter", () => {
    const bench = new Bench();
    const draw = new Prng(4, "jitter");
    bench.plant.tellsPosition = false;
    while (bench.plant.tS < 250) {
      assert.deepEqual(bench.line(0.05 + 0.2 * draw.next()).faults, []);
      // What it believes is where they are: the plant moves at the commanded speed.
      for (const side of ["anode", "cathode"] as const) {
        const believed = bench.simulation.rig[side].loop.motion.positionUm;
        const offUm = believed - bench.plant.positionUm(side);
        assert.ok(Math.abs(offUm) < 0.01, `${side} ${offUm} um off at ${bench.plant.tS} s`);
      }
    }
    bench.assertHeld();
  });

  const paces: Readonly<Record<string, (draw: Prng) => number>> = {
    "jitter between 10 ms and 1 s": (draw) => 0.01 + 0.99 * draw.next(),
    "come every 10 ms": () => 0.01,
    "come once a second": () => 1,
    "come in bunches": (draw) => (draw.next() < 0.8 ? 0.01 : 0.5),
    "are sometimes missing for seconds": (draw) => (draw.next() < 0.01 ? 4 : 0.1),
  };
  for (const [what, dtS] of Object.entries(paces)) {
    it(`holds when the lines ${what}`, () => {
      const bench = new Bench();
      const draw = new Prng(2, what);
      bench.runUntilHeld(() => dtS(draw));
      for (let i = 0; i < 20; i += 1) {
        bench.plant.grow("anode", 0.2);
        const answer = bench.run(15, () => dtS(draw));
        assert.deepEqual(answer.faults, []);
        bench.assertHeld();
      }
    });
  }
});

describe("the answer to a plant", () => {
  const fault = (name: string, side: string) => ({ name, side });

  it("tells a pressed emergency stop in the same line, and keeps the positions", () => {
    const bench = new Bench();
    bench.runUntilHeld();
    const before = bench.line();
    assert.equal(before.anode.enabled, true);
    const { tS } = bench.plant;
    const pressed = bench.line(0.1, { lines: { estop: true } });
    assert.deepEqual(pressed.faults, [fault("estop", "rig")]);
    assert.deepEqual(
      [pressed.anode.mode, pressed.cathode.mode, pressed.mode],
      ["gap", "gap", "gap"],
    );
    assert.deepEqual([pressed.anode.enabled, pressed.cathode.enabled], [false, false]);
    assert.deepEqual([pressed.anode.speedUmPerS, pressed.t > tS], [0, true]);
    // Half a quantum of the anode: the point of the grid next to where it stands.
    const standsUm = bench.plant.positionUm("anode");
    assert.ok(Math.abs(pressed.anode.targetUm - standsUm) <= 0.012, `${standsUm}`);
    // The line keeps its value, and so it cannot be cleared away.
    bench.line(0.1, { rx: "FAUL:CLE\n" });
    assert.deepEqual(bench.line().faults, [fault("estop", "rig")]);
    const released = bench.line(0.1, { lines: { estop: false }, rx: "FAUL:CLE\n" });
    assert.deepEqual([released.faults, released.mode], [[], "gap"]);
    assert.ok(!bench.simulation.faulted);
    assert.equal(bench.run(10).anode.enabled, false);
    assert.equal(bench.plant.positionUm("anode"), standsUm);
  });

  it("keeps the place where the screw is when stopped on its way", () => {
    const bench = new Bench();
    bench.run(5);
    const said = { counts: -500, positionUm: 2.34 };
    const stopped = bench.line(0.1, { cathode: said, rx: "!" });
    // Quanta of 2000 um / (200 x 16 x 5.18) = 0.12066 um: 19 of them are 2.2925, 20 are 2.4131.
    assert.ok(Math.abs(stopped.cathode.targetUm - 2.2925) < 1e-4, `${stopped.cathode.targetUm}`);
    assert.deepEqual([stopped.cathode.enabled, stopped.cathode.speedUmPerS], [false, 0]);
  });

  it("stops while the load cells have nothing new to tell, before that is a fault", () => {
    const bench = new Bench();
    bench.run(5);
    bench.plant.converts = false;
    const { cathode: side, faults } = bench.run(0.8);
    assert.deepEqual([side.mode, side.enabled, faults], ["hold", false, []]);
    bench.plant.converts = true;
    const again = bench.run(0.5).cathode;
    assert.deepEqual([again.mode, again.enabled], ["hold", true]);
  });

  it("tells a load cell that has fallen silent, and where", () => {
    const bench = new Bench();
    bench.runUntilHeld();
    bench.plant.converts = false;
    const answer = bench.run(2, () => 0.1);
    assert.deepEqual(answer.faults, [
      fault("sensorStale", "anode"),
      fault("sensorStale", "cathode"),
    ]);
    assert.ok(bench.simulation.faulted);
  });

  it("tells a motion chip that was reset, a stall and a switch in the way", () => {
    for (const [status, name] of [
      [{ reset: true }, "motorReset"],
      [{ stall: true }, "notFollowing"],
      [{ limitHigh: true }, "outOfTravel"],
    ] as const) {
      const bench = new Bench();
      bench.run(5);
      const answer = bench.line(0.1, { cathode: { counts: -500, positionUm: 2, status } });
      assert.deepEqual(answer.faults, [fault(name, "cathode")]);
      assert.equal(answer.cathode.enabled, false);
    }
  });

  it("has what the firmware sent in this line, and nothing twice", () => {
    const bench = new Bench(false);
    const asked = bench.line(0.1, { rx: "*IDN?\n" });
    assert.match(asked.tx, /^Isobar.*,COSIM,.*\n$/i);
    assert.equal(bench.line().tx, "");
    bench.line(0.1, { rx: "SYST:ERR" });
    assert.match(bench.line(0.1, { rx: ":COUN?\nFOO\n" }).tx, /^0\r?\n$/);
    assert.match(bench.line(0.1, { rx: "SYST:ERR?\n" }).tx, /^-113,/);
  });

  it("shows a change of mode in the line that asked for it", () => {
    const bench = new Bench(false);
    bench.run(1);
    const hold = bench.line(0.1, { rx: "PRES2 100000;:OUTP2 ON\n" });
    assert.deepEqual([hold.anode.mode, hold.cathode.mode, hold.mode], ["off", "hold", "off"]);
    assert.equal(bench.run(60).cathode.mode, "hold");
    assert.ok(Math.abs(bench.plant.kPa("cathode") - 100) < 1);
    assert.equal(bench.plant.positionUm("anode"), 0);
    const off = bench.line(0.1, { rx: "OUTP2 OFF\n" });
    assert.deepEqual([off.cathode.mode, off.cathode.enabled], ["off", false]);
  });

  it("tells of a programmed spring, and lets the cell move its pressure", () => {
    const bench = new Bench(false);
    bench.run(1);
    bench.line(0.1, { rx: "PRES2 200 KPA;:STIF2 1 N/MM;:OUTP2:MODE STIF\n" });
    assert.equal(bench.run(90).cathode.mode, "stiffness");
    for (let i = 0; i < 300; i += 1) {
      bench.plant.grow("cathode", 0.5);
      bench.run(0.2);
    }
    bench.run(60);
    // 150 um against 0.001 N/um: 0.15 N over 78.5 mm2, 1.9 kPa.
    const risenKPa = bench.plant.kPa("cathode") - 200;
    assert.ok(Math.abs(risenKPa - 1.91) < 0.4, `${risenKPa} kPa`);
    // The plant has no lash where the nameplate has 5.6 um, which may be twice as much.
    const displacementUm = 1e6 * Number(bench.line(0.1, { rx: "STIF2:DISP?\n" }).tx);
    assert.ok(Math.abs(displacementUm - 150) < 2 * 5.6 + 1, `${displacementUm} um`);
  });

  it("stops both screws at once for the byte !, ahead of what else was sent", () => {
    const bench = new Bench();
    bench.run(5);
    const stopped = bench.line(0.1, { rx: "OUTP1 ON\n!" });
    assert.deepEqual([stopped.cathode.enabled, stopped.cathode.mode], [false, "gap"]);
    assert.deepEqual(stopped.faults, []);
  });

  it("carries out all that was sent in one line, however long", () => {
    const bench = new Bench(false);
    const queries = 40;
    const answer = bench.line(0.1, { rx: "MEAS:VOLT?;:MEAS:TEMP?;:SYST:VERS?\n".repeat(queries) });
    assert.equal(answer.tx.trimEnd().split("\n").length, queries);
  });

  it("uses voltage and temperature until they are old", () => {
    const bench = new Bench(false);
    const measure = { rx: "MEAS:VOLT?;:MEAS:TEMP?\n" };
    bench.line(0.1, { cell: { volts: 3.7 }, temperature: { degC: 31.5 } });
    assert.match(bench.line(0.1, measure).tx, /^3\.7\d*;31\.5/);
    bench.run(6);
    assert.match(bench.line(0.1, measure).tx, /^9\.91E\+?37;9\.91E\+?37|^NAN;NAN/i);
  });

  it("saves settings for as long as the process lives", () => {
    const bench = new Bench(false);
    bench.line();
    bench.line(0.1, { rx: "SETT:SAVE\n" });
    assert.match(bench.line(0.1, { rx: "SYST:ERR?\n" }).tx, /^0,/);
  });
});

describe("a programme on a plant", () => {
  it("waits for load cells that are late, and does not wait for ever", () => {
    const bench = new Bench();
    bench.plant.converts = false;
    assert.equal(bench.run(4.9).mode, "off");
    bench.plant.converts = true;
    assert.equal(bench.run(0.5).cathode.mode, "hold");

    const dead = new Bench();
    dead.plant.converts = false;
    assert.deepEqual(dead.run(8).faults, [{ name: "sensorStale", side: "cathode" }]);
  });

  it("is not started while a fault is latched, and somebody is told", () => {
    const bench = new Bench();
    bench.line(0.1, { lines: { estop: true } });
    assert.equal(bench.run(10).mode, "off");
    assert.deepEqual(bench.warnings, [
      "programme two pressures was not started: estop (rig) is latched",
    ]);
    bench.line(0.1, { lines: { estop: false }, rx: "FAUL:CLE\n" });
    assert.equal(bench.run(10).mode, "off");
  });
});
