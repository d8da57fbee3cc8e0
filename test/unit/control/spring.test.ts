import assert from "node:assert/strict";
import fc from "fast-check";
import { Prng } from "../../../sim/prng.js";
import { Spring, SpringEnd } from "../../../src/control/spring.js";
import { LoopOnPlant, type PlantChoice } from "../../support/loop-on-plant.js";
import { near } from "../../support/near.js";
import { settingsWith } from "../../support/settings-with.js";

const areaMm2 = 78.54;
const preloadN = 196;

interface Choice extends Omit<PlantChoice, "forceN"> {
  /** What the settings believe the stiffness to be, N/um. */
  readonly drawnNPerUm: number;
  readonly rateNPerUm: number;
  readonly noise?: Prng;
}

/** The loop on a spring that is its cell, led by a programmed spring; contact stiffness is out of the way. */
class SpringBench extends LoopOnPlant {
  readonly spring: Spring;

  constructor(choice: Choice) {
    const train = { stiffness: `${choice.drawnNPerUm} N/um`, contact: "1000 N^0.5/um" };
    const settings = settingsWith({ anode: { train, screw: { speedMax: "100 um/s" } } });
    super(settings.anode, areaMm2, { ...choice, forceN: preloadN - 10 });
    const { loop } = this;
    // The last motion has pressed, as an approach and a ramp do.
    loop.rampTo(preloadN / loop.newtonsPerKPa, 50);
    this.spring = new Spring(loop, preloadN, choice.rateNPerUm, 1);
    const { noise, sigmaN } = choice;
    // Of the filtered force is told; the conversion has some five times as much behind the 0.5 s of the filter.
    if (noise !== undefined) this.noiseN = () => 3 * (sigmaN ?? 0) * noise.normal();
    const step = loop.step.bind(loop);
    loop.step = (forceN, ...more) => {
      this.spring.lead(forceN);
      step(forceN, ...more);
      this.spring.count();
    };
  }

  private baseN = preloadN;

  /** At the preload; what the way there has taught of the stiffness is forgotten. */
  ready(): this {
    this.run(90);
    this.loop.estimate.adopt();
    assert.equal(this.spring.set, true);
    this.baseN = this.forceN;
    return this;
  }

  /** The cell grows by so much in so many seconds, and the rig rests then. */
  breathe(byUm: number, forS: number, restS = 300): void {
    const stepUm = byUm / Math.round(forS * 10);
    this.run(forS, () => {
      this.growthUm += stepUm;
    });
    this.run(restS);
  }

  get gainedN(): number {
    return this.forceN - this.baseN;
  }
}

interface Drawn {
  readonly k: number;
  /** Of the true stiffness over the believed one. */
  readonly ratio: number;
  readonly share: number;
  readonly lashUm: number;
  readonly byUm: number;
  readonly overS: number;
  readonly seed: number;
}

function noisy({ k, ratio, lashUm, seed }: Drawn, rateNPerUm: number): SpringBench {
  return new SpringBench({
    stiffnessNPerUm: k,
    drawnNPerUm: k / ratio,
    rateNPerUm,
    lashUm,
    sigmaN: 0.005 + 0.005 * k,
    noise: new Prng(seed, "noise"),
  });
}

/** Reversals while the cell rests, ten minutes after each half of a breath, and in all. */
function reversalsIn(
  bench: SpringBench,
  { byUm, overS }: Drawn,
  look: (growthUm: number) => void = () => {},
): { readonly resting: number; readonly all: number } {
  let resting = 0;
  for (const [um, growthUm] of [
    [byUm, byUm],
    [-byUm, 0],
  ] as const) {
    bench.breathe(um, overS, 400);
    resting -= bench.reversals;
    bench.run(600);
    resting += bench.reversals;
    look(growthUm);
  }
  return { resting, all: bench.reversals };
}

