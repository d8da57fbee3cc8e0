import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import sinon from "sinon";
import { projectFile } from "../../host/project.js";
import { OrderKind } from "../../src/order.js";
import { version } from "../../src/version.js";
import { RigOnBench } from "../support/rig-on-bench.js";

describe("the firmware's version", () => {
  it("is that of package.json", () => {
    const json = JSON.parse(readFileSync(projectFile("package.json"), "utf8")) as {
      version: string;
    };
    assert.equal(version, json.version);
  });
});

describe("Rig", () => {
  let bench: RigOnBench;

  beforeEach(() => {
    bench = new RigOnBench();
  });

  describe("at power-on", () => {
    it("controls nothing, moves nothing and has no fault, however long it is left alone", () => {
      const { anode, cathode } = bench.hal;
      const calls = [anode, cathode].flatMap(({ screw }) => [
        sinon.spy(screw, "moveTo"),
        sinon.spy(screw, "enable"),
      ]);
      bench.anode.forceN = 400;
      bench.tick(600);
      for (const call of calls) sinon.assert.notCalled(call);
      assert.equal(bench.rig.mode, "off");
      assert.equal(bench.rig.guard.log.count, 0);
    });
  });

  describe("the tick", () => {
    it("observes, judges, obeys, decides and acts, tells, in this order", () => {
      bench.anode.forceN = 100;
      bench.cathode.forceN = 10;
      bench.tick(5);
      bench.say("DATA:STR ON;PRES1 2.5 MPA;OUTP1 ON\n");
      bench.startProgramme();
      const { hal, rig } = bench;
      const order = [
        sinon.spy(hal.clock, "now"),
        sinon.spy(hal.anode.adc, "read"),
        sinon.spy(hal.anode.screw, "read"),
        sinon.spy(hal.cathode.adc, "read"),
        sinon.spy(hal.interlock, "read"),
        sinon.spy(hal.cellVoltage, "read"),
        sinon.spy(hal.thermometer, "read"),
        sinon.spy(rig.guard, "judge"),
        sinon.spy(hal.uart, "read"),
        sinon.spy(rig.orders, "take"),
        sinon.spy(rig.programme, "step"),
        sinon.spy(rig.anode, "decide"),
        sinon.spy(rig.cathode, "decide"),
        sinon.spy(rig.telemetry, "step"),
        sinon.spy(hal.uart, "write"),
      ];
      bench.tick();
      sinon.assert.callOrder(...order);
    });

    it("judges before it obeys: in the tick that finds a fault no order to hold is carried out", () => {
      const moveTo = sinon.spy(bench.hal.anode.screw, "moveTo");
      bench.anode.forceN = 100;
      bench.tick(5);
      bench.send("PRES1 2.5 MPA;OUTP1 ON\n");
      bench.hal.interlock.estop = true;
      bench.tick();
      assert.equal(bench.rig.anode.mode, "off");
      sinon.assert.notCalled(moveTo);
    });

    it("obeys before it decides: an order to hold moves the screw in the same tick", () => {
      const moveTo = sinon.spy(bench.hal.anode.screw, "moveTo");
      bench.tick(5);
      bench.send("PRES1 2.5 MPA;OUTP1 ON\n");
      sinon.assert.notCalled(moveTo);
      bench.tick();
      // No force yet: towards the cell at the approach speed, 5 um/s x 0.1 s = 0.5 um, to the next 23.3 nm.
      sinon.assert.calledOnce(moveTo);
      assert.ok(Math.abs((moveTo.firstCall.args[0] as number) - 0.5) <= 0.0233 / 2);
    });

    it("acts before it tells: the row of a tick has the target of that tick", () => {
      bench.tick(5);
      bench.say("DATA:STR ON;PRES1 2.5 MPA;OUTP1 ON\n");
      bench.tick();
      const row =
        bench.hal.uart
          .take()
          .match(/^\$D,(.*)\*/m)?.[1]
          ?.split(",") ?? [];
      // seq, t, two codes, two pressures, two set points, then the anode's target in nm.
      assert.equal(row[8], String(Math.round(bench.rig.anode.loop.motion.targetUm * 1000)));
      assert.notEqual(row[8], "0");
    });

    it("asks each converter once, for the newest conversion or the fault", () => {
      bench.anode.silent = true;
      bench.hal.anode.adc.convert(100_000, 8590);
      bench.hal.anode.adc.failOnce();
      bench.tick();
      assert.equal(bench.rig.anode.sensor.samples, 1);
      assert.equal(bench.rig.anode.sensor.counts, 8590);
      assert.equal(bench.rig.anode.sensorFaults, 0);
      bench.tick();
      assert.equal(bench.rig.anode.sensorFaults, 1);
    });
  });

  describe("ticks that do not come on time", () => {
    function countLate(periodsUs: readonly number[]): number {
      for (const periodUs of periodsUs) bench.tick(1, periodUs);
      return bench.rig.lateTicks;
    }

    it("are counted when more than half a period late", () => {
      assert.equal(countLate([100_000, 149_000, 151_000, 100_000, 900_000, 51_000]), 2);
    });

    it("bunch without harm: three in the same instant move what one moves", () => {
      bench.tick(5);
      bench.send("PRES1 2.5 MPA;OUTP1 ON\n");
      bench.tick(3);
      const targetUm = bench.rig.anode.loop.motion.targetUm;
      bench.rig.tick();
      bench.rig.tick();
      assert.equal(bench.rig.anode.loop.motion.targetUm, targetUm);
      bench.tick(1, 100_000);
      const stepUm = bench.rig.anode.loop.motion.targetUm - targetUm;
      // 5 um/s for 0.1 s, on a grid of 23.3 nm.
      assert.ok(Math.abs(stepUm - 0.5) <= 0.0233);
    });

    it("move no more for a pause of a minute than for two periods of the loop", () => {
      bench.tick(5);
      bench.send("PRES1 2.5 MPA;OUTP1 ON\n");
      bench.tick(3);
      const targetUm = bench.rig.anode.loop.motion.targetUm;
      bench.tick(1, 60_000_000);
      // A period is at most 1 s: 2 s x 5 um/s = 10 um, where 60 s would be 300 um.
      assert.ok(bench.rig.anode.loop.motion.targetUm - targetUm <= 10.03);
    });

    it("ramp a set point no further in a pause than in two periods of the loop", () => {
      bench.anode.springNPerUm = 0.19;
      bench.holdBoth(1000, 200);
      bench.send("PRES1 2 MPA\n");
      bench.tick(20);
      const beforeKPa = bench.rig.anode.loop.setPoint.nowKPa;
      bench.tick(1, 10_000_000);
      const stepKPa = bench.rig.anode.loop.setPoint.nowKPa - beforeKPa;
      // 50 kPa/s for twice 0.2 s; ten seconds would be 500 kPa.
      assert.ok(stepKPa > 0 && stepKPa <= 20, `${stepKPa} kPa`);
    });

    it("hold the pressure all the same, on a cell that is a spring", () => {
      // Stiffness as the settings say: 0.2 N/um and the contact's 1.43 sqrt(F) in series, near 0.19 N/um at 200 N.
      bench.anode.springNPerUm = 0.19;
      bench.anode.forceN = 100;
      bench.tick(60);
      bench.send("PRES1 2.5 MPA;OUTP1 ON\n");
      const periodsUs = [100_000, 30_000, 350_000, 10_000, 10_000, 100_000, 190_000, 1_000];
      for (let i = 0; i < 3000; i += 1) bench.tick(1, periodsUs[i % periodsUs.length]);
      assert.equal(bench.rig.guard.log.count, 0);
      // Deadband and quantum of the reference rig are far below 1 kPa.
      assert.ok(Math.abs(bench.rig.anode.pressureKPa - 2500) < 2.5);
    });
  });

  describe("orders", () => {
    it("wait for the tick and are carried out in the order received", () => {
      bench.tick(5);
      bench.send("PRES1 1 MPA;OUTP1 ON;OUTP1:MODE GAP;OUTP2:MODE GAP;OUTP2 OFF\n");
      assert.equal(bench.rig.orders.count, 5);
      assert.equal(bench.rig.anode.mode, "off");
      bench.tick();
      assert.equal(bench.rig.orders.count, 0);
      assert.equal(bench.rig.anode.mode, "gap");
      assert.equal(bench.rig.cathode.mode, "off");
    });

    it("of one side leave the other alone", () => {
      bench.holdBoth(2500, 200);
      const stop = sinon.spy(bench.hal.cathode.screw, "stop");
      bench.send("OUTP1 OFF\n");
      bench.tick();
      assert.equal(bench.rig.cathode.mode, "hold");
      sinon.assert.notCalled(stop);
    });
  });

  describe("stopMotion", () => {
    it("stops both screws in place, ends the programme and voids the orders that wait", () => {
      bench.holdBoth(2500, 200);
      bench.startProgramme();
      bench.rig.orders.push(OrderKind.setMode, 1, 0);
      const stops = [bench.hal.anode, bench.hal.cathode].map(({ screw }) =>
        sinon.spy(screw, "stop"),
      );
      bench.rig.stopMotion();
      for (const stop of stops) sinon.assert.calledOnce(stop);
      assert.equal(bench.rig.programme.state, "stopped");
      assert.equal(bench.rig.orders.count, 0);
      assert.equal(bench.rig.anode.mode, "gap");
      assert.equal(bench.rig.cathode.mode, "gap");
      assert.equal(bench.hal.anode.screw.enabled, true);
    });

    it("leaves a side off that was off", () => {
      bench.tick(5);
      bench.rig.stopMotion();
      assert.equal(bench.rig.mode, "off");
    });

    it("keeps the position of what moved: no target is sent until the next order", () => {
      bench.anode.springNPerUm = 0.19;
      bench.holdBoth(1000, 200);
      bench.send("PRES1 3 MPA\n");
      bench.tick(20);
      const moveTo = sinon.spy(bench.hal.anode.screw, "moveTo");
      bench.rig.stopMotion();
      bench.tick(100);
      sinon.assert.notCalled(moveTo);
      assert.equal(bench.rig.anode.loop.motion.targetUm, bench.hal.anode.screw.positionUm);
    });
  });

  describe("a load cell that falls silent", () => {
    it("stops its own screw after 0.5 s, which is no fault yet, and both after 1 s, which is one", () => {
      bench.holdBoth(1000, 200);
      bench.tick(2);
      const own = sinon.spy(bench.hal.anode.screw, "stop");
      const other = sinon.spy(bench.hal.cathode.screw, "stop");
      bench.anode.silent = true;
      bench.tick(5);
      sinon.assert.notCalled(own);
      bench.tick();
      sinon.assert.calledOnce(own);
      sinon.assert.notCalled(other);
      assert.equal(bench.rig.guard.log.count, 0);
      bench.tick(5);
      sinon.assert.called(other);
      assert.equal(bench.rig.guard.log.isLatched("sensorStale", 1), true);
    });
  });

  describe("a fault", () => {
    it("of one side brings both to rest, in the tick that finds it", () => {
      bench.holdBoth(2500, 200);
      const stops = [bench.hal.anode, bench.hal.cathode].map(({ screw }) =>
        sinon.spy(screw, "stop"),
      );
      bench.hal.cathode.screw.reset = true;
      bench.tick();
      for (const stop of stops) sinon.assert.called(stop);
      assert.equal(bench.rig.anode.mode, "gap");
      assert.equal(bench.rig.cathode.mode, "gap");
      assert.equal(bench.rig.guard.log.isLatched("motorReset", 2), true);
    });

    it("ends the programme, and none starts while it is latched", () => {
      bench.holdBoth(2500, 200);
      bench.startProgramme();
      bench.hal.interlock.estop = true;
      bench.tick();
      assert.equal(bench.rig.programme.running, false);
      assert.equal(bench.rig.start({ name: "again", steps: [] }), false);
      assert.equal(bench.rig.programme.name, "bench");
    });

    it("of our own code stops both screws and is latched", () => {
      bench.holdBoth(2500, 200);
      const stops = [bench.hal.anode, bench.hal.cathode].map(({ screw }) =>
        sinon.spy(screw, "stop"),
      );
      bench.rig.fail();
      for (const stop of stops) sinon.assert.called(stop);
      assert.equal(bench.rig.guard.log.isLatched("internal", 0), true);
      assert.equal(bench.rig.mode, "gap");
      bench.rig.fail();
      assert.equal(bench.rig.guard.log.count, 1);
    });
  });

  describe("a cell voltage that is no measurement", () => {
    for (const [what, volts, clipped] of [
      ["at the end of the converter's range", 8.19, true],
      ["older than 5 s", undefined, false],
    ] as const) {
      it(`${what} ends no step of a programme`, () => {
        bench.holdBoth(2500, 200);
        bench.hal.cellVoltage.convert(bench.hal.clock.atUs, 3.7);
        bench.startProgramme({
          kind: "wait",
          path: "steps[0]",
          until: [{ name: "voltageAbove", value: volts === undefined ? 3.6 : 4.3 }],
        });
        if (volts === undefined) bench.hal.clock.atUs += 6_000_000;
        for (let i = 0; i < 100; i += 1) {
          if (volts !== undefined)
            bench.hal.cellVoltage.convert(bench.hal.clock.atUs, volts, clipped);
          bench.tick();
        }
        assert.equal(bench.rig.programme.running, true);
      });
    }
  });

  describe("the flags of a row", () => {
    const flags = () => bench.rig.flags;

    it("have mode and phase of each side in four bits, the cathode's above the anode's", () => {
      bench.tick(5);
      assert.equal(flags(), 0);
      bench.send("OUTP1:MODE GAP\n");
      bench.tick();
      assert.equal(flags(), 1);
      bench.send("PRES2 0.2 MPA;OUTP2 ON\n");
      bench.tick();
      // Hold is 2, seek 1 in the bits above: (2 + 4 x 1) x 16 = 96.
      assert.equal(flags(), 1 + 96);
      bench.cathode.forceN = 10;
      bench.tick(5);
      // Hold and track: (2 + 4 x 2) x 16 = 160; and bit 15: from contact on, travel tells of the cathode's force.
      assert.equal(flags(), 1 + 160 + 32768);
    });

    it("say retract while a side backs off after unloading", () => {
      bench.holdBoth(100, 100);
      bench.rig.anode.unload(100);
      bench.anode.forceN = 0;
      // The clearance of 200 um takes two seconds; after one it is on its way.
      bench.tick(12);
      // Hold and retract: 2 + 4 x 3.
      assert.equal(flags() & 15, 14);
    });

    it("say 256 for faults, 512 for the emergency stop, 1024 for quiet, 2048 for a programme", () => {
      bench.tick(5);
      bench.hal.interlock.quiet = true;
      bench.tick();
      // 2^20: the line opens a quiet window.
      assert.equal(flags(), 1024 + 1048576);
      bench.hal.interlock.quiet = false;
      bench.startProgramme({
        kind: "gap",
        path: "steps[0]",
        anode: undefined,
        cathode: undefined,
        until: undefined,
      });
      bench.tick();
      assert.equal(flags(), 2048 + 16 + 1);
      bench.hal.interlock.estop = true;
      bench.tick();
      assert.equal(flags(), 512 + 256 + 16 + 1);
      bench.hal.interlock.estop = false;
      bench.tick();
      assert.equal(flags(), 256 + 16 + 1);
    });
  });
});
