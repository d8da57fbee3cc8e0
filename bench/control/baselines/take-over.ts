import { type SideScore, SideScorer } from "../../../sim/side-scorer.js";
import type { World } from "../../../sim/world.js";
import { tickUs } from "../../../src/rig.js";
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
    return { side, scorer };
  };
  const sides = [make("anode"), make("cathode")] as const;
  const ticks = Math.round(forS * 10);
  for (let tick = 0; tick < ticks; tick += 1) {
    simulated.advance(tickUs);
    for (const { side, scorer } of sides) {
      side.tick(simulated.clock.now());
      scorer.listen();
      // The scorer's filter begins anew, too.
      if (tick === 60 * 10) scorer.begin();
      if (tick > 60 * 10) scorer.score(0.1, 0, 0);
    }
  }
  const scoredS = forS - 60;
  return { anode: sides[0].scorer.summary(scoredS), cathode: sides[1].scorer.summary(scoredS) };
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
