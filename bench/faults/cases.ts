// What has to happen in each row of physics 7: the one list that `npm run faults` and the test run work through.

import type { FaultParameter, InjectedFaultName } from "../../sim/faults/table.js";
import type { JsonObject } from "../../src/document/table.js";

/** What the rig must do. */
export type Expectation =
  /** One of these faults within the time, both screws at rest after it, and no more advance than told on the way. */
  | {
      readonly reaction: "hold";
      readonly faults: readonly string[];
      readonly withinS: number;
      /** Way that the faulted screw may still press on, um; one quantum when left out. */
      readonly advanceUm?: number;
    }
  /** No fault; at the end both pressures are what they were asked to be. */
  | { readonly reaction: "ride"; readonly reversals?: number; readonly driftKPa?: number }
  /** One of these faults, told in time; the faulted side stands, the other keeps its pressure. */
  | {
      readonly reaction: "freezeSide";
      readonly faults: readonly string[];
      readonly withinS: number;
      readonly advanceUm: number;
    }
  /** One of these faults, told in time, and both pressures held on. */
  | {
      readonly reaction: "keep";
      readonly faults: readonly string[];
      readonly withinS: number;
      /** The cell is not yet that far when it is told. */
      readonly before?: "hardShort";
    }
  /** The orders given do nothing, and say why: errors in the queue, or a reason for not being ready. */
  | { readonly reaction: "refuse"; readonly faults?: readonly string[]; readonly withinS?: number }
  /** A search for contact, no faster than this, without force above the set point. */
  | { readonly reaction: "search"; readonly umPerS: number }
  /** A start that moves nothing and takes up nothing that ran before. */
  | { readonly reaction: "boot" };

export interface FaultCase {
  readonly row: number;
  readonly name: InjectedFaultName;
  /** What is peculiar to this case of the row. */
  readonly note?: string;
  readonly side?: "anode" | "cathode";
  readonly with?: Partial<Readonly<Record<FaultParameter | "for", number>>>;
  /** And this with it. */
  readonly also?: {
    readonly name: InjectedFaultName;
    readonly with: Partial<Readonly<Record<FaultParameter | "for", number>>>;
  };
  /** It happens again after each of these times, s. */
  readonly again?: readonly number[];
  /** When it happens. */
  readonly during: "off" | "loading" | "hold";
  readonly hal?: "contract" | "busUntimed";
  readonly rig?: string;
  /** What the cycler does otherwise than that of the paper's cell. */
  readonly cycler?: JsonObject;
  /** The host tells the current whenever it changes, and each five minutes. */
  readonly tellsCurrent?: boolean;
  /** Of the mould's wall, as the settings know it. */
  readonly wallShear?: string;
  /** Sent by the host right after. */
  readonly say?: string;
  /** And later. */
  readonly later?: { readonly atS: number; readonly say: string };
  readonly watchS: number;
  readonly expect: Expectation;
  /** Names of warnings that must be listed by the end. */
  readonly warns?: readonly string[];
}

const sensor = ["suddenLoss", "sensorJump", "sensorSaturated", "sensorStale", "sensorStuck"];
const motor = ["motorFault", "motorReset", "notFollowing"];
const rampDown = "ABOR;PRES1 2.3 MPA;PRES2 0.2 MPA;OUTP2 ON;OUTP1 ON\n";
const rampUp = "ABOR;PRES1 2.7 MPA;PRES2 0.2 MPA;OUTP2 ON;OUTP1 ON\n";
const hold25 = "PRES1 2.5 MPA;PRES2 0.2 MPA;OUTP2 ON;OUTP1 ON\n";
const ride = { reaction: "ride" } as const;
const both = ["contract", "busUntimed"] as const;

/** The same on both paths. */
function onBoth(one: FaultCase): FaultCase[] {
  return both.map((hal) => ({ ...one, hal }));
}

