// What the firmware knows of its rig: nameplate data and a laboratory's calibration. The one list of settings;
// reader, printer, JSON Schema, the serial line and docs/settings.md derive from it.

import type { Table, Values } from "../document/table.js";

/** Defaults in which the two sides of the reference rig differ. */
interface SideDefaults {
  readonly capacityN: number;
  readonly countsPerNewton: number;
  readonly gearRatio: number;
  readonly trainNPerUm: number;
  readonly pressureMaxKPa: number;
  readonly speedMaxUmPerS: number;
  readonly stallForceN: number;
}

const side = (name: string, d: SideDefaults) =>
  ({
    kind: "group",
    meaning: `The ${name} side`,
    fields: {
      loadCell: {
        kind: "group",
        meaning: "Load cell and converter",
        fields: {
          capacity: {
            kind: "quantity",
            unit: "N",
            min: 1,
            max: 100000,
            default: d.capacityN,
            meaning: "Rated capacity; holding stops at 90 % of it",
          },
          countsPerNewton: {
            kind: "quantity",
            unit: "counts/N",
            min: -1e7,
            max: 1e7,
            default: d.countsPerNewton,
            nonZero: true,
            meaning: "Sensitivity from the calibration; negative when pressing lowers the code",
          },
          tare: {
            kind: "quantity",
            unit: "counts",
            min: -8388608,
            max: 8388607,
            default: 0,
            meaning: "Code at zero force",
          },
        },
      },
      screw: {
        kind: "group",
        meaning: "Motor, gear and screw",
        fields: {
          lead: {
            kind: "quantity",
            unit: "mm",
            min: 0.1,
            max: 20,
            default: 2,
            meaning: "Advance of the nut in one turn of the screw",
          },
          gearRatio: {
            kind: "quantity",
            unit: "1",
            min: 0.1,
            max: 1000,
            default: d.gearRatio,
            meaning: "Motor turns in one turn of the screw",
          },
          stepsPerTurn: {
            kind: "integer",
            min: 20,
            max: 800,
            default: 200,
            meaning: "Full steps in one turn of the motor",
          },
          microsteps: {
            kind: "integer",
            min: 1,
            max: 256,
            default: 16,
            meaning: "Targets lie on this fraction of a full step: the quantum of motion",
          },
          lash: {
            kind: "quantity",
            unit: "um",
            min: 0,
            max: 500,
            default: 5.6,
            meaning: "Lost motion on reversal, from the nameplate of the gearbox",
          },
          travelMin: {
            kind: "quantity",
            unit: "um",
            min: -100000,
            max: 0,
            default: -20000,
            meaning: "Lowest position, relative to power-on",
          },
          travelMax: {
            kind: "quantity",
            unit: "um",
            min: 0,
            max: 100000,
            default: 20000,
            meaning: "Highest position, relative to power-on",
          },
          speedMax: {
            kind: "quantity",
            unit: "um/s",
            min: 0.1,
            max: 5000,
            default: d.speedMaxUmPerS,
            meaning: "Fastest motion",
          },
          stallForce: {
            kind: "quantity",
            unit: "N",
            min: 1,
            max: 1000000,
            default: d.stallForceN,
            meaning:
              "Force at which the motor stalls while it presses: its load is told as a share of this",
          },
        },
      },
      train: {
        kind: "group",
        meaning: "Stiffness from screw to cell, as the drawing says it; the loop is tuned from it",
        fields: {
          stiffness: {
            kind: "quantity",
            unit: "N/um",
            min: 0.0001,
            max: 1000,
            default: d.trainNPerUm,
            meaning: "Spring, load cell, screw and frame in series",
          },
          contact: {
            kind: "quantity",
            unit: "N^0.5/um",
            min: 0.01,
            max: 1000,
            default: 1.43,
            meaning: "Contact stiffness is this times the root of the force in N",
          },
        },
      },
      loop: {
        kind: "group",
        meaning: "The pressure loop",
        fields: {
          filterTime: {
            kind: "quantity",
            unit: "s",
            min: 0,
            max: 30,
            default: 0.5,
            meaning: "Low-pass behind the median of three",
          },
          closedLoopTime: {
            kind: "quantity",
            unit: "s",
            min: 0.5,
            max: 300,
            default: 3.5,
            meaning: "Time constant that the loop is tuned for (SIMC tau_c)",
          },
          proportional: {
            kind: "quantity",
            unit: "1",
            min: 0,
            max: 0.5,
            default: 0.2,
            meaning: "Proportional part of a move, as a share of error / stiffness",
          },
          derivative: {
            kind: "quantity",
            unit: "s",
            min: 0,
            max: 5,
            default: 0,
            meaning: "Derivative time on the measurement",
          },
          deadband: {
            kind: "quantity",
            unit: "kPa",
            min: 0,
            max: 1000,
            optional: true,
            meaning: "Half-width inside which nothing moves; automatic when left out",
          },
          lashTakeUp: {
            kind: "quantity",
            unit: "1",
            min: 0,
            max: 0.95,
            default: 0.8,
            meaning: "Share of the lash crossed at once on a reversal; never all of it",
          },
        },
      },
      approach: {
        kind: "group",
        meaning: "From clearance to contact",
        fields: {
          speed: {
            kind: "quantity",
            unit: "um/s",
            min: 0.1,
            max: 1000,
            default: 5,
            meaning: "Speed before contact is felt",
          },
          contactForce: {
            kind: "quantity",
            unit: "N",
            min: 0.01,
            max: 100,
            default: 1,
            meaning: "Force above which there is contact",
          },
          searchMax: {
            kind: "quantity",
            unit: "um",
            min: 10,
            max: 100000,
            default: 2000,
            meaning:
              "Way after which a search for contact is given up as noContact: a motor that turns the other way never finds it",
          },
          clearance: {
            kind: "quantity",
            unit: "um",
            min: 0,
            max: 10000,
            default: 200,
            meaning: "Distance kept from the cell after unloading",
          },
          park: {
            kind: "quantity",
            unit: "um",
            min: 0,
            max: 50000,
            default: 5000,
            meaning:
              "Distance kept from the cell when it is to be exchanged, as far as the travel allows",
          },
        },
      },
      limits: {
        kind: "group",
        meaning: "What is never exceeded",
        fields: {
          pressureMax: {
            kind: "quantity",
            unit: "kPa",
            min: 1,
            max: 100000,
            default: d.pressureMaxKPa,
            meaning: "Highest set point that is accepted",
          },
          rampRate: {
            kind: "quantity",
            unit: "kPa/s",
            min: 0.01,
            max: 1000,
            default: 50,
            meaning: "Ramp of a set point when none is given",
          },
          rampRateMax: {
            kind: "quantity",
            unit: "kPa/s",
            min: 0.01,
            max: 1000,
            default: 100,
            meaning: "Fastest ramp that is accepted",
          },
        },
      },
    },
  }) as const;

