// The figures of the report, one entry each: what is drawn, in which colour, on which axis.

import type { Ink } from "./ink.js";

/** One line of a figure. */
export interface LineSpec {
  readonly key: string;
  readonly label: string;
  readonly ink: Ink;
  readonly width?: number;
  readonly dash?: readonly number[];
  /** Drawn against the axis on the right. */
  readonly right?: true;
  /** Not shown until its legend entry is pressed. */
  readonly hidden?: true;
  /** `"change"`: less its value where the hold begins; `"retraction"`: the same with the sign turned. */
  readonly as?: "change" | "retraction";
  /** Multiplies the values. */
  readonly factor?: number;
}

/** A tinted band of half-width `half` around the series `around`. */
export interface BandSpec {
  readonly around: string;
  readonly half: string;
  readonly label: string;
}

export interface PanelSpec {
  readonly title: string;
  readonly caption: string;
  /** In place of the caption where a recording has no truth to speak of. */
  readonly recorded?: string;
  readonly unit: string;
  readonly rightUnit?: string;
  readonly decimals: number;
  readonly rightDecimals?: number;
  /** The axis on the right shows its lines as large as they are, not as far below zero as above. */
  readonly rightPadded?: true;
  readonly lines: readonly LineSpec[];
  readonly band?: BandSpec;
  /** Without a value of this series the figure says nothing. */
  readonly needs?: string;
  readonly height: number;
  /** Figures of one row stand side by side where there is room. */
  readonly half?: true;
}

type Side = "anode" | "cathode";

const name = (side: Side) => (side === "anode" ? "Anode" : "Cathode");

const hold = (side: Side): PanelSpec => ({
  title: `${name(side)} pressure`,
  caption:
    "Measured by the load cell against the set point; the band is the deadband inside which the screw rests. " +
    "True is the force in the load cell without the sensor's error, pellet is behind the piston seal; both less " +
    "the constant error of the calibration.",
  recorded:
    "Measured by the load cell against the set point; the band is the deadband inside which the screw rests.",
  unit: "kPa",
  decimals: 2,
  height: 300,
  band: { around: `${side}SetKPa`, half: `${side}DeadbandKPa`, label: "Deadband" },
  lines: [
    { key: `${side}PelletKPa`, label: "Pellet", ink: "green", width: 1, hidden: true },
    { key: `${side}TrueKPa`, label: "True", ink: "purple", width: 1.25 },
    { key: `${side}MeasuredKPa`, label: "Measured", ink: side, width: 1.5 },
    { key: `${side}SetKPa`, label: "Set point", ink: "ink", width: 1.25, dash: [7, 5] },
  ],
});

const ghosts = (side: Side): PanelSpec => ({
  title: `${name(side)}: the same cell without control`,
  needs: `${side}FixedKPa`,
  caption:
    side === "anode"
      ? "Ghosts of the same cell from the beginning of the hold on, its screws left alone: in a rigid frame " +
        "(fixed gap), on the reference springs, and in this very rig (screws frozen)."
      : "The same on the cathode, whose own breathing is small; what the anode pushes through the mould adds to it.",
  unit: "MPa",
  decimals: 4,
  height: 260,
  half: true,
  lines: [
    { key: `${side}FixedKPa`, label: "Fixed gap", ink: "ink", width: 1.25, factor: 0.001 },
    {
      key: `${side}SpringsKPa`,
      label: "Springs only",
      ink: "muted",
      width: 1.5,
      dash: [5, 3],
      factor: 0.001,
    },
    {
      key: `${side}UncontrolledKPa`,
      label: "Screws frozen",
      ink: "purple",
      width: 1.25,
      hidden: true,
      factor: 0.001,
    },
    { key: `${side}MeasuredKPa`, label: "Controlled", ink: side, width: 2, factor: 0.001 },
  ],
});

const motion = (side: Side): PanelSpec => ({
  title: `${name(side)}: cell and screw`,
  caption:
    "Growth of the electrode and retraction since the hold began. The nut follows growth and thermal expansion " +
    "together; where screw and nut part, the gear crosses its lash.",
  recorded: "Retraction of the screw since the hold began: what the cell has grown, and its frame.",
  unit: "\u00b5m",
  decimals: 3,
  height: 260,
  half: true,
  lines: [
    { key: `${side}GrowthUm`, label: "Growth", ink: "green", width: 2, as: "change" },
    {
      key: `${side}DisturbanceUm`,
      label: "with temperature",
      ink: "muted",
      width: 1.25,
      dash: [6, 4],
      as: "change",
    },
    { key: `${side}PositionUm`, label: "Screw", ink: side, width: 1.5, as: "retraction" },
    { key: `${side}NutUm`, label: "Nut", ink: "purple", width: 1.25, as: "retraction" },
  ],
});

const terms = (side: Side): PanelSpec => ({
  title: `${name(side)}: terms of the loop`,
  caption:
    "What each term asked of the screw in a single decision. While the error is inside the deadband all rest at " +
    "zero.",
  unit: "\u00b5m",
  decimals: 4,
  height: 240,
  half: true,
  lines: [
    { key: `${side}IntegralUm`, label: "Integral", ink: side, width: 1.5 },
    { key: `${side}ProportionalUm`, label: "Proportional", ink: "purple", width: 1 },
    { key: `${side}DerivativeUm`, label: "Derivative", ink: "green", width: 1 },
    { key: `${side}FeedForwardUm`, label: "Feed-forward", ink: "ghostB", width: 1, hidden: true },
    { key: `${side}LashUm`, label: "Lash take-up", ink: "ghostA", width: 1, hidden: true },
  ],
});

export const panels: readonly PanelSpec[] = [
  hold("anode"),
  hold("cathode"),
  ghosts("anode"),
  ghosts("cathode"),
  {
    title: "Cell voltage and current",
    caption: "Voltage at the cell, and the current density of the cycler; positive charges.",
    unit: "V",
    decimals: 3,
    rightUnit: "mA cm\u207b\u00b2",
    rightDecimals: 2,
    height: 260,
    lines: [
      { key: "volts", label: "Voltage", ink: "ink", width: 1.5 },
      { key: "currentMAPerCm2", label: "Current", ink: "ghostB", width: 1.25, right: true },
    ],
  },
  motion("anode"),
  motion("cathode"),
  terms("anode"),
  terms("cathode"),
  {
    title: "Temperature",
    caption:
      "Room, frame and stack as they are, and the thermometer on the frame as the rig reads it.",
    recorded: "The thermometer on the frame as the rig reads it.",
    unit: "\u00b0C",
    decimals: 2,
    height: 240,
    half: true,
    lines: [
      { key: "roomDegC", label: "Room", ink: "muted", width: 1.25, dash: [6, 4] },
      { key: "thermometerDegC", label: "Thermometer", ink: "purple", width: 1 },
      { key: "frameDegC", label: "Frame", ink: "anode", width: 1.5 },
      { key: "stackDegC", label: "Stack", ink: "cathode", width: 1.5 },
    ],
  },
  {
    title: "Wall friction",
    caption:
      "The difference of the two forces rests on the wall of the mould. Where the load reaches the capacity " +
      "the pellet slips.",
    unit: "N",
    decimals: 1,
    height: 240,
    half: true,
    lines: [
      { key: "wallCapacityN", label: "Capacity", ink: "muted", width: 1.5, dash: [6, 4] },
      { key: "wallForceN", label: "Load", ink: "purple", width: 1.5 },
    ],
  },
];

/** What a file with one figure is called, without ending. */
export function fileStem(panel: PanelSpec): string {
  return panel.title.toLowerCase().replace(/[^a-z0-9]+/gu, "-");
}
