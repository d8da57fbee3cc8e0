/** What the rig does at once when a fault is raised. */
export const reactions = {
  hold: "Both screws stop where they are and stay energised; both sides go to constant position; a programme ends",
  stop: "As hold, and the motors may not be moved until cleared",
  freezeSide:
    "The side stops where it is and goes to constant position; the other keeps its pressure; a programme ends",
  keep: "Both pressures are kept as they are; a programme ends",
} as const;
export type Reaction = keyof typeof reactions;

interface FaultSpec {
  /** Stable number, for logs and bits. */
  readonly code: number;
  readonly reaction: Reaction;
  /** Also pulls the cycler's open line until cleared: no current through a cell that is not safe. */
  readonly opensCycler?: true;
  /** Of the cell, which no start makes whole: latched again after one, until it is cleared. The bit of its record at the first place. */
  readonly keptBit?: 0 | 3 | 6;
  /** Judgements in a row before it is raised. */
  readonly debounce: number;
  readonly text: string;
  /** What can still be relied on. */
  readonly stillTrue: string;
}

/** The faults of the machine and of the cell, in the order of their criticality. */
export const faults = {
  estop: {
    code: 1,
    reaction: "stop",
    opensCycler: true,
    debounce: 1,
    text: "Emergency stop is pressed or its line is open",
    stillTrue: "Pressures are measured; the screws hold by themselves",
  },
  overForce: {
    code: 10,
    reaction: "hold",
    opensCycler: true,
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
  suddenLoss: {
    code: 22,
    reaction: "hold",
    debounce: 6,
    text: "Force fell without motion: spring broken, load cell without excitation, or a pellet with a free face slipped",
    stillTrue: "Position is known; the force on this side is doubtful",
  },
  contactLost: {
    code: 23,
    reaction: "hold",
    debounce: 1,
    text: "Contact was lost and is not found again within 50 um of where it was",
    stillTrue: "Position is known; the side does not press",
  },
  sensorJump: {
    code: 24,
    reaction: "hold",
    debounce: 2,
    text: "Force reading jumps as no screw and no cell can: a wire of the load cell is open",
    stillTrue: "The force on this side is unknown; position is known",
  },
  sensorStuck: {
    code: 25,
    reaction: "hold",
    debounce: 10,
    text: "Load-cell converter gives the same code again and again",
    stillTrue: "The force was last valid when the code last changed; position is known",
  },
  zeroShifted: {
    code: 26,
    reaction: "hold",
    debounce: 1,
    text: "Load cell shows a force that is none, or no excitation before contact: its zero has moved, or a wire is open",
    stillTrue: "Position is known; forces are off by what is shown: inspect wires, tare again",
  },
  pelletFracture: {
    code: 27,
    reaction: "hold",
    keptBit: 6,
    debounce: 1,
    text: "Force fell without motion and the cell voltage jumped with it: the pellet has broken",
    stillTrue:
      "Pressure readings and positions are valid; do not press again before the cell was looked at",
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
  stiffnessJump: {
    code: 34,
    reaction: "hold",
    debounce: 2,
    text: "Force answers the screw far more than the train can: a spring is at its end",
    stillTrue: "Pressure reading is valid; position is known",
  },
  stepsLost: {
    code: 35,
    reaction: "hold",
    debounce: 3,
    text: "Force changed in steps without motion three times in an hour: steps are lost or a part gives way",
    stillTrue: "Pressure reading is valid; position may be wrong",
  },
  switchWiring: {
    code: 36,
    reaction: "hold",
    debounce: 1,
    text: "Both reference switches read as hit: a wire is open",
    stillTrue: "Pressure reading is valid; position is known; the switches are not",
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
  looseMould: {
    code: 42,
    reaction: "hold",
    debounce: 1,
    text: "More than 0.6 of a change of force on the anode arrives at the cathode: the mould is loose on its mount",
    stillTrue: "Pressure readings and positions are valid; the two pressures cannot be held apart",
  },
  slippingPair: {
    code: 43,
    reaction: "hold",
    debounce: 1,
    text: "The pellet slips in its mould: the wall does not carry this difference of pressures",
    stillTrue: "Pressure readings and positions are valid; a smaller difference may hold",
  },
  noContact: {
    code: 44,
    reaction: "hold",
    debounce: 1,
    text: "No contact within approach.searchMax, or no answer of the force within what lash and stiffness explain",
    stillTrue: "Pressure reading is valid; whether the nut moves is not known",
  },
  lashImplausible: {
    code: 45,
    reaction: "hold",
    debounce: 1,
    text: "Lost motion is far beyond the nameplate: loose coupling or grub screw",
    stillTrue: "Pressure reading is valid; position of the nut is not",
  },
  stiffnessImplausible: {
    code: 46,
    reaction: "hold",
    debounce: 1,
    text: "Measured stiffness is more than 20 times off the settings: wrong gear, lead, calibration or spring",
    stillTrue: "Sign of force and motion are right; one of their scales is wrong",
  },
  tooNoisy: {
    code: 47,
    reaction: "hold",
    debounce: 1,
    text: "The force is too noisy or too restless to measure the rig with allowed steps",
    stillTrue: "Position is known; the mean of the pressure reading is valid",
  },
  slip: {
    code: 50,
    reaction: "freezeSide",
    debounce: 1,
    text: "The pellet slips along the wall of the mould: lower the difference of the two pressures",
    stillTrue:
      "Both pressures are measured; the cathode is still held, the anode keeps its position",
  },
  hardShort: {
    code: 60,
    reaction: "keep",
    opensCycler: true,
    keptBit: 0,
    debounce: 2,
    text: "Cell voltage fell below 0.5 V within seconds: lithium bridges the separator",
    stillTrue: "Both pressures are held; the cell is lost",
  },
  softShort: {
    code: 61,
    reaction: "keep",
    opensCycler: true,
    keptBit: 3,
    debounce: 1,
    text: "Cell voltage has become restless: a lithium filament touches and lets go",
    stillTrue: "Both pressures are held and will not be raised",
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

/** Does this fault take the current off the cell? */
export const opensCycler = (name: FaultName): boolean =>
  (faults[name] as FaultSpec).opensCycler === true;

/** Where the record of what is latched over a start has this fault at its first place; undefined for one that a start ends. */
export const keptBit = (name: FaultName): number | undefined => (faults[name] as FaultSpec).keptBit;
