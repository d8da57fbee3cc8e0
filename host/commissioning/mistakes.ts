import { formatQuantity } from "../../src/document/quantity-text.js";
import type { JsonObject } from "../../src/document/table.js";
import type { Settings } from "../../src/settings/table.js";
import type { BenchHands } from "./bench-hands.js";
import type { StartSettings } from "./builder-settings.js";

/** What may have gone wrong before a rig came to its operator, and the step at which it must be noticed. */
export interface Mistake {
  readonly title: string;
  /** Name of the step that catches it. */
  readonly at: string;
  readonly start: StartSettings;
  /** What is other about the rig itself. */
  readonly rig?: JsonObject;
  /** What was entered wrongly, of settings that were right. */
  readonly entered?: (right: Settings) => JsonObject;
  readonly built?: (hands: BenchHands) => void;
}

export type MistakeName = "swappedCells" | "wrongSign" | "wrongCapacity" | "looseMould";

/** The mistakes that are built into a rig; that nobody has tared it is one of its operator. */
export const mistakes: Readonly<Record<MistakeName, Mistake>> = {
  swappedCells: {
    title: "Load cells plugged into each other's converters",
    at: "span",
    start: "factory",
    built: (hands) => hands.swapCells(),
  },
  wrongSign: {
    title: "Sensitivity of the anode entered with the wrong sign",
    at: "identification",
    start: "calibrated",
    entered: ({ anode }) => {
      const turned = formatQuantity(-anode.loadCell.countsPerNewton, "counts/N");
      return { anode: { loadCell: { countsPerNewton: turned } } };
    },
  },
  wrongCapacity: {
    title: "Capacity of the anode's load cell entered as 200 N in place of 500 N",
    at: "span",
    start: "factory",
    entered: () => ({ anode: { loadCell: { capacity: "200 N" } } }),
  },
  looseMould: {
    title: "Mould loose in its mount",
    at: "identification",
    start: "calibrated",
    // Behind a hard cathode of c = 0.1 N/um a mount of m = 0.02 passes on c / (c + m) = 0.83 of the anode's force.
    rig: {
      mould: { stiffness: "0.02 N/um" },
      cathode: { spring: { rate: "0.2 N/um" }, loadCell: { capacity: "500 N" } },
      nameplate: {
        cathode: { trainStiffness: "0.1 N/um", loadCellCapacity: "500 N", stallForce: "1600 N" },
      },
    },
  },
};

export function isMistake(name: string): name is MistakeName {
  return Object.hasOwn(mistakes, name);
}
