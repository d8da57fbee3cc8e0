import assert from "node:assert/strict";
import fc from "fast-check";
import { Ramp } from "../../../../sim/devices/ramp.js";
import { near } from "../../../support/near.js";

const ramp = (acceleration: number, speedMax: number, target: number) => {
  const made = new Ramp();
  made.acceleration = acceleration;
  made.deceleration = acceleration;
  made.speedMax = speedMax;
  made.target = target;
  return made;
};

describe("the ramp generator", () => {
  it("runs a trapezoid: 0.5 s up, 9.5 s at speed, 0.5 s down", () => {
    // 1000 at 100 per s and 200 per s2: d / v + v / a = 10 + 0.5 s; 25 are covered while speeding
    // up
    const r = ramp(200, 100, 1000);
    r.advance(0.5);
    near(r.position, 25, 1e-9);
    near(r.velocity, 100, 1e-9);
    r.advance(9.5);
    near(r.position, 975, 1e-6);
    r.advance(0.49);
    assert.equal(r.moving, true);
    r.advance(0.011);
    assert.equal(r.position, 1000);
    assert.equal(r.moving, false);
  });

  it("runs a triangle when the way is too short for its speed", () => {
    // 32 at 200 per s2: 2 sqrt(32 / 200) = 0.8 s
    const r = ramp(200, 1000, -32);
    r.advance(0.4);
    near(r.position, -16, 1e-9);
    near(r.velocity, -80, 1e-9);
    r.advance(0.399);
    assert.equal(r.moving, true);
    r.advance(0.002);
    assert.equal(r.position, -32);
  });

  it("turns round by itself when the target jumps behind it", () => {
    const r = ramp(200, 100, 1000);
    r.advance(1);
    r.target = 0;
    r.advance(0.5);
    near(r.velocity, 0, 1e-9);
    near(r.position, 75 + 25, 1e-9);
    r.advance(60);
    assert.equal(r.position, 0);
    assert.equal(r.moving, false);
  });

  it("brakes when its speed limit is 0, and stands wherever the target is", () => {
    // 0.5 s at 200 per s2 from 100: 25 more
    const r = ramp(200, 100, 1000);
    r.advance(1);
    r.speedMax = 0;
    r.advance(0.4);
    assert.equal(r.moving, true);
    r.advance(1);
    near(r.position, 75 + 25, 1e-9);
    assert.equal(r.moving, false);
    r.speedMax = 100;
    r.advance(60);
    assert.equal(r.position, 1000);
  });

  it("speeds up and brakes each at its own rate", () => {
    // 100 per s2 up, 300 per s2 down, 200 far: v^2 (1/200 + 1/600) = 200 gives 173.2 after 1.732 s
    const r = ramp(100, 1000, 200);
    r.deceleration = 300;
    r.advance(Math.sqrt(3));
    near(r.velocity, 100 * Math.sqrt(3), 1e-9);
    near(r.fastest, 100 * Math.sqrt(3), 1e-9);
    near(r.position, 150, 1e-9);
    r.advance(0.578);
    assert.equal(r.position, 200);
  });

  it("does not start without an acceleration", () => {
    const r = ramp(0, 100, 1000);
    r.advance(1);
    assert.equal(r.position, 0);
  });

  it("reaches every target within its time and its limits, in whatever steps", () => {
    const size = fc.double({ min: 1, max: 1e6, noNaN: true });
    const targets = fc.array(
      fc.record({
        target: fc.integer({ min: -1_000_000, max: 1_000_000 }),
        speed: size,
        after: fc.integer({ min: 0, max: 40 }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(size, targets, fc.double({ min: 1e-3, max: 1, noNaN: true }), (a, moves, dt) => {
        const r = ramp(a, 0, 0);
        let fastest = 0;
        for (const move of moves) {
          r.target = move.target;
          r.speedMax = move.speed;
          fastest = Math.max(fastest, move.speed);
          for (let i = 0; i < move.after; i += 1) {
            const before = r.velocity;
            const from = r.position;
            r.advance(dt);
            const arrived = r.position === r.target;
            assert.ok(Math.abs(r.velocity) <= fastest * (1 + 1e-9) + 1e-6);
            assert.ok(arrived || Math.abs(r.velocity - before) <= a * dt * 1.001 + 1e-6);
            assert.ok(Math.abs(r.position - from) <= fastest * dt * 1.001 + 1e-3);
          }
        }
        const way = Math.abs(r.target - r.position);
        const brake = Math.abs(r.velocity) / a;
        const last = moves.at(-1)?.speed ?? 1;
        const wayThen = way + Math.abs(r.velocity) * brake;
        const timeS = brake + wayThen / last + 2 * Math.sqrt(wayThen / a) + last / a + dt;
        for (let i = 0; i < 20; i += 1) r.advance(timeS / 10);
        assert.equal(r.position, r.target);
        assert.equal(Math.abs(r.velocity), 0);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });
});
