import assert from "node:assert/strict";
import { makeAdcReading } from "../../../../hal/load-cell-adc.js";
import { SimLoadCellAdc } from "../../../../sim/devices/sim-load-cell-adc.js";
import { Prng } from "../../../../sim/prng.js";
import { BridgeAdc } from "../../../../sim/sensors/bridge-adc.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";
import { TickBench } from "../../../support/tick-bench.js";

function makeAdc(adc = {}) {
  const bench = new TickBench();
  const bridge = new BridgeAdc(rigWith("reference", { anode: { adc } }).anode, 1, new Prng(1, "a"));
  const made = new SimLoadCellAdc(bridge, new Prng(1, "faults"), bench.clock);
  const pass = (s: number) => bench.pass(s, (atUs, dtS) => made.advance(atUs, dtS, 100, 100));
  return { adc: made, pass, nowUs: bench.nowUs };
}

interface Sample {
  readonly atUs: number;
  readonly counts: number;
}

/** One read a tick of 100 ms. */
function samplesOf({ adc, pass }: ReturnType<typeof makeAdc>, ticks: number): Sample[] {
  const reading = makeAdcReading();
  const samples: Sample[] = [];
  for (let i = 0; i < ticks; i += 1) {
    pass(0.1);
    if (adc.read(reading) === "sample") samples.push({ atUs: reading.at, counts: reading.counts });
  }
  return samples;
}

describe("the simulated load-cell converter", () => {
  it("starts in steps: power, regulator, calibration, settling; the first code after about 1.8 s", () => {
    const [first] = samplesOf(makeAdc({ clockError: 0.01 }), 40);
    // 0.1 s reset, 0.2 s settings, 0.5 s calibration begins (0.25 s in ticks), 0.9 s it is over (4 periods of 99 ms),
    // 1.5 s settled (6 periods of 100 ms), 1.6 s the first.
    assert.equal(first?.atUs, 1_600_000);
  });

  it("waits for power when it is asked too soon", () => {
    const bench = makeAdc();
    for (let i = 0; i < 50; i += 1) assert.equal(bench.adc.read(makeAdcReading()), "none");
    assert.equal(samplesOf(bench, 40)[0]?.atUs, 1_500_000);
  });

  it("gives each conversion once, with the time of the read", () => {
    const bench = makeAdc({ clockError: -0.05 });
    const samples = samplesOf(bench, 1000);
    near(samples.length, 984 * 0.95, 2);
    assert.ok(samples.every((sample) => sample.atUs % 100_000 === 0));
    assert.ok(samples.every((sample) => Number.isInteger(sample.counts)));
  });

  it("keeps the newest alone, and counts what nobody read", () => {
    const bench = makeAdc();
    samplesOf(bench, 30);
    const before = bench.adc.overwritten;
    bench.pass(10);
    near(bench.adc.overwritten - before, 100, 2);
    assert.equal(bench.adc.read(makeAdcReading()), "sample");
    assert.equal(bench.adc.read(makeAdcReading()), "none");
  });

  it("sticks, falls silent, is forced and drops when told to", () => {
    const bench = makeAdc();
    const { adc } = bench;
    samplesOf(bench, 40);
    adc.stuck = true;
    assert.equal(new Set(samplesOf(bench, 20).map((sample) => sample.counts)).size, 1);
    adc.stuck = false;
    adc.forcedCode = 8388607;
    assert.ok(samplesOf(bench, 20).every((sample) => sample.counts === 8388607));
    adc.forcedCode = undefined;
    adc.dropShare = 0.5;
    near(samplesOf(bench, 2000).length, 1010, 80);
    adc.dropShare = 0;
    adc.silent = true;
    samplesOf(bench, 1);
    assert.equal(samplesOf(bench, 50).length, 0);
  });

  it("draws nothing for faults that are off: the codes are the same with them and without", () => {
    const healthy = samplesOf(makeAdc(), 100);
    const disturbed = makeAdc();
    const first = samplesOf(disturbed, 30);
    disturbed.adc.dropShare = 0.5;
    samplesOf(disturbed, 30);
    disturbed.adc.dropShare = 0;
    const last = samplesOf(disturbed, 40);
    assert.deepEqual(first, healthy.slice(0, first.length));
    assert.deepEqual(last, healthy.slice(healthy.length - last.length));
  });

  it("says a failed access with each read, as long as it lasts", () => {
    const { adc, pass } = makeAdc();
    adc.accessFault = "bus";
    const reading = makeAdcReading();
    pass(0.2);
    assert.equal(adc.read(reading), "fault");
    assert.equal(reading.fault, "bus");
    assert.equal(adc.read(reading), "fault");
    adc.accessFault = undefined;
    assert.equal(adc.read(reading), "none");
  });
});
