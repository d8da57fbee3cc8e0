import type { PinMap } from "../../../hal/esp32/pin-map.js";
import type { Drawing } from "./drawing.js";
import { groundFlag, leftPins, type Part, part, rightPins, supplyFlag } from "./symbols.js";

/** Heights of the ESP32's pins: what is drawn beside it aims at them. */
export const heights = {
  anodeBus: { data: 140, clock: 185 },
  cathodeBus: { data: 370, clock: 415 },
  supply5: 885,
  supply3: 912,
  ground: 937,
  spi: { clock: 135, out: 160, in: 185 },
  selectAnode: 230,
  motorDisable: 275,
  selectCathode: 310,
  uart: { transmit: 878, receive: 903 },
  estop: 995,
  quiet: 1050,
  cyclerOpen: 1105,
} as const;

export const controller: Part = { left: 480, top: 85, width: 220, height: 1055, fill: "#EAF2F8" };

export const controllerLeft = controller.left;
export const controllerRight = controller.left + controller.width;

/** The ESP32 board; the numbers on its pins are those of the pin map. */
export function drawController(d: Drawing, pins: PinMap): void {
  part(d, controller, "ESP32 board");
  leftPins(d, controller, [
    [`IO${pins.i2c.anode.data}  SDA`, heights.anodeBus.data],
    [`IO${pins.i2c.anode.clock}  SCL`, heights.anodeBus.clock],
    [`IO${pins.i2c.cathode.data}  SDA`, heights.cathodeBus.data],
    [`IO${pins.i2c.cathode.clock}  SCL`, heights.cathodeBus.clock],
    ["5V in", heights.supply5],
    ["3V3 out", heights.supply3],
    ["GND", heights.ground],
  ]);
  rightPins(d, controller, [
    [`SCK  IO${pins.spi.clock}`, heights.spi.clock],
    [`MOSI  IO${pins.spi.out}`, heights.spi.out],
    [`MISO  IO${pins.spi.in}`, heights.spi.in],
    [`CS anode  IO${pins.select.anode}`, heights.selectAnode],
    [`motors off  IO${pins.motorDisable}`, heights.motorDisable],
    [`CS cathode  IO${pins.select.cathode}`, heights.selectCathode],
    [`TX  IO${pins.uart.transmit}`, heights.uart.transmit],
    [`RX  IO${pins.uart.receive}`, heights.uart.receive],
    [`E-stop  IO${pins.estop}`, heights.estop],
    [`quiet  IO${pins.quiet}`, heights.quiet],
    [`cycler open  IO${pins.cyclerOpen}`, heights.cyclerOpen],
  ]);
  supplyFlag(d, "supply5", [controllerLeft, heights.supply5], -18);
  supplyFlag(d, "supply3", [controllerLeft, heights.supply3], -18);
  groundFlag(d, [controllerLeft, heights.ground], -18);
  const middle = controllerLeft + controller.width / 2;
  const note = (text: string, y: number) =>
    d.text(text, [middle, y], { size: 12, anchor: "middle" });
  note("GPIO numbers: config.pins", 640);
  note("of manifest.json", 656);
  note("UART 0 (1, 3) and the board's", 700);
  note("own USB: for flashing only", 716);
}
