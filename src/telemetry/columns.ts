import { scaleByPowerOfTwo } from "../maths/elementary.js";
import type { Rig } from "../rig.js";

interface ColumnSpec {
  readonly unit: string;
  /** Bytes of the signed integer that keeps it in a record; values beyond are clamped. */
  readonly bytes: 1 | 2 | 3 | 4 | 6;
  readonly meaning: string;
  /** The integer that is sent. */
  readonly of: (rig: Rig) => number;
}

const pa = 1000;
const nm = 1000;

/**
 * The row (`$D`), sent at the stream's interval. Its sequence number comes first and is not in this list. Header,
 * rows, record layout and docs/protocol.md derive from this table.
 */
export const rowColumns = {
  t: { unit: "ms", bytes: 6, meaning: "Time since power-on", of: (r) => Math.floor(r.atUs / 1000) },
  aCounts: {
    unit: "1",
    bytes: 4,
    meaning: "Anode: newest raw code",
    of: (r) => r.anode.sensor.counts,
  },
  cCounts: {
    unit: "1",
    bytes: 4,
    meaning: "Cathode: newest raw code",
    of: (r) => r.cathode.sensor.counts,
  },
  aPressure: {
    unit: "Pa",
    bytes: 4,
    meaning: "Anode: filtered pressure",
    of: (r) => Math.floor(r.anode.pressureKPa * pa + 0.5),
  },
  cPressure: {
    unit: "Pa",
    bytes: 4,
    meaning: "Cathode: filtered pressure",
    of: (r) => Math.floor(r.cathode.pressureKPa * pa + 0.5),
  },
  aSet: {
    unit: "Pa",
    bytes: 4,
    meaning: "Anode: ramped set point",
    of: (r) => Math.floor(r.anode.loop.setPoint.nowKPa * pa + 0.5),
  },
  cSet: {
    unit: "Pa",
    bytes: 4,
    meaning: "Cathode: ramped set point",
    of: (r) => Math.floor(r.cathode.loop.setPoint.nowKPa * pa + 0.5),
  },
  aTarget: {
    unit: "nm",
    bytes: 4,
    meaning: "Anode: target of the screw",
    of: (r) => Math.floor(r.anode.loop.motion.targetUm * nm + 0.5),
  },
  cTarget: {
    unit: "nm",
    bytes: 4,
    meaning: "Cathode: target of the screw",
    of: (r) => Math.floor(r.cathode.loop.motion.targetUm * nm + 0.5),
  },
  aPosition: {
    unit: "nm",
    bytes: 4,
    meaning: "Anode: position register",
    of: (r) => Math.floor(r.anode.loop.motion.positionUm * nm + 0.5),
  },
  cPosition: {
    unit: "nm",
    bytes: 4,
    meaning: "Cathode: position register",
    of: (r) => Math.floor(r.cathode.loop.motion.positionUm * nm + 0.5),
  },
  volts: {
    unit: "uV",
    bytes: 4,
    meaning: "Cell voltage as last read; bit 12 of flags says whether it is valid",
    of: (r) => Math.floor(r.slow.volts * 1e6 + 0.5),
  },
  flags: { unit: "1", bytes: 4, meaning: "Bits: see docs/protocol.md", of: (r) => r.flags },
} as const satisfies Record<string, ColumnSpec>;

const byTravel = "the travel of the screw and the spring rate tell it";
const byTorque = "the torque of the motor told it last";

/** The force of a side as a second witness has it; `bit` of flags says whether it has. */
function witnessForce(side: string, how: string, bit: number, forceN: (rig: Rig) => number) {
  return {
    unit: "mN",
    bytes: 3,
    meaning: `${side}: force as ${how}; bit ${bit} of flags says whether it is valid`,
    of: (r: Rig) => Math.floor(forceN(r) * 1000 + 0.5),
  } as const;
}

/** How sure it is of the force in the column before. */
function witnessSigma(side: string, sigmaN: (rig: Rig) => number) {
  return {
    unit: "dN",
    bytes: 2,
    meaning: `${side}: standard uncertainty of that`,
    of: (r: Rig) => Math.ceil(sigmaN(r) * 10),
  } as const;
}

/** Highest pressure of a side; rounded up, because less would be untrue. */
function historyPeak(name: string, side: (rig: Rig) => Rig["anode"]) {
  return {
    unit: "kPa",
    bytes: 2,
    meaning: `${name}: highest pressure since power-on, or since CELL:NEW`,
    of: (r: Rig) => Math.ceil(side(r).history.peakKPa),
  } as const;
}

function historyTime(name: string, side: (rig: Rig) => Rig["anode"]) {
  return {
    unit: "min",
    bytes: 2,
    meaning: `${name}: time since the pressure changed by 1 % or 2 kPa`,
    of: (r: Rig) => Math.floor((r.atUs - side(r).history.changedAtUs) / 60e6),
  } as const;
}

