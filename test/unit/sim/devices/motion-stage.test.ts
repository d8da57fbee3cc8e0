import assert from "node:assert/strict";
import { MotionStage } from "../../../../sim/devices/motion-stage.js";
import { Drive } from "../../../../sim/mechanics/drive.js";
import { Prng } from "../../../../sim/prng.js";
import type { JsonObject } from "../../../../src/document/table.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

/** Direct drive of 10 um a full step, without lash and step error. */
function stageWith(drive: JsonObject = {}): MotionStage {
  const plain = { gearRatio: 1, lash: "0 um", stepError: 0, efficiency: 1 };
  const model = rigWith("direct", { anode: { drive: { ...plain, ...drive } } }).anode.drive;
  return new MotionStage(new Drive(model, new Prng(4, "drive")), model);
}

/** Up to `vMax` (2^24 clocks of 12 MHz a unit) with 1.28e6 microsteps / s2. */
function go(stage: MotionStage, target: number, vMax = 44739): void {
  stage.accelerate(19547, 19547);
  stage.stopLow = true;
  stage.stopHigh = true;
  stage.target = target;
  stage.vMax = vMax;
}

const run = (stage: MotionStage, ticks: number, forceN = 0) => {
  for (let i = 0; i < ticks; i += 1) stage.advance(0.1, forceN);
};

describe("the physics of a motion chip", () => {
  it("does not move with its reset values, and its coils are off", () => {
    const stage = stageWith();
    stage.target = 1000;
    stage.vMax = 1000;
    run(stage, 10);
    assert.equal(stage.position, 0);
    assert.equal(stage.bridge.on, false);
    assert.equal(stage.wasReset, true);
  });

  it("counts whole microsteps, and its coils follow them", () => {
    const stage = stageWith();
    stage.drives(true);
    go(stage, 2560, 100);
    run(stage, 5);
    assert.equal(stage.position, Math.floor(stage.position));
    near(stage.drive.nutUm, stage.position / 25.6, 1e-9);
    run(stage, 500);
    assert.equal(stage.position, 2560);
    near(stage.drive.nutUm, 100, 1e-9);
  });

  it("counts on without current, and the nut stays", () => {
    const stage = stageWith();
    go(stage, 2560);
    run(stage, 10);
    assert.equal(stage.position, 2560);
    assert.equal(stage.drive.nutUm, 0);
  });

  it("is as fast as its clock, and speeds up with its square", () => {
    const fast = stageWith();
    const plain = stageWith();
    fast.clockRatio = 1.1;
    for (const stage of [fast, plain]) go(stage, 1e6);
    run(plain, 11);
    fast.advance(1, 0);
    assert.equal(fast.position, plain.position);
  });

  it("brakes with VMAX 0 and stands away from its target", () => {
    const stage = stageWith();
    go(stage, 1e6);
    run(stage, 5);
    stage.vMax = 0;
    assert.equal(stage.standing, false);
    run(stage, 1);
    assert.equal(stage.standing, true);
    assert.equal(stage.arrived, false);
  });

  describe("the bridge", () => {
    it("is off with every fault of its own, and on again when it is over", () => {
      const stage = stageWith();
      const { bridge } = stage;
      stage.drives(true);
      for (const fault of ["overTemperature", "openCoil", "supplyLost"] as const) {
        bridge[fault] = true;
        run(stage, 1);
        assert.equal(bridge.on, false, fault);
        bridge[fault] = false;
        run(stage, 1);
        assert.equal(bridge.on, true, fault);
      }
    });

    it("stays off after a short until it was off by order", () => {
      const stage = stageWith();
      stage.drives(true);
      stage.bridge.shorted = true;
      run(stage, 1);
      stage.bridge.shorted = false;
      run(stage, 5);
      assert.equal(stage.bridge.on, false);
      stage.drives(false);
      stage.drives(true);
      assert.equal(stage.bridge.on, true);
      assert.equal(stage.bridge.driverError, true);
      stage.bridge.clear();
      assert.equal(stage.bridge.driverError, false);
    });
  });

  describe("StallGuard", () => {
    const loaded = (ticks: number, forceN: number, vMax: number) => {
      const stage = stageWith();
      stage.drives(true);
      stage.stallThreshold = 468;
      stage.stallGuardThreshold = 8;
      stage.stopAtStall = true;
      go(stage, 1e6, vMax);
      run(stage, 2);
      run(stage, ticks, forceN);
      return stage;
    };

    it("falls in a line from 600 to 0 at full load, where the motor is fast enough", () => {
      const stage = loaded(1, 100, 44739);
      assert.equal(stage.stallGuardResult, Math.round(600 * (1 - stage.drive.loadShare)));
      assert.equal(stage.stalled, false);
    });

    it("ends the motion at full load, until it is cleared", () => {
      const stage = loaded(1, 1000, 44739);
      assert.equal(stage.stalled, true);
      assert.equal(stage.standing, true);
      const { position } = stage;
      run(stage, 5);
      assert.equal(stage.position, position);
      stage.stalled = false;
      run(stage, 5);
      assert.ok(stage.position > position);
    });

    it("feels nothing at low speed: it reads 0, and steps are lost unseen", () => {
      const stage = loaded(10, 1000, 10000);
      assert.equal(stage.stallGuardResult, 0);
      assert.equal(stage.stalled, false);
      assert.ok(stage.drive.lostSteps >= 4);
    });

    it("does not fall below nothing when the load helps, nor above what the register holds", () => {
      const stage = loaded(1, -100, 44739);
      assert.equal(stage.stallGuardResult, 600);
      stage.stallGuardThreshold = 63;
      run(stage, 1);
      // 600 + 8 (63 - 8) are 1040
      assert.equal(stage.stallGuardResult, 1023);
    });
  });

  it("stops in the instant the nut reaches a switch, and only where that function is on", () => {
    for (const on of [true, false]) {
      const stage = stageWith({ travelMax: "50 um" });
      stage.drives(true);
      go(stage, 25600);
      stage.stopHigh = on;
      run(stage, 20);
      assert.equal(stage.limitHigh, true);
      assert.equal(stage.blockedHigh, on);
      near(stage.drive.nutUm, on ? 50 : 1000, 0.04);
    }
  });

  it("is at zero with its coils off and its ramp without acceleration after a reset", () => {
    const stage = stageWith();
    stage.drives(true);
    go(stage, 2560);
    run(stage, 2);
    stage.wasReset = false;
    stage.reset();
    assert.deepEqual(
      [stage.position, stage.target, stage.vMax, stage.bridge.on, stage.wasReset, stage.velocity],
      [0, 0, 0, false, true, 0],
    );
    stage.target = 100;
    stage.vMax = 100;
    run(stage, 10);
    assert.equal(stage.position, 0);
  });
});
