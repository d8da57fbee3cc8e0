import assert from "node:assert/strict";
import fc from "fast-check";
import { areaMm2, drawForeign, type ForeignChoice } from "../../../bench/control/foreign/choice.js";
import { ForeignPlant } from "../../../bench/control/foreign/plant.js";
import { limitOf, roundingLeft } from "../../../bench/control/foreign/trial.js";
import { readMessage } from "../../../host/cosim/read-message.js";
import { near } from "../../support/near.js";

/** Orders both screws to a place. */
const order = (anodeUm: number, cathodeUm = 0) => {
  const side = (targetUm: number) => ({ targetUm, speedUmPerS: 1000, enabled: true, mode: "hold" });
  const [anode, cathode] = [side(anodeUm), side(cathodeUm)];
  return { t: 0, anode, cathode, mode: "hold", faults: [], tx: "" };
};

const still = (law: "linear" | "hertz" | "twoMasses", lashUm = 0): ForeignChoice => {
  const choice = drawForeign(5);
  const anode = { ...choice.anode, law, lashUm, lostMotion: "play", breath: "none" } as const;
  return {
    ...choice,
    anode: { ...anode, stiffnessNPerUm: 0.5, gapUm: 100, setPointKPa: 2500 },
    pace: "even",
  };
};

const forceAt = (plant: ForeignPlant, um: number) => {
  for (let line = 0; line < 100; line += 1) plant.next(order(um));
  return plant.anode.forceN;
};

describe("a foreign plant of the bench", () => {
  it("presses by its law: k at the set point, nothing before contact", () => {
    const setN = 2.5 * areaMm2;
    // 196.35 N on 0.5 N/um are 392.7 um of a spring, and 1.5 times that of x^1.5.
    for (const [law, um] of [
      ["linear", setN / 0.5],
      ["twoMasses", setN / 0.5],
      ["hertz", (1.5 * setN) / 0.5],
    ] as const) {
      const plant = new ForeignPlant(still(law));
      assert.equal(forceAt(plant, 99), 0);
      near(forceAt(plant, 100 + um), setN, 0.01);
      // 4 um further the slope shows: 2 N.
      near(forceAt(plant, 104 + um) - setN, 2, 0.02);
    }
  });

  it("loses motion at a reversal and nowhere else", () => {
    const plant = new ForeignPlant(still("linear", 8));
    const pressedN = forceAt(plant, 200);
    assert.equal(forceAt(plant, 192.5), pressedN);
    near(forceAt(plant, 191) - pressedN, -0.5, 1e-6);
    near(forceAt(plant, 199) - pressedN, -0.5, 1e-6);
    near(forceAt(plant, 201) - pressedN, 0.5, 1e-6);
  });

  it("never moves its nut further than the screw goes, whatever the play is next time", () => {
    const choice = still("linear", 15);
    const anode = { ...choice.anode, lostMotion: "creepingPlay" } as const;
    const plant = new ForeignPlant({ ...choice, anode });
    let beforeN = forceAt(plant, 300);
    const lost: number[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      let stoodUm = 0;
      for (let um = 1; um <= 40; um += 1) {
        plant.next(order(turn % 2 === 0 ? 300 - um : 260 + um));
        const changeN = Math.abs(plant.anode.forceN - beforeN);
        // A micrometre at 0.5 N/um.
        assert.ok(changeN < 0.5 + 1e-9, `${changeN} N at ${um} um of turn ${turn}`);
        if (changeN === 0) stoodUm += 1;
        beforeN = plant.anode.forceN;
      }
      lost.push(stoodUm);
    }
    assert.ok(Math.min(...lost) >= 11 && Math.max(...lost) <= 18, `${lost}`);
    assert.ok(new Set(lost).size > 2, "the play is another one");
  });

  it("speaks lines that the reader of `isobar cosim` takes, whatever was drawn", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const plant = new ForeignPlant(drawForeign(seed));
        let before: number | undefined;
        for (let line = 1; line <= 30; line += 1)
          before = readMessage(plant.next(order(10, 10)), line, before).t;
      }),
      { numRuns: 50 },
    );
  });

  it("is judged by the design's limit", () => {
    const { anode } = still("linear");
    const breathing = { ...anode, breath: "triangle", breathUm: 2, breathS: 3600 } as const;
    const part = {
      ...breathing,
      noiseN: 0.02,
      codeStep: 1,
      countsPerNewton: 8500,
      gearRatio: 26.85,
    };
    // Quantum 23.28 nm x 0.5 / sqrt 12 = 3.36 mN; noise 20 mN sqrt(0.1 / 1.1) = 6.03 mN;
    // rate 4 x 2 um / 3600 s = 2.22 nm/s, x 0.5 N/um x 5.5 s = 6.11 mN: 9.22 mN in all, 0.1174 kPa.
    near(limitOf(part, 10), 0.1174, 0.0002);
  });

  it("is not asked for what the code of 12 bits does not show", () => {
    // Mean error of rounding, from its definition: 200 forces in a step, each under all of its noise.
    const byHand = (noise: number) => {
      let squares = 0;
      for (let i = 0; i < 200; i += 1) {
        const force = (i + 0.5) / 200;
        let mean = 0;
        let weights = 0;
        for (let z = -6; z <= 6; z += 0.001) {
          const weight = Math.exp((-z * z) / 2);
          mean += weight * Math.round(force + noise * z);
          weights += weight;
        }
        squares += (mean / weights - force) ** 2;
      }
      return Math.sqrt(squares / 200);
    };
    for (const noise of [0.02, 0.1, 0.3]) near(roundingLeft(noise), byHand(noise), 0.002);
    near(roundingLeft(0), 1 / Math.sqrt(12), 0.001);
    const { anode } = still("linear");
    const coarse = {
      ...anode,
      noiseN: 0.0025,
      codeStep: 2075,
      countsPerNewton: 8500,
      gearRatio: 26.85,
    };
    // Noise of 0.0102 steps leaves 0.2788 of 0.2441 N, 68.1 mN; with 0.0750 of it through the filter, 5.5 mN: 0.870 kPa.
    near(limitOf(coarse, 10), 0.87, 0.001);
  });
});
