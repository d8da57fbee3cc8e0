import { type FaultName, faultNames, faults } from "../faults.js";

interface EventSpec {
  /** Stable number; kept in a record in place of the name. */
  readonly code: number;
  readonly text: string;
  /** What the event's number means. */
  readonly value: string;
}

/** Events that are not faults. Their codes are above those of the faults. */
export const ownEvents = {
  faultsCleared: { code: 100, text: "Faults cleared by command", value: "how many were latched" },
  aborted: { code: 101, text: "All motion stopped by command", value: "" },
  mode: {
    code: 102,
    text: "Mode of a side changed by command",
    value: "0 off, 1 gap, 2 hold, 3 jog, 4 stiffness",
  },
  step: { code: 103, text: "Programme step begun", value: "steps begun since power-on" },
  programmeDone: { code: 104, text: "Programme ended", value: "steps begun since power-on" },
  pairRefused: {
    code: 130,
    text: "Programme refused: the pellet would slip, or the mould is loose",
    value: "places in it that would slip; 0 for a loose mould",
  },
  quietBegun: {
    code: 131,
    text: "Quiet window: no screw moves",
    value: "1 by the line, 2 by command",
  },
  quietEnded: {
    code: 132,
    text: "Quiet window over: control goes on",
    value: "1 released, 2 as long as allowed, 3 drifted as far as allowed, 4 all motion stopped",
  },
  feedForwardOn: {
    code: 133,
    text: "Feed-forward from the given current is on",
    value: "0",
  },
  feedForwardOff: {
    code: 134,
    text: "Feed-forward is off; the loop holds without it",
    value:
      "1 the current was not renewed, 2 the cell voltage is not valid, 3 the screw goes the other way, 4 it does not go the way that was told",
  },
  jogEnded: {
    code: 150,
    text: "A screw that was moved by order stands; the side is off",
    value: "1 there, 2 contact, 3 no valid readings, 4 at the low reference switch",
  },
  gapEnded: {
    code: 160,
    text: "A gap that moved stands; its position is kept",
    value:
      "1 there, 2 highest pressure of the side, 3 no valid readings, 4 the wall would not bear the pair, 5 end of the travel",
  },
  springSet: {
    code: 161,
    text: "A programmed spring begins: the pressure follows the cell from here on",
    value: "programmed rate, N/m",
  },
  springEnd: {
    code: 162,
    text: "A programmed spring is at an end: the pressure stays there until the cell comes back",
    value:
      "0 free again, 1 least force, 2 highest pressure of the side, 3 what the wall bears beside the other side",
  },
  programmeStopped: { code: 105, text: "Programme stopped", value: "steps begun since power-on" },
  stopCondition: {
    code: 140,
    text: "A stop condition of the programme is met",
    value: "its place among the conditions of docs/programmes.md",
  },
  probe: { code: 141, text: "Stiffness was probed", value: "N/m" },
  dEdP: { code: 142, text: "Change of cell voltage with pressure was measured", value: "nV/kPa" },
  uncertainty: {
    code: 143,
    text: "Standard uncertainty of the measurement told before it",
    value: "as that",
  },
  measureFailed: {
    code: 144,
    text: "A measuring step has no result",
    value:
      "1 side not held, 2 beyond a limit, 3 did not settle, 4 screw turned about, 5 voltage not valid",
  },
  identifyBegun: { code: 120, text: "Identification begun", value: "" },
  identified: {
    code: 121,
    text: "Stiffness, lash and delay were measured and are in force",
    value: "stiffness at the highest load measured at, N/mm",
  },
  identifyStopped: { code: 122, text: "Identification stopped before its end", value: "" },
  nameplateOff: {
    code: 123,
    text: "Warning: measured stiffness is less than half or more than twice what the settings say",
    value: "measured over told, in thousandths",
  },
  mouldGives: {
    code: 124,
    text: "Warning: the mould gives way; ramps go at a smaller rate",
    value: "part of a change on the anode that arrives at the cathode, in thousandths",
  },
  identityStored: { code: 125, text: "What was measured is stored", value: "1 stored, 0 refused" },
  manyReversals: {
    code: 126,
    text: "Warning: the screw reverses often in quiet holding; identify again",
    value: "reversals in the last hour",
  },
  stiffnessDrifted: {
    code: 127,
    text: "Warning: ramps show another stiffness than was measured",
    value: "felt over measured, in thousandths",
  },
} as const satisfies Record<string, EventSpec>;

export type OwnEvent = keyof typeof ownEvents;
export type EventName = FaultName | OwnEvent;

const ownNames = Object.keys(ownEvents) as readonly OwnEvent[];

export function eventCode(name: EventName): number {
  return name in ownEvents ? ownEvents[name as OwnEvent].code : faults[name as FaultName].code;
}

/** Name and text of a code; undefined for a code that this firmware does not know. */
export function eventOf(code: number): { name: string; text: string } | undefined {
  for (const name of ownNames) {
    if (ownEvents[name].code === code) return { name, text: ownEvents[name].text };
  }
  for (const name of faultNames) {
    if (faults[name].code === code) return { name, text: faults[name].text };
  }
  return undefined;
}
