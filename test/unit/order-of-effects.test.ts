import assert from "node:assert/strict";
import sinon from "sinon";
import { RigOnBench } from "../support/rig-on-bench.js";
import { settingsWith } from "../support/settings-with.js";

/** A lithium cell of 3.9 V, held at 2.5 / 0.2 MPa for a minute, with an order that waits. */
function holding(): RigOnBench {
  const bench = new RigOnBench(settingsWith({ cell: { chemistry: "lithium" } }));
  bench.holdBoth(2500, 200);
  tickAt(bench, 3.9, 600);
  assert.deepEqual([bench.rig.anode.mode, bench.rig.cathode.mode], ["hold", "hold"]);
  bench.startProgramme();
  return bench;
}

/** The cell has this voltage; the converter, which keeps what nobody has read, converts once a second. */
function tickAt(bench: RigOnBench, volts: number, ticks = 1): void {
  for (let i = 0; i < ticks; i += 1) {
    const { atUs } = bench.hal.clock;
    if (atUs % 1e6 === 0) bench.hal.cellVoltage.convert(atUs, volts);
    bench.tick();
  }
}

/** Ticks until a fault is latched; what happened in that tick. */
function untilFault(bench: RigOnBench, volts: number, mostTicks: number): string[] {
  const seen = recorded(bench);
  for (let i = 0; i < mostTicks && bench.rig.guard.log.count === 0; i += 1) {
    seen.length = 0;
    tickAt(bench, volts);
  }
  return seen;
}

/** Names of what is called from now on, in order; each once. */
function recorded(bench: RigOnBench): string[] {
  const { hal, rig } = bench;
  const seen: string[] = [];
  const note = (name: string) => () => {
    if (!seen.includes(name)) seen.push(name);
  };
  const watched = [
    ["latch", sinon.stub(rig.guard.log, "raise")],
    ["cycler's line", sinon.stub(hal.interlock, "openCycler")],
    ["programme ends", sinon.stub(rig.programme, "stop")],
    ["orders void", sinon.stub(rig.orders, "clear")],
    ["anode brakes", sinon.stub(hal.anode.screw, "stop")],
    ["cathode brakes", sinon.stub(hal.cathode.screw, "stop")],
    ["event", sinon.stub(rig.telemetry, "event")],
    ["obey", sinon.stub(rig.orders, "take")],
    ["row", sinon.stub(rig.telemetry, "step")],
  ] as const;
  for (const [name, stub] of watched) {
    const any = stub as sinon.SinonStub;
    any.callsFake(function (this: unknown, ...args: unknown[]) {
      note(name)();
      return any.wrappedMethod.apply(this, args);
    });
  }
  return seen;
}

const stopping = [
  "latch",
  "cycler's line",
  "programme ends",
  "orders void",
  "anode brakes",
  "cathode brakes",
  "event",
  "row",
];

describe("the order of effects", () => {
  it("of the emergency stop, within its tick: latch, cycler's line, programme, orders, screws, event, row", () => {
    const bench = holding();
    const seen = recorded(bench);
    bench.rig.orders.push(1, 1, 3000);
    bench.hal.interlock.estop = true;
    tickAt(bench, 3.9);
    // The order that waited is void: there is nothing to obey.
    assert.deepEqual(seen, stopping);
  });

  it("of over-pressure: the same", () => {
    const bench = holding();
    // 1.2 x 2.5 + 0.2 = 3.2 MPa are 251 N; two conversions in a row, and the median of three one more.
    bench.anode.forceN = 270;
    assert.deepEqual(untilFault(bench, 3.9, 3), stopping);
    assert.ok(bench.rig.guard.log.isLatched("overForce", 1));
  });

  it("of a hard short: the line, then the event, and neither screw is touched", () => {
    const bench = holding();
    // Two looks, a second apart.
    assert.deepEqual(untilFault(bench, 0.01, 40), [
      "latch",
      "cycler's line",
      "programme ends",
      "event",
      "row",
    ]);
    assert.ok(bench.rig.guard.log.isLatched("hardShort", 0));
    assert.deepEqual([bench.rig.anode.mode, bench.rig.cathode.mode], ["hold", "hold"]);
    assert.equal(bench.hal.interlock.cyclerOpen, true);
  });

  it("of two faults in a tick: no effect of the second waits for the event of the first", () => {
    const bench = holding();
    const order: string[] = [];
    const { rig, hal } = bench;
    sinon.stub(rig.telemetry, "event").callsFake((name) => order.push(name) > 0);
    sinon.stub(hal.interlock, "openCycler").callsFake((open) => {
      order.push(`line ${open}`);
    });
    // The one opens no circuit and comes first in the table, the other does.
    rig.guard.raise("sensorStale", 1, rig.atUs);
    rig.guard.raise("softShort", 0, rig.atUs);
    rig.react();
    assert.deepEqual(order, ["line true", "sensorStale", "softShort"]);
  });

  it("opens the cycler's circuit also when a screw cannot be told to stop", () => {
    const bench = holding();
    sinon.stub(bench.hal.anode.screw, "stop").throws(new Error("planted"));
    bench.hal.interlock.estop = true;
    assert.throws(() => tickAt(bench, 3.9), /planted/);
    assert.equal(bench.hal.interlock.cyclerOpen, true);
  });

  it("lets the cycler's line go with FAULt:CLEar alone, and pulls it again while the cause is there", () => {
    const bench = holding();
    bench.hal.interlock.estop = true;
    tickAt(bench, 3.9);
    bench.hal.interlock.estop = false;
    tickAt(bench, 3.9, 100);
    assert.equal(bench.hal.interlock.cyclerOpen, true);
    bench.hal.interlock.estop = true;
    bench.say("FAUL:CLE\n");
    tickAt(bench, 3.9);
    assert.equal(bench.hal.interlock.cyclerOpen, true);
    bench.hal.interlock.estop = false;
    bench.say("FAUL:CLE\n");
    tickAt(bench, 3.9);
    assert.equal(bench.hal.interlock.cyclerOpen, false);
  });
});
