import assert from "node:assert/strict";
import { makeVoltageReading } from "../../../../hal/cell-voltage.js";
import { SimCellVoltage } from "../../../../sim/devices/sim-cell-voltage.js";
import { Prng } from "../../../../sim/prng.js";
import { VoltageAdc } from "../../../../sim/sensors/voltage-adc.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";
import { TickBench } from "../../../support/tick-bench.js";

describe("the simulated cell-voltage channel", () => {
  const make = () => {
    const bench = new TickBench();
    const physics = new VoltageAdc(rigWith("reference").cellVoltage, new Prng(1, "v"));
    const channel = new SimCellVoltage(physics, bench.clock);
    const pass = (s: number) => bench.pass(s, (atUs, dtS) => channel.advance(atUs, dtS, 3.7));
    return { channel, pass };
  };

  it("converts once for each result that is read: 125 ms fit into every second tick", () => {
    const { channel, pass } = make();
    const reading = makeVoltageReading();
    let count = 0;
    for (let i = 1; i <= 100; i += 1) {
      pass(0.1);
      if (channel.read(reading) !== "sample") continue;
      count += 1;
      near(reading.volts, 3.7 * 1.0005, 0.001);
      assert.equal(reading.clipped, false);
      assert.equal(reading.at, i * 100_000);
    }
    assert.equal(count, 49);
  });

  it("goes to the rail, and says so, with its lead off", () => {
    const { channel, pass } = make();
    const reading = makeVoltageReading();
    channel.open = true;
    assert.equal(channel.read(reading), "none");
    pass(0.2);
    assert.equal(channel.read(reading), "sample");
    assert.equal(reading.clipped, true);
    near(reading.volts, 8.192, 0.001);
  });

  it("says a fault for each access while it is dead", () => {
    const { channel, pass } = make();
    channel.dead = true;
    pass(1);
    assert.equal(channel.read(makeVoltageReading()), "fault");
    assert.equal(channel.read(makeVoltageReading()), "fault");
  });
});
