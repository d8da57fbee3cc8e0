import assert from "node:assert/strict";
import { codeMax, codeMin } from "../../hal/load-cell-adc.js";
import { readDisplacementTrace } from "../../sim/cell/displacement-trace.js";
import type { MotionStage } from "../../sim/devices/motion-stage.js";
import { Problems } from "../../src/document/problems.js";
import { WorldOnBench } from "../support/world-of.js";

type SideName = "anode" | "cathode";

/** Both screws stand still, energised, for a minute; the fault and no other is latched, and both sides keep their place. */
function assertAtRest(bench: WorldOnBench, name: string, side: string): void {
  const { world } = bench;
  assert.deepEqual(
    world.faults.map((fault) => `${fault.name} ${fault.side}`),
    [`${name} ${side}`],
  );
  // What was under way brakes: within 25 ms at 5000 full steps / s2.
  bench.run(0.2);
  const before = targets(bench);
  bench.run(60);
  assert.deepEqual(targets(bench), before);
  assert.equal(world.rig.anode.mode, "gap");
  assert.equal(world.rig.cathode.mode, "gap");
  assert.equal(world.rig.anode.status.moving, false);
  assert.equal(world.rig.cathode.status.moving, false);
  assert.equal(world.simulated.anode.screw.stage.bridge.on, true);
  assert.equal(world.rig.programme.running, false);
}

function targets({ world }: WorldOnBench): number[] {
  const { anode, cathode } = world.rig;
  return [
    anode.loop.motion.targetUm,
    anode.loop.motion.positionUm,
    cathode.loop.motion.targetUm,
    cathode.loop.motion.positionUm,
  ];
}

/** Clears the fault and takes both sides back to 2.5 and 0.2 MPa by command. */
function assertResumes(bench: WorldOnBench): void {
  const { rig } = bench.world;
  bench.send("FAUL:CLE\nPRES1 2.5 MPA;PRES2 0.2 MPA;OUTP2 ON;OUTP1 ON\n");
  bench.run(1);
  assert.equal(rig.guard.log.count, 0);
  assert.equal(rig.mode, "hold");
  bench.run(400);
  assert.equal(rig.guard.log.count, 0);
  assert.ok(Math.abs(rig.anode.pressureKPa - 2500) <= 25, `${rig.anode.pressureKPa} kPa`);
  assert.ok(Math.abs(rig.cathode.pressureKPa - 200) <= 2, `${rig.cathode.pressureKPa} kPa`);
}

const loading = (bench: WorldOnBench) =>
  bench.runUntil(({ rig }) => rig.anode.pressureKPa > 1000, 600);

describe("a jammed screw", () => {
  for (const rig of ["reference", "hard"]) {
    it(`of the ${rig} anode ends its loading: the motor turns and the force does not follow`, () => {
      const bench = new WorldOnBench({ rig });
      loading(bench);
      const { screw, drive } = bench.world.simulated.anode;
      const motorUm = drive.motorUm;
      screw.jammed = true;
      bench.runUntil(({ faults }) => faults.length > 0, 300);
      // 1.5 (lash + 4 error / k) and 50 um: with 5.6 um of lash and 10 N of 0.19 N/um less than 500 um.
      assert.ok(drive.motorUm - motorUm < 500, `${drive.motorUm - motorUm} um`);
      assertAtRest(bench, "notFollowing", "anode");
      screw.jammed = false;
      assertResumes(bench);
    });
  }

  it("of the cathode stops the anode as well", () => {
    const bench = new WorldOnBench();
    bench.runUntil(({ rig }) => rig.cathode.pressureKPa > 120, 600);
    bench.world.simulated.cathode.screw.jammed = true;
    bench.runUntil(({ faults }) => faults.length > 0, 300);
    assertAtRest(bench, "notFollowing", "cathode");
  });
});

describe("a converter that falls silent", () => {
  for (const side of ["anode", "cathode"] as SideName[]) {
    it(`on the ${side} ends motion in half a second and control in one`, () => {
      const bench = new WorldOnBench();
      const { world } = bench;
      if (side === "anode") loading(bench);
      else bench.runUntil(({ rig }) => rig.cathode.pressureKPa > 120, 600);
      world.simulated[side].adc.silent = true;
      const sinceS = world.atS;
      let lastMoveS = sinceS;
      let targetUm = world.rig[side].loop.motion.targetUm;
      bench.run(3, ({ rig, atS }) => {
        const now = rig[side].loop.motion.targetUm;
        if (now > targetUm) lastMoveS = atS;
        targetUm = now;
      });
      // guard.staleAfter is 0.5 s, guard.staleFault 1 s; the first tick after half a
      // second stops the screw, and the next shows where it came to rest.
      assert.ok(lastMoveS - sinceS <= 0.5 + 0.2 + 0.05, `advanced for ${lastMoveS - sinceS} s`);
      const fault = world.faults[0];
      assert.ok(fault !== undefined && fault.atS - sinceS <= 1.1 + 0.05, `${fault?.atS}`);
      assertAtRest(bench, "sensorStale", side);
      world.simulated[side].adc.silent = false;
      bench.run(1);
      assertResumes(bench);
    });
  }

  it("is not touched again before it speaks: without readings the order to hold is refused", () => {
    const bench = new WorldOnBench();
    loading(bench);
    bench.world.simulated.anode.adc.silent = true;
    bench.run(3);
    const before = targets(bench);
    bench.send("FAUL:CLE\nPRES1 2.5 MPA;OUTP1 ON\n");
    bench.run(30);
    assert.deepEqual(targets(bench).slice(0, 2), before.slice(0, 2));
    assert.notEqual(bench.world.rig.anode.mode, "hold");
  });

  it("now and then is no fault: three conversions in ten lost, and the rig still holds", () => {
    const bench = new WorldOnBench();
    bench.world.simulated.anode.adc.dropShare = 0.3;
    bench.world.simulated.cathode.adc.dropShare = 0.3;
    bench.run(900);
    assert.deepEqual(bench.world.faults, []);
    assert.ok(Math.abs(bench.world.rig.anode.pressureKPa - 2500) <= 5);
  });
});

