import assert from "node:assert/strict";
import { Prng } from "../../../../sim/prng.js";
import { FrameThermometer } from "../../../../sim/sensors/thermometer.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

describe("the frame's thermometer", () => {
  const thermometer = (change = {}) =>
    new FrameThermometer(
      rigWith("reference", { thermometer: change }).thermometer,
      new Prng(2, "t"),
    );

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

  it("stays within its register", () => {
    const sensor = thermometer();
    sensor.begin(1.5);
    sensor.convert(1000);
    assert.equal(sensor.degC, 255.9921875);
  });
});
