import assert from "node:assert/strict";
import fc from "fast-check";
import { makeAdcReading } from "../../../hal/load-cell-adc.js";
import { counts, instant } from "../../../hal/units.js";
import { ForceSensor } from "../../../src/sensing/force-sensor.js";
import { near } from "../../support/near.js";
import { settingsWith } from "../../support/settings-with.js";

/** A sensor of 100 counts/N; what comes out of its median goes into its low-pass. */
class Filter {
  private readonly sensor: ForceSensor;
  private readonly reading = makeAdcReading();
  private atUs = 0;

  constructor(timeS: number) {
    const anode = {
      loadCell: { countsPerNewton: "100 counts/N", tare: "0 counts" },
      loop: { filterTime: `${timeS} s` },
    };
    this.sensor = new ForceSensor(settingsWith({ anode }).anode);
  }

  /** A conversion so long after the last. */
  step(newtons: number, dtS: number): number {
    this.atUs += Math.round(dtS * 1e6);
    this.reading.at = instant(this.atUs);
    this.reading.counts = counts(Math.round(100 * newtons));
    this.sensor.take(this.reading, false);
    return this.sensor.filteredN;
  }

  get medianN(): number {
    return this.sensor.medianN;
  }
}

/** At rest at 0 N, with the first conversion of a step already in the median, which still shows 0 N. */
function stepping(timeS: number, newtons: number): Filter {
  const filter = new Filter(timeS);
  for (let i = 0; i < 3; i += 1) filter.step(0, 0.1);
  filter.step(newtons, 0.1);
  return filter;
}

describe("first-order low-pass of a force", () => {
  it("takes the first force as it is", () => {
    assert.equal(new Filter(0.5).step(196, 0), 196);
  });

  it("answers a step by 1 - (tau / (tau + dt))^n after n samples", () => {
    const filter = stepping(0.5, 1);
    // tau / (tau + dt) = 0.5 / 0.6 is left over at each sample
    for (let n = 1; n <= 40; n += 1) near(filter.step(1, 0.1), 1 - (0.5 / 0.6) ** n, 1e-12);
  });

  it("is half way where the arithmetic says: 4 samples of 0.1 s at 0.5 s", () => {
    const filter = stepping(0.5, 1);
    // ln 0.5 / ln (0.5 / 0.6) = 3.80: passed with the fourth sample
    for (let n = 1; n <= 3; n += 1) assert.ok(filter.step(1, 0.1) < 0.5);
    assert.ok(filter.step(1, 0.1) > 0.5);
  });

  it("follows a ramp by its time constant behind the median", () => {
    const filter = new Filter(0.5);
    let y = 0;
    for (let i = 1; i <= 400; i += 1) y = filter.step(0.03 * i, 0.1);
    near(filter.medianN - y, 0.3 * 0.5, 1e-9); // 0.3 N/s x 0.5 s
  });

  it("uses the time that really passed: many short steps or one long one end alike", () => {
    const often = stepping(2, 1);
    let y = 0;
    for (let i = 0; i < 1000; i += 1) y = often.step(1, 0.001);
    near(y, 1 - Math.exp(-1 / 2), 3e-4); // towards the continuous answer
    near(stepping(2, 1).step(1, 1), 1 / 3, 1e-12); // backward Euler: 1 / (2 + 1)
  });

  it("lets everything through when it has no time constant, also when no time has passed", () => {
    for (const dtS of [0.1, 0]) {
      const filter = stepping(0, 7);
      assert.equal(filter.step(7, dtS), 7);
    }
  });

  it("stays where it is when no time has passed", () => {
    assert.equal(stepping(0.5, 100).step(100, 0), 0);
  });

  it("never leaves the range of its samples, whatever the steps of time", () => {
    // Clocks count in microseconds, codes are whole.
    const seconds = (maxS: number) => fc.nat({ max: maxS * 1e6 }).map((us) => us * 1e-6);
    const newtons = fc.integer({ min: -8_000_000, max: 8_000_000 }).map((code) => code / 100);
    fc.assert(
      fc.property(
        seconds(30),
        fc.array(fc.tuple(newtons, seconds(1000)), { minLength: 1, maxLength: 50 }),
        (timeS, samples) => {
          const filter = new Filter(timeS);
          let low = Infinity;
          let high = -Infinity;
          for (const [x, dtS] of samples) {
            low = Math.min(low, x);
            high = Math.max(high, x);
            const y = filter.step(x, dtS);
            assert.ok(y >= low - 1e-9 && y <= high + 1e-9, `${y} not in ${low} to ${high}`);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
