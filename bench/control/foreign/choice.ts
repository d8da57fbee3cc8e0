import type { JsonObject } from "../../../src/document/table.js";
import { Chance } from "./chance.js";

/** How a force follows from a compression. */
export type ForceLaw = "linear" | "hertz" | "twoMasses";
/** How the nut follows the motor. */
export type LostMotion = "none" | "play" | "creepingPlay";
/** When lines come. */
export type Pace = "even" | "jitter" | "bunched" | "missing";
export type Breath = "none" | "sine" | "triangle";

/** One side of a stranger's plant. */
export interface ForeignSide {
  readonly law: ForceLaw;
  /** Stiffness at the set point, N/um. */
  readonly stiffnessNPerUm: number;
  /** What the settings say it is. */
  readonly toldNPerUm: number;
  readonly gapUm: number;
  readonly lostMotion: LostMotion;
  readonly lashUm: number;
  readonly toldLashUm: number;
  /** Dead time and first-order lag from force to code, s. */
  readonly delayS: number;
  readonly lagS: number;
  readonly breath: Breath;
  readonly breathUm: number;
  readonly breathS: number;
  readonly countsPerNewton: number;
  readonly tareCounts: number;
  /** One sigma of a conversion. */
  readonly noiseN: number;
  /** Codes come in steps of so many: 1, or those of a converter of 12 bits. */
  readonly codeStep: number;
  readonly capacityN: number;
  readonly gearRatio: number;
  readonly setPointKPa: number;
}

export interface ForeignChoice {
  readonly seed: number;
  readonly anode: ForeignSide;
  readonly cathode: ForeignSide;
  readonly pace: Pace;
  readonly conversionsPerS: number;
  /** Share of conversions that never arrive. */
  readonly lost: number;
  readonly tellsPosition: boolean;
  readonly tellsCell: boolean;
  readonly tellsTemperature: boolean;
}

export const areaMm2 = 78.539816339744831;

/** A plant that no file of sim/ describes. */
export function drawForeign(seed: number): ForeignChoice {
  const chance = new Chance(seed);
  const anode = drawnSide(chance, 500, 8500, [0.05, 8], [500, 4000]);
  const cathode = drawnSide(chance, 50, 85000, [0.003, 1], [100, 450]);
  const conversionsPerS = chance.of([5, 10, 20, 80]);
  return {
    seed,
    anode,
    cathode,
    pace: chance.of(["even", "jitter", "bunched", "missing"]),
    conversionsPerS,
    // Of five a second with one in five lost, a second without any comes every ten minutes: that is a fault, and no plant to hold.
    lost: conversionsPerS > 5 ? chance.of([0, 0, 0.1]) : 0,
    tellsPosition: chance.next() < 0.6,
    tellsCell: chance.next() < 0.5,
    tellsTemperature: chance.next() < 0.5,
  };
}

function drawnSide(
  chance: Chance,
  capacityN: number,
  countsPerNewton: number,
  stiffness: readonly [number, number],
  kPa: readonly [number, number],
): ForeignSide {
  const stiffnessNPerUm = chance.logarithmic(stiffness[0], stiffness[1]);
  const lostMotion: LostMotion = chance.of(["none", "play", "play", "creepingPlay"]);
  const lashUm = lostMotion === "none" ? 0 : chance.between(1, 20);
  const coarse = chance.next() < 0.25;
  const breath: Breath = chance.of(["none", "sine", "triangle"]);
  // A cell grows by 0.05 to 5 mA/cm2: 0.07 to 6.7 nm/s (physics 2.1).
  const umPerS = chance.logarithmic(0.00007, 0.0067);
  const breathS = chance.between(1800, 7200);
  return {
    law: chance.of(["linear", "linear", "hertz", "twoMasses"]),
    stiffnessNPerUm,
    toldNPerUm: stiffnessNPerUm * chance.logarithmic(0.4, 2.5),
    gapUm: chance.between(10, 300),
    lostMotion,
    lashUm,
    toldLashUm: 5.6,
    delayS: chance.between(0, 0.3),
    lagS: chance.between(0.02, 0.4),
    breath,
    breathUm: breath === "none" ? 0 : (umPerS * breathS) / 4,
    breathS,
    countsPerNewton: countsPerNewton * (chance.next() < 0.5 ? -1 : 1),
    tareCounts: Math.round(chance.between(-60000, 60000)),
    noiseN: capacityN * chance.logarithmic(5e-6, 5e-5),
    // 4096 codes over both signs of the capacity.
    codeStep: coarse ? Math.round((2 * capacityN * countsPerNewton) / 4096) : 1,
    capacityN,
    gearRatio: stiffnessNPerUm > 0.02 ? 26.85 : 5.18,
    setPointKPa: Math.round(chance.between(kPa[0], kPa[1])),
  };
}

/** What a laboratory knows of such a plant, as a settings file; its calibration is exact, its drawing is not. */
export function settingsOf(choice: ForeignChoice): JsonObject {
  return {
    die: { diameter: "10 mm" },
    anode: sideSettings(choice.anode),
    cathode: sideSettings(choice.cathode),
  };
}

function sideSettings(side: ForeignSide): JsonObject {
  return {
    loadCell: {
      capacity: `${side.capacityN} N`,
      countsPerNewton: `${side.countsPerNewton} counts/N`,
      tare: `${side.tareCounts} counts`,
    },
    screw: {
      lead: "2 mm",
      gearRatio: side.gearRatio,
      stepsPerTurn: 200,
      microsteps: 16,
      lash: `${side.toldLashUm} um`,
      travelMin: "-30000 um",
      travelMax: "30000 um",
      speedMax: side.gearRatio > 20 ? "46 um/s" : "240 um/s",
    },
    train: { stiffness: `${side.toldNPerUm} N/um` },
    limits: { pressureMax: side.capacityN > 100 ? "5 MPa" : "0.5 MPa" },
  };
}

/** Touches, loads and holds; `identify`: measures the rig first. */
export function programmeOf(choice: ForeignChoice, identify = true): JsonObject {
  const anode = `${choice.anode.setPointKPa} kPa`;
  const cathode = `${choice.cathode.setPointKPa} kPa`;
  return {
    name: "foreign",
    steps: [
      ...(identify ? [{ identify: {} }] : []),
      { approach: { touch: "5 N" } },
      { ramp: { anode: { to: anode, rate: "0.05 MPa/s" }, cathode: { to: cathode } } },
      { hold: { anode, cathode } },
    ],
  };
}
