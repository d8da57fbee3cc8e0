import assert from "node:assert/strict";
import fc from "fast-check";
import type { RigIdentity } from "../../../src/identify/identity.js";
import { inSeries } from "../../../src/identify/train-fit.js";
import type { ForeignSide } from "../../support/foreign-plant.js";
import {
  type ForeignPlan,
  RigOnForeignPlant,
  sideNames,
  softAnode,
} from "../../support/rig-on-foreign-plant.js";

const newtons = (kPa: number) => (kPa * Math.PI * 100) / 4 / 1000;

/** Highest forces that the plant has seen meanwhile. */
interface Run {
  readonly bench: RigOnForeignPlant;
  readonly mostN: { anode: number; cathode: number };
  readonly tookS: number;
}

/** Identifies up to 2.5 and 0.2 MPa, from power-on in free air, until it is over. */
function identify(plan: ForeignPlan, pressures = "2.5 MPA,0.2 MPA"): Run {
  const bench = new RigOnForeignPlant(plan);
  bench.run(2);
  assert.equal(bench.say(`IDEN ${pressures}`, "SYST:ERR?"), '0,"No error"');
  bench.tick();
  const mostN = { anode: 0, cathode: 0 };
  const fromUs = bench.rig.atUs;
  const over = bench.runUntil(() => {
    for (const side of sideNames) mostN[side] = Math.max(mostN[side], bench.plant.forceN(side));
    return !bench.rig.identifier.busy;
  }, 2500);
  assert.ok(over, "it is over in time");
  return { bench, mostN, tookS: (bench.rig.atUs - fromUs) / 1e6 };
}

function identityOf({ bench }: Run): RigIdentity {
  assert.deepEqual(bench.latched, []);
  const { identity } = bench.rig.identifier;
  assert.ok(identity !== undefined);
  return identity;
}

const law = (part: ForeignSide, forceN: number) =>
  part.contactRoot === Infinity
    ? part.trainNPerUm
    : inSeries(part.trainNPerUm, part.contactRoot, forceN);

/**
 * Stiffness that a screw feels alone: `1/k = c_own + m - m^2 / (c_other + m)` (physics 3.3), with the compliances of both trains
 * and the mount's.
 */
function truth(bench: RigOnForeignPlant, side: "anode" | "cathode", forceN: number): number {
  const { choice } = bench;
  const other = side === "anode" ? "cathode" : "anode";
  const m = 1 / choice.mountNPerUm;
  // The other side stands at some 15 N (cathode) or 5 N (anode) meanwhile.
  const behind = 1 / law(choice[other], other === "anode" ? 5 : 15);
  return 1 / (1 / law(choice[side], forceN) + m - (m * m) / (behind + m));
}

const trueAt = (run: Run, side: "anode" | "cathode") => truth(run.bench, side, 15);

function assertFound(run: Run): void {
  const identity = identityOf(run);
  for (const side of sideNames) {
    const found = identity[side];
    const part = run.bench.choice[side];
    for (const forceN of [found.fromN, found.toN]) {
      const k = inSeries(found.stiffnessNPerUm, found.contactRootNPerUm, forceN);
      const trueK = truth(run.bench, side, forceN);
      const off = Math.abs(k / trueK - 1);
      assert.ok(off < 0.06, `${side} ${k} N/um is ${trueK} at ${forceN} N`);
    }
    const offUm = Math.abs(found.lashUm - part.lashUm);
    const allowedUm = Math.max(0.5, 0.2 * part.lashUm, 3 * found.lashSigmaUm);
    assert.ok(offUm < allowedUm, `${side} lash ${found.lashUm} is ${part.lashUm} um`);
    // Scatter, and two conversions of noise: 6 mN on 5 N/mm are 1.2 um.
    const noiseUm = part.noiseN / trueAt(run, side);
    assert.ok(
      found.lashSigmaUm < 0.1 * part.lashUm + 1 + 2 * noiseUm,
      `+- ${found.lashSigmaUm} um`,
    );
    // Half of an answer: dead time, 0.69 of the lag, a conversion's age and the median's.
    const delayS = part.deadS + 0.69 * part.lagS + 1.5 / run.bench.choice.conversionsPerS;
    assert.ok(Math.abs(found.delayS - delayS) < 0.35, `${side} delay ${found.delayS}, ${delayS} s`);
  }
}