export const settingsTable = {
  die: {
    kind: "group",
    meaning: "The mould",
    fields: {
      diameter: {
        kind: "quantity",
        unit: "mm",
        min: 1,
        max: 100,
        default: 10,
        meaning: "Diameter of the die; force is pressure times its area",
      },
    },
  },
  cell: {
    kind: "group",
    meaning: "What is known of the cell",
    fields: {
      chemistry: {
        kind: "choice",
        of: ["lithium", "other"],
        default: "lithium",
        meaning:
          "What is plated on the anode: with lithium the cell voltage is watched for short circuits, with other it is not",
      },
      expansionAnode: {
        kind: "quantity",
        unit: "um",
        min: 0,
        max: 10000,
        optional: true,
        meaning:
          "Most that the anode side grows or shrinks while a pressure is held; left out, no travel of the anode is called slip by its length",
      },
      expansionCathode: {
        kind: "quantity",
        unit: "um",
        min: 0,
        max: 10000,
        optional: true,
        meaning: "The same of the cathode side",
      },
    },
  },
  mould: {
    kind: "group",
    meaning: "What couples the two sides: the mould's mount and its wall",
    fields: {
      mountStiffness: {
        kind: "quantity",
        unit: "N/um",
        min: 0.01,
        max: 10000,
        optional: true,
        meaning:
          "Mount of the mould on the frame, wall included, as an identification finds it; left out it counts as rigid until one has",
      },
      pelletThickness: {
        kind: "quantity",
        unit: "mm",
        min: 0.01,
        max: 50,
        optional: true,
        meaning: "Length of pellet and cathode along the wall",
      },
      wallShear: {
        kind: "quantity",
        unit: "kPa",
        min: 0,
        max: 100000,
        optional: true,
        meaning:
          "Shear that the wall bears without pressure (tau_0); with the thickness it decides which pairs of pressures are refused, left out none is",
      },
      wallFriction: {
        kind: "quantity",
        unit: "1",
        min: 0,
        max: 2,
        default: 0,
        meaning: "What a pressure adds to that shear, as a share of it (mu K)",
      },
      slippingPairs: {
        kind: "choice",
        of: ["refused", "allowed"],
        default: "refused",
        meaning: "What becomes of a pair of pressures whose difference the wall does not bear",
      },
    },
  },
  anode: side("anode", {
    capacityN: 500,
    countsPerNewton: 8590,
    gearRatio: 26.85,
    trainNPerUm: 0.2,
    pressureMaxKPa: 12000,
    speedMaxUmPerS: 46.5,
    stallForceN: 8500,
  }),
  cathode: side("cathode", {
    capacityN: 50,
    countsPerNewton: 85899,
    gearRatio: 5.18,
    trainNPerUm: 0.005,
    pressureMaxKPa: 12000,
    speedMaxUmPerS: 241,
    stallForceN: 1600,
  }),
  guard: {
    kind: "group",
    meaning: "When the rig stops by itself",
    fields: {
      staleAfter: {
        kind: "quantity",
        unit: "s",
        min: 0.1,
        max: 10,
        default: 0.5,
        meaning: "No conversion for this long: the side stops moving",
      },
      staleFault: {
        kind: "quantity",
        unit: "s",
        min: 0.2,
        max: 20,
        default: 1,
        meaning: "No conversion for this long: fault",
      },
      overForceFactor: {
        kind: "quantity",
        unit: "1",
        min: 1,
        max: 3,
        default: 1.2,
        meaning: "Trip at this times the set point ...",
      },
      overForceMargin: {
        kind: "quantity",
        unit: "kPa",
        min: 0,
        max: 10000,
        default: 200,
        meaning: "... plus this",
      },
      quietTime: {
        kind: "quantity",
        unit: "s",
        min: 0.2,
        max: 86400,
        default: 600,
        meaning:
          "Longest quiet window: control goes on after this time, whatever the line asks for",
      },
      travelBudget: {
        kind: "quantity",
        unit: "um",
        min: 1,
        max: 10000,
        default: 20,
        meaning: "Travel beyond expansion, lash and temperature that is called slip",
      },
      thermalTravel: {
        kind: "quantity",
        unit: "um/K",
        min: 0,
        max: 100,
        default: 3,
        meaning: "Most that frame and stack grow against each other with temperature",
      },
    },
  },
  stream: {
    kind: "group",
    meaning: "Telemetry rows on the serial line",
    fields: {
      interval: {
        kind: "quantity",
        unit: "s",
        min: 0.1,
        max: 3600,
        default: 1,
        meaning: "Time between two rows",
      },
    },
  },
} as const satisfies Table;

export type Settings = Values<typeof settingsTable>;
export type SideSettings = Settings["anode"];
export type SideName = "anode" | "cathode";
