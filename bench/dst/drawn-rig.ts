import type { Prng } from "../../sim/prng.js";
import { shippedRigs } from "../../sim/rigs/shipped.js";
import { type RigModel, rigTable } from "../../sim/rigs/table.js";
import type { Problems } from "../../src/document/problems.js";
import { isJsonObject, type JsonObject, readTable } from "../../src/document/table.js";
import { exp, log } from "../../src/maths/elementary.js";

/** A shipped rig whose truth differs from its nameplate as far as physics 8 draws it, and further. */
export function drawnRig(prng: Prng, bus: boolean, problems: Problems): RigModel {
  // A board of chips has one rate, gain and excitation for both converters: all shipped rigs do.
  const shipped = shippedRigs[Math.floor(prng.next() * shippedRigs.length)];
  const change = {
    anode: drawnSide(prng),
    cathode: drawnSide(prng),
    mould: {
      wallShear: `${prng.uniform(6, 10)} MPa`,
      stiffness: `${prng.uniform(5, 50)} N/um`,
    },
  };
  const rig = readTable(rigTable, merged(shipped?.json, change), problems, "rig");
  if (bus && rig.anode.adc.rate !== rig.cathode.adc.rate) problems.add("rig", "two rates");
  return rig;
}

function drawnSide(prng: Prng): JsonObject {
  return {
    drive: { lash: `${prng.uniform(0, 15)} um`, stepError: prng.uniform(0.02, 0.07) },
    train: { gap: `${prng.uniform(5, 300)} um`, contact: `${logUniform(prng, 0.8, 3)} N^0.5/um` },
    loadCell: { zeroTemperature: `${prng.uniform(-2e-4, 2e-4)} 1/K` },
    expansion: `${prng.uniform(-3, 3)} um/K`,
  };
}

function logUniform(prng: Prng, low: number, high: number): number {
  return exp(prng.uniform(log(low), log(high)));
}

function merged(base: unknown, change: unknown): unknown {
  if (!isJsonObject(base) || !isJsonObject(change)) return change;
  const result: JsonObject = { ...base };
  for (const key of Object.keys(change)) result[key] = merged(base[key], change[key]);
  return result;
}
