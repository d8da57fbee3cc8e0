import assert from "node:assert/strict";
import fc from "fast-check";
import { Problems } from "../../../src/document/problems.js";
import { conditions, readStopIf, readUntil } from "../../../src/programme/conditions.js";
import { readProgramme } from "../../../src/programme/read.js";
import { near } from "../../support/near.js";
import { RunnerOnBench } from "../../support/runner-on-bench.js";

/** Both sides held at 1000 and 200 kPa. */
function held(): RunnerOnBench {
  const bench = new RunnerOnBench();
  bench.anode.holdAt(1000);
  bench.cathode.holdAt(200);
  return bench;
}

/** Seconds until the programme has ended, with something done each tick; 300 when it has not. */
function lasts(bench: RunnerOnBench, each: (s: number) => void = () => {}): number {
  let s = 0;
  for (; bench.runner.running && s < 300; s += 0.1) {
    each(s);
    bench.tick();
  }
  return s;
}

const kPaOnAnode = (pressure: number) => (pressure * 78.53981633974483) / 1000;

describe("conditions that end a step", () => {
  describe("pressure", () => {
    it("ends a gap when the cell has pressed up to it for three seconds", () => {
      const bench = held();
      bench.start({ gap: {}, until: { anodeAbove: "1100 kPa" } });
      // 10 kPa/s: 1100 kPa after some 10 s, and 3 s more; the filter lags by half a second.
      const firstS = (1100 - bench.anode.pressureKPa) / 10;
      const s = lasts(bench, (at) => {
        bench.anode.extraN = kPaOnAnode(10 * at);
      });
      near(s, firstS + 3.5, 0.4);
    });

    it("ends a gap when it has fallen below on the side that is named, and by that of no other", () => {
      const bench = held();
      bench.start({ gap: {}, until: { cathodeBelow: "150 kPa" } });
      const s = lasts(bench, (at) => {
        bench.anode.extraN = -kPaOnAnode(900);
        bench.cathode.extraN = at < 20 ? 0 : -kPaOnAnode(60);
      });
      // 50 of 60 kPa behind a filter of 0.4 s: 0.4 s x ln 6 = 0.7 s; and some ticks of median.
      near(s, 20 + 0.7 + 3 + 0.3, 0.4);
    });

    it("is not begun anew by what goes back less than the hysteresis, and is by more", () => {
      const swings = (backKPa: number) => {
        const bench = held();
        bench.start({ gap: {}, until: { anodeAbove: "1000 kPa", after: "60 s" } });
        // A second above, a second back: never three in a row.
        return lasts(bench, (s) => {
          bench.anode.extraN = kPaOnAnode(Math.floor(s) % 2 === 0 ? 8 : -backKPa);
        });
      };
      // 0.5 % of 1000 kPa = 5 kPa. With 3 kPa back it stays met from the first second on; with 20 kPa it never is.
      assert.ok(swings(3) < 6, `${swings(3)}`);
      near(swings(20), 60, 0.3);
    });
  });

  describe("voltage", () => {
    it("is not begun anew by 4 mV of noise, and is by 6", () => {
      const swings = (backV: number) => {
        const bench = held();
        bench.start({ wait: { voltageAbove: "4.3 V", after: "60 s" } });
        return lasts(bench, (s) => {
          bench.volts = Math.round(s * 10) % 10 === 0 ? 4.3 - backV : 4.3;
        });
      };
      near(swings(0.004), 3.1, 0.3);
      near(swings(0.006), 60, 0.3);
    });
  });

  describe("settled", () => {
    it("counts from when both sides have come into their bands, not from the beginning of the step", () => {
      const bench = held();
      bench.start({ hold: { anode: "1200 kPa", cathode: "240 kPa" }, until: { settled: "10 s" } });
      let arrivedS = Number.NaN;
      const s = lasts(bench, (at) => {
        const there = bench.anode.side.settled(12) && bench.anode.side.targetKPa === 1200;
        if (there && Number.isNaN(arrivedS)) arrivedS = at;
      });
      // 40 kPa at 40 kPa/s, then 200 kPa at 50 kPa/s: the ramps alone take 5 s.
      assert.ok(arrivedS > 5, `${arrivedS}`);
      near(s, arrivedS + 10, 0.6);
    });

    it("begins anew when a side leaves its band by half as much again, and not before", () => {
      const bench = held();
      bench.start({ wait: { settled: "20 s", after: "100 s" } });
      // The band is 1 % of 1000 kPa. 13 kPa for a moment is within 15; the loop takes it off again.
      near(
        lasts(bench, (s) => {
          bench.anode.extraN = kPaOnAnode(s > 10 && s < 11 ? 13 : 0);
        }),
        20,
        0.5,
      );
      bench.start({ wait: { settled: "20 s", after: "100 s" } });
      const s = lasts(bench, (at) => {
        bench.anode.extraN = kPaOnAnode(at > 10 && at < 12 ? 60 : 0);
      });
      assert.ok(s > 31 && s < 60, `${s}`);
    });

    it("is never met while no side is held", () => {
      const bench = new RunnerOnBench();
      bench.start({ wait: { settled: "1 s", after: "30 s" } });
      near(lasts(bench), 30, 0.3);
    });
  });

  describe("trigger and command", () => {
    it("waits for the line to come on, and then to go off", () => {
      const bench = held();
      const lines = { quiet: false };
      const identifier = { busy: false, begin: () => false, stop: () => {} };
      bench.runner.rig = {
        lines,
        identifier,
        quiet: undefined,
        askQuiet: () => {},
        moveGap: () => {},
        highestKPa: () => 5000,
        pair: { problem: () => undefined, bearing: undefined },
        telemetry: { event: () => {} },
      };
      bench.start({ wait: { trigger: "on" } }, { wait: { trigger: "off" } });
      const s = lasts(bench, (at) => {
        lines.quiet = at > 10 && at < 25;
      });
      near(s, 25, 0.4);
    });

    it("waits for the host, who is told when nobody waits", () => {
      const bench = held();
      bench.start({ wait: { after: "1 s" } }, { wait: { command: true } });
      assert.equal(bench.runner.proceed(), false);
      bench.tick(100);
      assert.equal(bench.runner.waitsForCommand, true);
      assert.equal(bench.runner.proceed(), true);
      bench.tick();
      assert.equal(bench.runner.state, "done");
      assert.equal(bench.runner.proceed(), false);
    });
  });

  describe("of several", () => {
    it("whichever comes first ends the step", () => {
      const bench = held();
      bench.start({ gap: {}, until: { command: true, anodeAbove: "3 MPa", after: "5 s" } });
      near(lasts(bench), 5, 0.2);
    });
  });
});

