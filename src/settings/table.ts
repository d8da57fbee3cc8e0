// What the firmware knows of its rig: nameplate data and a laboratory's calibration. The one list of settings;
// reader, printer, JSON Schema, the serial line and docs/settings.md derive from it.

import type { Table, Values } from "../document/table.js";
import { side } from "./side-table.js";

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
