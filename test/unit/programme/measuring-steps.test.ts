import assert from "node:assert/strict";
import { Mode } from "../../../src/mode.js";
import { near } from "../../support/near.js";
import { RunnerOnBench } from "../../support/runner-on-bench.js";

interface Told {
  readonly name: string;
  readonly place: number;
  readonly value: number;
}

/** Both sides held at 1000 and 200 kPa, on a rig that lets the anode go up to 1500 kPa. */
function held(): { bench: RunnerOnBench; told: Told[] } {
  const bench = new RunnerOnBench();
  bench.anode.holdAt(1000);
  bench.cathode.holdAt(200);
  const told: Told[] = [];
  bench.runner.rig = {
    lines: { quiet: false },
    identifier: { busy: false, begin: () => false, stop: () => {} },
    quiet: undefined,
    askQuiet: () => {},
    moveGap: () => {},
    highestKPa: (channel) => (channel === 1 ? 1500 : 500),
    pair: { problem: () => undefined, bearing: undefined },
    telemetry: { event: (name, place, value) => told.push({ name, place, value }) },
  };
  return { bench, told };
}

const kPaOf = (bench: RunnerOnBench) => bench.anode.pressureKPa;

describe("probe step", () => {
  for (const side of ["anode", "cathode"] as const) {
    it(`measures the spring of the ${side}, and goes back to the pressure that was held`, () => {
      const { bench, told } = held();
      const before = bench[side].side.targetKPa;
      bench[side].stiffnessNPerUm *= 0.8;
      bench[side].holdAt(before);
      bench.start({ probe: { side, swing: "40 kPa" } });
      bench.finish();
      const { measured } = bench.runner;
      assert.equal(measured?.what, "probe");
      near(measured?.value ?? 0, bench[side].stiffnessNPerUm, 0.02 * bench[side].stiffnessNPerUm);
      // A spring without noise leaves the steps of the screw alone: 40 kPa are 3.1 N, two steps of half of it.
      assert.ok((measured?.sigma ?? 1) < 0.05 * bench[side].stiffnessNPerUm);
      const place = side === "anode" ? 1 : 2;
      assert.deepEqual(
        told.map(({ name, place: at }) => [name, at]),
        [
          ["probe", place],
          ["uncertainty", place],
        ],
      );
      near(told[0]?.value ?? 0, (measured?.value ?? 0) * 1e6, 0.6);
      bench.tick(100);
      near(bench[side].pressureKPa, before, 3);
    });
  }

  it("has no result on a side that is not held, and moves nothing", () => {
    const { bench, told } = held();
    bench.anode.side.freeze();
    const at = bench.anode.screw.positionUm;
    bench.start({ probe: { side: "anode" } });
    bench.finish();
    assert.deepEqual(told, [{ name: "measureFailed", place: 1, value: 1 }]);
    assert.equal(bench.anode.screw.positionUm, at);
    assert.equal(bench.anode.side.mode, Mode.gap);
  });

  it("does not go beyond the limits of the rig, and back to where it was", () => {
    const { bench, told } = held();
    bench.start({ probe: { side: "anode", swing: "600 kPa" } });
    let highest = 0;
    for (let i = 0; bench.runner.running && i < 3000; i += 1) {
      bench.tick();
      highest = Math.max(highest, kPaOf(bench));
    }
    // Half of the way, 1300 kPa, is allowed; 1600 kPa are not.
    assert.ok(highest < 1320, `${highest}`);
    assert.deepEqual(told, [{ name: "measureFailed", place: 1, value: 2 }]);
    bench.tick(200);
    near(kPaOf(bench), 1000, 5);
  });
});

describe("dEdP step", () => {
  it("measures what the voltage does with the pressure, whatever it drifts by meanwhile", () => {
    const { bench, told } = held();
    bench.start({ dEdP: { side: "anode", by: "100 kPa", average: "20 s" } });
    for (let i = 0; bench.runner.running && i < 5000; i += 1) {
      // 0.5 uV/kPa, and 36 mV/h of drift: 10 uV/s.
      bench.volts = 3.7 + 0.5e-6 * kPaOf(bench) + 1e-6 * i;
      bench.tick();
    }
    // A drift by 10 uV/s is taken away to the second of a sample: 10 uV over 100 kPa, and a half of that where means are off by half of one.
    near(bench.runner.measured?.value ?? 0, 0.5, 0.05);
    assert.equal(told[0]?.name, "dEdP");
    near(told[0]?.value ?? 0, 1000 * (bench.runner.measured?.value ?? 0), 0.6);
    bench.tick(100);
    near(kPaOf(bench), 1000, 3);
  });

  it("tells an uncertainty that the noise of the voltage accounts for", () => {
    const { bench } = held();
    bench.start({ dEdP: { side: "anode", by: "100 kPa", average: "60 s" } });
    let noise = 1;
    for (let i = 0; bench.runner.running && i < 5000; i += 1) {
      // Evenly between +-100 uV, so 58 uV RMS.
      noise = (noise * 16807) % 2147483647;
      bench.volts = 3.7 + 1e-4 * ((2 * noise) / 2147483647 - 1);
      bench.tick();
    }
    const { value, sigma } = bench.runner.measured ?? assert.fail();
    // 58 uV / sqrt 60 = 7.5 uV for each mean, times sqrt 1.5 = 9.2 uV for the difference, over 100 kPa.
    near(sigma, 0.092, 0.02);
    assert.ok(Math.abs(value) < 3 * sigma, `${value} +- ${sigma}`);
  });

  it("has no result while the voltage is not valid", () => {
    const { bench, told } = held();
    bench.start({ dEdP: { side: "anode", average: "5 s" } });
    bench.finish();
    assert.deepEqual(told, [{ name: "measureFailed", place: 1, value: 5 }]);
    assert.equal(bench.runner.measured, undefined);
  });
});