describe("a code stuck at a rail", () => {
  for (const code of [codeMax, codeMin]) {
    it(`of ${code} ends all motion with the conversion that shows it`, () => {
      const bench = new WorldOnBench();
      const { world } = bench;
      loading(bench);
      world.simulated.anode.adc.forcedCode = code;
      const before = targets(bench);
      bench.run(0.2);
      // One tick for the conversion, and what was under way in it: 46.5 um/s x 0.1 s.
      const after = targets(bench);
      assert.ok((after[0] ?? 0) - (before[0] ?? 0) <= 4.65);
      assertAtRest(bench, "sensorSaturated", "anode");
      const atFaultUm = world.rig.anode.loop.motion.targetUm;
      bench.send("FAUL:CLE\nPRES1 2.5 MPA;OUTP1 ON\n");
      bench.run(30);
      assert.equal(world.rig.anode.loop.motion.targetUm, atFaultUm);
      world.simulated.anode.adc.forcedCode = undefined;
      bench.run(1);
      assertResumes(bench);
    });
  }
});

describe("a cell that swells faster than the screw can give way", () => {
  it("trips on over-force and leaves both screws where they are", () => {
    // 0.5 mm in a second against 46.5 um/s: on 0.194 N/um some 90 N, 1.1 MPa, beyond 1.2 x 2.5 + 0.2 = 3.2 MPa.
    const csv = [
      "Test Time / s,Voltage / V,Thickness change / mm",
      "0,3.7,0",
      "10,3.7,0",
      "11,3.7,0.5",
      "1000,3.7,0.5",
    ].join("\n");
    const problems = new Problems();
    const trace = readDisplacementTrace(csv, problems, "trace");
    assert.equal(problems.text, "");
    const bench = new WorldOnBench({
      scenario: "measured-breathing",
      scenarioChange: { displacement: { trace: "swelling", side: "anode", start: "400 s" } },
      trace,
    });
    bench.run(409);
    assert.equal(bench.world.rig.mode, "hold");
    let peakKPa = 0;
    bench.run(5, () => {
      peakKPa = Math.max(peakKPa, bench.truePressureKPa("anode"));
    });
    assert.ok(peakKPa > 3200, `${peakKPa} kPa`);
    assertAtRest(bench, "overForce", "anode");
    assertResumes(bench);
  });
});

describe("the emergency stop", () => {
  it("stops a loading at once, and control comes back by command alone", () => {
    const bench = new WorldOnBench();
    loading(bench);
    bench.world.simulated.interlock.estop = true;
    bench.run(0.1);
    assertAtRest(bench, "estop", "rig");
    bench.world.simulated.interlock.estop = false;
    bench.run(60);
    assert.equal(bench.world.rig.anode.mode, "gap");
    assertResumes(bench);
  });
});

describe("a motion chip that was reset", () => {
  it("ends control: its position is no longer the screw's", () => {
    const bench = new WorldOnBench();
    loading(bench);
    bench.world.simulated.cathode.screw.resetChip();
    bench.run(0.2);
    assertAtRest(bench, "motorReset", "cathode");
  });
});

describe("a motion chip that cannot move its motor", () => {
  const faults: readonly (readonly [string, (stage: MotionStage) => void, string])[] = [
    ["is too hot", ({ bridge }) => (bridge.overTemperature = true), "motorFault"],
    ["has lost its motor supply", ({ bridge }) => (bridge.supplyLost = true), "motorFault"],
    ["has a shorted phase", ({ bridge }) => (bridge.shorted = true), "motorFault"],
    ["has an open coil", ({ bridge }) => (bridge.openCoil = true), "motorFault"],
    ["has its upper switch hit", (stage) => (stage.switchHigh = true), "outOfTravel"],
  ];
  for (const [what, happen, name] of faults) {
    it(`because it ${what} ends control within a second, and nothing is advanced`, () => {
      const bench = new WorldOnBench();
      bench.runUntil(({ rig }) => rig.cathode.pressureKPa > 120, 600);
      const { stage } = bench.world.simulated.cathode.screw;
      happen(stage);
      bench.run(1);
      assertAtRest(bench, name, "cathode");
    });
  }

  it("is no fault with a clock ten percent fast or slow: both sides come to their pressures", () => {
    const bench = new WorldOnBench();
    bench.world.simulated.anode.screw.stage.clockRatio = 1.1;
    bench.world.simulated.cathode.screw.stage.clockRatio = 0.9;
    bench.run(900);
    assert.deepEqual(bench.world.faults, []);
    assert.ok(Math.abs(bench.world.rig.anode.pressureKPa - 2500) <= 5);
    assert.ok(Math.abs(bench.world.rig.cathode.pressureKPa - 200) <= 1);
  });
});
