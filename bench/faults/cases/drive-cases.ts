// Screws, springs, contact and pellet (rows 19 to 29).

import type { FaultCase } from "../case.js";
import { rampDown, rampUp, ride } from "../words.js";

export const driveCases: readonly FaultCase[] = [
  {
    row: 19,
    name: "jam",
    during: "loading",
    watchS: 120,
    // 1.5 (lash + expected) and an allowance of 50 um, a way back, and the same again.
    expect: {
      reaction: "hold",
      faults: ["notFollowing"],
      withinS: 60,
      advanceUm: 500,
      reversals: 2,
    },
  },
  {
    row: 19,
    name: "jam",
    rig: "hard",
    during: "loading",
    watchS: 400,
    expect: {
      reaction: "hold",
      faults: ["notFollowing"],
      withinS: 100,
      advanceUm: 300,
      reversals: 2,
    },
  },
  {
    row: 19,
    name: "jam",
    note: "that the way back frees",
    with: { for: 9 },
    during: "loading",
    watchS: 400,
    expect: ride,
  },
  { row: 20, name: "lostSteps", during: "hold", watchS: 120, expect: ride },
  {
    row: 20,
    name: "lostSteps",
    note: "three in an hour",
    with: { count: 40 },
    again: [300, 600],
    during: "hold",
    watchS: 700,
    expect: {
      reaction: "hold",
      faults: ["stepsLost", "notFollowing"],
      withinS: 610,
      advanceUm: 60,
    },
  },
  {
    row: 21,
    name: "looseCoupling",
    with: { travel: 300 },
    during: "hold",
    say: rampDown,
    watchS: 300,
    expect: {
      reaction: "hold",
      faults: ["lashImplausible", "notFollowing"],
      withinS: 300,
      advanceUm: 10,
    },
  },
  {
    row: 22,
    name: "lashGrowth",
    // By the half of what it is, within a day. The cell has to turn the screw about until that is felt: four times a day or so as it is
    // cycled in the paper, and more often like this.
    during: "hold",
    cycler: { current: "1 mA/cm2", rest: "600 s", cycles: 1000 },
    identified: 172800,
    watchS: 259200,
    expect: ride,
    warns: ["lashGrown"],
  },
  {
    row: 23,
    name: "switchHit",
    during: "loading",
    watchS: 20,
    expect: { reaction: "hold", faults: ["outOfTravel"], withinS: 0.5, advanceUm: 10 },
  },
  {
    row: 24,
    name: "switchOpen",
    during: "hold",
    watchS: 60,
    expect: { reaction: "hold", faults: ["switchWiring", "outOfTravel"], withinS: 1.1 },
  },
  {
    row: 24,
    name: "switchBouncing",
    during: "hold",
    watchS: 60,
    // It does not read as hit all the time.
    expect: {
      reaction: "hold",
      faults: ["switchWiring", "outOfTravel"],
      withinS: 10,
      advanceUm: 1,
    },
  },
  {
    row: 25,
    name: "springSolid",
    during: "hold",
    with: { factor: 1.02 },
    say: rampUp,
    watchS: 120,
    // 2 % of 0.2 N/um x 1 mm, the lash, and what the screw goes until the force has told.
    expect: { reaction: "hold", faults: ["stiffnessJump"], withinS: 12, advanceUm: 60 },
  },
  {
    row: 26,
    name: "springBroken",
    during: "hold",
    watchS: 60,
    // All of the force is gone at once, as when contact is lost; the search for it ends 50 um further on, at 5 um/s.
    expect: { reaction: "hold", faults: ["contactLost"], withinS: 13, advanceUm: 53 },
  },
  {
    row: 26,
    name: "springBroken",
    note: "part of it: some of the force is left, and what is left of the spring is solid",
    with: { share: 0.05 },
    during: "hold",
    watchS: 60,
    expect: { reaction: "hold", faults: ["suddenLoss"], withinS: 1, advanceUm: 1 },
  },
  ...(["reference", "hard"] as const).map(
    (rig): FaultCase => ({
      row: 27,
      name: "contactLost",
      rig,
      during: "hold",
      watchS: 400,
      expect: { reaction: "search", umPerS: 5 },
    }),
  ),
  {
    row: 27,
    name: "contactLost",
    note: "slower than the screw follows",
    rig: "hard",
    with: { over: 60 },
    during: "hold",
    watchS: 400,
    expect: { reaction: "search", umPerS: 5 },
  },
  {
    row: 28,
    name: "pelletSlip",
    during: "hold",
    watchS: 600,
    expect: { reaction: "freezeSide", faults: ["slip"], withinS: 600, advanceUm: 25 },
  },
  {
    row: 29,
    name: "pelletFracture",
    during: "hold",
    watchS: 60,
    // The force within a second; what the cell says of it within two more.
    expect: {
      reaction: "hold",
      faults: ["pelletFracture", "suddenLoss"],
      also: "pelletFracture",
      withinS: 1,
      advanceUm: 1,
    },
  },
];