const drawnSide = (kMin: number, kMax: number, fullScaleN: number, countsPerNewton: number) =>
  fc
    .record({
      k: fc.double({ min: Math.log(kMin), max: Math.log(kMax), noNaN: true }),
      told: fc.double({ min: Math.log(0.2), max: Math.log(5), noNaN: true }),
      contactRoot: fc.oneof(fc.constant(Infinity), fc.double({ min: 0.7, max: 3, noNaN: true })),
      lashUm: fc.double({ min: 0, max: 20, noNaN: true }),
      lashScatter: fc.double({ min: 0, max: 0.15, noNaN: true }),
      gapUm: fc.double({ min: 20, max: 150, noNaN: true }),
      sign: fc.constantFrom(-1, 1),
      noise: fc.double({ min: Math.log(0.1), max: Math.log(5), noNaN: true }),
      deadS: fc.double({ min: 0.05, max: 1.3, noNaN: true }),
      lagS: fc.double({ min: 0.05, max: 0.3, noNaN: true }),
      relaxation: fc.double({ min: 0, max: 0.05, noNaN: true }),
      relaxationS: fc.double({ min: 5, max: 60, noNaN: true }),
      driftUmPerS: fc.double({ min: -0.003, max: 0.003, noNaN: true }),
    })
    .map(({ k, told, sign, noise, ...rest }) => ({
      part: {
        ...rest,
        trainNPerUm: Math.exp(k),
        countsPerNewton: sign * countsPerNewton,
        // 25 ppm of full scale is practical noise (physics 5.2).
        noiseN: Math.exp(noise) * 2.5e-5 * fullScaleN,
      },
      settings: { train: { stiffness: `${Math.exp(k + told)} N/um` } },
    }));

/** Plants over and beyond the ranges of physics 8, whose drawings are up to five times off. */
const plants = fc
  .record({
    anode: drawnSide(0.1, 6, 500, 8590),
    cathode: drawnSide(0.005, 0.3, 50, 85899),
    mountNPerUm: fc.double({ min: 5, max: 50, noNaN: true }),
    conversionsPerS: fc.double({ min: 5, max: 80, noNaN: true }),
    jitter: fc.boolean(),
    seed: fc.nat(1e6),
  })
  .map(
    ({ anode, cathode, mountNPerUm, conversionsPerS, jitter, seed }): ForeignPlan => ({
      plant: { mountNPerUm, conversionsPerS, seed },
      anode: anode.part,
      cathode: cathode.part,
      settings: { anode: anode.settings, cathode: cathode.settings },
      ...(jitter && { paceS: (prng) => 0.03 + 0.25 * prng.next() }),
    }),
  );

