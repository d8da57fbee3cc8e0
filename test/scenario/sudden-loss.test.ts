import assert from "node:assert/strict";
import type { JsonObject } from "../../src/document/table.js";
import { WorldOnBench } from "../support/world-of.js";

/** A held rig; at 15 min something happens. */
const atMinute15 = (fault: JsonObject, plan: JsonObject = {}) =>
  new WorldOnBench({
    ...plan,
    scenarioChange: { faults: [{ at: "900 s", ...fault }] },
  });

function heldUntil(bench: WorldOnBench, s: number): void {
  bench.runUntilHeld();
  bench.run(s - bench.world.atS);
  assert.deepEqual(bench.world.faults, []);
}

const targets = ({ world: { rig } }: WorldOnBench) => [
  rig.anode.loop.motion.targetUm,
  rig.cathode.loop.motion.targetUm,
];

describe("force that vanishes without motion", () => {
  for (const rig of ["reference", "hard"]) {
    for (const side of ["anode", "cathode"]) {
      for (const name of ["excitationOpen", "pelletFracture"]) {
        it(`${name} on the ${side} of ${rig}: both screws rest within a second and press no more`, () => {
          const bench = atMinute15({ name, side }, { rig });
          heldUntil(bench, 899);
          const before = targets(bench);
          bench.run(2.5);
          const [fault] = bench.world.faults;
          assert.ok(fault?.name === "suddenLoss" || name === "pelletFracture", fault?.name);
          // The voltage may come half a second after the force; where nothing broke it never does.
          const told = bench.world.faults.map((one) => one.name);
          assert.equal(told.includes("pelletFracture"), name === "pelletFracture");
          assert.ok((fault?.atS ?? 0) <= 901, `${fault?.atS} s`);
          const rested = targets(bench);
          bench.run(600);
          assert.deepEqual(targets(bench), rested);
          // What one decision may have pressed before the median told is below the force of contact, 1 N.
          const { anode, cathode } = bench.world.rig;
          [anode, cathode].forEach(({ loop }, i) => {
            const pressedUm = (rested[i] ?? 0) - (before[i] ?? 0);
            assert.ok(pressedUm * loop.stiffnessNPerUm < 1, `${pressedUm} um`);
          });
        });
      }
    }
  }

  it("is no fault of a side that has lost its contact, as the other side has felt: the slow search brings it back", () => {
    const bench = atMinute15({ name: "contactLost", side: "anode" });
    heldUntil(bench, 899);
    bench.run(30);
    assert.deepEqual(bench.world.faults, []);
    bench.run(300);
    assert.deepEqual(bench.world.faults, []);
    assert.ok(Math.abs(bench.world.rig.anode.pressureKPa - 2500) < 25);
  });

  it("for good, because the spring broke, ends the slow search 50 um from where contact was", () => {
    const bench = atMinute15({ name: "springBroken", side: "anode" });
    heldUntil(bench, 899);
    const before = targets(bench)[0] ?? 0;
    const s = bench.runUntil(({ faults }) => faults.length > 0, 120);
    assert.equal(bench.world.faults[0]?.name, "contactLost");
    // 50 um at 5 um/s, after a second in doubt.
    assert.ok(s > 9 && s < 14, `${s} s`);
    const went = (targets(bench)[0] ?? 0) - before;
    assert.ok(went < 53, `${went} um`);
  });

  /** A host that clears the fault and orders on, five times; how far the anode's screw has gone since. */
  function ordersOn(name: "excitationOpen" | "springBroken") {
    const bench = atMinute15({ name, side: "anode" });
    heldUntil(bench, 899);
    const before = targets(bench)[0] ?? 0;
    for (let n = 0; n < 5; n += 1) {
      bench.send("FAUL:CLE;ABOR;:PRES1 2.5 MPA;:OUTP1 ON\n");
      bench.run(60);
    }
    return { bench, wentUm: () => (targets(bench)[0] ?? 0) - before };
  }

  it("is not pressed for by a host that clears the fault and orders on: not at all with an open excitation wire", () => {
    const { bench, wentUm } = ordersOn("excitationOpen");
    assert.equal(bench.world.faults.at(-1)?.name, "zeroShifted");
    // Five times two conversions at 5 um/s.
    assert.ok(wentUm() < 5.5, `${wentUm()} um`);
  });

  it("nor, with a spring that is broken, any further than 50 um from where contact was", () => {
    const { bench, wentUm } = ordersOn("springBroken");
    assert.equal(bench.world.faults.at(-1)?.name, "contactLost");
    const went = wentUm();
    assert.ok(went > 40 && went < 53, `${went} um`);
    // Another cell may be anywhere.
    bench.send("CELL:NEW;:FAUL:CLE;ABOR;:PRES1 2.5 MPA;:OUTP1 ON\n");
    bench.run(5);
    assert.equal(bench.world.rig.guard.log.count, 0);
    assert.ok(wentUm() > went + 10);
  });

  it("of both sides at once is an opened cell: nothing searches", () => {
    const bench = atMinute15({ name: "cellOpened", side: "anode" });
    heldUntil(bench, 899);
    const before = targets(bench);
    bench.run(120);
    assert.equal(bench.world.faults[0]?.name, "suddenLoss");
    const { anode, cathode } = bench.world.rig;
    targets(bench).forEach((um, i) => {
      const { loop } = i === 0 ? anode : cathode;
      const pressedUm = um - (before[i] ?? 0);
      assert.ok(pressedUm * loop.stiffnessNPerUm < 1, `${pressedUm} um`);
    });
  });
});

describe("a lithium bridge", () => {
  it("pulls the cycler's line within four seconds, and both pressures stay", () => {
    const bench = atMinute15({ name: "hardShort" });
    heldUntil(bench, 899);
    bench.run(5);
    const { world } = bench;
    assert.deepEqual(
      world.faults.map(({ name, side }) => `${name} ${side}`),
      ["hardShort rig"],
    );
    assert.equal(world.simulated.interlock.cyclerOpen, true);
    bench.run(600);
    assert.equal(world.simulated.cycler.opened, true);
    assert.equal(world.rig.mode, "hold");
    assert.ok(Math.abs(world.rig.anode.pressureKPa - 2500) < 2);
  });

  it("is none while a piston does not touch the cell, whatever the voltage does", () => {
    const bench = atMinute15({ name: "cellOpened", side: "anode" });
    heldUntil(bench, 899);
    bench.run(5);
    bench.world.simulated.lead = () => 0.01;
    bench.run(20);
    const names = bench.world.faults.map(({ name }) => name as string);
    assert.ok(names.length > 0 && !names.includes("hardShort"), names.join());
  });

  it("in the making is told of before it is one", () => {
    const bench = atMinute15({ name: "softShort" }, { seed: 2 });
    heldUntil(bench, 899);
    const s = bench.runUntil(({ faults }) => faults.length > 0, 6 * 3600);
    const { world } = bench;
    assert.equal(world.faults[0]?.name, "softShort", `after ${s} s`);
    assert.ok(world.truth.cellVolts > 2.5, `${world.truth.cellVolts} V`);
    assert.equal(world.simulated.interlock.cyclerOpen, true);
    assert.equal(world.rig.mode, "hold");
  });
});
