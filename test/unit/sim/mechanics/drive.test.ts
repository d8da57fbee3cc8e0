import assert from "node:assert/strict";
import { Drive, loadAngle } from "../../../../sim/mechanics/drive.js";
import { Prng } from "../../../../sim/prng.js";
import type { JsonObject } from "../../../../src/document/table.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

const driveWith = (change: JsonObject, seed = 3) =>
  new Drive(rigWith("reference", { anode: { drive: change } }).anode.drive, new Prng(seed, "d"));

const geared = { gearRatio: 26.85, lash: "0 um" };
const direct = { gearRatio: 1, lash: "0 um", stepError: 0 };

describe("motor, gear and screw", () => {
  it("advances by 23.277 nm in a sixteenth step at 2 mm lead and 26.85:1", () => {
    // 2 mm / (200 x 16 x 26.85) = 23.277 nm
    near((driveWith(geared).umPerStep / 16) * 1000, 23.277, 0.001);
  });

  it("has quanta of 39.79, 1.482 and 0.0593 kPa on the rigs A, B and C of physics 6", () => {
    const areaMm2 = 78.5398;
    const quantumKPa = (drive: Drive, stiffness: number) =>
      ((drive.umPerStep / 16) * stiffness * 1000) / areaMm2;
    near(quantumKPa(driveWith(direct), 5), 39.79, 0.005);
    near(quantumKPa(driveWith(geared), 5), 1.482, 0.0005);
    near(quantumKPa(driveWith(geared), 0.2), 0.0593, 0.00005);
  });

  it("errs by +-19 nm within a full step, with that period", () => {
    const drive = driveWith(geared);
    const errorAt = (parts: number) => {
      drive.advance(parts / 256, 0);
      return (drive.motorUm - (parts / 256) * drive.umPerStep) * 1000;
    };
    let low = Infinity;
    let high = -Infinity;
    for (let parts = 0; parts <= 256; parts += 1) {
      low = Math.min(low, errorAt(parts));
      high = Math.max(high, errorAt(parts));
    }
    // 0.05 of a full step of 372.4 nm either way
    near(high - low, 2 * 0.05 * 372.44, 0.02);
    near(errorAt(40 + 256), errorAt(40), 1e-6);
  });

  it("draws the phase of that error by its seed", () => {
    const at = (seed: number) => {
      const drive = driveWith(geared, seed);
      drive.advance(0.25, 0);
      return drive.motorUm;
    };
    assert.equal(at(5), at(5));
    assert.notEqual(at(5), at(6));
  });

  it("winds up by 4.2 um on a direct screw at 196.35 N, and by 5 nm behind 27:1", () => {
    // 0.1716 Nm / 0.7 = 0.245 Nm of 0.4: asin(0.613) / (pi/2) = 0.42 of a 10 um full step
    const drive = driveWith(direct);
    drive.advance(100, 196.35);
    near(100 * 10 - drive.motorUm, 4.2, 0.02);
    const slow = driveWith({ ...geared, stepError: 0 });
    slow.advance(100, 196.35);
    near(100 * slow.umPerStep - slow.motorUm, 0.0054, 2e-4);
  });

  it("crosses its wind-up both ways: a self-locking screw must be driven down", () => {
    const drive = driveWith(direct);
    drive.advance(100, 196.35);
    const top = drive.motorUm;
    // Down again by 4.2 um + asin(0.044 / 0.7 / 0.4) / (pi/2) x 10 um = 1.0 um before anything
    // moves
    drive.advance(100 - 0.5, 196.35);
    assert.equal(drive.motorUm, top);
    drive.advance(100 - 1, 196.35);
    near(top - drive.motorUm, 10 - 4.2 - 1.0, 0.05);
  });

  it("crosses the gearbox's lash on a reversal", () => {
    const drive = driveWith({ gearRatio: 26.85, lash: "5.6 um", lashScatter: 0, stepError: 0 });
    drive.advance(1000, 0);
    const top = drive.nutUm;
    const steps = (um: number) => um / drive.umPerStep;
    drive.advance(1000 - steps(5.5), 0);
    near(drive.nutUm, top, 1e-9);
    drive.advance(1000 - steps(6.6), 0);
    near(drive.nutUm, top - 1, 1e-9);
  });

  it("loses four full steps beyond its torque, 40 um on a direct screw", () => {
    const drive = driveWith(direct);
    drive.advance(100, 0);
    const before = drive.motorUm;
    // 0.4 Nm x 0.7 / (0.1716 Nm / 196.35 N) = 320 N is all that it lifts.
    drive.advance(101.9, 400);
    assert.equal(drive.lostSteps, 0);
    drive.advance(102.1, 400);
    assert.equal(drive.lostSteps, 4);
    // It falls back to the stable point behind, 102.1 - 4 steps, less what holds it there against
    // being lowered.
    near(drive.motorUm, (102.1 - 4) * 10 + 2.2, 0.5);
    assert.ok(drive.motorUm < before);
    for (let step = 103; step <= 120; step += 1) drive.advance(step, 400);
    assert.equal(drive.lostSteps % 4, 0);
    assert.ok(drive.lostSteps >= 16);
    // With the load gone the rotor runs to its field, whole electrical turns behind the command.
    drive.advance(120, 0);
    near(120 * 10 - drive.motorUm, drive.lostSteps * 10, 1e-6);
  });

  it("does not move without current, and then catches the nearest electrical turn", () => {
    const drive = driveWith(direct);
    drive.advance(100, 0);
    drive.release();
    drive.advance(150.5, 0);
    near(drive.motorUm, 1000, 1e-9);
    drive.energise(150.5);
    drive.advance(150.5, 0);
    // 50.5 full steps are 12 electrical turns and 2.5 steps, nearest 13 turns less 1.5: 15 um back
    near(drive.motorUm, 1000 - 15, 1e-9);
    assert.equal(drive.lostSteps, 0);
  });

  it("turns without the nut while jammed, and carries on from there", () => {
    const drive = driveWith({ gearRatio: 1, lash: "0 um", stepError: 0 });
    drive.advance(10, 0);
    drive.jammed = true;
    drive.advance(20, 0);
    near(drive.nutUm, 100, 1e-9);
    near(drive.motorUm, 200, 1e-9);
    drive.jammed = false;
    drive.advance(21, 0);
    near(drive.nutUm, 110, 1e-9);
  });

  it("takes the load angle from a series where that is as good as the arcsine", () => {
    for (const load of [1e-6, 0.01, 0.0499, -0.03, 0.2, 0.99]) {
      near(loadAngle(load), Math.asin(load) / (Math.PI / 2), 1e-13);
    }
    assert.equal(loadAngle(1.5), 1);
    assert.equal(loadAngle(-1.5), -1);
  });
});
