import assert from "node:assert/strict";
import { makeTemperatureReading } from "../../../../hal/thermometer.js";
import { SimThermometer } from "../../../../sim/devices/sim-thermometer.js";
import { Prng } from "../../../../sim/prng.js";
import { FrameThermometer } from "../../../../sim/sensors/thermometer.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";
import { TickBench } from "../../../support/tick-bench.js";

describe("the simulated thermometer", () => {
  it("gives a reading a second, and faults instead while it is dead", () => {
    const bench = new TickBench();
    const physics = new FrameThermometer(rigWith("reference").thermometer, new Prng(1, "t"));
    const thermometer = new SimThermometer(physics, bench.clock);
    const reading = makeTemperatureReading();
    const answers = { none: 0, sample: 0, fault: 0 };
    const run = (ticks: number) => {
      for (let i = 0; i < ticks; i += 1) {
        bench.pass(0.1, (atUs, dtS) => thermometer.advance(atUs, dtS, 30));
        answers[thermometer.read(reading)] += 1;
      }
    };
    run(101);
    assert.deepEqual(answers, { none: 91, sample: 10, fault: 0 });
    near(reading.degC, 30.05, 0.06);
    thermometer.dead = true;
    run(100);
    assert.deepEqual(answers, { none: 91, sample: 10, fault: 100 });
  });
});