describe("conditions that stop a programme", () => {
  it("stop a ramp where it is, and both sides go on holding what they have", () => {
    const bench = held();
    bench.startWith(
      { stopIf: { anodeAbove: "1200 kPa" } },
      { ramp: { anode: { to: "2000 kPa", rate: "10 kPa/s" } } },
      { wait: { after: "1 h" } },
    );
    // 200 kPa at 10 kPa/s, and the three seconds, in which the ramp goes on by 30 kPa.
    near(lasts(bench), 20 + 3.7, 1);
    assert.equal(bench.runner.state, "stopped");
    bench.tick(300);
    near(bench.anode.pressureKPa, 1233, 10);
    near(bench.cathode.pressureKPa, 200, 2);
    assert.equal(bench.anode.side.mode, "hold");
  });

  it("count a pressure from below only once it has been above", () => {
    const bench = new RunnerOnBench();
    bench.startWith(
      { stopIf: { anodeBelow: "500 kPa" } },
      { approach: {} },
      { ramp: { anode: "800 kPa" } },
      { gap: {} },
    );
    bench.reach("steps[2]");
    bench.tick(50);
    assert.equal(bench.runner.running, true);
    bench.anode.extraN = -kPaOnAnode(400);
    near(lasts(bench), 3.7, 0.6);
    assert.equal(bench.runner.state, "stopped");
  });

  it("count the time of the whole programme", () => {
    const bench = held();
    bench.startWith(
      { stopIf: { after: "12 s" } },
      { repeat: 100, steps: [{ wait: { after: "1 s" } }] },
    );
    near(lasts(bench), 12, 0.2);
  });
});

describe("reading conditions", () => {
  const texts: Record<string, fc.Arbitrary<[unknown, number]>> = {};
  const quantity = (unit: string, max: number) =>
    fc
      .integer({ min: 0, max: Math.min(max, 100_000) })
      .map((n): [unknown, number] => [`${n} ${unit}`, n]);
  for (const [name, field] of Object.entries(conditions)) {
    if (field.kind === "quantity") texts[name] = quantity(field.unit, field.max);
    else if (field.kind === "flag") texts[name] = fc.constant([true, 1]);
    else texts[name] = fc.integer({ min: 0, max: 1 }).map((n) => [field.of[n], n]);
  }
  const names = Object.keys(conditions);

  it("gives each condition of the table with its value, in the order of the table", () => {
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1 }), fc.record(texts), (chosen, all) => {
        const json: Record<string, unknown> = {};
        for (const name of [...chosen].reverse()) json[name] = all[name]?.[0];
        const problems = new Problems();
        const until = readUntil(json, "steps[0].until", problems);
        assert.deepEqual(problems.list, []);
        assert.deepEqual(
          until,
          chosen.map((name) => ({ name, value: all[name]?.[1] })),
        );
      }),
    );
  });

  it("names the place of each that is wrong", () => {
    const wrong = fc.oneof(
      fc.constant("1 furlong"),
      fc.constant(null),
      fc.constant(-1),
      fc.constant([]),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), wrong, (name, value) => {
        const problems = new Problems();
        readUntil({ [name]: value }, "steps[3].until", problems);
        assert.equal(problems.list.length, 1);
        assert.ok(problems.list[0]?.startsWith(`steps[3].until.${name}: `), problems.list[0]);
      }),
    );
  });

  it("takes neither settling nor trigger nor command for a reason to stop", () => {
    for (const name of ["settled", "trigger", "command"]) {
      const problems = new Problems();
      readStopIf({ [name]: "1 s", after: "1 h" }, "stopIf", problems);
      assert.match(problems.list[0] ?? "", new RegExp(`^stopIf: "${name}" is not known here`));
    }
    const problems = new Problems();
    readProgramme({ name: "x", stopIf: {}, steps: [{ unload: {} }] }, problems);
    assert.match(
      problems.list[0] ?? "",
      /^stopIf: names no condition; give at least one of after,/,
    );
  });
});
