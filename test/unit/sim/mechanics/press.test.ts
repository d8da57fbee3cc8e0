import assert from "node:assert/strict";
import { Press } from "../../../../sim/mechanics/press.js";
import type { JsonObject } from "../../../../src/document/table.js";
import { near, nearShare } from "../../../support/near.js";
import { rigWith } from "../../../support/rig-with.js";

const noSpring = { rate: "100 N/um", stroke: "100 mm" };

/**
 * Both trains linear, no seals, no relaxation, and a wall that grips at once: the linear regime of
 * physics 3.3.
 */
function stuckPress(anode: number, cathode: number, mount: number): Press {
  const side = (stiffness: number): JsonObject => ({
    // Train and dummy spring in series give the wanted stiffness.
    train: {
      stiffness: `${1 / (1 / stiffness - 1 / 100)} N/um`,
      contact: "1000 N^0.5/um",
      gap: "0 um",
      relaxation: 0,
    },
    spring: noSpring,
    piston: { sealFriction: "0 N" },
  });
  return new Press(
    rigWith("hard", {
      anode: side(anode),
      cathode: side(cathode),
      mould: { stiffness: `${mount} N/um`, presliding: "0.01 um", wallShear: "100 MPa", decay: 0 },
    }),
  );
}

const settled = (press: Press, anodeN: number, cathodeN: number) => {
  press.settleAt(anodeN, cathodeN);
  press.advance(0.1);
  return press;
};

