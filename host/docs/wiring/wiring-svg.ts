import type { BoardParameters } from "../../../hal/esp32/board-parameters.js";
import type { PinMap } from "../../../hal/esp32/pin-map.js";
import { drawController } from "./controller.js";
import { Drawing } from "./drawing.js";
import { drawLegend } from "./legend.js";
import { drawLines } from "./lines.js";
import { drawMotion } from "./motion.js";
import { drawPower } from "./power.js";
import { drawSensors } from "./sensors.js";
import { drawStack } from "./stack.js";

/** The wiring of the reference rig with the pins of `pins`. */
export function wiringDrawing(pins: PinMap, board: BoardParameters): Drawing {
  const d = new Drawing(1200, 1710);
  d.text("Isobar: wiring of the reference rig", [20, 36], { size: 22, bold: true });
  d.text(
    "Lines that cross are joined only at a dot. Made from manifest.json by npm run docs.",
    [20, 58],
  );
  drawController(d, pins);
  drawSensors(d, board);
  drawMotion(d);
  drawLines(d);
  drawLegend(d);
  drawPower(d);
  drawStack(d);
  return d;
}

/** docs/images/wiring.svg. */
export function wiringSvg(pins: PinMap, board: BoardParameters): string {
  return wiringDrawing(pins, board).svg(
    "Wiring of the Isobar reference rig",
    "An ESP32 board with two NAU7802 and their load cells, ADS1115 with buffer and divider at the cell, TMP117, two TMC5160 with motors and reference switches, E-stop, quiet window, cycler open, serial adapter, supplies, star ground and the bond of mould and frame.",
  );
}
