import assert from "node:assert/strict";
import fc from "fast-check";
import { VelocityPid } from "../../../src/control/pid.js";
import { near } from "../../support/near.js";

const gains = { proportional: 1.5, integral: 0.8, derivative: 0.6 };

const number = fc.double({ min: -500, max: 500, noNaN: true });

describe("PID in velocity form", () => {
  it("moves by each of its terms", () => {
    const pid = new VelocityPid();
    pid.seed(2, 100);
    const move = pid.step(5, 97, 0.5, gains);
    near(pid.pUm, 1.5 * (5 - 2), 1e-12);
    near(pid.iUm, 0.8 * 5 * 0.5, 1e-12);
    near(pid.dUm, (-0.6 * (97 - 2 * 100 + 100)) / 0.5, 1e-12); // force bends down by 3 N: presses by 3.6
    near(move, 4.5 + 2 + 3.6, 1e-12);
  });

  it("sums up to the PID in position form", () => {
    const steps = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(number, number, steps, (error0, force0, series) => {
        const dtS = 0.2;
        const pid = new VelocityPid();
        pid.seed(error0, force0);
        let position = 0;
        let integral = 0;
        let lastForce = force0;
        for (const [error, force] of series) {
          position += pid.step(error, force, dtS, gains);
          integral += error * dtS;
          // u = P e + I sum(e dt) - D dF/dt, from where it was seeded
          const proportional = gains.proportional * (error - error0);
          const derivative = (-gains.derivative * (force - lastForce)) / dtS;
          near(position, proportional + gains.integral * integral + derivative, 1e-6);
          lastForce = force;
        }
      }),
      { numRuns: 300 },
    );
  });

  it("moves nothing when it takes over at no error", () => {
    const pid = new VelocityPid();
    pid.seed(0, 196);
    assert.equal(pid.step(0, 196, 0.2, gains), 0);
  });

  it("does not kick when it takes over at an error: only the integral begins", () => {
    const pid = new VelocityPid();
    pid.seed(10, 196);
    near(pid.step(10, 196, 0.2, gains), 0.8 * 10 * 0.2, 1e-12);
  });

  it("has its derivative on the measurement: a step of the set point has no share in it", () => {
    const pid = new VelocityPid();
    pid.seed(0, 100);
    pid.step(50, 100, 0.2, gains);
    assert.equal(pid.dUm + 0, 0);
    near(pid.pUm, 75, 1e-12);
  });

  it("takes no derivative from a force that rises evenly, once it does", () => {
    const pid = new VelocityPid();
    pid.seed(0, 100);
    pid.step(0, 101, 0.2, gains);
    near(pid.dUm, -0.6 / 0.2, 1e-12);
    pid.step(0, 102, 0.2, gains);
    near(pid.dUm, 0, 1e-12);
  });

  it("only notes while watching, and answers changes since then, not since it last acted", () => {
    const pid = new VelocityPid();
    pid.seed(0, 100);
    pid.watch(7, 93);
    assert.equal(pid.pUm + pid.iUm + pid.dUm, 0);
    pid.watch(8, 92);
    pid.step(8, 92, 0.2, gains);
    assert.equal(pid.pUm, 0);
    near(pid.iUm, 0.8 * 8 * 0.2, 1e-12);
    near(pid.dUm, (-0.6 * (92 - 2 * 92 + 93)) / 0.2, 1e-12);
  });

  it("shows no term of an earlier step while it watches", () => {
    const pid = new VelocityPid();
    pid.seed(0, 100);
    pid.step(5, 95, 0.2, gains);
    pid.watch(5, 95);
    assert.deepEqual([pid.pUm, pid.iUm, pid.dUm], [0, 0, 0]);
  });

  it("has no integral to wind up: after any past a seed makes it new", () => {
    const steps = fc.array(fc.tuple(number, number), { maxLength: 20 });
    fc.assert(
      fc.property(steps, number, number, (past, error, force) => {
        const used = new VelocityPid();
        for (const [e, f] of past) used.step(e, f, 0.2, gains);
        used.seed(0, 50);
        const fresh = new VelocityPid();
        fresh.seed(0, 50);
        assert.equal(used.step(error, force, 0.2, gains), fresh.step(error, force, 0.2, gains));
      }),
    );
  });

  it("survives two decisions in the same instant", () => {
    const pid = new VelocityPid();
    pid.seed(0, 100);
    near(pid.step(1, 99, 0, gains), 1.5, 1e-12);
  });
});
