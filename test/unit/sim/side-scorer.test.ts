import assert from "node:assert/strict";
import { settingsFor } from "../../../sim/calibrate.js";
import { SideScorer } from "../../../sim/side-scorer.js";
import { makeTruth } from "../../../sim/truth.js";
import { near } from "../../support/near.js";
import { rigWith } from "../../support/rig-with.js";
import { settingsWith } from "../../support/settings-with.js";

const tickS = 0.1;
const quantumUm = 0.02;

/** The anode's scorer beside a screw that a test drives by hand. */
class ScorerOnBench {
  readonly truth = makeTruth(78.54).anode;
  readonly scorer: SideScorer;
  private motion = { targetUm: 0, positionUm: 0, quantumUm };
  private scored = false;

  constructor() {
    const rig = rigWith("reference");
    const settings = settingsWith(settingsFor(rig, 1));
    this.truth.stiffnessNPerUm = 0.2;
    this.scorer = new SideScorer("anode", this.side(), settings, rig, this.truth, 1);
  }

  /** The controller sends the screw there, and it arrives. */
  move(toUm: number): void {
    this.send(toUm);
    this.motion.positionUm = toUm;
  }

  /** The controller sends the screw there; it is still on its way. */
  send(toUm: number): void {
    this.motion.targetUm = toUm;
    this.tick();
  }

  /** The screw has come so far and is stopped: its target is where it stands. */
  stopAt(um: number): void {
    this.motion.positionUm = um;
    this.send(Math.floor(um / quantumUm + 0.5) * quantumUm);
  }

  begin(): void {
    this.scored = true;
    this.scorer.listen();
    this.scorer.begin();
    this.scorer.score(tickS, 0, 0);
  }

  /** Scoring pauses, as between two hold steps. */
  pause(): void {
    this.scored = false;
  }

  /** Another controller, which takes the chip's register for its target once it has read it. */
  restart(): void {
    const { positionUm } = this.motion;
    this.motion = { targetUm: 0, positionUm: 0, quantumUm };
    this.scorer.follow(this.side());
    this.tick();
    this.stopAt(positionUm);
  }

  get reversals(): number {
    return this.scorer.summary(1).reversals;
  }

  get travelUm(): number {
    return this.scorer.summary(1).travelUm;
  }

  private side() {
    const sensor = { counts: 0, samples: 0, sampleAtUs: 0 };
    return { sensor, targetKPa: 2500, loop: { motion: this.motion } };
  }

  private tick(): void {
    this.scorer.listen();
    if (this.scored) this.scorer.score(tickS, 0, 0);
  }
}

describe("the scorer of a side: what is measured", () => {
  it("is the code by the settings at the temperature that the thermometer shows", () => {
    const loadCell = { countsPerNewton: "1000 counts/N", tare: "0 counts" };
    const drift = { zeroDrift: "0.0001 1/K", spanDrift: "0.0005 1/K" };
    const settings = settingsWith({ anode: { loadCell: { ...loadCell, ...drift } } });
    const sensor = { counts: 200_000, samples: 0, sampleAtUs: 0 };
    const side = {
      sensor,
      targetKPa: 2500,
      loop: { motion: { targetUm: 0, positionUm: 0, quantumUm } },
    };
    const truth = makeTruth(78.54).anode;
    const scorer = new SideScorer("anode", side, settings, rigWith("reference"), truth, 1);
    const shows = () => {
      sensor.samples += 1;
      sensor.sampleAtUs += 100e6;
      scorer.listen();
      return (scorer.measuredKPa * 78.5398) / 1000;
    };
    near(shows(), 200, 1e-3);
    // 2 K above 30 degC: zero is 0.0001 x 2 x 500 N = 0.1 N higher, a newton is 1000 x (1 + 0.0005 x 2) codes.
    scorer.warm(32);
    for (let i = 0; i < 5; i += 1) shows();
    near(shows(), (200 - 0.1) / 1.001, 1e-3);
  });
});

describe("the scorer of a side: commanded motion", () => {
  it("counts the reversal of the first scored motion: the screw had pressed before, while nothing was scored", () => {
    const bench = new ScorerOnBench();
    bench.move(400);
    bench.begin();
    bench.move(392);
    assert.equal(bench.reversals, 1);
    // 8 um of travel, of which a lash of 5.6 um belongs to that reversal.
    near(bench.travelUm, 8, 1e-9);
  });

  it("counts no motion and no reversal of the time that is not scored", () => {
    const bench = new ScorerOnBench();
    bench.move(400);
    bench.move(300);
    bench.move(350);
    bench.begin();
    bench.move(351);
    assert.equal(bench.reversals, 0);
    near(bench.travelUm, 1, 1e-9);
  });

  it("counts the change of sign from one scored hold to the next by what was moved between them", () => {
    const bench = new ScorerOnBench();
    bench.move(400);
    bench.begin();
    bench.move(401);
    bench.pause();
    bench.move(300);
    bench.begin();
    bench.move(299);
    assert.equal(bench.reversals, 0, "let down on the way, and still going down");
    bench.move(300);
    assert.equal(bench.reversals, 1);
    near(bench.travelUm, 3, 1e-9);
  });

  it("takes a stop on the way for no motion: the target falls back to where the screw stands", () => {
    const bench = new ScorerOnBench();
    bench.send(400);
    // On the grid of 0.02 um the nearest target to 350.009 is 350: behind the screw, but by less than half a quantum.
    bench.stopAt(350.009);
    bench.begin();
    bench.move(350.02);
    assert.equal(bench.reversals, 0);
    bench.move(350);
    assert.equal(bench.reversals, 1);
  });

  it("knows the direction of the last motion after a restart: the gear's flank has not changed by it", () => {
    const bench = new ScorerOnBench();
    bench.move(-400);
    bench.restart();
    bench.begin();
    bench.move(-399);
    assert.equal(bench.reversals, 1);
    near(bench.travelUm, 1, 1e-9);
  });
});
