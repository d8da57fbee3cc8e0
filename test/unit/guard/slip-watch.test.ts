import assert from "node:assert/strict";
import fc from "fast-check";
import { SlipSign, SlipWatch } from "../../../src/guard/slip-watch.js";
import { Coupling } from "../../../src/pair/coupling.js";
import type { SlowChannels } from "../../../src/sensing/slow-channels.js";
import type { Side } from "../../../src/side.js";
import { settingsWith } from "../../support/settings-with.js";

/** What the watch reads of a side that holds its force. */
const sideOf = (name: string, forceN: number, stiffnessNPerUm: number, kPa: number) => ({
  name,
  areaMm2: 78.54,
  mode: "hold",
  held: true,
  phase: "track",
  sensor: { filteredN: forceN, medianN: forceN },
  loop: {
    stiffnessNPerUm,
    errorN: 0,
    setPointN: forceN,
    motion: { positionUm: 0 },
    deadband: { halfWidthN: 0.02 },
    setPoint: { ramping: false, nowKPa: kPa, targetKPa: kPa, fromKPa: kPa },
  },
});

/** 196.35 N and 15.71 N, 2.5 and 0.2 MPa, on disc and coil springs, which have stood for a while. */
class Pair {
  readonly anode = sideOf("anode", 196.35, 0.2, 2500);
  readonly cathode = sideOf("cathode", 15.71, 0.005, 200);
  readonly slow = { degC: 30, degCValid: true };
  readonly coupling = new Coupling(20);
  readonly watch: SlipWatch;

  constructor(settings = {}) {
    const side = (s: ReturnType<typeof sideOf>) => s as unknown as Side;
    this.watch = new SlipWatch(
      side(this.anode),
      side(this.cathode),
      settingsWith(settings),
      this.coupling,
    );
  }

  /** So many seconds; whether the pellet slipped in one of them. */
  look(times = 1, each: () => void = () => undefined): boolean {
    for (let i = 0; i < times; i += 1) {
      each();
      for (const { sensor } of [this.anode, this.cathode]) sensor.medianN = sensor.filteredN;
      if (this.watch.look(this.slow as SlowChannels)) return true;
    }
    return false;
  }

  /** The cell has stood long enough for travel to count. */
  settled(): this {
    assert.equal(this.look(181), false);
    // What follows is looked into each second.
    this.anode.loop.errorN = 1;
    return this;
  }

  /** The pellet goes towards the cathode by so much while the screws stand. */
  slide(um: number): void {
    this.anode.sensor.filteredN -= um * this.anode.loop.stiffnessNPerUm;
    this.cathode.sensor.filteredN += um * this.cathode.loop.stiffnessNPerUm;
    this.anode.loop.errorN = 1;
  }

  /** Both loops give way and forces stay: the anode goes forth, the cathode back. */
  walk(anodeUm: number, cathodeUm = anodeUm): void {
    this.anode.loop.motion.positionUm += anodeUm;
    this.cathode.loop.motion.positionUm -= cathodeUm;
  }
}

const expansion = { cell: { expansionAnode: "16 um", expansionCathode: "2 um" } };

