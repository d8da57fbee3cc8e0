import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type ForeignPlan,
  RigOnForeignPlant,
  sideNames,
} from "../../support/rig-on-foreign-plant.js";

/** A screw that is in search of contact, ordered by the host; the rig after a fault, or after `mostS`. */
function searching(plan: ForeignPlan, side: 1 | 2, mostS = 300): RigOnForeignPlant {
  const bench = new RigOnForeignPlant(plan);
  bench.run(2);
  bench.say(`PRES${side} 100 KPA;:OUTP${side} ON`);
  bench.runUntil(() => bench.latched.length > 0, mostS);
  return bench;
}

/** The laboratory has noted the sensitivity with the wrong sign. */
const wrongSign: ForeignPlan = {
  settings: {
    anode: { loadCell: { countsPerNewton: "-8590 counts/N" } },
    cathode: { loadCell: { countsPerNewton: "-85899 counts/N" } },
  },
};

describe("a search for contact with a load cell of the wrong sign", () => {
  for (const side of [1, 2] as const) {
    const name = sideNames[side - 1];
    it(`is refused by name on the ${name}, at less than 2 % of full scale`, () => {
      const bench = searching(wrongSign, side);
      assert.deepEqual(bench.latched, [`wrongSign ${name}`]);
      const fullScaleN = side === 1 ? 500 : 50;
      bench.run(10);
      const pressedN = bench.plant.forceN(name as "anode" | "cathode");
      // 1 N of contact force, and what comes in the half second until it is seen: 5 um/s x 0.2 N/um x 0.6 s.
      assert.ok(pressedN > 0.9 && pressedN < 0.02 * fullScaleN + 1, `${pressedN} N`);
      assert.equal(bench.rig.mode, "off");
      assert.equal(bench.rig.side(side).mode, "gap");
    });
  }

  it("is refused on a train without springs before 2 % of full scale", () => {
    const bench = searching({ ...wrongSign, anode: { trainNPerUm: 6.7, contactRoot: 1.43 } }, 1);
    assert.deepEqual(bench.latched, ["wrongSign anode"]);
    assert.ok(bench.plant.forceN("anode") < 10, `${bench.plant.forceN("anode")} N`);
  });

  it("is refused also when it was in contact before: the first newton tells", () => {
    const bench = new RigOnForeignPlant({ ...wrongSign, anode: { gapUm: -50 } });
    bench.run(2);
    const beforeN = bench.plant.forceN("anode");
    bench.say("PRES1 100 KPA;:OUTP1 ON");
    assert.ok(bench.runUntil(() => bench.latched.length > 0, 60));
    assert.deepEqual(bench.latched, ["wrongSign anode"]);
    assert.ok(bench.plant.forceN("anode") - beforeN < 3);
  });
});

describe("a search for contact with a motor that turns the other way", () => {
  it("is given up by name after the way of the settings", () => {
    // Before anything presses the screw only moves away from the cell: 300 um of it at 5 um/s take a minute.
    const far: ForeignPlan = {
      settings: { anode: { approach: { searchMax: "300 um" } } },
      anode: { gapUm: 20000 },
    };
    const bench = searching(far, 1);
    assert.deepEqual(bench.latched, ["noContact anode"]);
    const wentUm = bench.rig.anode.loop.motion.positionUm;
    assert.ok(wentUm > 300 && wentUm < 303, `${wentUm} um`);
    assert.equal(bench.rig.mode, "off");
  });

  it("goes as far as that again when it is ordered anew", () => {
    const bench = searching(
      { settings: { anode: { approach: { searchMax: "300 um" } } }, anode: { gapUm: 400 } },
      1,
    );
    assert.deepEqual(bench.latched, ["noContact anode"]);
    bench.say("FAUL:CLE;:PRES1 100 KPA;:OUTP1 ON");
    assert.ok(bench.runUntil(() => bench.rig.anode.settled(2), 120));
    assert.deepEqual(bench.latched, []);
  });
});

describe("a search for contact with a load cell without excitation", () => {
  // The load cell's own zero is 6 N above the converter's, 1.2 % of 500 N; unexcited the code is 0, which reads as -6 N.
  const unexcited = (tare: string): ForeignPlan => ({
    settings: { anode: { loadCell: { tare } } },
    anode: { gapUm: 300 },
  });

  it("does not begin: the code is the converter's own zero", () => {
    const bench = searching(unexcited("51540 counts"), 1);
    assert.deepEqual(bench.latched, ["zeroShifted anode"]);
    const wentUm = bench.rig.anode.loop.motion.positionUm;
    assert.ok(wentUm < 3, `${wentUm} um`); // 5 um/s until two conversions and a tick have shown it
    // Clearing and ordering on gives no way.
    bench.say("FAUL:CLE;:PRES1 100 KPA;:OUTP1 ON");
    bench.run(5);
    assert.ok(bench.rig.anode.loop.motion.positionUm < 6);
  });

  it("cannot be told where the load cell's own zero is within 0.5 % of capacity of the converter's", () => {
    const bench = searching(unexcited("17180 counts"), 1, 20);
    assert.deepEqual(bench.latched, []);
  });
});

