import assert from "node:assert/strict";
import { makeAdcReading } from "../../../hal/load-cell-adc.js";
import { counts, instant } from "../../../hal/units.js";
import { Prng } from "../../../sim/prng.js";
import type { JsonObject } from "../../../src/document/table.js";
import { ForceSensor } from "../../../src/sensing/force-sensor.js";
import { near } from "../../support/near.js";
import { RigOnBench } from "../../support/rig-on-bench.js";
import { settingsWith } from "../../support/settings-with.js";

const drift = { zeroDrift: "0.0001 1/K", spanDrift: "0.0005 1/K" };
const calibration = { countsPerNewton: "1000 counts/N", tare: "2000 counts", ...drift };

/** A load cell of 500 N, calibrated at 30 degC, whose next conversion shows a code. */
function sensorWith(loadCell: JsonObject = {}) {
  const anode = { loadCell: { ...calibration, ...loadCell }, loop: { filterTime: "0 s" } };
  const sensor = new ForceSensor(settingsWith({ anode }).anode);
  const reading = makeAdcReading();
  const shows = (code: number) => {
    reading.at = instant(reading.at + 100_000);
    reading.counts = counts(code);
    sensor.take(reading, true);
    return sensor.rawN;
  };
  return { sensor, shows };
}

describe("a load cell that drifts with temperature", () => {
  it("has its zero and its span taken as warm as it is", () => {
    const { sensor, shows } = sensorWith();
    sensor.warm(33, 1);
    // 3 K: zero + 0.0001 x 3 x 500 N x 1000 = 150 codes; 1000 x (1 + 0.0005 x 3) = 1001.5 codes a newton.
    near(shows(2150), 0, 1e-12);
    near(shows(2150 + 100 * 1001.5), 100, 1e-12);
    near(sensor.driftN, 0.15 / 1.0015, 1e-12);
    sensor.warm(28, 1);
    near(shows(1900), 0, 1e-12);
    near(sensor.driftN, 0.1 / 0.999, 1e-12);
  });

  it("goes the other way on a bridge that is wired the other way round", () => {
    const { sensor, shows } = sensorWith({ countsPerNewton: "-1000 counts/N" });
    sensor.warm(33, 1);
    near(shows(1850), 0, 1e-12);
    near(shows(1850 - 100 * 1001.5), 100, 1e-12);
  });

  it("is reckoned from the temperature of its own calibration", () => {
    const { sensor, shows } = sensorWith({ calibrationTemperature: "22 degC" });
    sensor.warm(25, 1);
    near(shows(2150), 0, 1e-12);
  });

  it("is read as calibrated before a thermometer has said anything, and for ever without figures of its drift", () => {
    const never = sensorWith();
    const none = sensorWith({ zeroDrift: "0 1/K", spanDrift: "0 1/K", tare: "-1203 counts" });
    none.sensor.warm(38.2, 1);
    for (const code of [0, 2000, 123_457, -98_765]) {
      assert.equal(never.shows(code), (code - 2000) / 1000);
      assert.equal(none.shows(code), (code + 1203) / 1000);
    }
    assert.equal(none.sensor.driftN, 0);
  });

  it("believes no thermometer more than 10 K either way: 0.5 N of 500 N at 1e-4 / K", () => {
    for (const [degC, zero] of [
      [40, 2500],
      [85, 2500],
      [20, 1500],
      [-127, 1500],
    ] as const) {
      const { sensor, shows } = sensorWith();
      sensor.warm(degC, 1);
      near(shows(zero), 0, 1e-12);
    }
  });
});

/** A rig whose load cells drift by 1e-4 / K of 500 N, 0.05 N a kelvin, and its thermometer. */
class WarmBench {
  readonly bench = new RigOnBench(
    settingsWith({ anode: { loadCell: { zeroDrift: "0.0001 1/K" } } }),
  );

  /** A second goes by; the thermometer shows this, or nothing. */
  second(degC?: number): void {
    const { bench } = this;
    if (degC !== undefined) bench.hal.thermometer.convert(bench.hal.clock.atUs, degC);
    bench.tick(10);
  }

  seconds(s: number, degC?: number): void {
    for (let i = 0; i < s; i += 1) this.second(degC);
  }

  /** What is taken off as drift of zero, in kelvins. */
  get believedK(): number {
    return this.bench.rig.anode.sensor.driftN / 0.05;
  }
}

describe("the temperature that load cells are read by", () => {
  it("is the thermometer's own at once after power-on, when nothing is held yet", () => {
    const warm = new WarmBench();
    warm.seconds(2, 33);
    near(warm.believedK, 3, 1e-9);
  });

  it("follows a step with a time constant of 300 s: 30 looks in 300 s leave (1 - 1 / 30)^30", () => {
    const warm = new WarmBench();
    warm.seconds(1000, 31);
    warm.seconds(300, 34);
    near(warm.believedK, 4 - 3 * (1 - 1 / 30) ** 30, 0.11); // one look more or less: 3.4 % of 3 K
    warm.seconds(1800, 34);
    near(warm.believedK, 4, 0.01);
  });

  it("stays what it was when the thermometer dies, and comes back without a jump", () => {
    const warm = new WarmBench();
    warm.seconds(1000, 33);
    warm.seconds(3600);
    near(warm.believedK, 3, 1e-6);
    warm.second(37);
    warm.second(37);
    // 4 K more, of which a look takes 1 / 30.
    assert.ok(warm.believedK < 3 + 4 / 30 + 1e-6, `${warm.believedK}`);
  });

  it("comes in slowly from a thermometer that was not there before: a thirtieth of it with each look", () => {
    const warm = new WarmBench();
    warm.seconds(600);
    assert.equal(warm.believedK, 0);
    warm.second(34);
    warm.second(34);
    assert.ok(warm.believedK <= 4 / 30 + 1e-9, `${warm.believedK}`);
    warm.seconds(1800, 34);
    near(warm.believedK, 4, 0.02);
  });

  it("takes no step of a reading that jumps by 60 K, and 10 K of one that stays there", () => {
    const warm = new WarmBench();
    warm.seconds(1000, 31);
    warm.seconds(590, 91);
    near(warm.believedK, 1, 1e-6);
    // Ten minutes have made it a temperature.
    warm.seconds(3600, 91);
    near(warm.believedK, 10, 0.01);
  });

  it("scatters by 1.3 mK where each reading does by 10 mK: 0.8 Pa at 0.64 kPa / K", () => {
    const warm = new WarmBench();
    const prng = new Prng(3, "thermometer");
    warm.seconds(600, 31);
    let squares = 0;
    const count = 30_000;
    for (let i = 0; i < count; i += 1) {
      warm.second(31 + 0.01 * prng.normal());
      squares += (warm.believedK - 1) ** 2;
    }
    near(Math.sqrt(squares / count), 0.01 / Math.sqrt(59), 0.0003);
  });
});
