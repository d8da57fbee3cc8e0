import type { BoardParameters, BusName } from "../../../hal/esp32/board-parameters.js";
import { controllerLeft, heights } from "./controller.js";
import type { Drawing, Point } from "./drawing.js";
import {
  ground,
  groundFlag,
  leftPins,
  type Part,
  part,
  pullUp,
  rightPins,
  standingResistor,
  supplyAbove,
  supplyFlag,
} from "./symbols.js";

/** Left edges of the columns: load cells, converters; right edge of the converters. */
const cellColumn = 20;
const converterColumn = 215;
const converterWidth = 150;
const converterEdge = converterColumn + converterWidth;
/** Where a bus goes down to voltage and temperature. */
const busLanes = {
  anode: { data: 462, clock: 471 },
  cathode: { data: 432, clock: 450 },
} as const;

const hex = (address: number) => `0x${address.toString(16).toUpperCase()}`;

/** A load cell on its converter, on a bus of its own. */
function bridge(
  d: Drawing,
  side: "anode" | "cathode",
  address: number,
  top: number,
  capacity: string,
): void {
  const bus = side === "anode" ? heights.anodeBus : heights.cathodeBus;
  const cell: Part = { left: cellColumn, top, width: 105, height: 200, fill: "#FFFFFF" };
  const converter: Part = { left: converterColumn, top, width: converterWidth, height: 200 };
  part(d, cell, "load cell", [`${side}, ${capacity}`]);
  part(d, converter, "NAU7802", [`${side}, ${hex(address)}`]);
  const wires = ["E+", "E-", "A+", "A-"].map((name, i) => [name, top + 75 + 30 * i] as const);
  rightPins(d, cell, wires);
  leftPins(d, converter, wires);
  for (const [, y] of wires) {
    d.wire("analogue", [
      [cellColumn + 105, y],
      [converterColumn, y],
    ]);
  }
  d.box(148, top + 60, 44, 120, "none", "4 3");
  d.text("shield", [170, top + 53], { size: 12, anchor: "middle" });
  ground(d, [170, top + 180]);
  rightPins(d, converter, [
    ["SDA", bus.data],
    ["SCL", bus.clock],
    ["VDD", top + 145],
    ["GND", top + 172],
  ]);
  for (const y of [bus.data, bus.clock]) {
    d.wire("i2c", [
      [converterEdge, y],
      [controllerLeft, y],
    ]);
  }
  supplyFlag(d, "supply3", [converterEdge, top + 145], 14);
  groundFlag(d, [converterEdge, top + 172], 14);
}

/** Both I2C buses with all that hangs on them. */
export function drawSensors(d: Drawing, board: BoardParameters): void {
  const address = board.loadCellAdc.address;
  bridge(d, "anode", address, 85, "500 N");
  bridge(d, "cathode", address, 315, "50 N");
  pullUp(d, [385, heights.anodeBus.data], "4.7k");
  pullUp(d, [395, heights.anodeBus.clock], "4.7k");
  pullUp(d, [385, heights.cathodeBus.data], "4.7k");
  pullUp(d, [395, heights.cathodeBus.clock], "4.7k");
  d.text("100 nF at the supply of each part", [cellColumn, 302], { size: 12 });
  drawVoltage(d, board);
  drawThermometer(d, board);
}

interface BusHeights {
  readonly data: number;
  readonly clock: number;
}

/** A tap from a bus down to a part; with `onward` the lane goes on to another. */
function tap(d: Drawing, bus: BusName, y: BusHeights, onward: boolean): void {
  const from = bus === "anode" ? heights.anodeBus : heights.cathodeBus;
  for (const wire of ["data", "clock"] as const) {
    const lane = busLanes[bus][wire];
    const joints: Point[] = [[lane, from[wire]]];
    if (onward) joints.push([lane, y[wire]]);
    d.wire(
      "i2c",
      [
        [lane, from[wire]],
        [lane, y[wire]],
        [converterEdge, y[wire]],
      ],
      joints,
    );
  }
}

