import assert from "node:assert/strict";
import { Prng } from "../../../../sim/prng.js";
import { FrameThermometer } from "../../../../sim/sensors/thermometer.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

describe("the frame's thermometer", () => {
  const thermometer = (change = {}) => {
    const { thermometer } = rigWith("reference", { thermometer: change });
    const sensor = new FrameThermometer(thermometer, new Prng(2, "t"));
    sensor.start();
    return sensor;
  };

  it("is off by its offset and reads in steps of 7.8 mK", () => {
    const sensor = thermometer({ noise: "0 K", offset: "0.05 K" });
    sensor.begin(1.5);
    assert.equal(sensor.convert(30), true);
    near(sensor.degC, 30.05, 0.004);
    near((sensor.degC / 0.0078125) % 1, 0, 1e-9);
  });

  it("converts once a second", () => {
    const sensor = thermometer();
    let count = 0;
    for (let i = 0; i < 1000; i += 1) {
      sensor.begin(0.1);
      while (sensor.convert(25)) count += 1;
    }
    assert.equal(count, 100);
  });

  it("converts as often as it is told, on a clock that may be wrong, and not once it is stopped", () => {
    const sensor = thermometer();
    sensor.select(8);
    sensor.clockError = 0.1;
    assert.equal(sensor.clockError, 0.1);
    sensor.start();
    const count = () => {
      let conversions = 0;
      sensor.begin(10);
      while (sensor.convert(25)) conversions += 1;
      return conversions;
    };
    near(count(), 88, 1);
    sensor.stop();
    assert.equal(count(), 0);
  });

  it("stays within its register", () => {
    const sensor = thermometer();
    sensor.begin(1.5);
    sensor.convert(1000);
    assert.equal(sensor.degC, 255.9921875);
    sensor.begin(1.5);
    sensor.convert(-1000);
    // -256 degC, the lowest code, says that there is no result.
    assert.equal(sensor.degC, -255.9921875);
  });
});