describe("the press: two trains, pellet, wall and mount", () => {
  it("has the compliances [[c_a + c_m, -c_m], [-c_m, c_c + c_m]] while it sticks", () => {
    const press = settled(stuckPress(5, 3, 20), 200, 150);
    const before = [press.anode.forceN, press.cathode.forceN] as const;
    const moveA = 0.04;
    const moveC = -0.03;
    press.anode.nutUm += moveA;
    press.cathode.nutUm += moveC;
    press.advance(0.1);
    const riseA = press.anode.forceN - before[0];
    const riseC = press.cathode.forceN - before[1];
    const cm = 1 / 20;
    nearShare((1 / 5 + cm) * riseA - cm * riseC, moveA, 0.003);
    nearShare(-cm * riseA + (1 / 3 + cm) * riseC, moveC, 0.003);
  });

  it("pushes the cathode by 0.130 of the anode's force with 3 on 20 N/um", () => {
    // r_c / (1 + r_c), r_c = 3 / 20: 0.15 / 1.15 = 0.1304; 0 -> 2.5 MPa then adds 25.6 N on the
    // cathode
    const press = settled(stuckPress(5, 3, 20), 10, 60);
    const before = [press.anode.forceN, press.cathode.forceN] as const;
    press.anode.nutUm += 30;
    press.advance(0.1);
    const gain = (press.cathode.forceN - before[1]) / (press.anode.forceN - before[0]);
    near(gain, 0.1304, 0.0005);
  });

  for (const [anode, cathode, mount, lambda, cross] of [
    [5, 0.005, 20, 1.0, 0.0002],
    [0.2, 0.2, 20, 1.0, 0.01],
    [5, 3, 20, 1.027, 0.13],
    [5, 5, 5, 1.333, 0.5],
    [5, 3, 2, 1.75, 0.6],
  ] as const) {
    it(`couples as physics 3.3 says for ${anode}, ${cathode} on a mount of ${mount} N/um`, () => {
      const gains = [];
      for (const moved of ["anode", "cathode"] as const) {
        const press = settled(stuckPress(anode, cathode, mount), 100, 90);
        const before = [press.anode.forceN, press.cathode.forceN] as const;
        press[moved].nutUm += 0.1;
        press.advance(0.1);
        gains.push(press.anode.forceN - before[0], press.cathode.forceN - before[1]);
      }
      const [aa = 0, ca = 0, ac = 0, cc = 0] = gains;
      // Relative gain of anode on anode: 1 / (1 - g12 g21 / (g11 g22))
      near(1 / (1 - (ac * ca) / (aa * cc)), lambda, 0.004);
      near(ca / aa, cross, 0.003);
    });
  }

  it("tells the stiffness that a screw feels", () => {
    const press = settled(stuckPress(5, 3, 20), 200, 150);
    const felt = press.feltStiffnessNPerUm(press.anode);
    // Behind the anode's 5 N/um stand mount and cathode side by side: 1 / (1/5 + 1/23) = 4.107 N/um
    nearShare(felt, 1 / (1 / 5 + 1 / 23), 0.003);
    const before = press.anode.forceN;
    press.anode.nutUm += 0.001;
    press.advance(0.1);
    nearShare((press.anode.forceN - before) / 0.001, felt, 0.002);
  });

  it("is at rest in the equilibrium that it was put in", () => {
    for (const name of ["reference", "hard", "bare-cathode", "symmetric"]) {
      const press = new Press(rigWith(name));
      press.settleAt(196.35, 15.71);
      for (let i = 0; i < 100; i += 1) press.advance(0.1);
      near(press.anode.forceN, 196.35, 1e-4);
      near(press.cathode.forceN, 15.71, 1e-4);
      near(press.transferN, 196.35 - 15.71, 1e-4);
    }
  });

  it("gives the same forces again when frictionless parts come back", () => {
    const press = settled(stuckPress(5, 3, 20), 200, 150);
    const before = [press.anode.forceN, press.cathode.forceN] as const;
    // Both electrodes grow alike, so nothing slides along the wall but what the sides differ.
    press.anode.growthUm += 3;
    press.cathode.growthUm += 5;
    press.advance(0.1);
    press.anode.growthUm -= 3;
    press.cathode.growthUm -= 5;
    press.advance(0.1);
    near(press.anode.forceN, before[0], 0.1);
    near(press.cathode.forceN, before[1], 0.1);
  });

  it("transmits everything through a wall without friction", () => {
    const change = {
      mould: { wallShear: "0 Pa", wallFriction: 0 },
      anode: { piston: { sealFriction: "0 N" } },
      cathode: { piston: { sealFriction: "0 N" } },
    };
    const press = new Press(rigWith("symmetric", change));
    press.anode.nutUm = 500;
    press.cathode.nutUm = 400;
    press.advance(0.1);
    assert.ok(press.anode.forceN > 10);
    near(press.anode.forceN, press.cathode.forceN, 1e-6);
  });

  it("falls on the anode and rises on the cathode as the pellet breaks away", () => {
    const press = new Press(rigWith("symmetric", { mould: { decay: 0 } }));
    press.settleAt(260, 15);
    for (let i = 0; i < 10000 && !press.wall.slipping; i += 1) {
      press.anode.nutUm += 0.05;
      press.advance(0.1);
    }
    assert.equal(press.wall.slipping, true);
    const anodeN = press.anode.forceN;
    const cathodeN = press.cathode.forceN;
    press.advance(0.1);
    assert.ok(press.anode.forceN < anodeN - 5);
    assert.ok(press.cathode.forceN > cathodeN + 5);
    assert.ok(press.wall.slipTravelUm > 20);
  });

  it("presses harder than the load cell tells while an electrode grows, else less", () => {
    const press = new Press(rigWith("reference"));
    press.settleAt(196.35, 15.71);
    for (const [growthUm, sign] of [
      [20, 1],
      [0, -1],
    ] as const) {
      for (const side of [press.anode, press.cathode]) {
        side.nutUm -= growthUm - side.growthUm;
        side.growthUm = growthUm;
      }
      press.advance(0.1);
      // The seal drags on a piston that moves out of the mould: 1 N after 20 um, twenty times its
      // presliding.
      for (const side of [press.anode, press.cathode]) {
        near(side.pelletN - side.forceN, sign, 1e-3);
      }
    }
  });

  it("hangs a heavy piston on the pellet, unseen by the load cell", () => {
    const change = { cathode: { piston: { mass: "0.3 kg", sealFriction: "0 N" } } };
    const press = new Press(rigWith("reference", change));
    press.settleAt(196.35, 15.71);
    press.advance(0.1);
    near(press.cathode.pelletN - press.cathode.forceN, 0.3 * 9.80665, 1e-6);
  });
});
