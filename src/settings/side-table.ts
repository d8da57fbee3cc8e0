import { loadCell } from "./load-cell-table.js";

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

/** The settings of one side: the same entries for both, with the defaults of the reference rig. */
export const side = (name: string, d: SideDefaults) =>
  ({
    kind: "group",
    meaning: `The ${name} side`,
    fields: {
      loadCell: loadCell(d),
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
            meaning:
              "Speed before contact is felt; on a train that is hard by its drawing less, down to a quarter, so that nothing is pressed by 100 kPa before it is seen",
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
            meaning:
              "Fastest ramp that is accepted; lash is left at up to 1.5 times this towards less pressure",
          },
        },
      },
    },
  }) as const;
