import assert from "node:assert/strict";
import { makeScrewReading } from "../../../../hal/screw.js";
import { micrometres, micrometresPerSecond } from "../../../../hal/units.js";
import type { SimScrew } from "../../../../sim/devices/sim-screw.js";
import type { JsonObject } from "../../../../src/document/table.js";
import { simScrewOn } from "../../../support/motion-bench.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

const plain = { gearRatio: 26.85, lash: "0 um", stepError: 0 };

function screwWith(drive: JsonObject = {}, nameplate: JsonObject = {}): SimScrew {
  const rig = rigWith("reference", {
    anode: { drive: { ...plain, ...drive } },
    nameplate: { anode: nameplate },
  });
  const screw = simScrewOn(rig, "anode");
  screw.enable(true);
  return screw;
}

const run = (screw: SimScrew, seconds: number, forceN = 0) => {
  for (let i = 0; i < seconds * 10; i += 1) screw.advance(0.1, forceN);
};

const move = (screw: SimScrew, um: number, umPerS = 46.5) =>
  screw.moveTo(micrometres(um), micrometresPerSecond(umPerS));

const readingOf = (screw: SimScrew) => {
  const reading = makeScrewReading();
  assert.equal(screw.read(reading), true);
  return reading;
};

describe("a screw behind its motion chip", () => {
  it("goes to its target and ends there by itself", () => {
    const screw = screwWith();
    move(screw, 100);
    run(screw, 1);
    assert.equal(readingOf(screw).moving, true);
    run(screw, 2);
    assert.equal(readingOf(screw).moving, false);
    // On the chip's grid: 2 mm / (200 x 256 x 26.85) = 1.455 nm
    near(readingOf(screw).position, 100, 0.00073);
    near(screw.drive.nutUm, 100, 0.00073);
  });

  it("converts with the nameplate, so a part that differs from it is felt", () => {
    // A true gear of 26.0 behind a nameplate of 26.85 moves 100 um x 26.85 / 26.0 = 103.27 um
    const screw = screwWith({ gearRatio: 26 }, { gearRatio: 26.85 });
    move(screw, 100);
    run(screw, 5);
    near(readingOf(screw).position, 100, 0.001);
    near(screw.drive.nutUm, (100 * 26.85) / 26, 0.002);
  });

  it("brakes at once when it is stopped, keeps its place then, and minds being told twice", () => {
    const screw = screwWith();
    move(screw, 100);
    run(screw, 1);
    screw.stop();
    screw.stop();
    const { position, moving } = readingOf(screw);
    assert.equal(moving, true);
    run(screw, 1);
    assert.equal(readingOf(screw).moving, false);
    // v2 / 2a: 46.5 um/s and 5000 full steps / s2, each 0.3724 um
    near(readingOf(screw).position - position, 46.5 ** 2 / (2 * 5000 * 0.3724), 0.002);
  });

  it("moves at the speed that it is told", () => {
    const screw = screwWith();
    move(screw, 1000, 5);
    run(screw, 10);
    near(screw.drive.nutUm, 50, 0.05);
  });

  it("stops at its upper switch, whatever the speed, and may go back", () => {
    const screw = screwWith({ travelMax: "100 um", gearRatio: 1 }, { gearRatio: 1 });
    move(screw, 5000, 1250);
    run(screw, 2);
    const high = readingOf(screw);
    assert.equal(high.limitHigh, true);
    assert.equal(high.moving, false);
    near(screw.drive.nutUm, 100, 0.05);
    move(screw, 200);
    run(screw, 1);
    near(screw.drive.nutUm, 100, 0.05);
    move(screw, 50);
    run(screw, 5);
    assert.equal(readingOf(screw).limitHigh, false);
    near(screw.drive.nutUm, 50, 0.05);
  });

  it("stops at its lower switch", () => {
    const screw = screwWith({ travelMin: "-30 um" });
    move(screw, -500);
    run(screw, 3);
    const low = readingOf(screw);
    assert.equal(low.limitLow, true);
    near(screw.drive.nutUm, -30, 0.01);
  });

  it("tells a reset once: position zero, bridge off until it is enabled again", () => {
    const screw = screwWith();
    move(screw, 50);
    run(screw, 3);
    screw.resetChip();
    const reading = readingOf(screw);
    assert.equal(reading.reset, true);
    assert.equal(reading.position, 0);
    assert.equal(readingOf(screw).reset, false);
    move(screw, 20);
    run(screw, 2);
    near(readingOf(screw).position, 20, 0.001);
    near(screw.drive.nutUm, 50, 0.001);
    screw.enable(true);
    move(screw, 40);
    run(screw, 2);
    // It catches a stable point within two full steps, 0.75 um at 27:1, and follows by 20 um.
    near(screw.drive.nutUm, 70, 0.8);
  });

  it("keeps its place without current", () => {
    const screw = screwWith();
    move(screw, 50);
    run(screw, 3, 196);
    screw.enable(false);
    assert.equal(readingOf(screw).loadPercent, 0);
    assert.equal(screw.stage.bridge.on, false);
    move(screw, 80);
    run(screw, 3, 196);
    near(screw.drive.nutUm, 50, 0.02);
  });

  it("tells its load at speed, and a stall, which ends the motion", () => {
    const screw = screwWith({ gearRatio: 1, efficiency: 0.7 }, { gearRatio: 1 });
    move(screw, 100, 100);
    run(screw, 2, 196.35);
    // Slower than half a turn a second, 1000 um/s, nothing is said of the load.
    assert.equal(readingOf(screw).loadPercent, 0);
    move(screw, 5000, 1250);
    run(screw, 1, 196.35);
    const loaded = readingOf(screw);
    assert.equal(loaded.stall, false);
    near(loaded.loadPercent, 61.3, 0.2); // 0.1716 / 0.7 / 0.4
    run(screw, 1, 400);
    assert.equal(readingOf(screw).stall, true);
    assert.equal(readingOf(screw).stall, false);
    const { position } = readingOf(screw);
    run(screw, 1, 0);
    // It does not go on by itself when the load is gone.
    assert.equal(readingOf(screw).position, position);
    assert.equal(readingOf(screw).moving, false);
  });

  it("loses steps unseen where it is too slow for the chip to feel it", () => {
    const screw = screwWith({ gearRatio: 1, efficiency: 0.7 }, { gearRatio: 1 });
    move(screw, 300, 100);
    run(screw, 3, 400);
    assert.ok(screw.drive.lostSteps >= 4);
    assert.equal(readingOf(screw).stall, false);
  });

  it("turns without its nut while jammed", () => {
    const screw = screwWith();
    move(screw, 10);
    run(screw, 2);
    screw.jammed = true;
    move(screw, 30);
    run(screw, 2);
    near(readingOf(screw).position, 30, 0.001);
    near(screw.drive.nutUm, 10, 0.001);
  });

  it("does not answer when its bus is dead, and leaves the record alone", () => {
    const screw = screwWith();
    screw.mute = true;
    const reading = makeScrewReading();
    reading.loadPercent = 77;
    assert.equal(screw.read(reading), false);
    assert.equal(reading.loadPercent, 77);
  });
});