describe("identification", () => {
  it("finds stiffness, lash and delay of plants that nobody has seen, whatever their drawings say", () => {
    fc.assert(
      fc.property(plants, (plan) => {
        const run = identify(plan);
        assertFound(run);
        // The allowed 2.5 and 0.2 MPa, and a step of 50 kPa or 2 % of full scale more at most.
        assert.ok(run.mostN.anode < newtons(2550), `${run.mostN.anode} N`);
        assert.ok(run.mostN.cathode < newtons(200) + 1, `${run.mostN.cathode} N`);
        assert.equal(run.bench.rig.mode, "hold");
      }),
      { numRuns: 8, seed: 5, endOnFailure: true },
    );
  });

  it("does not leave the cell on its way to the lowering flank: 2 N at 6 N/um without lash are a third of a micrometre", () => {
    const stiff = { contactRoot: Infinity, lashUm: 0, lashScatter: 0, gapUm: 150, deadS: 0.05 };
    const anode = { ...stiff, trainNPerUm: 6, lagS: 0.25, relaxation: 0.05, relaxationS: 60 };
    const run = identify({
      plant: { conversionsPerS: 62, seed: 695497 },
      anode,
      cathode: { lashUm: 0, lashScatter: 0, gapUm: 20 },
      paceS: (prng) => 0.03 + 0.25 * prng.next(),
      settings: { anode: { train: { stiffness: "6 N/um" } } },
    });
    assertFound(run);
  });

  it("takes some three minutes a side on a rig like the reference, beside the search for contact", () => {
    const run = identify({});
    assertFound(run);
    // Searches at 5 um/s: 40 um of gap and 200 um of coil until 1 N, 60 um and 5 um: 61 s.
    assert.ok(run.tookS - 61 < 400, `${run.tookS} s`);
  });

  it("measures on the train's own quanta where a quantum is more than a step", () => {
    // 40 kPa a quantum: direct drive, 0.625 um on 5 N/um.
    const run = identify({
      anode: { trainNPerUm: 5, contactRoot: Infinity, lashUm: 0.6, noiseN: 0.05 },
      settings: {
        anode: { screw: { gearRatio: 1, lash: "0.5 um" }, train: { stiffness: "7 N/um" } },
      },
    });
    assertFound(run);
  });

  it("works through the mould, and tells how it is mounted", () => {
    // Hard and button cell, 0.13 in physics 3.3: g = k_c / (k_c + k_m) = 1.6 / 21.6 = 0.074 here.
    const hard = { trainNPerUm: 5, contactRoot: Infinity, noiseN: 0.02 };
    const run = identify({
      anode: hard,
      cathode: { ...hard, trainNPerUm: 1.6, noiseN: 0.002 },
      settings: {
        anode: { train: { stiffness: "5 N/um" } },
        cathode: { train: { stiffness: "1.6 N/um" } },
      },
    });
    const { anode, cathode, mountNPerUm, mountSigmaNPerUm } = identityOf(run);
    assert.ok(Math.abs(anode.cross - 0.0741) < 0.006, `${anode.cross}`);
    // The other way round 5 / 25.
    assert.ok(Math.abs(cathode.cross - 0.2) < 0.02, `${cathode.cross}`);
    assert.ok(Math.abs(mountNPerUm - 20) < 2 && mountSigmaNPerUm < 3, `${mountNPerUm}`);
    assert.equal(run.bench.rig.anode.rampFactor, 1);
  });

  it("leaves both sides held at the pressures it has come to, with the loops tuned", () => {
    const run = identify({ anode: { trainNPerUm: 0.6 } });
    const { rig } = run.bench;
    assert.ok(rig.anode.loop.identified && rig.cathode.loop.identified);
    const before = { anode: rig.anode.pressureKPa, cathode: rig.cathode.pressureKPa };
    run.bench.run(60);
    for (const side of sideNames) {
      assert.equal(rig[side].phase, "track");
      assert.ok(Math.abs(rig[side].pressureKPa - before[side]) < 0.01 * before[side] + 1);
    }
    // Ramps as a rig does whose drawing was right: within 2 kPa at the end of a 50 kPa/s ramp.
    run.bench.say("PRES1 2.3 MPA", "OUTP1 ON");
    run.bench.run(12);
    assert.ok(Math.abs(rig.anode.pressureKPa - 2300) < 10, `${rig.anode.pressureKPa}`);
  });

  it("measures at a few newtons when no pressure is given and none is set", () => {
    const bench = new RigOnForeignPlant();
    bench.run(2);
    bench.say("IDEN");
    bench.tick();
    assert.ok(bench.runUntil(() => !bench.rig.identifier.busy, 900));
    assert.deepEqual(bench.latched, []);
    for (const side of sideNames) {
      const { toN } = bench.rig.identifier.identity?.[side] ?? { toN: 0 };
      assert.ok(toN > 8 && toN < 16, `${side} ${toN} N`);
    }
  });
});

const looseSides = {
  anode: { ...softAnode, trainNPerUm: 5, contactRoot: Infinity },
  cathode: {
    ...softAnode,
    trainNPerUm: 5,
    contactRoot: Infinity,
    countsPerNewton: 85899,
    noiseN: 0.002,
  },
  settings: {
    anode: { train: { stiffness: "5 N/um" } },
    cathode: { train: { stiffness: "5 N/um" } },
  },
};