/** The slow row (`$DS`), sent with the first row and every 30 s. */
export const slowColumns = {
  t: { unit: "ms", bytes: 6, meaning: "Time since power-on", of: (r) => Math.floor(r.atUs / 1000) },
  temperature: {
    unit: "mdegC",
    bytes: 3,
    meaning: "Temperature of the frame as last read; bit 13 of flags says whether it is valid",
    of: (r) => Math.floor(r.slow.degC * 1000 + 0.5),
  },
  aSigma: {
    unit: "mPa",
    bytes: 3,
    meaning: "Anode: noise of the filtered pressure",
    of: (r) => Math.floor((r.anode.sensor.sigmaN * 1e9) / r.anode.areaMm2 + 0.5),
  },
  cSigma: {
    unit: "mPa",
    bytes: 3,
    meaning: "Cathode: noise of the filtered pressure",
    of: (r) => Math.floor((r.cathode.sensor.sigmaN * 1e9) / r.cathode.areaMm2 + 0.5),
  },
  aDeadband: {
    unit: "Pa",
    bytes: 2,
    meaning: "Anode: half-width of the deadband",
    of: (r) => Math.floor((r.anode.loop.deadband.halfWidthN * 1e6) / r.anode.areaMm2 + 0.5),
  },
  cDeadband: {
    unit: "Pa",
    bytes: 2,
    meaning: "Cathode: half-width of the deadband",
    of: (r) => Math.floor((r.cathode.loop.deadband.halfWidthN * 1e6) / r.cathode.areaMm2 + 0.5),
  },
  aSensorFaults: {
    unit: "1",
    bytes: 3,
    meaning: "Anode: failed accesses to the converter",
    of: (r) => r.anode.sensorFaults,
  },
  cSensorFaults: {
    unit: "1",
    bytes: 3,
    meaning: "Cathode: failed accesses to the converter",
    of: (r) => r.cathode.sensorFaults,
  },
  faults: { unit: "1", bytes: 1, meaning: "Faults latched", of: (r) => r.guard.log.count },
  droppedRows: {
    unit: "1",
    bytes: 3,
    meaning: "Rows that found no room since power-on",
    of: (r) => r.telemetry.droppedRows,
  },
  droppedOthers: {
    unit: "1",
    bytes: 2,
    meaning: "Replies, events and headers that found no room since power-on",
    of: (r) => r.telemetry.droppedOthers,
  },
  lateTicks: {
    unit: "1",
    bytes: 3,
    meaning: "Ticks that came more than half a period late",
    of: (r) => r.lateTicks,
  },
  aSpring: witnessForce("Anode", byTravel, 14, (r) => r.anode.springWitness.forceN),
  aSpringSigma: witnessSigma("Anode", (r) => r.anode.springWitness.sigmaN),
  aLoad: witnessForce("Anode", byTorque, 16, (r) => r.anode.loadWitness.forceN),
  aLoadSigma: witnessSigma("Anode", (r) => r.anode.loadWitness.sigmaN),
  cSpring: witnessForce("Cathode", byTravel, 15, (r) => r.cathode.springWitness.forceN),
  cSpringSigma: witnessSigma("Cathode", (r) => r.cathode.springWitness.sigmaN),
  cLoad: witnessForce("Cathode", byTorque, 17, (r) => r.cathode.loadWitness.forceN),
  cLoadSigma: witnessSigma("Cathode", (r) => r.cathode.loadWitness.sigmaN),
  aPeak: historyPeak("Anode", (r) => r.anode),
  cPeak: historyPeak("Cathode", (r) => r.cathode),
  aUnchanged: historyTime("Anode", (r) => r.anode),
  cUnchanged: historyTime("Cathode", (r) => r.cathode),
  approaches: {
    unit: "1",
    bytes: 1,
    meaning:
      "From where the pressures came, anode + 4 x cathode: 0 never changed, 1 from below, 2 from above",
    of: (r) => r.anode.history.approach + 4 * r.cathode.history.approach,
  },
} as const satisfies Record<string, ColumnSpec>;

/** A column as the writer needs it: no names, no look-ups. */
export interface Column {
  readonly of: (rig: Rig) => number;
  /** Bytes in a record. */
  readonly bytes: number;
  readonly min: number;
  readonly max: number;
}

export function columnsOf(table: Record<string, ColumnSpec>): readonly Column[] {
  return Object.values(table).map((spec) => {
    const max = scaleByPowerOfTwo(1, 8 * spec.bytes - 1) - 1;
    return { of: spec.of, bytes: spec.bytes, min: -max - 1, max };
  });
}

/** `name/unit` of each column, comma-separated, for the header. */
export function headerOf(table: Record<string, ColumnSpec>): string {
  return Object.entries(table)
    .map(([name, spec]) => `${name}/${spec.unit}`)
    .join(",");
}

/** The columns of both rows, made once with the module: a rig in flash does not pay for them. */
export const rowColumnList = columnsOf(rowColumns);
export const slowColumnList = columnsOf(slowColumns);
