import assert from "node:assert/strict";
import { areaOfDie, millimetres } from "../../../hal/units.js";
import { Prng } from "../../../sim/prng.js";
import { LoopOnPlant } from "../../support/loop-on-plant.js";
import { settingsWith } from "../../support/settings-with.js";

const areaMm2 = areaOfDie(millimetres(10));
const newtons = (kPa: number) => (kPa * areaMm2) / 1000;
const kiloPascals = (n: number) => (n * 1000) / areaMm2;

const startKPa = 2500;
const stiffnessNPerUm = 5;
/** 100 kPa/s are 7.85 N/s: 1.57 um/s over 5 N/um. */
const fastestUmPerS = 1.571;

/** A hard anode whose gear rests on the pressing flank, and whose train has been felt. */
function hard(lashUm: number): LoopOnPlant {
  const settings = settingsWith({
    anode: { train: { stiffness: "6 N/um" }, screw: { lash: "5.6 um" } },
  }).anode;
  const noiseN = settings.loadCell.capacity * 25e-6;
  const plant = new LoopOnPlant(settings, areaMm2, {
    stiffnessNPerUm,
    forceN: newtons(startKPa),
    lashUm,
    sigmaN: noiseN / Math.sqrt(11),
  });
  const prng = new Prng(3, "conversions");
  plant.noiseN = () => noiseN * prng.normal();
  plant.loop.setPoint.rampTo(startKPa + 100, 100);
  plant.run(60);
  assert.ok(plant.loop.estimate.trusted);
  return plant;
}

describe("the lash that a ramp has to cross first", () => {
  for (const rateKPaPerS of [0.3, 1, 10, 100]) {
    for (const lashUm of [0.5, 5.6, 17]) {
      it(`meets its flank no earlier than a ramp of ${rateKPaPerS} kPa/s would be there, with ${lashUm} um`, () => {
        const plant = hard(lashUm);
        const { loop } = plant;
        const fromKPa = kiloPascals(plant.forceN);
        loop.setPoint.rampTo(startKPa, rateKPaPerS);
        // The screw of this plant is at its target at once, a decision (0.2 s) early; the loop sets out within a second.
        const earlyS = 1.2;
        // The share of a nameplate's lash is crossed with what its flank may be kicked by: six deadbands.
        const kickKPa = 6 * kiloPascals(loop.deadband.halfWidthN);
        let atS = 0;
        plant.run(130 / rateKPaPerS + 60, () => {
          atS += 0.1;
          const rampKPa = Math.max(startKPa, fromKPa - rateKPaPerS * (atS + earlyS));
          const ahead = rampKPa - kiloPascals(plant.forceN);
          assert.ok(ahead < kickKPa, `${ahead} kPa ahead of the ramp after ${atS} s`);
        });
        const leftKPa = Math.abs(kiloPascals(plant.forceN) - startKPa);
        assert.ok(leftKPa < 3, `${leftKPa} kPa from its end`);
      });
    }
  }

  it("is crossed at up to one and a half times the fastest ramp when it releases, no faster when it presses", () => {
    const plant = hard(12);
    const fastest = (toKPa: number) => {
      plant.loop.setPoint.rampTo(toKPa, 100);
      let most = 0;
      plant.run(20, () => {
        most = Math.max(most, plant.loop.motion.speedUmPerS);
      });
      return most;
    };
    const releasing = fastest(startKPa - 200);
    // The stiffness it has felt is within a tenth of the true one.
    assert.ok(releasing > 1.2 * fastestUmPerS && releasing < 1.65 * fastestUmPerS, `${releasing}`);
    const pressing = fastest(startKPa);
    assert.ok(pressing > 0.9 * fastestUmPerS && pressing < 1.1 * fastestUmPerS, `${pressing}`);
  });
});
