import assert from "node:assert/strict";
import { WallFriction } from "../../../../sim/mechanics/wall-friction.js";
import { near } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

const wall = (change = {}) => new WallFriction(rigWith("reference", { mould: change }).mould);

const slide = (friction: WallFriction, motionUm: number, dtS = 0.1) => {
  friction.friction.probe(motionUm);
  friction.accept(motionUm, dtS);
};

describe("friction of the pellet on the wall", () => {
  it("carries 3.51 MPa of difference at 2.5 / 0.2 MPa, 1.7 mm on 10 mm, tau_0 5 MPa", () => {
    // (4 x 1.7 / 10) (5 + 0.3 x 0.4 (2.5 + 0.2) / 2) = 0.68 x 5.162 = 3.510 MPa
    const areaMm2 = 78.5398;
    near(wall().capacityAt(2500, 200) / areaMm2, 3.51, 0.001);
  });

  it("needs more than Walker's friction: without clamping it carries 0.11 MPa only", () => {
    // 0.68 x 0.162 = 0.110 MPa
    near(wall({ wallShear: "0 MPa" }).capacityAt(2500, 200) / 78.5398, 0.1102, 1e-4);
  });

  it("loses 5 % of its clamping in each decade of hours", () => {
    const friction = wall({ wallFriction: 0 });
    const fresh = friction.capacityAt(0, 0);
    friction.prepare(9 * 3600, 0, 0); // 1 + 9 h / 1 h = 10
    near(friction.friction.capacityN / fresh, 0.95, 1e-9);
    friction.prepare(990 * 3600, 0, 0); // 1000
    near(friction.friction.capacityN / fresh, 0.85, 1e-9);
  });

  it("breaks away, holds 1/1.3 of its capacity in slip, grips after 10 s at rest", () => {
    const friction = wall({ decay: 0 });
    friction.prepare(0.1, 0, 0);
    const gripping = friction.friction.capacityN;
    slide(friction, 9); // 1 - exp(-9/3) = 0.950 of the capacity: not yet
    assert.equal(friction.slipping, false);
    slide(friction, 3); // 1 - exp(-12/3) = 0.982
    assert.equal(friction.slipping, true);
    friction.prepare(0.1, 0, 0);
    near(friction.friction.capacityN, gripping / 1.3, 1e-9);
    near(friction.friction.forceN, gripping / 1.3, 1e-9);
    slide(friction, 5);
    near(friction.slipTravelUm, 5, 1e-12);
    near(friction.travelUm, 17, 1e-12);
    for (let i = 0; i < 99; i += 1) slide(friction, 0);
    assert.equal(friction.slipping, true);
    slide(friction, 0);
    slide(friction, 0);
    assert.equal(friction.slipping, false);
    friction.prepare(0.1, 0, 0);
    near(friction.friction.capacityN, gripping, 1e-9);
  });

  it("does not break away while it is unloaded", () => {
    const friction = wall({ decay: 0 });
    friction.prepare(0.1, 0, 0);
    friction.friction.forceN = 0.99 * friction.friction.capacityN;
    slide(friction, -0.001);
    assert.equal(friction.slipping, false);
  });
});