describe("a search for contact with the load cells or the motors swapped", () => {
  it("is not seen in the last newton of the other side's own motion, which shows when its screw stands already", () => {
    const bench = new RigOnForeignPlant({ anode: { gapUm: 20 }, cathode: { gapUm: 5000 } });
    bench.run(2);
    bench.say("OUTP2:JOG 4 MM,5 UM/S");
    bench.run(1);
    // 46 um/s on 0.2 N/um: 9 N/s, of which three newtons are still in the lags when it stops at one.
    bench.say("OUTP1:JOG 1 MM");
    bench.run(10);
    assert.equal(bench.rig.anode.mode, "off");
    assert.ok(bench.plant.forceN("anode") > 2, `${bench.plant.forceN("anode")} N`);
    assert.equal(bench.rig.cathode.mode, "jog");
    assert.deepEqual(bench.latched, []);
  });

  for (const swap of ["cellsSwapped", "motorsSwapped"] as const) {
    for (const side of [1, 2] as const) {
      it(`is refused by name (${swap}, channel ${side})`, () => {
        const bench = searching({ plant: { [swap]: true } }, side);
        assert.deepEqual(bench.latched, [`swapped ${sideNames[side - 1]}`]);
        for (const name of sideNames) {
          const fullScaleN = name === "anode" ? 500 : 50;
          assert.ok(
            bench.plant.forceN(name) < 0.02 * fullScaleN + 1,
            `${bench.plant.forceN(name)} N`,
          );
        }
      });
    }
  }

  for (const swap of ["cellsSwapped", "motorsSwapped"] as const) {
    it(`is refused by name when both sides are ordered at once (${swap}), for one searches after the other`, () => {
      const bench = new RigOnForeignPlant({ plant: { [swap]: true } });
      bench.run(2);
      bench.say("PRES1 100 KPA;:PRES2 100 KPA;:OUTP2 ON;:OUTP1 ON");
      assert.ok(bench.runUntil(() => bench.latched.length > 0, 300));
      assert.match(bench.latched.join(), /^(swapped|wrongSign) (anode|cathode)$/);
      // 2 % of full scale is a newton on the cathode, 10 N on the anode.
      assert.ok(bench.plant.forceN("cathode") < 2, `${bench.plant.forceN("cathode")} N`);
      assert.ok(bench.plant.forceN("anode") < 11, `${bench.plant.forceN("anode")} N`);
    });
  }

  it("lets the anode stand until the cathode has found contact", () => {
    const bench = new RigOnForeignPlant({});
    bench.run(2);
    bench.say("PRES1 100 KPA;:PRES2 100 KPA;:OUTP2 ON;:OUTP1 ON");
    const { anode, cathode } = bench.rig;
    const startUm = anode.loop.motion.targetUm;
    assert.ok(bench.runUntil(() => cathode.phase === "track", 300));
    assert.equal(anode.loop.motion.targetUm, startUm);
    assert.ok(bench.runUntil(() => anode.phase === "track", 300));
    assert.deepEqual(bench.latched, []);
  });

  it("is refused also when the signs are wrong as well", () => {
    const bench = searching({ ...wrongSign, plant: { cellsSwapped: true } }, 2);
    assert.deepEqual(bench.latched, ["swapped cathode"]);
  });
});

describe("a search for contact that is well wired", () => {
  it("takes no train that comes back after much was taken off it for one that is pressed", () => {
    const bench = new RigOnForeignPlant({
      anode: { relaxation: 0.05, relaxationS: 20 },
      cathode: { gapUm: 2000 },
    });
    bench.run(2);
    bench.say("PRES1 2500 KPA;:OUTP1 ON");
    bench.run(200);
    // 2.48 MPa are taken off at 50 kPa/s before the other search begins; of 5 % of 195 N a third comes back after that, at 0.15 N/s and less.
    bench.say("PRES1 20 KPA");
    bench.run(50);
    bench.say("OUTP1:MODE GAP;:PRES2 100 KPA;:OUTP2 ON");
    const beforeN = bench.plant.forceN("anode");
    bench.run(60);
    assert.ok(bench.plant.forceN("anode") > beforeN + 2, `${bench.plant.forceN("anode")} N`);
    assert.equal(bench.rig.cathode.phase, "seek");
    assert.deepEqual(bench.latched, []);
  });

  it("raises nothing, whatever sign, noise, gap and drift of the plant", () => {
    fc.assert(
      fc.property(
        fc.record({
          sign: fc.constantFrom(-1, 1),
          noise: fc.double({ min: 0, max: 0.2, noNaN: true }),
          gapUm: fc.double({ min: 0, max: 300, noNaN: true }),
          driftUmPerS: fc.double({ min: -0.007, max: 0.007, noNaN: true }),
          k: fc.double({ min: 0.05, max: 5, noNaN: true }),
          seed: fc.nat(1000),
        }),
        ({ sign, noise, gapUm, driftUmPerS, k, seed }) => {
          const bench = new RigOnForeignPlant({
            plant: { seed },
            anode: {
              countsPerNewton: sign * 8590,
              noiseN: noise,
              gapUm,
              driftUmPerS,
              trainNPerUm: k,
              contactRoot: 1.43,
            },
            cathode: { countsPerNewton: -sign * 85899, noiseN: noise / 10 },
            settings: { anode: { train: { stiffness: `${k} N/um` } } },
          });
          const { anode } = bench.rig;
          bench.run(2);
          bench.say("PRES2 100 KPA;:OUTP2 ON");
          bench.run(60);
          bench.say("PRES1 100 KPA;:OUTP1 ON");
          // 300 um at 5 um/s, or at a quarter of it where 5 N/um are drawn.
          bench.runUntil(() => anode.phase === "track", 300 / 1.25 + 10);
          bench.run(20);
          assert.deepEqual(bench.latched, []);
          assert.deepEqual([bench.rig.anode.phase, bench.rig.cathode.phase], ["track", "track"]);
        },
      ),
      { numRuns: 25 },
    );
  });
});
