import assert from "node:assert/strict";
import { ContactSettling } from "../../../../sim/cell/contact-settling.js";

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, expected ${expected}`);
}

function hold(settling: ContactSettling, seconds: number, pressureKPa: number, dtS = 1): void {
  for (let i = 0; i < Math.round(seconds / dtS); i += 1) settling.advance(dtS, pressureKPa);
}

describe("ContactSettling", () => {
  it("settles by C log10(1 + t / 60 s) after a step from nothing to the reference pressure", () => {
    const settling = new ContactSettling(0.3, 2500);
    settling.advance(1, 2500);
    hold(settling, 540, 2500);
    near(settling.settledUm, 0.3 * Math.log10(1 + 540 / 60), 1e-12); // log10(10) = 1: 0.3 um
    hold(settling, 5400, 2500);
    near(settling.settledUm, 0.3 * Math.log10(1 + 5940 / 60), 1e-12); // log10(100) = 2: 0.6 um
  });

  it("does nothing without a load", () => {
    const settling = new ContactSettling(0.3, 2500);
    hold(settling, 3600, 0);
    assert.equal(settling.settledUm, 0);
  });

  it("keeps its clock through changes of less than 5 %", () => {
    const steady = new ContactSettling(0.3, 2500);
    const swung = new ContactSettling(0.3, 2500);
    hold(steady, 600, 2500);
    hold(swung, 300, 2500);
    hold(swung, 300, 2610); // 4.2 % of 2610
    assert.equal(swung.settledUm, steady.settledUm);
  });

  it("starts anew on a step of load, by the difference of the roots of pressure", () => {
    const settling = new ContactSettling(0.3, 2500);
    settling.advance(1, 2500);
    hold(settling, 600_000, 2500);
    const before = settling.settledUm;
    settling.advance(1, 10_000);
    hold(settling, 540, 10_000);
    // sqrt(10 / 2.5) - 1 = 1: once more 0.3 um in ten minutes, the first step's rest (60 / 600000)
    // apart.
    near(settling.settledUm - before, 0.3, 0.001);
  });

  it("comes back when the load is taken off", () => {
    const settling = new ContactSettling(0.3, 2500);
    settling.advance(1, 2500);
    hold(settling, 600_000, 2500);
    const loaded = settling.settledUm;
    settling.advance(1, 0);
    hold(settling, 540, 0);
    near(loaded - settling.settledUm, 0.3, 0.001);
  });

  it("settles after a ramp of many small steps as after one step", () => {
    const ramped = new ContactSettling(0.3, 2500);
    for (let t = 1; t <= 50; t += 1) ramped.advance(1, 50 * t); // 0.05 MPa/s
    hold(ramped, 6000, 2500);
    // The sum of a step of d(sqrt P) at each moment: integral of 0.3 log10(1 + (6050 - t) / 60) d
    // sqrt(t / 50).
    let sum = 0;
    for (let t = 0.005; t < 50; t += 0.01) {
      sum += (0.3 * Math.log10(1 + (6050 - t) / 60) * 0.01) / (2 * Math.sqrt(50 * t));
    }
    // Up to 5 % of load at the end lie below the threshold: 2.5 % of the root.
    near(ramped.settledUm, sum, 0.025 * sum);
  });

  it("never jumps, whatever the load does", () => {
    const settling = new ContactSettling(0.3, 2500);
    let before = 0;
    for (let t = 0; t < 2000; t += 1) {
      settling.advance(1, t % 100 < 50 ? 2500 : 200);
      // C / (60 ln 10) = 0.0022 um/s at most.
      assert.ok(Math.abs(settling.settledUm - before) < 0.003);
      before = settling.settledUm;
    }
  });

  it("settles alike in steps of 0.1, 1 and 10 s", () => {
    const ends = [0.1, 1, 10].map((dtS) => {
      const settling = new ContactSettling(0.1, 200);
      hold(settling, 600, 200, dtS);
      hold(settling, 600, 400, dtS);
      return settling.settledUm;
    });
    near(ends[1]!, ends[0]!, 0.001);
    near(ends[2]!, ends[0]!, 0.02); // a step of load is seen at the end of its 10 s
  });
});
