import type { PanelSpec } from "../../host/report/page/panels.js";
import { text } from "./strings.js";

/** A figure of the record: where it stands in the page, and what is drawn in it, as the report has it. */
export interface LiveFigure {
  readonly id: string;
  readonly panel: PanelSpec;
}

const pressure = (side: "anode" | "cathode"): PanelSpec => {
  const key = side === "anode" ? "a" : "c";
  return {
    title: text(`${side}Pressure`),
    caption: "",
    unit: "kPa",
    decimals: 1,
    height: 300,
    band: { around: `${key}Set`, half: `${key}Band`, label: text("band") },
    lines: [
      { key: `${key}Ghost`, label: text("ghost"), ink: "ghostA", width: 1.25, dash: [2, 2] },
      { key: `${key}Pressure`, label: text(`${side}Pressure`), ink: side, width: 1.75 },
      { key: `${key}Set`, label: text("setPointLabel"), ink: "ink", width: 1.25, dash: [7, 5] },
    ],
  };
};

export const liveFigures: readonly LiveFigure[] = [
  { id: "chart-anode", panel: pressure("anode") },
  { id: "chart-cathode", panel: pressure("cathode") },
  {
    id: "chart-slow",
    panel: {
      title: text("screwsAndVoltage"),
      caption: "",
      unit: "\u00b5m",
      decimals: 1,
      rightUnit: "V",
      rightDecimals: 4,
      rightPadded: true,
      height: 260,
      lines: [
        { key: "aPosition", label: text("anodePosition"), ink: "anode" },
        { key: "cPosition", label: text("cathodePosition"), ink: "cathode" },
        { key: "volts", label: text("cellVoltage"), ink: "green", dash: [2, 2], right: true },
      ],
    },
  },
];
