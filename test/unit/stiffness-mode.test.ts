import assert from "node:assert/strict";
import type { JsonObject } from "../../src/document/table.js";
import { near } from "../support/near.js";
import { dieAreaMm2, RigOnBench } from "../support/rig-on-bench.js";
import { programmeOf } from "../support/runner-on-bench.js";
import { settingsWith } from "../support/settings-with.js";

const kPaPerN = 1000 / dieAreaMm2;
const preloadN = 2500 / kPaPerN;

/** Both sides in contact at 2.5 and 0.2 MPa, on springs of the nameplate: 0.2 and 0.005 N/um. */
function pressed(changes: JsonObject = {}): RigOnBench {
  const screw = { lash: "0 um" }; // as the bench's own
  const anode = { ...(changes["anode"] as JsonObject | undefined), screw };
  const bench = new RigOnBench(settingsWith({ ...changes, anode }));
  bench.anode.forceN = preloadN;
  bench.anode.springNPerUm = 0.198; // 0.2 N/um in series with a contact of 1.43 x sqrt(196)
  bench.cathode.forceN = 200 / kPaPerN;
  bench.cathode.springNPerUm = 0.005;
  bench.tick(60);
  bench.say("PRES1 2.5 MPA;PRES2 200 KPA\n");
  return bench;
}

/** The anode is a spring of 50 N/mm. */
function sprung(changes: JsonObject = {}): RigOnBench {
  const bench = pressed(changes);
  bench.say("STIF1 50 N/MM;:OUTP1:MODE STIF;:OUTP2 ON\n");
  bench.tick(300);
  assert.equal(bench.rig.anode.spring?.set, true);
  return bench;
}

/** The cell grows in small steps, so that nothing looks like a jump. */
function grow(bench: RigOnBench, byUm: number): void {
  for (let i = 0; i < 600; i += 1) {
    bench.anode.forceN += (bench.anode.springNPerUm * byUm) / 600;
    bench.tick();
  }
  bench.tick(600);
}

const events = (text: string) =>
  [...text.matchAll(/\$E,\d+,\d+,(\w+,\w+,-?\d+)/g)].map(([, told]) => told ?? "");

