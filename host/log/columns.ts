// The columns of log.csv: one table from which header and rows derive. Labels follow the grammar
// of the Battery Data Format (`Name / unit`); what BDF has no term for is named in the same way.

import type { SideTruth } from "../../sim/truth.js";
import type { World } from "../../sim/world.js";
import type { Mode } from "../../src/mode.js";
import type { Phase } from "../../src/phase.js";
import type { Side } from "../../src/side.js";
import type { Column } from "./csv-log.js";

type WorldColumn = Column<World>;
type SideName = "anode" | "cathode";
type GhostName = "ghostRig" | "ghostFixed" | "ghostSprings";

const modeCodes: Readonly<Record<Mode, number>> = { off: 0, gap: 1, hold: 2, jog: 3, stiffness: 4 };
const phaseCodes: Readonly<Record<Phase, number>> = {
  rest: 0,
  seek: 1,
  track: 2,
  retract: 3,
  probe: 4,
  home: 5,
  move: 6,
};

/** Force over the true area of the die, kPa. */
const trueKPa = (world: World, forceN: number) => (forceN * 1000) / world.truth.areaMm2;

/** Force over the area that the rig believes in, kPa. */
const knownKPa = (side: Side, forceN: number) => (forceN * 1000) / side.areaMm2;

const ghostN = (ghost: World[GhostName], name: SideName) =>
  name === "anode" ? ghost.forceAnodeN : ghost.forceCathodeN;

/** What the rig itself knows and does on one side: measurement, set point and every term of the loop. */
function measuredColumns(name: SideName): readonly WorldColumn[] {
  const title = name === "anode" ? "Anode" : "Cathode";
  const column = (label: string, decimals: number, of: (side: Side) => number): WorldColumn => ({
    label: `${title} ${label}`,
    decimals,
    of: (world) => of(world.rig[name]),
  });
  return [
    column("Pressure / kPa", 4, (s) => s.pressureKPa),
    column("Set Point / kPa", 4, (s) => s.loop.setPoint.nowKPa),
    column("Target Pressure / kPa", 3, (s) => s.targetKPa),
    column("Error / kPa", 4, (s) => knownKPa(s, s.loop.errorN)),
    column("Deadband / kPa", 4, (s) => knownKPa(s, s.loop.deadband.halfWidthN)),
    column("Noise / kPa", 5, (s) => knownKPa(s, s.sensor.sigmaN)),
    column("Proportional Term / um", 5, (s) => s.loop.pid.pUm),
    column("Integral Term / um", 5, (s) => s.loop.pid.iUm),
    column("Derivative Term / um", 5, (s) => s.loop.pid.dUm),
    column("Feed-Forward Term / um", 5, (s) => s.loop.feedForwardUm),
    column("Lash Term / um", 5, (s) => s.loop.lashUm),
    column("Move / um", 5, (s) => s.loop.moveUm),
    column("Stiffness / N um-1", 5, (s) => s.loop.stiffnessNPerUm),
    column("Screw Target / um", 4, (s) => s.loop.motion.targetUm),
    column("Screw Position / um", 4, (s) => s.loop.motion.positionUm),
    column("Raw Count / 1", 0, (s) => s.sensor.counts),
    column("Mode / 1", 0, (s) => modeCodes[s.mode]),
    column("Phase / 1", 0, (s) => phaseCodes[s.phase]),
  ];
}

/** What is true of one side, which no real rig could log. */
function trueColumns(name: SideName): readonly WorldColumn[] {
  const title = name === "anode" ? "Anode" : "Cathode";
  const column = (label: string, decimals: number, of: (t: SideTruth) => number): WorldColumn => ({
    label: `${title} ${label}`,
    decimals,
    of: (world) => of(world.truth[name]),
  });
  const ghost = (label: string, which: GhostName): WorldColumn => ({
    label: `${title} ${label}`,
    decimals: 3,
    of: (world) => (world.ghostsValid ? trueKPa(world, ghostN(world[which], name)) : Number.NaN),
  });
  return [
    {
      label: `${title} Scored Pressure / kPa`,
      decimals: 4,
      of: (world) => world.scorer[name].measuredKPa,
    },
    {
      label: `${title} True Pressure / kPa`,
      decimals: 4,
      of: (world) => trueKPa(world, world.truth[name].forceN),
    },
    {
      label: `${title} Pellet Pressure / kPa`,
      decimals: 4,
      of: (world) => trueKPa(world, world.truth[name].pelletN),
    },
    column("Growth / um", 4, (t) => t.growthUm),
    column("Thermal Growth / um", 4, (t) => t.thermalUm),
    column("Nut Position / um", 4, (t) => t.nutUm),
    column("True Stiffness / N um-1", 5, (t) => t.stiffnessNPerUm),
    column("Lost Steps / 1", 0, (t) => t.lostSteps),
    ghost("Pressure Uncontrolled / kPa", "ghostRig"),
    ghost("Pressure at Fixed Gap / kPa", "ghostFixed"),
    ghost("Pressure with Springs Only / kPa", "ghostSprings"),
  ];
}

/** The columns of log.csv in their order. Times are since power-on; current is positive in charge, as in BDF. */
export const logColumns = [
  { label: "Test Time / s", decimals: 1, of: (w) => w.atS },
  {
    label: "Voltage / V",
    decimals: 5,
    of: (w) => (w.rig.slow.voltsValid ? w.rig.slow.volts : Number.NaN),
  },
  { label: "Current / A", decimals: 9, of: (w) => currentA(w) },
  { label: "Current / mA cm-2", decimals: 5, of: (w) => w.truth.currentMAPerCm2 },
  { label: "Cycle Count / 1", decimals: 0, of: (w) => w.truth.cycle },
  { label: "Surface Temperature / degC", decimals: 3, of: (w) => temperatureOf(w) },
  ...measuredColumns("anode"),
  ...measuredColumns("cathode"),
  { label: "True Voltage / V", decimals: 5, of: (w) => w.truth.cellVolts },
  { label: "Extracted Lithium / mAh g-1", decimals: 4, of: (w) => w.truth.extractedMAhPerG },
  { label: "Ambient Temperature / degC", decimals: 3, of: (w) => w.truth.roomDegC },
  { label: "Frame Temperature / degC", decimals: 4, of: (w) => w.truth.frameDegC },
  { label: "Stack Temperature / degC", decimals: 4, of: (w) => w.truth.stackDegC },
  ...trueColumns("anode"),
  ...trueColumns("cathode"),
  { label: "Wall Force / N", decimals: 3, of: (w) => w.truth.wallForceN },
  { label: "Wall Capacity / N", decimals: 3, of: (w) => w.truth.wallCapacityN },
  { label: "Pellet Travel / um", decimals: 4, of: (w) => w.truth.pelletTravelUm },
] as const satisfies readonly WorldColumn[];

/** The cycler's current through the die's area; 1 mA/cm2 is 1e-5 A/mm2. */
function currentA(world: World): number {
  return world.truth.currentMAPerCm2 * world.truth.areaMm2 * 1e-5;
}

/** The frame as the rig's thermometer reads it; nothing before its first conversion. */
function temperatureOf(world: World): number {
  return world.rig.slow.degCValid ? world.rig.slow.degC : Number.NaN;
}
