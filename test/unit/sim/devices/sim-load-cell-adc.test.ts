import assert from "node:assert/strict";
import { makeAdcReading } from "../../../../hal/load-cell-adc.js";
import { SimLoadCellAdc } from "../../../../sim/devices/sim-load-cell-adc.js";
import { Prng } from "../../../../sim/prng.js";
import { BridgeAdc } from "../../../../sim/sensors/bridge-adc.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

const makeAdc = (adc = {}) =>
  new SimLoadCellAdc(
    new BridgeAdc(rigWith("reference", { anode: { adc } }).anode, 1, new Prng(1, "a")),
    new Prng(1, "faults"),
  );

interface Sample {
  readonly atUs: number;
  readonly counts: number;
}

function samplesOf(adc: SimLoadCellAdc, ticks: number, forceN = 100, firstTick = 0): Sample[] {
  const reading = makeAdcReading();
  const samples: Sample[] = [];
  for (let i = firstTick; i < firstTick + ticks; i += 1) {
    adc.advance(i * 100_000, 0.1, forceN, forceN);
    while (adc.read(reading) === "sample") {
      samples.push({ atUs: reading.at, counts: reading.counts });
    }
  }
  return samples;
}

describe("the simulated load-cell converter", () => {
  it("gives each conversion once, in order, stamped by its own clock", () => {
    const samples = samplesOf(makeAdc({ clockError: 0.01 }), 1000);
    assert.ok(Math.abs(samples.length - 1010) <= 1); // 100 s at 10.1 Hz
    for (let i = 1; i < samples.length; i += 1) {
      near((samples[i]?.atUs ?? 0) - (samples[i - 1]?.atUs ?? 0), 1e6 / 10.1, 1.01);
    }
    assert.ok(samples.every((sample) => Number.isInteger(sample.atUs)));
    assert.ok(samples.every((sample) => Number.isInteger(sample.counts)));
  });

  it("keeps what was not read yet, and overwrites the oldest when nobody reads", () => {
    const adc = makeAdc();
    for (let i = 0; i < 20; i += 1) adc.advance(i * 100_000, 0.1, 0, 0);
    const kept = samplesOf(adc, 1, 0, 20);
    assert.ok(kept.length >= 20);
    assert.equal(adc.overrun, 0);
    for (let i = 21; i < 200; i += 1) adc.advance(i * 100_000, 0.1, 0, 0);
    assert.ok(adc.overrun > 100);
    assert.ok(samplesOf(adc, 1, 0, 200).length <= 65);
  });

  it("sticks, falls silent, is forced and drops when told to", () => {
    const adc = makeAdc();
    samplesOf(adc, 10);
    adc.stuck = true;
    assert.equal(new Set(samplesOf(adc, 20, 100, 10).map((sample) => sample.counts)).size, 1);
    adc.stuck = false;
    adc.forcedCode = 8388607;
    assert.ok(samplesOf(adc, 20, 100, 30).every((sample) => sample.counts === 8388607));
    adc.forcedCode = undefined;
    adc.dropShare = 0.5;
    near(samplesOf(adc, 2000, 100, 50).length, 1010, 80);
    adc.dropShare = 0;
    adc.silent = true;
    assert.equal(samplesOf(adc, 50, 100, 2050).length, 0);
  });

  it("draws nothing for faults that are off: the codes are the same with them and without", () => {
    const healthy = samplesOf(makeAdc(), 100);
    const disturbed = makeAdc();
    const first = samplesOf(disturbed, 30);
    disturbed.dropShare = 0.5;
    samplesOf(disturbed, 30, 100, 30);
    disturbed.dropShare = 0;
    const last = samplesOf(disturbed, 40, 100, 60);
    assert.deepEqual(first, healthy.slice(0, first.length));
    assert.deepEqual(last, healthy.slice(healthy.length - last.length));
  });

  it("says a failed access once for each conversion that could not be fetched", () => {
    const adc = makeAdc();
    adc.accessFault = "bus";
    const reading = makeAdcReading();
    adc.advance(0, 0.1, 0, 0);
    adc.advance(100_000, 0.1, 0, 0);
    assert.equal(adc.read(reading), "fault");
    assert.equal(reading.fault, "bus");
    assert.equal(adc.read(reading), "none");
  });
});