const voltage: Part = { left: converterColumn, top: 575, width: converterWidth, height: 175 };

function drawVoltage(d: Drawing, board: BoardParameters): void {
  part(d, voltage, "ADS1115", [`cell voltage, ${hex(board.cellVoltage.address)}`]);
  leftPins(d, voltage, [
    ["AIN0", 640],
    ["AIN1", 715],
  ]);
  rightPins(d, voltage, [
    ["SDA", 630],
    ["SCL", 652],
    ["ADDR", 677],
    ["VDD", 705],
    ["GND", 730],
  ]);
  const onward = board.cellVoltage.bus === board.thermometer.bus;
  tap(d, board.cellVoltage.bus, { data: 630, clock: 652 }, onward);
  groundFlag(d, [converterEdge, 677], 14);
  supplyFlag(d, "supply3", [converterEdge, 705], 14);
  groundFlag(d, [converterEdge, 730], 14);
  drawCell(d, board.cellVoltage.ratio);
}

/** The cell, a follower that takes no current from it, the divider, and the one tie to ground. */
function drawCell(d: Drawing, ratio: number): void {
  d.wire("analogue", [
    [35, 665],
    [35, 640],
    [62, 640],
  ]);
  d.wire("analogue", [
    [35, 690],
    [35, 715],
    [215, 715],
  ]);
  d.stroke(
    [
      [23, 672],
      [47, 672],
    ],
    2,
  );
  d.stroke(
    [
      [29, 683],
      [41, 683],
    ],
    4,
  );
  d.wire("analogue", [
    [35, 665],
    [35, 672],
  ]);
  d.wire("analogue", [
    [35, 683],
    [35, 690],
  ]);
  d.text("cell", [54, 682], { size: 13, bold: true });
  drawFollower(d, ratio);
  d.text("cathode piston (+)", [20, 586], { size: 12 });
  d.text("anode piston (-)", [20, 735], { size: 12 });
}

/** The buffer, the divider behind it, and the tie of both to ground. */
function drawFollower(d: Drawing, ratio: number): void {
  d.polygon([
    [62, 618],
    [62, 662],
    [102, 640],
  ]);
  d.text("x1", [68, 645], { size: 12 });
  supplyAbove(d, "supply5", [80, 628], 20);
  d.wire(
    "analogue",
    [
      [102, 640],
      [215, 640],
    ],
    [
      [155, 640],
      [155, 715],
    ],
  );
  d.wire("analogue", [
    [155, 640],
    [155, 715],
  ]);
  d.box(113, 635, 24, 10);
  const [upper, lower] = ratio === 2 ? ["10k", "10k"] : [`${ratio - 1} R`, "R"];
  d.text(upper as string, [125, 628], { size: 12, anchor: "middle" });
  standingResistor(d, [155, 678], lower as string);
  ground(d, [155, 715]);
}

const thermometer: Part = { left: converterColumn, top: 780, width: converterWidth, height: 145 };

function drawThermometer(d: Drawing, board: BoardParameters): void {
  part(d, thermometer, "TMP117", [`frame, ${hex(board.thermometer.address)}`]);
  rightPins(d, thermometer, [
    ["SDA", 825],
    ["SCL", 847],
    ["V+, ADD0", 875],
    ["GND", 902],
  ]);
  tap(d, board.thermometer.bus, { data: 825, clock: 847 }, false);
  supplyFlag(d, "supply3", [converterEdge, 875], 14);
  groundFlag(d, [converterEdge, 902], 14);
  d.text("glued to the frame", [205, 845], { size: 12, anchor: "end" });
  d.text("between the load cells,", [205, 861], { size: 12, anchor: "end" });
  d.text("away from the motors", [205, 877], { size: 12, anchor: "end" });
}
