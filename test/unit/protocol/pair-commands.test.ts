import assert from "node:assert/strict";
import { RigOnBench } from "../../support/rig-on-bench.js";
import { settingsWith } from "../../support/settings-with.js";

// (4 x 1.7 / 10) (5 + 0.12 (2.5 + 0.2) / 2) = 3.51 MPa between 2.5 and 0.2 MPa; 10 / 0.2 MPa needs 9.8 and has 3.82.
const mould = { pelletThickness: "1.7 mm", wallShear: "5 MPa", wallFriction: 0.12 };
const limits = {
  anode: { loadCell: { capacity: "1 kN" } },
  cathode: { loadCell: { capacity: "1 kN" } },
};
const benchWith = (change = {}) => new RigOnBench(settingsWith({ ...limits, mould, ...change }));

describe("a pair of pressures by command", () => {
  it("is refused by name before anything moves when the wall does not bear it", () => {
    const bench = benchWith();
    bench.tick(20);
    bench.say("PRES1 10 MPA;PRES2 0.2 MPA;OUTP1 ON\n");
    bench.tick(5);
    assert.match(
      bench.error(),
      /^-221,.*the pellet would slip at 10000 and 200 KPA: the wall bears 3816/,
    );
    assert.equal(bench.rig.anode.mode, "off");
  });

  it("is taken when the wall bears it", () => {
    const bench = benchWith();
    bench.tick(20);
    bench.say("PRES1 2.5 MPA;PRES2 0.2 MPA;OUTP2 ON;OUTP1 ON\n");
    bench.tick(2);
    assert.match(bench.error(), /^0,/);
    assert.equal(bench.rig.anode.mode, "hold");
  });

  it("is refused as well when one side holds and is told to go on", () => {
    const bench = benchWith();
    bench.holdBoth(2500, 200);
    bench.say("PRES1 6 MPA\n");
    bench.tick();
    assert.match(bench.error(), /^-221,.*would slip at 6000 and 200/);
    assert.equal(bench.rig.anode.targetKPa, 2500);
  });

  it("is tried when the operator says so, by command or by setting", () => {
    const told = benchWith();
    told.tick(20);
    assert.equal(told.send("PRES:DIFF:OVER?\n"), "0\n");
    told.say("PRES:DIFF:OVER ON;:PRES1 10 MPA;PRES2 0.2 MPA;OUTP1 ON\n");
    told.tick(2);
    assert.equal(told.rig.anode.mode, "hold");
    const set = benchWith({ mould: { ...mould, slippingPairs: "allowed" } });
    set.tick(20);
    set.say("PRES1 10 MPA;PRES2 0.2 MPA;OUTP1 ON\n");
    set.tick(2);
    assert.equal(set.rig.anode.mode, "hold");
  });

  it("is not judged while the wall is not known", () => {
    const bench = new RigOnBench(settingsWith(limits));
    bench.tick(20);
    bench.say("PRES1 10 MPA;PRES2 0.2 MPA;OUTP1 ON\n");
    bench.tick(2);
    assert.equal(bench.rig.anode.mode, "hold");
  });

  it("is refused on a mould that is loose, and told slower on one that gives way", () => {
    // 5 N/um behind contact of 1.43 sqrt(15.7 N) = 5.67 is 2.66 N/um; behind 1 N/um 0.73 of a force arrive
    const loose = benchWith({
      cathode: { ...limits.cathode, train: { stiffness: "5 N/um" } },
      mould: { mountStiffness: "1 N/um" },
    });
    loose.cathode.forceN = 15.7;
    loose.tick(60);
    loose.say("PRES2 0.2 MPA;OUTP2 ON\n");
    loose.tick(20);
    assert.match(loose.error(), /^(0|-221),/);
    loose.rig.cathode.loop.stiffnessNPerUm = 2.66;
    loose.say("PRES1 2.5 MPA;OUTP1 ON\n");
    assert.match(loose.error(), /^-221,.*mould is loose/);
    // behind 5 N/um 0.347: 0.2 / 0.347 = 0.576 of the 50 kPa/s
    loose.rig.pair.mountFound(5);
    loose.say("OUTP1 ON\n");
    loose.anode.forceN = 15.7;
    loose.anode.springNPerUm = 0.2;
    loose.tick(30);
    const actual = Number(loose.send("PRES1:SLEW:ACT?\n"));
    const gain = loose.rig.pair.crossGain;
    assert.ok(gain > 0.2 && gain < 0.6, `${gain}`);
    assert.ok(Math.abs(actual / 50000 - 0.2 / gain) < 0.05, `${actual} Pa/s at ${gain}`);
  });

  it("is refused in a programme before its first step, and the host is told", () => {
    const hold = (anodeKPa: number) =>
      ({
        kind: "hold",
        path: "steps[0]",
        anode: { toKPa: anodeKPa, rateKPaPerS: undefined },
        cathode: { toKPa: 200, rateKPaPerS: undefined },
        until: undefined,
      }) as const;
    const bench = benchWith();
    bench.tick(20);
    bench.send("DATA:STR ON\n");
    assert.equal(bench.rig.start({ name: "bench", steps: [hold(10000)] }), false);
    bench.tick(2);
    assert.equal(bench.rig.programme.running, false);
    assert.match(bench.send(""), /\$E.*pairRefused/);
    assert.equal(bench.rig.start({ name: "bench", steps: [hold(2500)] }), true);
  });
});
