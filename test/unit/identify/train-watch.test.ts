import assert from "node:assert/strict";
import type { SideIdentity } from "../../../src/identify/identity.js";
import { reversalsWarned, TrainWatch } from "../../../src/identify/train-watch.js";
import type { SideSettings } from "../../../src/settings/table.js";
import type { Side } from "../../../src/side.js";
import { near } from "../../support/near.js";

/** Measured: a train of 0.2 N/um behind a contact that gives no way, and a lash that is known to 0.1 um. */
const identity = {
  stiffnessNPerUm: 0.2,
  contactRootNPerUm: Infinity,
  lashUm: 5,
  lashSigmaUm: 0.1,
} as SideIdentity;

/** A side at 100 N in contact, whose screw the test moves. */
class Train {
  readonly side = {
    held: true,
    phase: "track",
    loop: {
      motion: { direction: 1, positionUm: 0 },
      setPoint: { ramping: false },
      lash: { lashUm: 5 },
    },
    sensor: { filteredN: 100, sigmaN: 0.01 },
  };
  readonly watch: TrainWatch;

  constructor() {
    const drawn = { stiffness: 0.2, contact: 1000 } as SideSettings["train"];
    this.watch = new TrainWatch(this.side as unknown as Side, identity, drawn, true);
    this.rest();
  }

  look(times = 1): void {
    for (let i = 0; i < times; i += 1) this.watch.look();
  }

  /** Six looks after a ramp it is judged. */
  rest(): void {
    this.side.loop.setPoint.ramping = false;
    this.look(6);
  }

  /** A ramp by 10 um on a train that is so many times as stiff as measured: 2 N for 1. */
  move(ratio: number): void {
    const { loop, sensor } = this.side;
    loop.setPoint.ramping = true;
    this.look();
    loop.motion.positionUm += 10;
    sensor.filteredN += 2 * ratio;
    this.rest();
  }
}

describe("the watch on a measured train", () => {
  it("finds nothing in a train that answers as it was measured", () => {
    const train = new Train();
    for (let i = 0; i < 20; i += 1) train.move(1);
    near(train.watch.ratio, 1, 1e-9);
    assert.equal(train.watch.moves, 20);
    assert.equal(train.watch.takeDrift(), false);
  });

  it("tells of twice the stiffness with the fourth ramp, once", () => {
    // Covariance 0.25, forgetting 0.98: gains of 0.2033, 0.1717, 0.1491, 0.1324, so 1.2033, 1.3401, 1.4386, 1.5129.
    const train = new Train();
    for (const ratio of [1.2033, 1.3401, 1.4386]) {
      train.move(2);
      near(train.watch.ratio, ratio, 3e-4);
      assert.equal(train.watch.takeDrift(), false);
    }
    train.move(2);
    near(train.watch.ratio, 1.5129, 3e-4);
    assert.equal(train.watch.takeDrift(), true);
    assert.equal(train.watch.takeDrift(), false);
  });

  it("tells of half the stiffness, too", () => {
    const train = new Train();
    let ramps = 0;
    while (!train.watch.takeDrift()) {
      train.move(0.5);
      ramps += 1;
      assert.ok(ramps < 20);
    }
    // What is missing to 0.5 shrinks by 1 - gain with each: below 1 / 1.5 after the eighth.
    assert.equal(ramps, 8);
  });

  it("forgets: after a hundred good ramps a train of twice the stiffness is told of within some 35", () => {
    const train = new Train();
    for (let i = 0; i < 100; i += 1) train.move(1);
    let ramps = 0;
    while (!train.watch.takeDrift()) {
      train.move(2);
      ramps += 1;
      assert.ok(ramps < 60);
    }
    // 0.98^n is 0.5 at n = 34.3; a hundred ramps before weigh a little more than for ever would.
    assert.ok(ramps >= 28 && ramps <= 36, `${ramps}`);
  });

  it("does not take one ramp that was met by something else for another train", () => {
    // Five times the stiffness counts as three at most: 1 + 0.1491 x (3 - 1) = 1.2983.
    const train = new Train();
    for (const ratio of [1, 1, 5]) train.move(ratio);
    near(train.watch.ratio, 1.2983, 3e-4);
    assert.equal(train.watch.takeDrift(), false);
  });

  it("never says more than three times or less than three tenths", () => {
    for (const [felt, bound] of [
      [10, 3],
      [0.2, 0.3],
    ] as const) {
      const train = new Train();
      for (let i = 0; i < 300; i += 1) train.move(felt);
      near(train.watch.ratio, bound, 0.01);
    }
  });

  it("learns nothing from a ramp in which the screw turned round: the lash is in it", () => {
    const train = new Train();
    train.side.loop.motion.direction = -1;
    train.move(2);
    assert.equal(train.watch.moves, 0);
  });

  it("learns nothing from a ramp that is little beside what the lash or the force is known to", () => {
    const train = new Train();
    const { loop, sensor } = train.side;
    loop.setPoint.ramping = true;
    train.look();
    loop.motion.positionUm += 0.29; // less than 3 x 0.1 um
    sensor.filteredN += 0.058;
    train.rest();
    assert.equal(train.watch.moves, 0);
  });

  it("tells of thirty reversals in an hour, once, and counts the next hour anew", () => {
    const train = new Train();
    const turn = () => {
      train.side.loop.motion.direction *= -1;
      train.look();
    };
    train.look();
    for (let i = 1; i < reversalsWarned; i += 1) turn();
    assert.equal(train.watch.takeReversals(), false);
    turn();
    assert.equal(train.watch.takeReversals(), true);
    turn();
    assert.equal(train.watch.takeReversals(), false);
    train.look(3600);
    assert.equal(train.watch.reversals, 0);
  });

  it("counts no turn that a ramp asks for", () => {
    const train = new Train();
    train.look();
    train.side.loop.setPoint.ramping = true;
    train.side.loop.motion.direction = -1;
    train.look();
    assert.equal(train.watch.reversals, 0);
  });
});