describe("the mode stiffness", () => {
  it("has the pressure follow the cell: 20 um against 0.05 N/um are 1 N, of a side whose own are 3.8", () => {
    const bench = sprung();
    const fromKPa = bench.rig.anode.pressureKPa;
    grow(bench, 20);
    near(bench.rig.anode.pressureKPa - fromKPa, 0.05 * 20 * kPaPerN, 1);
    near(Number(bench.send("STIF1:DISP?\n")), 20e-6, 1e-6);
    assert.equal(bench.send("OUTP1:MODE?\n"), "STIFFNESS\n");
    assert.equal(bench.send("OUTP1?\n"), "1\n");
    assert.equal(Number(bench.send("STIF1?\n")), 5e4);
    assert.equal(Number(bench.send("STIF1:RATE:ACT?\n")), 5e4);
    // Mode 2 and phase 2 as a hold, and bit 18 of the flags.
    assert.equal(bench.rig.flags & 15, 2 + 8);
    assert.equal(bench.rig.flags & (3 << 18), 1 << 18);
    assert.deepEqual(bench.rig.guard.log.count, 0);
  });

  it("is a screw that stands for a rate beyond the side's own, and says what the cell feels", () => {
    const bench = pressed();
    bench.say("STIF1 MAX;:OUTP1:MODE STIF\n");
    bench.tick(300);
    const { targetUm } = bench.rig.anode.loop.motion;
    grow(bench, 20);
    assert.equal(bench.rig.anode.loop.motion.targetUm, targetUm);
    near(Number(bench.send("STIF1:RATE:ACT?\n")) / 1e6, 0.198, 0.002);
  });

  it("tells when it begins, and when it is at an end: the side's highest pressure, 2.51 MPa", () => {
    const bench = pressed({ anode: { limits: { pressureMax: "2.51 MPa" } } });
    bench.say("DATA:STR ON\n");
    bench.send("STIF1 50 N/MM;:OUTP1:MODE STIF\n");
    bench.hal.uart.take();
    bench.tick(300);
    grow(bench, 40); // 2 N, 25 kPa
    near(bench.rig.anode.pressureKPa, 2510, 1.5);
    grow(bench, -40);
    near(bench.rig.anode.pressureKPa, 2500, 1.5);
    const told = events(bench.hal.uart.take());
    assert.deepEqual(told, [
      "mode,anode,4",
      "springSet,anode,50000",
      "springEnd,anode,2",
      "springEnd,anode,0",
    ]);
  });

  it("makes no difference of pressures that the wall is known not to bear", () => {
    // 4 x 1/10 x 5.775 MPa: 2.31 MPa beside the 0.2 of the cathode.
    const mould = { pelletThickness: "1 mm", wallShear: "5.775 MPa", wallFriction: "0" };
    const bench = sprung({ mould });
    grow(bench, 40);
    near(bench.rig.anode.pressureKPa, 2510, 1.5);
  });

  it("takes another preload and another rate while it is one", () => {
    const bench = sprung();
    bench.say("PRES1 2.6 MPA\n");
    bench.tick(400);
    assert.equal(bench.rig.anode.mode, "stiffness");
    near(bench.rig.anode.pressureKPa, 2600, 2);
    bench.say("STIF1 100 N/MM\n");
    bench.tick();
    const fromKPa = bench.rig.anode.pressureKPa;
    grow(bench, 20);
    near(bench.rig.anode.pressureKPa - fromKPa, 0.1 * 20 * kPaPerN, 1.5);
  });

  for (const [what, end, mode] of [
    ["ABORt", (b: RigOnBench) => b.say("ABOR\n"), "gap"],
    ["!", (b: RigOnBench) => b.say("!"), "gap"],
    ["a fault", (b: RigOnBench) => b.rig.fail(), "gap"],
    ["OUTPut OFF", (b: RigOnBench) => b.say("OUTP1 OFF\n"), "off"],
    ["*RST", (b: RigOnBench) => b.say("*RST\n"), "off"],
    ["OUTPut ON, a hold from where it is", (b: RigOnBench) => b.say("OUTP1 ON\n"), "hold"],
  ] as const) {
    it(`is ended by ${what}`, () => {
      const bench = sprung();
      end(bench);
      bench.tick(2);
      assert.equal(bench.rig.anode.mode, mode);
      assert.ok(bench.rig.anode.spring === undefined);
      assert.equal(bench.rig.flags & (1 << 18), 0);
    });
  }

  for (const [what, commands, words] of [
    ["without a set point", "*RST;:STIF1 1 N/MM;:OUTP1:MODE STIF", "no set point"],
    ["with a preload of less than three contacts", "PRES1 30 KPA;:OUTP1:MODE STIF", "38.2 KPA"],
    ["at a rate below zero", "STIF1 -1", "give 0 to 1000000000"],
    ["in another unit", "STIF1 5 KPA", "N/M N/MM N/UM"],
  ] as const) {
    it(`is refused ${what}`, () => {
      const bench = pressed();
      for (const command of commands.split(";:")) {
        bench.say(`${command}\n`);
        bench.tick();
      }
      const error = bench.error();
      assert.ok(error.includes(words), error);
      assert.notEqual(bench.rig.anode.mode, "stiffness");
    });
  }

  it("is refused with a fault latched, and an order on its way is void", () => {
    const bench = pressed();
    bench.rig.fail();
    bench.say("OUTP1:MODE STIF\n");
    assert.match(bench.error(), /faults are latched/);
  });

  it("is let go of by a loss of contact, searched for, and begun anew at its preload", () => {
    const bench = pressed();
    bench.say("STIF1 50 N/MM;:OUTP1:MODE STIF\n");
    bench.tick(300);
    bench.rig.anode.spring?.slacken();
    assert.equal(bench.rig.anode.spring?.set, false);
    bench.tick(100);
    assert.equal(bench.rig.anode.spring?.set, true);
  });

  it("is a step of a programme: the cathode is loaded first, then both are springs until it ends", () => {
    const bench = pressed();
    const stiffness = {
      anode: { rate: "50 N/mm", preload: "2.5 MPa" },
      cathode: { rate: "0 N/um", preload: "200 kPa" },
    };
    bench.rig.start(programmeOf([{ stiffness, until: { after: "60 s" } }, { hold: {} }]));
    bench.tick(400);
    assert.deepEqual([bench.rig.anode.mode, bench.rig.cathode.mode], ["stiffness", "stiffness"]);
    assert.equal(bench.rig.mode, "stiffness");
    bench.tick(250);
    assert.equal(bench.rig.programme.stepPath, "steps[1]");
    // `hold` without pressures goes on with what is being done.
    assert.equal(bench.rig.anode.mode, "stiffness");
    bench.say("PROG:STOP\n");
    bench.tick();
    assert.equal(bench.rig.anode.mode, "stiffness");
  });

  it("of a cell of lithium takes no feed-forward, which was learnt at constant pressure", () => {
    const bench = sprung();
    bench.rig.anode.loop.breathUmPerS = 0.01;
    bench.say("OUTP1:MODE STIF\n");
    bench.tick();
    assert.equal(bench.rig.anode.loop.breathUmPerS, 0);
  });
});
