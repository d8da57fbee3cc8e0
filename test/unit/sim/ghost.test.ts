import assert from "node:assert/strict";
import { type Fixture, Ghost } from "../../../sim/ghost.js";
import { Press } from "../../../sim/mechanics/press.js";
import type { RigModel } from "../../../sim/rigs/table.js";
import { near, nearShare } from "../../support/near.js";
import { rigWith } from "../../support/rig-with.js";

/** 2.5 and 0.2 MPa on 10 mm. */
const anodeN = 196.35;
const cathodeN = 15.71;
const areaMm2 = 78.5398;

/** A press that was brought to the two forces and holds them. */
function held(rig: RigModel): Press {
  const press = new Press(rig);
  press.settleAt(anodeN, cathodeN);
  press.advance(0.1);
  return press;
}

/** Ghost of that press after the anode has grown evenly, in steps of a second. */
function grown(rig: RigModel, fixture: Fixture, growthUm: number, seconds = 2000): Ghost {
  const ghost = new Ghost(rig, fixture);
  ghost.start(held(rig));
  for (let i = 1; i <= seconds; i += 1) ghost.advance(1, (growthUm * i) / seconds, 0, 0, 0);
  // Long enough for the train's relaxation to end.
  for (let i = 0; i < 30; i += 1) ghost.advance(10, growthUm, 0, 0, 0);
  return ghost;
}

/**
 * Compliances in um/N of the rig file between two anode forces, each as a secant: train (structure,
 * spring and contact, more by what relaxes), mount, and presliding, the Dahl law's w = -z_s ln(1 -
 * F/F_max).
 */
function secants(rig: RigModel, ghost: Ghost) {
  const swingN = ghost.forceAnodeN - anodeN;
  const { train, spring } = rig.anode;
  const contact = (2 * (Math.sqrt(ghost.forceAnodeN) - Math.sqrt(anodeN))) / train.contact / swingN;
  const rigid = 1 / train.stiffness + contact + (spring === undefined ? 0 : 1 / spring.rate);
  const wall = ghost.press.wall.friction;
  const slide = (forceN: number) => -rig.mould.presliding * Math.log(1 - forceN / wall.capacityN);
  const fromN = anodeN - cathodeN;
  const presliding = (slide(fromN + swingN) - slide(fromN)) / swingN;
  return { train: rigid / (1 - train.relaxation), mount: 1 / rig.mould.stiffness, presliding };
}

