import { type SideScore, SideScorer } from "../../../sim/side-scorer.js";
import type { World } from "../../../sim/world.js";
import { tickUs } from "../../../src/rig.js";
import { followFrame } from "../../../src/sensing/frame-warmth.js";
import { SlowChannels } from "../../../src/sensing/slow-channels.js";
import { type Bed, run, runUntil } from "../bed.js";
import { BaselineSide, type LawName } from "./baseline-side.js";

export interface BaselineScores {
  readonly anode: SideScore;
  readonly cathode: SideScore;
}

/** What the shipped firmware needs at most to bring both sides there and settle, s. */
const loadWithinS = 3600;

/**
 * The shipped firmware loads the rig and settles; at the instant at which scoring begins it is switched off and another law
 * holds on: the same plant in the same state, with the same noise to come.
 */
export function underLaw(bed: Bed, law: LawName, seed: number, forS: number): BaselineScores {
  const { world, rig: model } = bed;
  if (!runUntil(world, () => world.scorer.began, loadWithinS))
    throw new Error("the rig has not come to its set points");
  const { simulated, settings, rig } = world;
  const make = (name: "anode" | "cathode") => {
    const side = new BaselineSide(name, law, settings, rig[name], simulated.hal[name]);
    const scorer = new SideScorer(name, side, settings, model, world.truth[name], seed);
    // What the thermometer has said of late: the shipped firmware read by it already.
    if (rig.slow.degCValid) {
      side.sensor.warm(rig.slow.degC, 1);
      scorer.warm(rig.slow.degC);
    }
    return { side, scorer };
  };
  const [anode, cathode] = [make("anode"), make("cathode")];
  const sides = [anode, cathode];
  const slow = new SlowChannels();
  const ticks = Math.round(forS * 10);
  for (let tick = 0; tick < ticks; tick += 1) {
    simulated.advance(tickUs);
    const at = simulated.clock.now();
    const told = at >= slow.dueUs && slow.observe(simulated.hal, at);
    if (told) followFrame({ anode: anode.side, cathode: cathode.side, slow }, at);
    for (const { side, scorer } of sides) {
      if (told) scorer.warm(slow.degC);
      side.tick(at);
      scorer.listen();
      // The scorer's filter begins anew, too.
      if (tick === 60 * 10) scorer.begin();
      if (tick > 60 * 10) scorer.score(0.1, 0, 0);
    }
  }
  const scoredS = forS - 60;
  return { anode: anode.scorer.summary(scoredS), cathode: cathode.scorer.summary(scoredS) };
}

/** The shipped law over the same time. */
export function underOurs(bed: Bed, forS: number, look: () => void): World {
  runUntil(bed.world, () => bed.world.scorer.began, loadWithinS);
  run(bed.world, forS, () => {
    look();
    return false;
  });
  return bed.world;
}
