import { placeNames } from "./guard/fault-log.js";
import { easyCrossGain } from "./pair/coupling.js";
import type { Rig } from "./rig.js";
import type { Side } from "./side.js";

interface RestrictionSpec {
  readonly text: string;
  /** What the rig does without, or less well. */
  readonly limits: string;
}

/** Spikes in some 100 s, and reversals in some 300 s, that are more than noise and weather. */
const spikesMax = 8;
const reversalsMax = 6;
/** A second witness disagrees from so many of its sigmas on, and speaks of what it has seen for so long, us. */
const disagreeSigmas = 5;
const rememberedUs = 10e6;

/**
 * What limits the rig without being a fault of the machine: it goes on, and does without something. None is latched; each is
 * judged when somebody asks.
 */
export const restrictions = {
  settingsDamaged: {
    text: "Stored settings are damaged; defaults are in force",
    limits: "No side is held before settings are saved and the rig is started again",
  },
  voltage: {
    text: "Cell voltage is open, clipped or silent",
    limits: "No feed-forward, no conditions of voltage, no watch for shorts",
  },
  temperature: {
    text: "Thermometer is silent or shows what no frame can have",
    limits: "No correction by temperature",
  },
  looseMould: {
    text: "The mould gives way: more than 0.2 of a force on the anode arrives at the cathode",
    limits: "Sides are decoupled and loaded slower; above 0.6 none is held",
  },
  spikes: {
    text: "Single conversions of the load cell are far off",
    limits: "The median of three takes them out; look at cable and shield",
  },
  witness: {
    text: "Travel of the screw or load of the motor tell another force than the load cell",
    limits:
      "Load cell, calibration, spring or stack are not what the settings say: look before going on",
  },
  restless: {
    text: "The screw turns about often",
    limits: "Pickup, drift or noise beyond the deadband: pressure and lash wear",
  },
  recordsDropped: {
    text: "Records were dropped on their way to the host",
    limits: "They can be asked for again while the ring has them",
  },
} as const satisfies Record<string, RestrictionSpec>;

export type RestrictionName = keyof typeof restrictions;
export type RestrictionPlace = (typeof placeNames)[number];

/** Calls `visit` for each restriction that holds now. */
export function forEachRestriction(
  rig: Rig,
  visit: (name: RestrictionName, place: RestrictionPlace) => void,
): void {
  rig.consultWitnesses();
  if (rig.settingsDamaged) visit("settingsDamaged", placeNames[0]);
  if (!rig.slow.voltsValid) visit("voltage", placeNames[0]);
  if (!rig.slow.degCValid) visit("temperature", placeNames[0]);
  ofSide(rig.anode, rig.guard.anodeReversals, rig.atUs, placeNames[1], visit);
  ofSide(rig.cathode, rig.guard.cathodeReversals, rig.atUs, placeNames[2], visit);
  if (rig.pair.crossGain > easyCrossGain) visit("looseMould", placeNames[0]);
  if (rig.telemetry.droppedRows + rig.telemetry.droppedOthers > 0)
    visit("recordsDropped", placeNames[0]);
}

function ofSide(
  side: Side,
  reversals: number,
  atUs: number,
  place: RestrictionPlace,
  visit: (name: RestrictionName, place: RestrictionPlace) => void,
): void {
  if (side.sensor.spikes > spikesMax) visit("spikes", place);
  const { springWitness, loadWitness } = side;
  const recent = loadWitness.valid && atUs - loadWitness.atUs < rememberedUs;
  const told =
    (springWitness.valid && disagrees(side, springWitness)) ||
    (recent && disagrees(side, loadWitness));
  if (side.fresh && told) visit("witness", place);
  if (reversals > reversalsMax) visit("restless", place);
}

/** A witness says something else than the load cell, beyond what either may be wrong by. */
function disagrees(
  side: Side,
  witness: { readonly forceN: number; readonly sigmaN: number },
): boolean {
  const differenceN = side.sensor.filteredN - witness.forceN;
  const limitN = disagreeSigmas * witness.sigmaN;
  return differenceN > limitN || differenceN < -limitN;
}
