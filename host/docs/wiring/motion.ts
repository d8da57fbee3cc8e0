import { controllerRight, heights } from "./controller.js";
import type { Drawing, Point } from "./drawing.js";
import {
  groundFlag,
  leftPins,
  normallyClosed,
  type Part,
  part,
  pullUp,
  rightPins,
  supplyFlag,
} from "./symbols.js";

const chipColumn = 840;
const chipWidth = 165;
const chipEdge = chipColumn + chipWidth;
/** From the anode's motion chip down to the cathode's. */
const step = 375;

/** Vertical lanes between the two motion chips, from the ESP32 outwards. */
const lanes = { selectCathode: 716, motorDisable: 730, in: 744, out: 758, clock: 772 } as const;

/** One motion chip with motor and reference switches; `down` moves it to its place. */
function chip(d: Drawing, side: "anode" | "cathode", gear: string, down: number): void {
  const where: Part = { left: chipColumn, top: 85 + down, width: chipWidth, height: 345 };
  part(d, where, `TMC5160 ${side}`);
  leftPins(d, where, [
    ["SCK", heights.spi.clock + down],
    ["SDI", heights.spi.out + down],
    ["SDO", heights.spi.in + down],
    ["CSN", heights.selectAnode + down],
    ["DRV_ENN", heights.motorDisable + down],
    ["VCC_IO", 310 + down],
    ["CLK", 335 + down],
    ["SD_MODE", 365 + down],
    ["SPI_MODE", 397 + down],
  ]);
  supplyFlag(d, "supply3", [chipColumn, 310 + down], -14);
  groundFlag(d, [chipColumn, 335 + down], -14);
  groundFlag(d, [chipColumn, 365 + down], -14);
  supplyFlag(d, "supply3", [chipColumn, 397 + down], -14);
  const coils = [
    ["OA1", 135],
    ["OA2", 157],
    ["OB1", 179],
    ["OB2", 201],
  ] as const;
  rightPins(
    d,
    where,
    coils.map(([name, y]) => [name, y + down] as const),
  );
  for (const [, y] of coils) {
    d.wire("coil", [
      [chipEdge, y + down],
      [1110, y + down],
    ]);
  }
  d.circle([1120, 168 + down], 46, "#FFFFFF");
  d.text("motor", [1120, 166 + down], { bold: true, anchor: "middle" });
  d.text(gear, [1120, 182 + down], { size: 12, anchor: "middle" });
  rightPins(d, where, [
    ["VM", 245 + down],
    ["GND", 275 + down],
    ["REFL", 335 + down],
    ["REFR", 385 + down],
  ]);
  supplyFlag(d, "motorSupply", [chipEdge, 245 + down], 22);
  d.text("100 uF at the board", [chipEdge + 64, 249.5 + down], { size: 12 });
  groundFlag(d, [chipEdge, 275 + down], 22);
  d.text("own return to the star", [chipEdge + 40, 285 + down], { size: 12 });
  referenceSwitch(d, [chipEdge, 335 + down], "low end");
  referenceSwitch(d, [chipEdge, 385 + down], "high end");
}

/** A normally closed contact to ground: an open wire reads as an end that was reached. */
function referenceSwitch(d: Drawing, [x, y]: Point, name: string): void {
  d.wire("line", [
    [x, y],
    [1145, y],
  ]);
  pullUp(d, [x + 22, y], "10k");
  normallyClosed(d, [1080, y]);
  groundFlag(d, [1140, y], 12);
  d.text(name, [1100, y + 18], { size: 12, anchor: "middle" });
}

/** Both motion chips on one SPI bus. */
export function drawMotion(d: Drawing): void {
  chip(d, "anode", "26.85 : 1", 0);
  chip(d, "cathode", "5.18 : 1", step);
  const shared = [
    [lanes.clock, heights.spi.clock],
    [lanes.out, heights.spi.out],
    [lanes.in, heights.spi.in],
    [lanes.motorDisable, heights.motorDisable],
  ] as const;
  for (const [lane, y] of shared) {
    d.wire("spi", [
      [controllerRight, y],
      [chipColumn, y],
    ]);
    d.wire(
      "spi",
      [
        [lane, y],
        [lane, y + step],
        [chipColumn, y + step],
      ],
      [[lane, y]],
    );
  }
  d.wire("spi", [
    [controllerRight, heights.selectAnode],
    [chipColumn, heights.selectAnode],
  ]);
  const selected = heights.selectAnode + step;
  d.wire("spi", [
    [controllerRight, heights.selectCathode],
    [lanes.selectCathode, heights.selectCathode],
    [lanes.selectCathode, selected],
    [chipColumn, selected],
  ]);
  pullUp(d, [800, heights.selectAnode], "10k");
  pullUp(d, [800, selected], "10k");
  pullUp(d, [800, heights.motorDisable], "10k");
}