describe("identification of a rig that cannot work", () => {
  const draws = fc.record({
    seed: fc.nat(1e6),
    kA: fc.double({ min: 0.1, max: 6, noNaN: true }),
    kC: fc.double({ min: 0.005, max: 0.3, noNaN: true }),
    gapUm: fc.double({ min: -40, max: 100, noNaN: true }),
    sign: fc.constantFrom(1, -1),
  });

  function refused(plan: ForeignPlan): string[] {
    const { bench, mostN } = identify(plan);
    assert.equal(bench.rig.identifier.identity, undefined);
    assert.match(bench.say("IDEN:STAT?"), /REFUSED|STOPPED/);
    assert.ok(mostN.anode < newtons(2700), `${mostN.anode} N`);
    return bench.latched;
  }

  it("names a wrong sign after one wrong-sign move, in every draw, also when it was in contact before", () => {
    fc.assert(
      fc.property(draws, fc.constantFrom("anode", "cathode"), (draw, side) => {
        const { kA, kC, gapUm, sign, seed } = draw;
        const { bench, mostN } = identify({
          plant: { seed },
          anode: { trainNPerUm: kA, gapUm },
          cathode: { trainNPerUm: kC, gapUm: Math.abs(gapUm), countsPerNewton: sign * 85899 },
          settings: {
            anode: {
              train: { stiffness: `${kA} N/um` },
              loadCell: { countsPerNewton: `${side === "anode" ? -8590 : 8590} counts/N` },
            },
            cathode: {
              train: { stiffness: `${kC} N/um` },
              loadCell: {
                countsPerNewton: `${side === "cathode" ? -sign * 85899 : sign * 85899} counts/N`,
              },
            },
          },
        });
        assert.deepEqual(bench.latched, [`wrongSign ${side}`]);
        const startN = Math.max(0, law(bench.choice[side as "anode"], 5) * Math.max(0, -gapUm));
        const fullScaleN = side === "anode" ? 500 : 50;
        assert.ok(mostN[side as "anode"] < startN * 1.3 + 0.02 * fullScaleN + 1, `${mostN.anode}`);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });

  it("names swapped load cells and swapped motors in every draw", () => {
    fc.assert(
      fc.property(draws, fc.constantFrom("cellsSwapped", "motorsSwapped"), (draw, swap) => {
        const { kA, kC, gapUm, sign, seed } = draw;
        const latched = refused({
          plant: { seed, [swap]: true },
          anode: { trainNPerUm: kA, gapUm: Math.abs(gapUm) },
          cathode: { trainNPerUm: kC, gapUm: Math.abs(gapUm), countsPerNewton: sign * 85899 },
          settings: {
            anode: { train: { stiffness: `${kA} N/um` } },
            cathode: { train: { stiffness: `${kC} N/um` } },
          },
        });
        assert.deepEqual(latched, ["swapped cathode"]);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });

  it("names a loose mould, whose cross gain is above 0.6, and loads slower from 0.2 on", () => {
    // g = k_c / (k_c + k_m): 5 / 7.5 = 0.67, and 5 / 15 = 0.33.
    assert.deepEqual(refused({ ...looseSides, plant: { mountNPerUm: 2.5 } }), ["looseMould rig"]);
    const warned = identify({ ...looseSides, plant: { mountNPerUm: 10 } }, "1 MPA,0.4 MPA");
    const identity = identityOf(warned);
    assert.ok(Math.abs(identity.anode.cross - 0.333) < 0.03, `${identity.anode.cross}`);
    assert.ok(Math.abs(identity.mountNPerUm - 10) < 1, `${identity.mountNPerUm}`);
    // 0.2 / 0.333 of the rate, reported as an event.
    assert.ok(Math.abs(warned.bench.rig.anode.rampFactor - 0.6) < 0.06);
    const { anode } = warned.bench.rig;
    anode.hold(anode.pressureKPa + 100, 50);
    assert.ok(Math.abs(anode.loop.setPoint.rateKPaPerS - 30) < 3);
  });

  it("names a pair that the wall does not carry", () => {
    // The wall carries 100 N; 2.5 and 0.2 MPa ask for 181 N.
    for (const kC of [0.005, 0.2]) {
      const latched = refused({
        plant: { wallN: 100 },
        cathode: { trainNPerUm: kC },
        settings: { cathode: { train: { stiffness: `${kC} N/um` } } },
      });
      assert.deepEqual(latched, ["slippingPair rig"]);
    }
  });

  it("names it whatever the springs on both sides are, and at which pressure it lets go", () => {
    fc.assert(
      fc.property(
        draws,
        fc.double({ min: 40, max: 150, noNaN: true }),
        ({ seed, kA, kC, gapUm }, wallN) => {
          const latched = refused({
            plant: { seed, wallN },
            anode: { trainNPerUm: kA, gapUm: Math.abs(gapUm) },
            cathode: { trainNPerUm: kC, gapUm: Math.abs(gapUm) },
            settings: {
              anode: { train: { stiffness: `${kA} N/um` } },
              cathode: { train: { stiffness: `${kC} N/um` } },
            },
          });
          assert.deepEqual(latched, ["slippingPair rig"]);
        },
      ),
      { numRuns: 10 },
    );
  });

  it("names lost motion far beyond the nameplate", () => {
    const latched = refused({ anode: { lashUm: 150, lashScatter: 0 } });
    assert.deepEqual(latched, ["lashImplausible anode"]);
  });

  it("names a stiffness that no drawing errs by", () => {
    const latched = refused({
      anode: { trainNPerUm: 0.2 },
      settings: { anode: { train: { stiffness: "5 N/um" } } },
    });
    assert.deepEqual(latched, ["stiffnessImplausible anode"]);
  });

  it("gives up by name where the noise is beyond the allowed steps", () => {
    // 2 % of full scale are 10 N, 50 kPa 3.9 N: with 10 N of noise in each conversion nothing is to be seen in 12 s.
    const latched = refused({ anode: { noiseN: 10 } });
    assert.ok(["tooNoisy anode", "noContact anode"].includes(latched.join()), latched.join());
  });
});

describe("what the host sees of an identification", () => {
  it("is refused while a programme runs, another one does, a fault is latched, or a load cell is silent", () => {
    const bench = new RigOnForeignPlant();
    assert.match(bench.say("IDEN", "SYST:ERR?"), /^-221.*no valid readings/);
    bench.run(2);
    assert.match(bench.say("IDEN 30 MPA,1 MPA", "SYST:ERR?"), /^-222.*give 1 to 5729577 PA/);
    assert.match(bench.say("IDEN 1 MPA", "SYST:ERR?"), /^-109/);
    bench.say("IDEN 1 MPA,0.2 MPA");
    bench.run(3);
    assert.match(bench.say("IDEN", "SYST:ERR?"), /^-221.*identification is running/);
    assert.match(bench.say("OUTP1 OFF", "SYST:ERR?"), /^-221.*identification is running/);
    assert.equal(bench.say("IDEN:STAT?"), 'TOUCH,2,"none"');
  });

  it("ends it with !, at once: both screws stand", () => {
    const bench = new RigOnForeignPlant();
    bench.run(2);
    bench.say("IDEN 1 MPA,0.2 MPA");
    bench.runUntil(() => bench.rig.cathode.phase === "probe", 200);
    bench.run(10);
    bench.say("!");
    bench.run(1);
    const { anode, cathode } = bench.rig;
    const before = [anode.loop.motion.targetUm, cathode.loop.motion.targetUm];
    bench.run(60);
    assert.deepEqual([anode.loop.motion.targetUm, cathode.loop.motion.targetUm], before);
    assert.equal(bench.say("IDEN:STAT?"), 'STOPPED,0,"none"');
    assert.equal(cathode.mode, "gap");
  });

  it("are figures with their uncertainties, in SI units, and none before", () => {
    const bench = new RigOnForeignPlant();
    bench.run(2);
    assert.match(bench.say("IDEN:RES1?"), /^9\.91E37(,9\.91E37){13}$/);
    bench.say("IDEN 2.5 MPA,0.2 MPA");
    bench.tick();
    bench.runUntil(() => !bench.rig.identifier.busy, 900);
    const figures = bench.say("IDEN:RES1?").split(",").map(Number);
    assert.equal(figures.length, 14);
    // 0.2 N/um is 200000 N/m, 6 um of lash.
    assert.ok(Math.abs((figures[0] ?? 0) - 200000) < 6000, `${figures[0]}`);
    assert.ok((figures[1] ?? 0) > 0 && (figures[1] ?? 0) < 6000);
    assert.ok(Math.abs((figures[4] ?? 0) - 6e-6) < 1.2e-6);
    assert.equal(bench.say("IDEN:STAT?"), 'DONE,0,"none"');
  });
});
