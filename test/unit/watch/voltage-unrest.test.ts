import assert from "node:assert/strict";
import { Cell } from "../../../sim/cell/cell.js";
import { Cycler } from "../../../sim/cell/cycler.js";
import { Prng } from "../../../sim/prng.js";
import type { JsonObject } from "../../../src/document/table.js";
import { VoltageUnrest } from "../../../src/watch/voltage-unrest.js";
import { scenarioWith } from "../../support/rig-with.js";

/** Quantum and noise of the voltage channel of the reference rig: 8.192 V / 2^15 and 0.1 mV. */
const quantumV = 8.192 / 32768;
const noiseV = 1e-4;

/** A paper cell on a cycler, and its voltage as the channel reads it once a second. */
class CellOnCycler {
  readonly cell: Cell;
  readonly unrest = new VoltageUnrest();
  private readonly cycler: Cycler;
  private readonly noise: Prng;

  constructor(change: JsonObject, seed: number) {
    const scenario = scenarioWith(change);
    this.cell = new Cell(scenario.cell, new Prng(seed, "lithium short"), 10);
    this.cycler = new Cycler(scenario.cycler);
    this.noise = new Prng(seed, "noise");
  }

  second(): void {
    this.cycler.advance(1, this.cell.volts);
    this.cell.advance(1, this.cycler.currentMAPerCm2, 10000, 200, 30);
    const volts = this.cell.volts + noiseV * this.noise.normal();
    this.unrest.look(quantumV * Math.round(volts / quantumV));
  }
}

const cycler = (current: string) => ({ current, cycles: 1000, rest: "1800 s", start: "600 s" });

describe("unrest of the cell voltage", () => {
  it("is the noise and the quantum of the channel in a healthy cell: hypot(0.1, 0.25 / sqrt 12) = 0.12 mV", () => {
    const bench = new CellOnCycler({ cycler: cycler("0.2 mA/cm2") }, 1);
    for (let s = 0; s < 4 * 3600; s += 1) bench.second();
    const mV = bench.unrest.sigmaV * 1000;
    assert.ok(mV > 0.08 && mV < 0.18, `${mV} mV`);
  });

  for (const current of ["0.05 mA/cm2", "0.2 mA/cm2", "1 mA/cm2", "5 mA/cm2"]) {
    it(`is never told of in 60 h of a healthy cell at ${current}, reversals and ends of discharge included`, () => {
      const bench = new CellOnCycler({ cycler: cycler(current) }, 3);
      for (let s = 0; s < 60 * 3600; s += 1) {
        bench.second();
        assert.equal(bench.unrest.restless, false, `told after ${s} s`);
      }
    });
  }

  for (const seed of [1, 2, 3, 4]) {
    it(`tells of a growing filament in the first two thirds of its life, seed ${seed}`, () => {
      const bench = new CellOnCycler({ cycler: cycler("0.2 mA/cm2") }, seed);
      for (let s = 0; s < 3 * 3600; s += 1) bench.second();
      bench.cell.bridge(false, new Prng(seed, "filament"));
      let toldS = Number.NaN;
      let hardS = 0;
      while (bench.cell.volts > 0.5) {
        bench.second();
        hardS += 1;
        if (bench.unrest.restless && Number.isNaN(toldS)) toldS = hardS;
        assert.ok(hardS < 12 * 3600, "the filament never became a bridge");
      }
      assert.ok(toldS < (2 / 3) * hardS, `told after ${toldS} s of ${hardS} s`);
    });
  }

  it("takes pulses of a drive cycle, there from one minute to the next, for the cycler's doing", () => {
    const unrest = new VoltageUnrest();
    const noise = new Prng(1, "noise");
    for (let s = 0; s < 3600; s += 1) unrest.look(3.7 + noiseV * noise.normal());
    for (let s = 0; s < 7200; s += 1) {
      unrest.look(3.7 + (s % 25 < 12 ? 0.02 : -0.02) + noiseV * noise.normal());
      assert.equal(unrest.restless, false, `told after ${s} s`);
    }
  });

  it("judges nothing across a gap", () => {
    const unrest = new VoltageUnrest();
    for (let s = 0; s < 1000; s += 1) unrest.look(3.7);
    unrest.pause();
    for (let s = 0; s < 20; s += 1) unrest.look(3.9);
    assert.ok(unrest.sigmaV < 1e-12);
  });
});
