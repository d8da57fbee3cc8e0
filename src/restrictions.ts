import { placeNames } from "./guard/fault-log.js";
import { easyCrossGain } from "./pair/coupling.js";
import type { Rig } from "./rig.js";
import { noisyShare } from "./sensing/motion-noise.js";
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
/** Zero of a load cell that is not a good one, share of capacity a kelvin, and what it may make of the pressure, kPa (physics 5.1; 7, row 17). */
const zeroShareK = 2e-4;
const zeroMostKPa = 5;

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
  insulation: {
    text: "The voltage of a cell at rest falls steadily: something beside the cycler draws current",
    limits: "Seen with a told current after an hour of rest; look at the insulation of the pistons",
  },
  voids: {
    text: "Overpotential has grown and the anode's screw went short on stripping, or it has jumped: voids",
    limits:
      "Seen with a told current; a higher pressure on the anode or a smaller current closes them",
  },
  shortTravel: {
    text: "The anode grows by less than 0.7 of what the charge plates: part of it may go through a filament",
    limits: "Seen with a told current; stop the cycler and look at the cell",
  },
  cellContact: {
    text: "The resistance of the cell is three times what it was: an electrode has lost contact",
    limits: "Seen with a told current; look at pressure, leads and cell",
  },
  looseMould: {
    text: "The mould gives way: more than 0.2 of a force on the anode arrives at the cathode",
    limits: "Sides are decoupled and loaded slower; above 0.6 none is held",
  },
  spikes: {
    text: "Single conversions of the load cell are far off",
    limits: "The median of three takes them out; look at cable and shield",
  },
  noisyMotion: {
    text: "The load cell is far noisier while its own motor turns than at rest",
    limits: "Ramps are judged by a noisy force; look at shields, motor cables and ground",
  },
  witness: {
    text: "Travel of the screw or load of the motor tell another force than the load cell",
    limits:
      "Load cell, calibration, spring or stack are not what the settings say: look before going on",
  },
  zeroWarmth: {
    text: "Warmth may have moved the zero by more than 5 kPa since the rest began, or has since the calibration",
    limits:
      "What loadCell.zeroDrift says is taken off, the rest is in the pressure; unload and tare, or wait",
  },
  travel: {
    text: "The screw has gone further at constant pressure than cell, lash and temperature explain",
    limits:
      "Seen where the settings say how far the cell breathes; the load cell may creep: look at its zero",
  },
  lashGrown: {
    text: "The lash that is crossed at reversals is half as much again as when the rig was identified: a drive wears",
    limits:
      "Crossings are learnt and pressures held; seen on a rig that was identified: look at gear and nut",
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
  ofSide(rig, rig.anode, rig.guard.anodeReversals, placeNames[1], visit);
  ofSide(rig, rig.cathode, rig.guard.cathodeReversals, placeNames[2], visit);
  ofCell(rig, placeNames[0], visit);
  if (rig.pair.crossGain > easyCrossGain) visit("looseMould", placeNames[0]);
  if (rig.telemetry.droppedRows + rig.telemetry.droppedOthers > 0)
    visit("recordsDropped", placeNames[0]);
}

/** What a told current has shown of a lithium cell, while it is told. */
function ofCell(
  rig: Rig,
  place: RestrictionPlace,
  visit: (name: RestrictionName, place: RestrictionPlace) => void,
): void {
  const { feed } = rig;
  const cell = feed?.lithium;
  if (feed === undefined || cell === undefined || rig.atUs > feed.untilUs) return;
  if (cell.leak) visit("insulation", place);
  if (cell.voids) visit("voids", place);
  if (cell.short) visit("shortTravel", place);
  if (cell.contactLost) visit("cellContact", place);
}

function ofSide(
  rig: Rig,
  side: Side,
  reversals: number,
  place: RestrictionPlace,
  visit: (name: RestrictionName, place: RestrictionPlace) => void,
): void {
  const { atUs } = rig;
  const { warmestK } = rig.guard.slip;
  const capacityN = rig.settings[side.name].loadCell.capacity;
  if (side.sensor.spikes > spikesMax) visit("spikes", place);
  if (side.motionNoise.share > noisyShare) visit("noisyMotion", place);
  const { springWitness, loadWitness } = side;
  const recent = loadWitness.valid && atUs - loadWitness.atUs < rememberedUs;
  const told =
    (springWitness.valid && disagrees(side, springWitness)) ||
    (recent && disagrees(side, loadWitness));
  if (side.fresh && told) visit("witness", place);
  if (reversals > reversalsMax) visit("restless", place);
  const known = rig.identifierInUse;
  const train = side.name === "cathode" ? known?.cathodeWatch : known?.anodeWatch;
  if (train?.wear.grown) visit("lashGrown", place);
  if (rig.guard.slip.beyondUm(side.name === "cathode" ? 2 : 1) > 0) visit("travel", place);
  // What the settings say of the drift is taken off, but a load cell may be worse than it was.
  const mayN = zeroShareK * capacityN * warmestK;
  const { driftN } = side.sensor;
  if (((mayN > driftN ? mayN : driftN) * 1000) / side.areaMm2 > zeroMostKPa)
    visit("zeroWarmth", place);
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