describe("the watch for slip", () => {
  it("sees the step: F_a falls and F_c rises in one look by the same 142 um of the pellet", () => {
    // physics 3.4: disc and coil, 28.4 N off the anode, 0.71 N onto the cathode
    const pair = new Pair().settled();
    pair.slide(142);
    assert.equal(pair.look(), true);
    assert.equal(pair.watch.sign, SlipSign.step);
  });

  it("sees the step when a fault asks before the loops have decided on it: their errors are still those of the quiet", () => {
    const pair = new Pair().settled();
    const decided = () => {
      pair.anode.loop.errorN = 0;
    };
    assert.equal(pair.look(5, decided), false);
    pair.slide(142);
    decided();
    assert.equal(pair.watch.suspect(pair.slow as SlowChannels), true);
    assert.equal(pair.watch.sign, SlipSign.step);
  });

  it("finds no slip for being asked: nothing has moved, or one side alone", () => {
    const pair = new Pair().settled();
    const ask = () => pair.watch.suspect(pair.slow as SlowChannels);
    assert.equal(ask(), false);
    pair.cathode.sensor.filteredN += 0.71;
    pair.cathode.sensor.medianN += 0.71;
    assert.equal(ask(), false);
  });

  it("sees a step of which one look shows only the beginning", () => {
    const pair = new Pair().settled();
    pair.slide(2);
    // Noise of the cathode is six deadbands: 0.12 N / 0.005 N/um = 24 um.
    assert.equal(pair.look(), false);
    pair.slide(30);
    assert.equal(pair.look(), true);
  });

  it("says how far a screw has backed off beyond what cell, lash, budget and temperature explain", () => {
    // 16 um of cell, the nameplate's lash, 20 um of budget and 3 um/K for 2 K.
    const explainedUm = 16 + settingsWith().anode.screw.lash + 20 + 3 * 2;
    const pair = new Pair(expansion).settled();
    pair.look(20);
    pair.slow.degC = 32;
    const back = (um: number) => {
      pair.anode.loop.motion.positionUm -= um;
      assert.equal(pair.look(), false);
      return pair.watch.beyondUm(1);
    };
    back(1);
    assert.ok(Math.abs(back(explainedUm - 2) + 1) < 0.01);
    assert.ok(Math.abs(back(2) - 1) < 0.01);
    assert.ok(pair.watch.beyondUm(2) < 0);
    const unknown = new Pair().settled();
    unknown.anode.loop.motion.positionUm -= 500;
    unknown.look();
    assert.ok(unknown.watch.beyondUm(1) < 0);
  });

  it("takes no step for slip that shows on one side only, or the same way on both", () => {
    for (const [a, c] of [
      [-28.4, 0],
      [0, 0.71],
      [-28.4, -0.71],
      [28.4, -0.71],
    ] as const) {
      const pair = new Pair().settled();
      pair.anode.sensor.filteredN += a;
      pair.cathode.sensor.filteredN += c;
      pair.anode.loop.errorN = 1;
      assert.equal(pair.look(3), false, `${a} and ${c} N`);
    }
  });

  it("takes no step for slip that does not match: 28.4 N are 142 um there, 0.1 N are 20 um here", () => {
    const pair = new Pair().settled();
    pair.slide(0);
    pair.anode.sensor.filteredN -= 28.4;
    pair.cathode.sensor.filteredN += 0.1;
    assert.equal(pair.look(3), false);
  });

  it("takes no ramps that are turned round for slip: each force goes on the way before for the second that it lags", () => {
    const pair = new Pair();
    const { anode, cathode } = pair;
    cathode.loop.stiffnessNPerUm = 0.2;
    pair.look();
    anode.loop.setPoint = { ramping: true, nowKPa: 2400, targetKPa: 700, fromKPa: 2500 };
    cathode.loop.setPoint = { ramping: true, nowKPa: 300, targetKPa: 400, fromKPa: 200 };
    const ramps = () => {
      anode.loop.motion.positionUm -= 20;
      cathode.loop.motion.positionUm += 20;
      anode.sensor.filteredN -= 4;
      cathode.sensor.filteredN += 4;
    };
    assert.equal(pair.look(4, ramps), false);
    // Screws stand in their lash, forces go on: 4 N or 20 um of the pellet on both sides, as in a slip.
    anode.loop.setPoint = { ramping: true, nowKPa: 2100, targetKPa: 2200, fromKPa: 2080 };
    cathode.loop.setPoint = { ramping: true, nowKPa: 390, targetKPa: 200, fromKPa: 400 };
    anode.loop.setPointN = anode.sensor.filteredN + 5;
    cathode.loop.setPointN = cathode.sensor.filteredN - 5;
    const lags = () => {
      anode.sensor.filteredN -= 4;
      cathode.sensor.filteredN += 4;
    };
    assert.equal(pair.look(1, lags), false);
  });

  it("takes no ramps for slip that were turned round before anybody looked", () => {
    const pair = new Pair();
    const { anode, cathode } = pair;
    cathode.loop.stiffnessNPerUm = 0.2;
    assert.equal(pair.look(20), false);
    // Within the second: the anode was sent down by 13 kPa and now goes up, the cathode up by 13 and now goes down.
    anode.loop.setPoint = { ramping: true, nowKPa: 2490, targetKPa: 2700, fromKPa: 2487 };
    cathode.loop.setPoint = { ramping: true, nowKPa: 210, targetKPa: 100, fromKPa: 213 };
    anode.loop.setPointN = anode.sensor.filteredN + 5;
    cathode.loop.setPointN = cathode.sensor.filteredN - 5;
    anode.loop.errorN = 5;
    anode.sensor.filteredN -= 1; // 5 um of 0.2 N/um on both sides, one way, as of a pellet that slides
    cathode.sensor.filteredN += 1;
    assert.equal(pair.look(), false);
  });

  it("takes no crossing of a lash for slip: the screw goes 3 um, and the force shows a hundredth of that", () => {
    const pair = new Pair().settled();
    pair.walk(3, 30);
    pair.anode.sensor.filteredN -= 0.03; // 0.15 um of 0.2 N/um
    pair.cathode.sensor.filteredN += 0.03; // 6 um of 0.005 N/um
    assert.equal(pair.look(), false);
  });

  it("takes no lowering of the anode that was commanded for slip", () => {
    const pair = new Pair().settled();
    pair.anode.loop.setPoint = { ramping: true, nowKPa: 2500, targetKPa: 1000, fromKPa: 2500 };
    pair.look();
    pair.slide(142);
    assert.equal(pair.look(), false);
  });

  it("sees both loops walk: 26 um and more one way while both forces stay", () => {
    // 20 um and the 5.6 um that either lash may hide; the cell need not be known
    const pair = new Pair().settled();
    assert.equal(
      pair.look(25, () => pair.walk(1)),
      false,
    );
    assert.equal(
      pair.look(2, () => pair.walk(1)),
      true,
    );
    assert.equal(pair.watch.sign, SlipSign.walk);
  });

  it("leaves a cell that breathes on one side alone, however far: a pouch cell does so by 330 um", () => {
    for (const um of [1, -1]) {
      const pair = new Pair().settled();
      assert.equal(
        pair.look(330, () => pair.walk(um, 0)),
        false,
      );
      const other = new Pair().settled();
      assert.equal(
        other.look(330, () => other.walk(0, um)),
        false,
      );
    }
  });

  it("leaves a cell alone that grows both ways", () => {
    const pair = new Pair().settled();
    assert.equal(
      pair.look(330, () => pair.walk(-1, 1)),
      false,
    );
  });

  it("with the cell's expansion known sees the anode go 41.6 um: 16, lash 5.6 and the budget of 20", () => {
    const pair = new Pair(expansion).settled();
    assert.equal(
      pair.look(41, () => pair.walk(1, 0)),
      false,
    );
    assert.equal(
      pair.look(1, () => pair.walk(1, 0)),
      true,
    );
    assert.equal(pair.watch.sign, SlipSign.travel);
  });

  it("with the expansion known leaves the way back alone: lithium that grows is no slip", () => {
    const pair = new Pair(expansion).settled();
    assert.equal(
      pair.look(100, () => pair.walk(-1, 0)),
      false,
    );
  });

  it("allows 3 um for each kelvin, and 5 K while the thermometer is dead", () => {
    for (const [slow, allowedUm] of [
      [{ degC: 35, degCValid: true }, 56.6],
      [{ degC: 0, degCValid: false }, 56.6],
      [{ degC: 28, degCValid: true }, 47.6],
    ] as const) {
      const pair = new Pair(expansion).settled();
      pair.look(2);
      Object.assign(pair.slow, slow);
      pair.look();
      let um = 0;
      const seen = pair.look(100, () => {
        pair.walk(1, 0);
        um += 1;
      });
      assert.equal(seen, true);
      assert.equal(um, Math.floor(allowedUm) + 1);
    }
  });

  it("knows the other way: with the cathode pressed harder the pellet slips to the anode", () => {
    const pair = new Pair();
    pair.anode.sensor.filteredN = 15.71;
    pair.cathode.sensor.filteredN = 196.35;
    pair.settled();
    assert.equal(
      pair.look(40, () => pair.walk(1)),
      false,
    );
    assert.equal(
      pair.look(70, () => pair.walk(-1)),
      true,
    );
  });

  it("does not judge equal pressures: there is nothing to slip for", () => {
    const pair = new Pair();
    pair.cathode.sensor.filteredN = 196.35;
    pair.settled();
    assert.equal(
      pair.look(100, () => pair.walk(1)),
      false,
    );
  });

  it("while the anode is loaded lets the mould give way, three times as much, and 25.6 um", () => {
    // 180 N / 20 N/um = 9 um; 3 x 9 + 20 + 5.6 = 52.6
    const load = (um: number) => {
      const pair = new Pair();
      pair.anode.sensor.filteredN = 16.35;
      pair.look();
      pair.anode.loop.setPoint = { ramping: true, nowKPa: 208, targetKPa: 2500, fromKPa: 200 };
      pair.look();
      return pair.look(180, () => {
        pair.anode.sensor.filteredN += 1;
        pair.cathode.loop.motion.positionUm -= um / 180;
      });
    };
    assert.equal(load(27), false);
    assert.equal(load(54), true);
  });

  it("takes nothing for a push through the mould that the cathode did on its own ramp", () => {
    const pair = new Pair();
    pair.anode.sensor.filteredN = 150;
    pair.look();
    // Both are under way; the cathode ends first, and its screw has gone back by 60 um at its own order.
    const ramping = { ramping: true, nowKPa: 100, targetKPa: 200, fromKPa: 100 };
    Object.assign(pair.anode.loop, { setPoint: ramping });
    Object.assign(pair.cathode.loop, { setPoint: ramping });
    assert.equal(
      pair.look(5, () => pair.walk(0, 12)),
      false,
    );
    Object.assign(pair.cathode.loop, {
      setPoint: { ramping: false, nowKPa: 200, targetKPa: 200, fromKPa: 200 },
    });
    assert.equal(pair.look(20), false);
    // From then on it is a witness: 52.6 um are too much.
    assert.equal(
      pair.look(20, () => pair.walk(0, 3)),
      true,
    );
    assert.equal(pair.watch.sign, SlipSign.transmission);
  });

  /** The cathode is let down from 399 to 130 kPa, 21.1 N or 4,226 um of its coil; the anode then presses. */
  const letDown = (pair: Pair, anodeHeld: boolean) => {
    const { anode, cathode } = pair;
    anode.sensor.filteredN = 94;
    cathode.sensor.filteredN = 31.3;
    if (!anodeHeld) Object.assign(anode, { mode: "gap", held: false, phase: "rest" });
    pair.look();
    Object.assign(cathode.loop, {
      setPoint: { ramping: true, nowKPa: 399, targetKPa: 130, fromKPa: 400 },
    });
    const down = () => {
      cathode.loop.motion.positionUm -= 211.3;
      cathode.sensor.filteredN -= 21.13 / 20;
    };
    assert.equal(pair.look(20, down), false);
    Object.assign(cathode.loop, {
      setPoint: { ramping: false, nowKPa: 130, targetKPa: 130, fromKPa: 130 },
    });
    Object.assign(anode, { mode: "hold", held: true, phase: "track" });
    assert.equal(pair.look(6), false);
    Object.assign(anode.loop, {
      setPoint: { ramping: true, nowKPa: 1195, targetKPa: 1721, fromKPa: 1190 },
    });
  };
  /** Then its coil takes up 3 % of that with 20 s, 127 um, of which 68 % are left after 7.7 s, and the loop follows. */
  const takesUp = (pair: Pair) => {
    let leftUm = 86;
    return pair.look(200, () => {
      pair.cathode.loop.motion.positionUm -= leftUm / 20;
      leftUm -= leftUm / 20;
      pair.anode.loop.errorN = 1;
    });
  };

  for (const held of [true, false])
    it(`leaves what a train takes up after its own ramp alone, ${held ? "also when it is over" : "and knows a ramp from before the anode was held"}`, () => {
      const pair = new Pair();
      letDown(pair, held);
      assert.equal(takesUp(pair), false);
    });

  it("knows what a train takes up after a large ramp when a small one the other way has followed", () => {
    const pair = new Pair();
    letDown(pair, true);
    const { anode, cathode } = pair;
    anode.loop.setPoint = { ramping: false, nowKPa: 1721, targetKPa: 1721, fromKPa: 1721 };
    // 3 kPa up: 0.24 N or 47 um of the coil, of which 6 % are 3 um.
    cathode.loop.setPoint = { ramping: true, nowKPa: 130, targetKPa: 133, fromKPa: 130 };
    assert.equal(pair.look(), false);
    cathode.loop.motion.positionUm += 47;
    cathode.sensor.filteredN += 0.236;
    cathode.loop.setPoint = { ramping: false, nowKPa: 133, targetKPa: 133, fromKPa: 133 };
    assert.equal(pair.look(6), false);
    anode.loop.setPoint = { ramping: true, nowKPa: 1721, targetKPa: 1725, fromKPa: 1721 };
    assert.equal(takesUp(pair), false);
  });

  it("knows what a train takes up after a ramp that was over before it was looked at", () => {
    // From 200 to 105 kPa, 7.46 N or 1,492 um of the coil: 6 % of that are 90 um, and the loop follows by 60 um.
    const pair = new Pair();
    Object.assign(pair.cathode.loop, {
      setPoint: { ramping: false, nowKPa: 200, targetKPa: 200, fromKPa: 200 },
    });
    pair.look(10);
    Object.assign(pair.cathode.loop, {
      setPoint: { ramping: false, nowKPa: 105, targetKPa: 105, fromKPa: 105 },
    });
    Object.assign(pair.anode.loop, {
      setPoint: { ramping: true, nowKPa: 2500, targetKPa: 2700, fromKPa: 2500 },
    });
    pair.look();
    pair.walk(0, 1492);
    pair.cathode.sensor.filteredN = 8.25;
    assert.equal(pair.look(6), false);
    assert.equal(
      pair.look(60, () => pair.walk(0, 1)),
      false,
    );
    // Beyond that, and the 25.6 um that are always allowed, it is pushed: 115.6 um.
    assert.equal(
      pair.look(60, () => pair.walk(0, 1)),
      true,
    );
  });

  it("takes no force that a loop still lowers to its set point for slip", () => {
    // The same 142 um that are a slip when they take the force below its set point.
    for (const [setPointN, slips] of [
      [167, false],
      [169, true],
    ] as const) {
      const pair = new Pair();
      pair.look(10);
      pair.anode.loop.setPointN = setPointN;
      pair.slide(142); // 196.35 - 28.4 = 167.95 N
      assert.equal(pair.look(), slips, `set point ${setPointN} N`);
    }
  });

  it("begins anew with each side that comes under control", () => {
    const pair = new Pair().settled();
    pair.look(20, () => pair.walk(1));
    Object.assign(pair.anode, { mode: "gap", held: false, phase: "rest" });
    pair.look();
    Object.assign(pair.anode, { mode: "hold", held: true, phase: "track" });
    pair.settled();
    assert.equal(
      pair.look(20, () => pair.walk(1)),
      false,
    );
  });

  it("never calls noise slip, up to three deadbands, whatever it is", () => {
    const noise = fc.double({ min: -0.06, max: 0.06, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, noise), { maxLength: 200 }), (readings) => {
        const pair = new Pair(expansion).settled();
        for (const [a, c] of readings) {
          pair.anode.sensor.filteredN = 196.35 + a;
          pair.cathode.sensor.filteredN = 15.71 + c;
          pair.anode.loop.errorN = -a;
          pair.cathode.loop.errorN = -c;
          assert.equal(pair.look(), false);
        }
      }),
      { numRuns: 50 },
    );
  });
});
