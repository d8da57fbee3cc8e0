import type { Drawing } from "./drawing.js";
import { type NetName, nets } from "./nets.js";
import { ground, pullUp } from "./symbols.js";

const left = 20;
const top = 965;
/** Of the three columns of nets. */
const columns = [0, 105, 225];

/** What the colours and the recurring symbols mean. */
export function drawLegend(d: Drawing): void {
  d.box(left, top, 430, 175, "none");
  (Object.keys(nets) as NetName[]).forEach((name, i) => {
    const x = left + 14 + (columns[Math.floor(i / 3)] as number);
    const y = top + 28 + 32 * (i % 3);
    d.wire(name, [
      [x, y],
      [x + 34, y],
    ]);
    d.text(nets[name].meaning, [x + 42, y + 4.5], { size: 12 });
  });
  pullUp(d, [left + 30, top + 158], "");
  d.text("resistor to 3.3 V", [left + 52, top + 146], { size: 12 });
  ground(d, [left + 206, top + 132]);
  d.text("to the star point", [left + 228, top + 146], { size: 12 });
}
