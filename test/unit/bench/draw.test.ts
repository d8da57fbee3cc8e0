import assert from "node:assert/strict";
import fc from "fast-check";
import { bedOf, holding } from "../../../bench/control/bed.js";
import { drawRig, drawUnfit, unfit, wallMargin } from "../../../bench/control/draw.js";
import { shippedRigs } from "../../../sim/rigs/shipped.js";
import { rigTable } from "../../../sim/rigs/table.js";
import { Problems } from "../../../src/document/problems.js";
import { type JsonObject, readTable } from "../../../src/document/table.js";

const read = (json: JsonObject) => {
  const problems = new Problems();
  const rig = readTable(rigTable, json, problems, "rig");
  assert.deepEqual(problems.list, []);
  return rig;
};

describe("drawn rigs", () => {
  it("are the same for the same seed, as files, and others for another", () => {
    assert.deepEqual(drawRig(7), drawRig(7));
    assert.notDeepEqual(drawRig(7).rig, drawRig(8).rig);
  });

  it("keep the nameplate of the shipped rig and lie within physics 8", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const { rig: json, scenario, baseRig } = drawRig(seed);
        const rig = read(json);
        const base = read(shippedRigs.find(({ name }) => name === baseRig)?.json as JsonObject);
        assert.deepEqual(rig.nameplate, base.nameplate);
        for (const side of ["anode", "cathode"] as const) {
          const [own, shipped] = [rig[side], base[side]];
          const factor = own.train.stiffness / shipped.train.stiffness;
          assert.ok(factor >= 0.4 && factor <= 2.5);
          // Spring and train are softer or stiffer together: k itself is drawn.
          if (own.spring !== undefined && shipped.spring !== undefined)
            assert.ok(Math.abs(own.spring.rate / shipped.spring.rate - factor) < 1e-9 * factor);
          assert.ok(own.drive.lash >= 0 && own.drive.lash <= 20);
          assert.ok(own.adc.noise >= 5.5e-8 && own.adc.noise <= 2.75e-7);
          assert.ok(own.expansion >= -3 && own.expansion <= 3);
        }
        assert.ok(rig.mould.wallShear >= 3000 && rig.mould.wallShear <= 10000);
        const { axialShare } = scenario["cell"] as { axialShare: number };
        assert.ok(axialShare >= 0.3 && axialShare <= 1);
      }),
      { numRuns: 200 },
    );
  });

  it("use the ranges: both ends are drawn", () => {
    const factors: number[] = [];
    for (let seed = 0; seed < 300; seed += 1) {
      const { rig, baseRig } = drawRig(seed);
      const base = read(shippedRigs.find(({ name }) => name === baseRig)?.json as JsonObject);
      factors.push(read(rig).anode.train.stiffness / base.anode.train.stiffness);
    }
    assert.ok(Math.min(...factors) < 0.45 && Math.max(...factors) > 2.3);
  });

  it("tell what the wall bears by the slip inequality of physics 3.4", () => {
    // (4 x 1.7 / 10) (5000 + 0.3 x 0.4 x 1350) / 2300 = 0.68 x 5162 / 2300 = 1.526, on the first day 0.93 of tau_0.
    assert.ok(Math.abs(wallMargin({ ...shippedOf("reference") }, 0) - 1.526) < 0.001);
    // log10(25) = 1.398, 5 % of it 7 %: 0.68 (4650.5 + 162) / 2300 = 1.423.
    assert.ok(Math.abs(wallMargin({ ...shippedOf("reference") }, 24) - 1.423) < 0.001);
  });

  it("that cannot work are documents, too, and run", () => {
    for (const why of unfit) {
      const { rig, scenario, seed } = drawUnfit(3, why);
      const programme = holding("2.5 MPa", "0.2 MPa");
      const { world } = bedOf({ rig, scenario, programme, seed });
      for (let tick = 0; tick < 20; tick += 1) world.tick();
      assert.equal(world.atS, 2);
    }
    assert.ok(drawUnfit(3, "slippingPair").wallMargin < 0.95);
  });
});

const shippedOf = (name: string) =>
  shippedRigs.find((rig) => rig.name === name)?.json as JsonObject;
