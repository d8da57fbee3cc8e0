import { formatQuantity } from "../src/document/quantity-text.js";
import type { JsonObject } from "../src/document/table.js";
import type { SideName } from "../src/settings/table.js";
import { Prng } from "./prng.js";
import type { RigModel } from "./rigs/table.js";
import { bridgeOf, countsPerNewton } from "./sensors/bridge-adc.js";
import { calibrationDegC, LoadCell } from "./sensors/load-cell.js";
import { bridgePolarity } from "./sensors/polarity.js";

/** Errors of the laboratory, 1 sigma: of span, of tare in counts, of the die's diameter in mm. */
const spanSigma = 0.001;
const tareSigmaCounts = 30;
const dieSigmaMm = 0.02;
/** It measures drift by taring and by the same weights at two temperatures so far apart, K; errors of the weights cancel. */
const driftK = 10;
const spanDriftSigma = 1e-5;
/** A laboratory that finds more than this many sigma repeats the measurement. */
const sigmaMax = 2;

function drawn(prng: Prng, sigma: number): number {
  return sigma * Math.max(-sigmaMax, Math.min(prng.normal(), sigmaMax));
}

/** To `perUnit` parts of a unit, as a certificate would print it. */
const rounded = (value: number, perUnit: number): number =>
  Math.floor(value * perUnit + 0.5) / perUnit;

/**
 * What a laboratory notes of one load cell with its converter: codes at no load and at half
 * capacity at 30 degC, hence the chord of the true curve, with the errors above.
 */
function calibrationOf(rig: RigModel, side: SideName, seed: number): JsonObject {
  const model = rig[side];
  const prng = new Prng(seed, `${side} calibration`);
  const cell = new LoadCell(model.loadCell);
  const perNewton = bridgePolarity(seed, side) * countsPerNewton(bridgeOf(model));
  const halfN = model.loadCell.capacity / 2;
  const atZero = cell.staticReadingN(0) * perNewton;
  const atHalf = cell.staticReadingN(halfN) * perNewton;
  const span = ((atHalf - atZero) / halfN) * (1 + drawn(prng, spanSigma));
  const tare = atZero + drawn(prng, tareSigmaCounts);
  const nameplate = rig.nameplate[side];
  return {
    capacity: formatQuantity(nameplate.loadCellCapacity, "N"),
    countsPerNewton: formatQuantity(rounded(span, 100), "counts/N"),
    tare: formatQuantity(rounded(tare, 1), "counts"),
    calibrationTemperature: formatQuantity(calibrationDegC, "degC"),
    ...driftOf(rig, side, seed),
  };
}

/** What it notes of the drift with temperature: two tares 10 K apart are each off by 30 counts, and so their difference by root two of that. */
function driftOf(rig: RigModel, side: SideName, seed: number): JsonObject {
  const { loadCell } = rig[side];
  const prng = new Prng(seed, `${side} drift calibration`);
  const perNewton = countsPerNewton(bridgeOf(rig[side]));
  const apart = loadCell.zeroTemperature * loadCell.capacity * driftK * perNewton;
  const found = apart + drawn(prng, Math.sqrt(2) * tareSigmaCounts);
  const zero = found / driftK / perNewton / rig.nameplate[side].loadCellCapacity;
  const span = loadCell.spanTemperature + drawn(prng, spanDriftSigma);
  return {
    zeroDrift: formatQuantity(rounded(zero, 1e9), "1/K"),
    spanDrift: formatQuantity(rounded(span, 1e7), "1/K"),
  };
}

function sideSettings(rig: RigModel, side: SideName, seed: number): JsonObject {
  const nameplate = rig.nameplate[side];
  return {
    loadCell: calibrationOf(rig, side, seed),
    screw: {
      lead: formatQuantity(nameplate.lead, "mm"),
      gearRatio: nameplate.gearRatio,
      stepsPerTurn: nameplate.stepsPerTurn,
      microsteps: nameplate.microsteps,
      lash: formatQuantity(nameplate.lash, "um"),
      travelMin: formatQuantity(nameplate.travelMin, "um"),
      travelMax: formatQuantity(nameplate.travelMax, "um"),
      speedMax: formatQuantity(nameplate.speedMax, "um/s"),
      stallForce: formatQuantity(nameplate.stallForce, "N"),
    },
    train: { stiffness: formatQuantity(nameplate.trainStiffness, "N/um") },
    limits: { pressureMax: formatQuantity(nameplate.pressureMax, "kPa") },
  };
}

/** What a drawing and a micrometer tell of the mould. Nobody can read off what its wall bears. */
function mouldSettings(rig: RigModel): JsonObject {
  const { pelletThickness, mountStiffness } = rig.nameplate;
  const json: JsonObject = { pelletThickness: formatQuantity(pelletThickness, "mm") };
  if (mountStiffness !== undefined) json["mountStiffness"] = formatQuantity(mountStiffness, "N/um");
  return json;
}

/**
 * The settings document of a rig (format of src/settings/table.ts, quantities as text): its
 * nameplate, and a laboratory's calibration with drawn errors: span normal with 0.1 %, tare with 30
 * counts, die diameter with 0.02 mm, each bounded at 2 sigma. The wiring's polarity is that of the
 * rig built with the same seed. Drift with temperature is what two tares 10 K apart make of it, and of the span 1e-5 / K.
 */
export function settingsFor(rig: RigModel, seed: number): JsonObject {
  const die = rig.nameplate.dieDiameter + drawn(new Prng(seed, "die calibration"), dieSigmaMm);
  return {
    die: { diameter: formatQuantity(rounded(die, 1000), "mm") },
    mould: mouldSettings(rig),
    anode: sideSettings(rig, "anode", seed),
    cathode: sideSettings(rig, "cathode", seed),
  };
}
