import { controllerRight, heights } from "./controller.js";
import type { Drawing } from "./drawing.js";
import {
  groundFlag,
  leftPins,
  normallyClosed,
  type Part,
  part,
  pullUp,
  resistor,
} from "./symbols.js";

const column = 840;

/** A line from the ESP32 to the right column. */
function line(d: Drawing, y: number): void {
  d.wire("line", [
    [controllerRight, y],
    [column, y],
  ]);
}

function drawHost(d: Drawing): void {
  const adapter: Part = { left: column, top: 832, width: 165, height: 100 };
  part(d, adapter, "USB to serial", ["isolated, 3.3 V"]);
  leftPins(d, adapter, [
    ["RXD", heights.uart.transmit],
    ["TXD", heights.uart.receive],
  ]);
  line(d, heights.uart.transmit);
  line(d, heights.uart.receive);
  d.text("DTR, RTS: not connected", [column + 82, 925], { size: 12, anchor: "middle" });
  d.wire("line", [
    [column + 165, 885],
    [1070, 885],
  ]);
  part(d, { left: 1070, top: 855, width: 105, height: 60, fill: "#FFFFFF" }, "host", ["USB"]);
}

function drawEmergencyStop(d: Drawing): void {
  const y = heights.estop;
  line(d, y);
  pullUp(d, [725, y], "4.7k");
  resistor(d, [790, y], "1k");
  d.wire("line", [
    [column, y],
    [940, y],
  ]);
  normallyClosed(d, [880, y]);
  groundFlag(d, [938, y], 12);
  d.text("E-stop, 1st contact", [968, y - 2], { bold: true });
  d.text("open or broken wire: stop", [968, y + 14], { size: 12 });
  d.text("2nd contact: see power", [968, y + 29], { size: 12 });
}

/** The two lines to instruments, each through an optocoupler. */
function drawInstruments(d: Drawing): void {
  const quiet: Part = { left: column, top: heights.quiet - 8, width: 335, height: 42 };
  line(d, heights.quiet);
  pullUp(d, [725, heights.quiet], "10k");
  d.box(quiet.left, quiet.top - 6, quiet.width, quiet.height, "#F4F4F4");
  d.text("optocoupler: quiet window", [column + 10, heights.quiet + 4], { bold: true });
  d.text("low while the impedance analyser measures", [column + 10, heights.quiet + 20], {
    size: 12,
  });
  line(d, heights.cyclerOpen);
  d.box(column, heights.cyclerOpen - 14, 335, 42, "#F4F4F4");
  resistor(d, [790, heights.cyclerOpen], "1k");
  d.text("optocoupler: cycler opens its circuit", [column + 10, heights.cyclerOpen + 4], {
    bold: true,
  });
  d.text("low (open drain) asks for it; let go at reset", [column + 10, heights.cyclerOpen + 20], {
    size: 12,
  });
}

/** Host, E-stop and the lines to other instruments. */
export function drawLines(d: Drawing): void {
  drawHost(d);
  drawEmergencyStop(d);
  drawInstruments(d);
}
