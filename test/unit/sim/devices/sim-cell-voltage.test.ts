import assert from "node:assert/strict";
import { makeVoltageReading } from "../../../../hal/cell-voltage.js";
import { SimCellVoltage } from "../../../../sim/devices/sim-cell-voltage.js";
import { Prng } from "../../../../sim/prng.js";
import { VoltageAdc } from "../../../../sim/sensors/voltage-adc.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

describe("the simulated cell-voltage channel", () => {
  const make = () =>
    new SimCellVoltage(new VoltageAdc(rigWith("reference").cellVoltage, new Prng(1, "v")));

  it("gives each conversion once", () => {
    const channel = make();
    const reading = makeVoltageReading();
    let count = 0;
    for (let i = 0; i < 100; i += 1) {
      channel.advance(i * 100_000, 0.1, 3.7);
      while (channel.read(reading) === "sample") {
        count += 1;
        near(reading.volts, 3.7 * 1.0005, 0.001);
        assert.equal(reading.clipped, false);
        assert.ok(reading.at >= i * 100_000 && reading.at < (i + 1) * 100_000);
      }
    }
    near(count, 80, 1);
  });

  it("goes to the rail, and says so, with its lead off", () => {
    const channel = make();
    const reading = makeVoltageReading();
    channel.open = true;
    channel.advance(0, 1, 3.7);
    assert.equal(channel.read(reading), "sample");
    assert.equal(reading.clipped, true);
    near(reading.volts, 8.192, 0.001);
  });

  it("says a fault for each access while it is dead", () => {
    const channel = make();
    channel.dead = true;
    channel.advance(0, 1, 3.7);
    assert.equal(channel.read(makeVoltageReading()), "fault");
    assert.equal(channel.read(makeVoltageReading()), "none");
  });
});
