import assert from "node:assert/strict";
import { Seal } from "../../../../sim/mechanics/seal.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

describe("seal and weight between load cell and pellet", () => {
  const piston = (change = {}) => rigWith("reference", { anode: { piston: change } }).anode.piston;

  it("keeps back the seal's friction while pressing and adds it while giving way", () => {
    const seal = new Seal(piston({ sealFriction: "2 N" }));
    seal.friction.probe(100);
    seal.friction.accept();
    near(seal.pelletN(196), 194, 1e-9); // 2 N are 25 kPa on 10 mm
    seal.friction.probe(-100);
    seal.friction.accept();
    near(seal.pelletN(196), 198, 1e-9);
  });

  it("adds the weight of 0.3 kg, 37 kPa on 10 mm", () => {
    const seal = new Seal(piston({ sealFriction: "0 N", mass: "0.3 kg" }));
    near(seal.pelletN(15.7) - 15.7, 0.3 * 9.80665, 1e-9);
    near(((seal.pelletN(15.7) - 15.7) * 1000) / 78.5398, 37.5, 0.1);
  });

  it("never pulls on the pellet", () => {
    assert.equal(new Seal(piston({ mass: "-0.3 kg" })).pelletN(1), 0);
  });
});
