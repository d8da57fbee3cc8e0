import assert from "node:assert/strict";
import type { ForceSensor } from "../../../src/sensing/force-sensor.js";
import { MotionNoise, noisyShare } from "../../../src/sensing/motion-noise.js";

/** Conversions of a ramp of 0.4 N each, with white noise of 3.6 sigma of the filtered force, 1 N here. */
class Bench {
  readonly loop = { setPoint: { ramping: true }, lash: { direction: 0 } };
  readonly sensor = { samples: 0, sigmaN: 1, codeStepN: 0, rawN: 0 };
  readonly noise = new MotionNoise(this.loop);
  private seed = 1;

  /** So many conversions with so many times that noise. */
  ramp(count: number, times: number): boolean {
    let on = false;
    for (let i = 0; i < count; i += 1) {
      this.sensor.samples += 1;
      this.sensor.rawN = 0.4 * this.sensor.samples + 3.6 * times * this.gauss();
      on = this.noise.look(this.sensor as unknown as ForceSensor);
    }
    return on;
  }

  get told(): boolean {
    return this.noise.share > noisyShare;
  }

  /** The sum of twelve even draws less six: spread 1. */
  private gauss(): number {
    let sum = -6;
    for (let i = 0; i < 12; i += 1) {
      this.seed = (this.seed * 16807) % 2147483647;
      sum += this.seed / 2147483647;
    }
    return sum;
  }
}

describe("noise that comes with the own motion", () => {
  it("twenty times that at rest is told within some seconds of a ramp", () => {
    const bench = new Bench();
    bench.ramp(50, 20);
    assert.equal(bench.told, true);
  });

  it("of the size that it has at rest, or twice, is none, however long", () => {
    for (const times of [1, 2]) {
      const bench = new Bench();
      bench.ramp(5000, times);
      assert.equal(bench.told, false, `${times}: ${bench.noise.share}`);
    }
  });

  it("is forgotten when a ramp is quiet again", () => {
    const bench = new Bench();
    bench.ramp(100, 20);
    bench.ramp(100, 1);
    assert.equal(bench.told, false);
  });

  it("is not judged over a crossing of lash, a conversion that was missed, or beyond the end of the ramp", () => {
    const bench = new Bench();
    bench.loop.lash.direction = -1;
    bench.ramp(100, 20);
    bench.loop.lash.direction = 0;
    for (let i = 0; i < 100; i += 1) {
      bench.sensor.samples += 1;
      bench.ramp(10, 20);
    }
    assert.equal(bench.noise.share, 0);
    bench.loop.setPoint.ramping = false;
    assert.equal(bench.ramp(100, 20), false);
    assert.equal(bench.noise.share, 0);
  });

  it("is no coarse code: two steps of it are nothing", () => {
    const bench = new Bench();
    bench.sensor.sigmaN = 0;
    bench.sensor.codeStepN = 80;
    bench.ramp(200, 5);
    assert.equal(bench.told, false);
  });
});
