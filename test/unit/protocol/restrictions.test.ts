import assert from "node:assert/strict";
import { restrictions } from "../../../src/restrictions.js";
import { Rig } from "../../../src/rig.js";
import { FakeHal } from "../../support/fake-hal.js";
import { RigOnBench } from "../../support/rig-on-bench.js";
import { settingsWith } from "../../support/settings-with.js";

/** The reply to a query, without its end. */
function ask(bench: { hal: FakeHal; rig: Rig }, query: string): string {
  bench.hal.uart.take();
  bench.hal.uart.send(`${query}\n`);
  bench.rig.receive();
  return bench.hal.uart.take().trimEnd();
}

/** Names in a list of quoted entries. */
function names(reply: string): string[] {
  return reply.split('","').map((entry) => entry.replace(/"/g, "").split(",")[0] ?? "");
}

describe("what limits the rig without being a fault", () => {
  it("is listed while it lasts and latched by nothing", () => {
    const bench = new RigOnBench();
    bench.tick(5);
    assert.deepEqual(names(ask(bench, "REST?")), ["voltage", "temperature"]);
    const { hal } = bench;
    hal.cellVoltage.convert(hal.clock.atUs, 3.7);
    hal.thermometer.convert(hal.clock.atUs, 30);
    bench.tick(10);
    assert.equal(ask(bench, "REST?"), '"none"');
    bench.tick(60);
    assert.deepEqual(names(ask(bench, "RESTriction:LIST?")), ["voltage", "temperature"]);
    assert.equal(ask(bench, "FAUL:COUN?"), "0");
  });

  it("counts a temperature that jumps as none, until it has been so for ten minutes", () => {
    const bench = new RigOnBench();
    const { hal, rig } = bench;
    const show = (degC: number, s: number) => {
      for (let i = 0; i < s; i += 1) {
        hal.thermometer.convert(hal.clock.atUs, degC);
        bench.tick(10);
      }
    };
    show(30, 5);
    show(85, 10);
    assert.equal(rig.slow.degCValid, false);
    assert.equal(rig.slow.degC, 30);
    show(31, 2);
    assert.deepEqual([rig.slow.degCValid, rig.slow.degC], [true, 31]);
    show(60, 601);
    assert.deepEqual([rig.slow.degCValid, rig.slow.degC], [true, 60]);
  });

  it("says when warmth may have moved the zero of a load cell by 5 kPa: 3.93 K x 2e-4 x 500 N over 78.5 mm2", () => {
    for (const [warmthK, expected] of [
      [3.9, []],
      [3.95, ["zeroWarmth"]],
    ] as const) {
      const bench = new RigOnBench();
      const { hal } = bench;
      bench.holdBoth(2500, 200);
      const show = (degC: number, s: number) => {
        for (let i = 0; i < s; i += 1) {
          hal.thermometer.convert(hal.clock.atUs, degC);
          hal.cellVoltage.convert(hal.clock.atUs, 3.7);
          bench.tick(10);
        }
      };
      // Both sides have rested for three minutes: from then on it counts.
      show(30, 240);
      show(30 + warmthK, 60);
      assert.deepEqual(
        names(ask(bench, "REST?")).filter((name) => name === "zeroWarmth"),
        expected,
      );
    }
  });

  it("says when the drift that the settings tell of is more than 5 kPa by itself: 7.86 K x 1e-4 x 500 N over 78.5 mm2", () => {
    const loadCell = { calibrationTemperature: "22 degC", zeroDrift: "0.0001 1/K" };
    for (const [degC, expected] of [
      [29.8, []],
      [29.9, ["zeroWarmth"]],
    ] as const) {
      const bench = new RigOnBench(settingsWith({ anode: { loadCell } }));
      const { hal } = bench;
      for (let i = 0; i < 5; i += 1) {
        hal.thermometer.convert(hal.clock.atUs, degC);
        bench.tick(10);
      }
      assert.deepEqual(
        names(ask(bench, "REST?")).filter((name) => name === "zeroWarmth"),
        expected,
      );
    }
  });

  it("is told in lines that the serial line can carry", () => {
    for (const { text, limits } of Object.values(restrictions)) {
      for (const line of [text, limits]) assert.match(line, /^[^"*]{10,110}$/);
    }
  });
});

describe("a load cell that the second witnesses do not bear out", () => {
  // Of travel on 0.2 N/um: growth of 40 um is 8 N, 10 % of 196 N another 19.6 N, together 21 N; five of these are 106 N.
  it("is told of from five sigmas on: 110 N more than the travel explains", () => {
    const bench = new RigOnBench();
    bench.anode.springNPerUm = 0.2;
    bench.tick(10);
    bench.hal.uart.send("PRES1 2.5 MPA;OUTP1 ON\n");
    bench.tick(6000);
    assert.ok(Math.abs(bench.rig.anode.pressureKPa - 2500) < 25, `${bench.rig.anode.pressureKPa}`);
    assert.equal(names(ask(bench, "REST?")).includes("witness"), false);
    // Held where it is; the load cell tells more than it did.
    bench.hal.uart.send("OUTP1:MODE GAP\n");
    bench.tick(5);
    bench.anode.forceN = 110;
    bench.tick(20);
    assert.equal(names(ask(bench, "REST?")).includes("witness"), true);
  });
});

describe("a side that is not ready", () => {
  it("says all of its reasons at once, and nothing else when there are none", () => {
    const bench = new RigOnBench();
    bench.anode.silent = true;
    bench.hal.anode.screw.mute = true;
    bench.hal.interlock.estop = true;
    bench.tick(5);
    const reply = ask(bench, "OUTP1:READ?");
    for (const reason of [
      "faults are latched: estop rig",
      "no set point: send PRES1 first",
      "the load cell gives no valid readings",
      "the motion chip does not answer",
    ]) {
      assert.ok(reply.includes(`"${reason}"`), reply);
    }
    bench.hal.interlock.estop = false;
    bench.tick(1);
    assert.equal(ask(bench, "FAUL:CLE;:PRES2 0.2 MPA;:OUTP2:READ?"), '"ready"');
  });

  it("is one whose stored settings are damaged: no order and no programme holds by defaults", () => {
    const hal = new FakeHal();
    const rig = new Rig(hal, settingsWith(), {
      serial: "X",
      bootCount: 1,
      settingsOrigin: "defaults: the stored ones are damaged",
    });
    for (let i = 0; i < 5; i += 1) {
      hal.clock.atUs += 100_000;
      hal.anode.adc.convert(hal.clock.atUs, 100);
      hal.cathode.adc.convert(hal.clock.atUs, 100);
      rig.tick();
    }
    assert.match(ask({ hal, rig }, "PRES1 1 MPA;:OUTP1:READ?"), /stored settings are damaged/);
    assert.ok(names(ask({ hal, rig }, "REST?")).includes("settingsDamaged"));
    assert.equal(ask({ hal, rig }, "*CLS\nOUTP1 ON"), "");
    assert.match(ask({ hal, rig }, "SYST:ERR?"), /damaged/);
    rig.tick();
    assert.equal(rig.anode.mode, "off");
    assert.equal(rig.start({ name: "any", steps: [] }), false);
  });
});