describe("the cell in a fixture with frozen screws", () => {
  const clamped = { mould: { wallShear: "10 MPa" } };

  for (const [growthUm, swingMPa] of [
    [14.55, 0.71],
    [42.2, 2.06],
  ] as const) {
    it(`swings by ${swingMPa} MPa at fixed gap when the anode grows by ${growthUm} um`, () => {
      // 1 / (1/6.67 + contact) = 5 N/um, so c_a = 0.2; c_m = 1/20 = 0.05; presliding 0.01 um/N:
      // 14.55 um / 0.26 um/N = 56 N; 42.2 / 0.26 = 162 N; over 78.54 mm2
      const rig = rigWith("hard", clamped);
      const ghost = grown(rig, "fixedGap", growthUm);
      assert.equal(ghost.press.wall.slipping, false);
      const c = secants(rig, ghost);
      const swingN = ghost.forceAnodeN - anodeN;
      nearShare(swingN, growthUm / (c.train + c.mount + c.presliding), 0.03);
      nearShare(swingN / areaMm2, swingMPa, 0.03);
    });
  }

  it("swings by 37 and 107 kPa on disc springs, less what else gives way", () => {
    // Springs alone: 0.2 N/um x 14.55 um / 78.54 mm2 = 37.05 kPa, 0.2 x 42.2 / 78.54 = 107.5 kPa.
    // In series stand 1/6.67 + 1/20 + 1/20 um/N and the presliding: 5.27 instead of 5 um/N, and 3 %
    // relax.
    const rig = rigWith("reference");
    for (const [growthUm, kPa] of [
      [14.55, 37.05],
      [42.2, 107.46],
    ] as const) {
      const ghost = grown(rig, "rig", growthUm);
      const c = secants(rig, ghost);
      const swingN = ghost.forceAnodeN - anodeN;
      nearShare(swingN, growthUm / (c.train + c.mount + c.presliding), 0.03);
      const whole = (c.train + c.mount + c.presliding) / 5;
      assert.ok(whole > 1.04 && whole < 1.1);
      nearShare(((swingN * 1000) / areaMm2) * whole, kPa, 0.03);
    }
  });

  it("moves by 54 kPa/K at most at fixed gap, and by 2 kPa/K on disc springs", () => {
    // 0.85 um/K x 5 N/um / 78.54 mm2 = 54 kPa/K before mount and wall give way
    const swing = (fixture: Fixture) => {
      const rig = rigWith("hard", clamped);
      const ghost = new Ghost(rig, fixture);
      ghost.start(held(rig));
      ghost.advance(1, 0, 0, 0.85, 0);
      return ((ghost.forceAnodeN - anodeN) * 1000) / areaMm2;
    };
    const gap = swing("fixedGap");
    // Mount and wall: 1 / (1/5 + 1/20 + 3/(543 - 181)) = 3.87 N/um of 5
    nearShare(gap, 54.1 * (3.87 / 5), 0.03);
    nearShare(swing("springs"), 0.85 * (1000 / (5.26 * areaMm2)), 0.03);
  });

  it("slips, visibly, with the thick cell on default clamping", () => {
    // 42.2 um would need 181 + 162 N of wall force; 0.68 x (5 + 0.12 x 1.35) MPa x 78.54 mm2 = 276
    // N hold.
    const ghost = new Ghost(rigWith("hard"), "fixedGap");
    ghost.start(held(rigWith("hard")));
    const before = ghost.press.wall.travelUm;
    let slipped = false;
    let highestN = 0;
    for (let i = 1; i <= 2000; i += 1) {
      ghost.advance(1, (42.2 * i) / 2000, 0, 0, 0);
      slipped ||= ghost.press.wall.slipping;
      highestN = Math.max(highestN, ghost.forceAnodeN);
    }
    assert.equal(slipped, true);
    assert.ok(ghost.press.wall.travelUm - before > 10);
    assert.ok(ghost.press.wall.slipTravelUm > 5);
    assert.ok(highestN < 0.98 * 290 + cathodeN);
    assert.ok(ghost.forceAnodeN < highestN - 20);
  });

  it("starts at the forces and with the friction of the press that it was taken from", () => {
    const rig = rigWith("reference", { anode: { train: { gap: "0 um" } } });
    const live = new Press(rig);
    live.cathode.nutUm = 3300;
    live.advance(1);
    for (let i = 0; i < 1000; i += 1) {
      live.anode.nutUm += 1;
      live.anode.growthUm += 0.001;
      live.advance(0.1);
    }
    for (let i = 0; i < 100; i += 1) live.advance(10);
    for (const fixture of ["rig", "fixedGap", "springs"] as const) {
      const ghost = new Ghost(rig, fixture);
      ghost.start(live);
      ghost.advance(1, live.anode.growthUm, 0, 0, 0);
      near(ghost.forceAnodeN, live.anode.forceN, 0.01);
      near(ghost.forceCathodeN, live.cathode.forceN, 0.01);
      near(ghost.press.wall.friction.forceN, live.wall.friction.forceN, 0.01);
    }
  });

  it("does not care whether its steps are of one second or of ten", () => {
    const rig = rigWith("reference");
    const run = (dtS: number) => {
      const ghost = new Ghost(rig, "rig");
      ghost.start(held(rig));
      for (let t = dtS; t <= 1000; t += dtS) ghost.advance(dtS, t / 100, 0, 0, 0);
      return ghost.forceAnodeN;
    };
    near(run(10), run(1), 0.02);
  });

  it("has the reference springs and no others with springs alone", () => {
    // On the symmetric rig a coil takes the cathode's disc springs' place: 10 um are 0.05 N.
    const rig = rigWith("symmetric");
    const ghost = new Ghost(rig, "springs");
    ghost.start(held(rig));
    ghost.advance(1, 0, 10, 0, 0);
    nearShare(ghost.forceCathodeN - cathodeN, 0.05, 0.05);
  });
});