describe("a programmed spring", () => {
  for (const share of [0, 0.1, 0.5, 0.9]) {
    it(`of ${share} of the side's own stiffness gives way as it was told`, () => {
      const bench = new SpringBench({
        stiffnessNPerUm: 4,
        drawnNPerUm: 4,
        rateNPerUm: share * 4,
        lashUm: 5.6,
      });
      bench.ready();
      for (const [growthUm, byUm] of [
        [15, 15],
        [-5, -20],
        [10, 15],
      ] as const) {
        bench.breathe(byUm, 600);
        // The deadband, 0.75 x 23 nm x 4 N/um, either way at the beginning and at the end, and as much for each lash.
        near(bench.gainedN, share * 4 * growthUm, 4 * 0.07);
      }
      assert.ok(bench.reversals <= 3, `${bench.reversals}`);
    });
  }

  for (const rateNPerUm of [4, 6, 1000]) {
    it(`of ${rateNPerUm} N/um on a side of 4 N/um is a screw that stands`, () => {
      const bench = new SpringBench({
        stiffnessNPerUm: 4,
        drawnNPerUm: 4,
        rateNPerUm,
        lashUm: 5.6,
      });
      bench.ready();
      const fromUm = bench.screw.positionUm;
      bench.breathe(15, 600);
      near(bench.gainedN, 60, 1e-6);
      bench.breathe(-20, 600);
      near(bench.gainedN, -20, 1e-6);
      assert.equal(bench.screw.positionUm, fromUm);
    });
  }

  it("knows no force at which it is stiffer than the screw that stands, and goes back to where it began", () => {
    const bench = new SpringBench({ stiffnessNPerUm: 4, drawnNPerUm: 4, rateNPerUm: 1000 });
    bench.ready();
    const fromUm = bench.screw.positionUm;
    bench.spring.ceilingN = preloadN + 30;
    bench.breathe(15, 600); // 60 N if it stood
    near(bench.gainedN, 30, 0.3);
    assert.equal(bench.spring.end, SpringEnd.high);
    near(bench.screw.positionUm, fromUm - 7.5, 0.2);
    bench.breathe(-15, 600);
    assert.equal(bench.spring.end, SpringEnd.none);
    // Of a plant without lash, where 5.6 um of it are expected: each crossing is known to a twentieth of a micrometre.
    near(bench.gainedN, 0, 4 * 2 * 0.05 + 0.07);
    near(bench.screw.positionUm, fromUm, 2 * 0.05 + 0.02);
  });

  it("stays at its floor while the cell shrinks on, and comes back on the same line", () => {
    const bench = new SpringBench({ stiffnessNPerUm: 0.2, drawnNPerUm: 0.2, rateNPerUm: 2 });
    bench.spring.retune(0.1, preloadN);
    bench.spring.floorN = preloadN - 1;
    bench.ready();
    bench.breathe(-30, 600); // 3 N of them 1
    near(bench.gainedN, -1, 0.05);
    assert.equal(bench.spring.end, SpringEnd.low);
    bench.breathe(30, 600);
    near(bench.gainedN, 0, 0.05);
  });

  it("takes another rate without a move, and goes on from there", () => {
    const bench = new SpringBench({ stiffnessNPerUm: 4, drawnNPerUm: 4, rateNPerUm: 0.4 });
    bench.ready();
    bench.breathe(10, 600);
    near(bench.gainedN, 4, 0.15);
    const { positionUm } = bench.screw;
    bench.spring.retune(2, bench.forceN);
    bench.run(60);
    near(bench.screw.positionUm, positionUm, 1e-6);
    bench.breathe(10, 600);
    near(bench.gainedN, 4 + 20, 0.25);
  });

  it("begins when the preload is reached and nothing of the way goes on", () => {
    const bench = new SpringBench({ stiffnessNPerUm: 0.2, drawnNPerUm: 0.2, rateNPerUm: 0.1 });
    bench.loop.rampTo((preloadN + 40) / bench.loop.newtonsPerKPa, 50);
    bench.spring.preloadN = preloadN + 40;
    bench.run(5);
    assert.equal(bench.spring.set, false);
    bench.run(90);
    assert.equal(bench.spring.set, true);
    near(bench.forceN, preloadN + 40, 0.3);
  });

  /**
   * docs/modes.md: at rest `F - F_0 = k_p u / (1 - k_p / k_d (1 - k_d / k))` on a train of `k` that is believed to be `k_d`, and no
   * `k_p` makes the loop less stable than the hold on the same train.
   */
  it("comes to rest where the formula says, for any rate, stiffness, error of it, and lash, with noise", () => {
    fc.assert(
      fc.property(
        fc.record({
          k: fc.double({ min: 0.05, max: 6, noNaN: true }),
          ratio: fc.double({ min: 0.4, max: 2.5, noNaN: true }),
          share: fc.double({ min: 0, max: 2, noNaN: true }),
          lashUm: fc.double({ min: 0, max: 15, noNaN: true }),
          byUm: fc.double({ min: -14, max: 14, noNaN: true }),
          overS: fc.integer({ min: 20, max: 1200 }),
          seed: fc.nat(),
        }),
        (choice) => {
          const { k, ratio, share, lashUm } = choice;
          const drawnNPerUm = k / ratio;
          const rateNPerUm = share * drawnNPerUm;
          const bench = noisy(choice, rateNPerUm).ready();
          const spring = reversalsIn(bench, choice, (growthUm) => {
            const r = share < 1 ? share : 1;
            const yields = (rateNPerUm * growthUm) / (1 - r * (1 - 1 / ratio));
            const expectedN = share < 1 ? yields : k * growthUm;
            const lashN = r * 0.15 * lashUm * k;
            const doubtN = 4 * bench.loop.deadband.halfWidthN * Math.max(1, ratio) + lashN;
            near(bench.gainedN, expectedN, doubtN);
          });
          // A spring of no rate is a hold. Chance has its part in both; a limit cycle would make hundreds of reversals.
          const hold = reversalsIn(noisy(choice, 0).ready(), choice);
          const told = JSON.stringify({ spring, hold });
          assert.ok(spring.resting <= 2 * hold.resting + 2, told);
          assert.ok(spring.all <= 2 * hold.all + 6, told);
        },
      ),
      { numRuns: 40, endOnFailure: true },
    );
  });
});
