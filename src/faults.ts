/** What the rig does at once when a fault is raised. */
export type Reaction = "hold" | "stop";

interface FaultSpec {
  /** Stable number, for logs and bits. */
  readonly code: number;
  readonly reaction: Reaction;
  /** Judgements in a row before it is raised. */
  readonly debounce: number;
  readonly text: string;
  /** What can still be relied on. */
  readonly stillTrue: string;
}

/**
 * The faults of the machine, in the order of their criticality. `hold`: both screws stop where they are and stay
 * energised; both sides go to constant position. `stop`: the same, and the motors may not be moved until cleared.
 */
export const faults = {
  estop: {
    code: 1,
    reaction: "stop",
    debounce: 1,
    text: "Emergency stop is pressed or its line is open",
    stillTrue: "Pressures are measured; the screws hold by themselves",
  },
  overForce: {
    code: 10,
    reaction: "hold",
    debounce: 2,
    text: "Pressure above 1.2 x set point + 0.2 MPa or above the limit of the side",
    stillTrue: "Pressure reading is valid; position is known",
  },
  sensorSaturated: {
    code: 20,
    reaction: "hold",
    debounce: 1,
    text: "Load-cell converter is at the end of its range",
    stillTrue: "The force on this side is unknown; position is known",
  },
  sensorStale: {
    code: 21,
    reaction: "hold",
    debounce: 1,
    text: "No new load-cell conversion within the deadline",
    stillTrue: "The last force was valid; position is known",
  },
  outOfTravel: {
    code: 30,
    reaction: "hold",
    debounce: 1,
    text: "Screw is at a reference switch or at the end of its travel",
    stillTrue: "Pressure reading is valid; moving back is allowed after clearing",
  },
  notFollowing: {
    code: 31,
    reaction: "hold",
    debounce: 1,
    text: "Force does not follow the screw: jam, loose coupling, lost steps or wrong calibration",
    stillTrue: "Pressure reading is valid; position may be wrong",
  },
  motorReset: {
    code: 32,
    reaction: "hold",
    debounce: 1,
    text: "Motion chip was reset: motor supply was lost or its settings are gone",
    stillTrue: "Pressure reading is valid; position is lost",
  },
  motorFault: {
    code: 33,
    reaction: "hold",
    debounce: 2,
    text: "Motor driver reports over-temperature, a short or an open coil, or does not answer",
    stillTrue: "Pressure reading is valid; the screw holds by itself",
  },
  wrongSign: {
    code: 40,
    reaction: "hold",
    debounce: 1,
    text: "Pressing makes the force smaller: sign of countsPerNewton or direction of the motor is wrong",
    stillTrue: "Position is known; the size of the force is right, its sign is not",
  },
  swapped: {
    code: 41,
    reaction: "hold",
    debounce: 1,
    text: "Moving this screw changes the other side's load cell: load cells or motors are swapped",
    stillTrue: "Both positions are known; which load cell is which is not",
  },
  internal: {
    code: 90,
    reaction: "stop",
    debounce: 1,
    text: "Error in the firmware",
    stillTrue: "The screws are at rest",
  },
} as const satisfies Record<string, FaultSpec>;

export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as readonly FaultName[];