export const faultCases: readonly FaultCase[] = [
  {
    row: 1,
    name: "signalOpen",
    during: "hold",
    watchS: 30,
    expect: { reaction: "hold", faults: sensor, withinS: 1, advanceUm: 5 },
  },
  {
    row: 1,
    name: "signalOpen",
    note: "slow drift, 20 mV/s of 12.9 mV full scale",
    side: "cathode",
    with: { share: 1.5 },
    during: "hold",
    watchS: 30,
    expect: { reaction: "hold", faults: sensor, withinS: 1, advanceUm: 5 },
  },
  ...onBoth({
    row: 2,
    name: "excitationOpen",
    during: "hold",
    watchS: 60,
    expect: { reaction: "hold", faults: sensor, withinS: 1 },
  }),
  {
    row: 2,
    name: "excitationOpen",
    side: "cathode",
    during: "hold",
    watchS: 60,
    expect: { reaction: "hold", faults: sensor, withinS: 1 },
  },
  {
    row: 2,
    name: "excitationOpen",
    note: "while loading",
    during: "loading",
    watchS: 60,
    expect: { reaction: "hold", faults: sensor, withinS: 1, advanceUm: 50 },
  },
  ...onBoth({
    row: 3,
    name: "stuckCode",
    during: "hold",
    watchS: 20,
    expect: { reaction: "hold", faults: sensor, withinS: 1.2 },
  }),
  {
    row: 3,
    name: "stuckCode",
    note: "while loading",
    during: "loading",
    watchS: 20,
    // 46.5 um/s until the code has been the same six times, and for braking.
    expect: { reaction: "hold", faults: sensor, withinS: 1.2, advanceUm: 40 },
  },
  ...onBoth({
    row: 4,
    name: "saturatedHigh",
    during: "hold",
    watchS: 20,
    expect: { reaction: "hold", faults: ["sensorSaturated"], withinS: 0.3 },
  }),
  {
    row: 4,
    name: "saturatedLow",
    note: "while loading",
    during: "loading",
    watchS: 20,
    expect: { reaction: "hold", faults: ["sensorSaturated"], withinS: 0.3, advanceUm: 10 },
  },
  {
    row: 5,
    name: "missedConversions",
    with: { share: 0.3 },
    during: "loading",
    watchS: 400,
    expect: ride,
  },
  {
    row: 5,
    name: "silentConverter",
    note: "all of them",
    during: "loading",
    watchS: 20,
    expect: { reaction: "hold", faults: ["sensorStale"], withinS: 1.2, advanceUm: 35 },
  },
  ...onBoth({
    row: 6,
    name: "converterReset",
    note: "its start takes longer than a second",
    during: "hold",
    watchS: 20,
    expect: { reaction: "hold", faults: ["sensorStale"], withinS: 1.3 },
  }),
  { row: 7, name: "gainLost", during: "hold", hal: "contract", watchS: 60, expect: ride },
  {
    row: 7,
    name: "gainLost",
    note: "the register, on a bus",
    during: "hold",
    hal: "busUntimed",
    watchS: 60,
    expect: { reaction: "hold", faults: sensor, withinS: 2 },
  },
  { row: 8, name: "spikes", during: "hold", watchS: 120, expect: ride, warns: ["spikes"] },
  {
    row: 9,
    name: "noiseBurst",
    with: { for: 5 },
    during: "hold",
    watchS: 120,
    expect: { reaction: "ride", reversals: 2 },
  },
  {
    row: 10,
    name: "motionNoise",
    during: "loading",
    watchS: 400,
    expect: ride,
    warns: ["noisyMotion"],
  },
  {
    row: 11,
    name: "mainsPickup",
    during: "hold",
    watchS: 300,
    // Fewer than what is told as restless.
    expect: { reaction: "ride", reversals: 6 },
  },
  {
    row: 11,
    name: "mainsPickup",
    note: "above the deadband",
    with: { force: 2 },
    during: "hold",
    watchS: 600,
    expect: ride,
    warns: ["restless"],
  },
  ...(["wrongSign", "wrongScale", "motorReversed"] as const).map(
    (name): FaultCase => ({
      row: name === "wrongSign" ? 12 : name === "wrongScale" ? 13 : 15,
      name,
      during: "off",
      say: hold25,
      // A screw that turns the wrong way leaves the cell, and comes to the end of its travel of 20 mm at 5 um/s.
      watchS: name === "motorReversed" ? 4200 : 600,
      expect: {
        reaction: "refuse",
        faults: ["wrongSign", "swapped", "wrongScale", "notFollowing", "outOfTravel"],
        withinS: 4200,
      },
    }),
  ),
  {
    row: 14,
    name: "cellsSwapped",
    during: "off",
    say: hold25,
    watchS: 600,
    expect: { reaction: "refuse", faults: ["swapped", "wrongSign"], withinS: 600 },
  },
  {
    row: 15,
    name: "motorsSwapped",
    during: "off",
    say: hold25,
    watchS: 600,
    expect: { reaction: "refuse", faults: ["swapped", "wrongSign", "notFollowing"], withinS: 600 },
  },
  {
    row: 15,
    name: "motorsSwapped",
    note: "measured before it is held",
    during: "off",
    say: "IDEN 1 MPA,0.2 MPA\n",
    watchS: 600,
    expect: { reaction: "refuse", faults: ["swapped", "wrongSign"], withinS: 600 },
  },
  {
    row: 16,
    name: "zeroShift",
    note: "before control, from a switch-on at no load",
    during: "off",
    with: { share: 0.03 },
    say: hold25,
    watchS: 300,
    expect: { reaction: "refuse", faults: ["zeroShifted", "notFollowing"], withinS: 300 },
  },
  {
    row: 17,
    name: "zeroDrift",
    note: "in a room that gets 6 K warmer",
    during: "hold",
    with: { share: 2e-4 },
    also: { name: "roomStep", with: { temperature: 6 } },
    watchS: 7200,
    // 2e-4 / K of 500 N are 1.3 kPa / K.
    expect: ride,
    warns: ["zeroWarmth"],
  },
  {
    row: 17,
    name: "zeroDrift",
    note: "in a room as it is",
    during: "hold",
    with: { share: 2e-4 },
    watchS: 3600,
    expect: { reaction: "ride", driftKPa: 5 },
  },
  { row: 18, name: "sensorCreep", during: "hold", watchS: 600, expect: ride },
  {
    row: 19,
    name: "jam",
    during: "loading",
    watchS: 120,
    // 1.5 (lash + expected) and an allowance of 50 um, then a retry backwards.
    expect: { reaction: "hold", faults: ["notFollowing"], withinS: 60, advanceUm: 500 },
  },
  {
    row: 19,
    name: "jam",
    rig: "hard",
    during: "loading",
    watchS: 400,
    expect: { reaction: "hold", faults: ["notFollowing"], withinS: 400, advanceUm: 300 },
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
    with: { over: 600 },
    during: "hold",
    watchS: 900,
    expect: ride,
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
    expect: {
      reaction: "hold",
      faults: ["stiffnessJump", "suddenLoss", "overForce"],
      withinS: 60,
      advanceUm: 400,
    },
  },
  {
    row: 26,
    name: "springBroken",
    during: "hold",
    watchS: 60,
    // All of the force is gone at once, as when contact is lost; the search for it ends 50 um further on, at 5 um/s.
    expect: { reaction: "hold", faults: [...sensor, "contactLost"], withinS: 13, advanceUm: 53 },
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
    expect: { reaction: "hold", faults: ["fracture", ...sensor], withinS: 1, advanceUm: 1 },
  },
  {
    row: 30,
    name: "softShort",
    during: "hold",
    watchS: 20000,
    expect: { reaction: "keep", faults: ["softShort"], withinS: 20000, before: "hardShort" },
  },
  {
    row: 31,
    name: "hardShort",
    during: "hold",
    watchS: 60,
    expect: { reaction: "keep", faults: ["hardShort"], withinS: 4 },
  },
  { row: 32, name: "voltageOpen", during: "hold", watchS: 60, expect: ride, warns: ["voltage"] },
  { row: 33, name: "voltageClipped", during: "hold", watchS: 60, expect: ride, warns: ["voltage"] },
  {
    row: 34,
    name: "insulationLeak",
    note: "of a cell at rest whose host tells so",
    // Charged to 3.7 V at rest in 15 min; then nothing flows.
    cycler: { current: "2 mA/cm2", start: "10 s", upperVoltage: "4.05 V", rest: "100000 s" },
    tellsCurrent: true,
    during: "hold",
    watchS: 6000,
    expect: ride,
    warns: ["insulation"],
  },
  {
    row: 35,
    name: "voids",
    note: "of a cell that is charged and whose host tells the current",
    cycler: { start: "60 s" },
    tellsCurrent: true,
    during: "hold",
    watchS: 3600,
    expect: ride,
    warns: ["voids"],
  },
  {
    row: 36,
    name: "overPressureCommand",
    during: "off",
    watchS: 60,
    expect: { reaction: "refuse" },
  },
  {
    row: 37,
    name: "infeasiblePair",
    note: "beyond what the wall of the settings bears",
    wallShear: "6 MPa",
    during: "off",
    watchS: 60,
    expect: { reaction: "refuse" },
  },
  {
    row: 37,
    name: "infeasiblePair",
    note: "beyond what this wall bears, which only slip tells",
    during: "off",
    watchS: 600,
    expect: { reaction: "freezeSide", faults: ["slip"], withinS: 600, advanceUm: Infinity },
  },
  ...onBoth({
    row: 38,
    name: "brownOut",
    during: "loading",
    watchS: 60,
    expect: { reaction: "boot" },
  }),
  ...onBoth({
    row: 39,
    name: "watchdogReset",
    during: "hold",
    watchS: 60,
    expect: { reaction: "boot" },
  }),
  ...onBoth({
    row: 39,
    name: "portReset",
    during: "loading",
    watchS: 60,
    expect: { reaction: "boot" },
  }),
  ...onBoth({
    row: 40,
    name: "motionChipReset",
    during: "loading",
    watchS: 20,
    expect: { reaction: "hold", faults: motor, withinS: 0.5, advanceUm: 10 },
  }),
  ...onBoth({
    row: 40,
    name: "motorSupplyLost",
    during: "loading",
    watchS: 20,
    expect: { reaction: "hold", faults: motor, withinS: 1, advanceUm: 50 },
  }),
  {
    row: 41,
    name: "bridgeOff",
    note: "CHOPCONF is written with every order",
    during: "hold",
    hal: "busUntimed",
    watchS: 120,
    expect: ride,
  },
  ...(["driverHot", "coilShort", "coilOpen"] as const).map(
    (name): FaultCase => ({
      row: 42,
      name,
      during: "loading",
      watchS: 20,
      expect: { reaction: "hold", faults: motor, withinS: 1, advanceUm: 50 },
    }),
  ),
  {
    row: 43,
    name: "unplugged",
    with: { for: 120 },
    during: "hold",
    watchS: 200,
    expect: ride,
  },
  { row: 44, name: "garbage", with: { for: 30 }, during: "hold", watchS: 60, expect: ride },
  { row: 45, name: "badValues", during: "hold", watchS: 60, expect: ride },
  {
    row: 46,
    name: "settingsDamaged",
    during: "off",
    say: hold25,
    watchS: 60,
    expect: { reaction: "refuse" },
  },
  { row: 47, name: "lateTicks", during: "loading", watchS: 600, expect: ride },
  { row: 48, name: "clockWrap", during: "hold", watchS: 300, expect: ride },
  { row: 49, name: "roomStep", during: "hold", watchS: 3600, expect: ride },
  {
    row: 50,
    name: "thermometerDead",
    during: "hold",
    watchS: 60,
    expect: ride,
    warns: ["temperature"],
  },
  {
    row: 50,
    name: "thermometerWrong",
    with: { temperature: 85 },
    during: "hold",
    watchS: 120,
    expect: ride,
    warns: ["temperature"],
  },
  { row: 51, name: "motorHeats", during: "hold", watchS: 3600, expect: ride },
  {
    row: 52,
    name: "slipWithoutEnd",
    during: "hold",
    watchS: 600,
    expect: { reaction: "freezeSide", faults: ["slip"], withinS: 600, advanceUm: 25 },
  },
  {
    row: 53,
    name: "mouldLoose",
    note: "measured before it is held",
    rig: "symmetric",
    with: { factor: 0.02 },
    during: "off",
    say: "IDEN 0.5 MPA,0.5 MPA\n",
    later: { atS: 600, say: "PRES1 2.5 MPA;PRES2 2.5 MPA;OUTP2 ON;OUTP1 ON\n" },
    watchS: 900,
    expect: ride,
    warns: ["looseMould"],
  },
  {
    row: 54,
    name: "cellOpened",
    during: "hold",
    watchS: 60,
    expect: { reaction: "hold", faults: sensor, withinS: 1 },
  },
  {
    row: 55,
    name: "storeFull",
    during: "hold",
    say: "SETT:SAVE\n",
    watchS: 60,
    expect: ride,
  },
  { row: 55, name: "hostSlow", with: { for: 300 }, during: "hold", watchS: 360, expect: ride },
  {
    row: 56,
    name: "converterClock",
    during: "loading",
    watchS: 600,
    expect: ride,
  },
];
