import type { Drawing, Point } from "./drawing.js";
import { normallyClosed, type Part, part } from "./symbols.js";

/** Height of the bar where all grounds meet. */
const bar = 1425;

const supply: Part = { left: 20, top: 1205, width: 135, height: 80 };
const motors: Part = { left: 380, top: 1195, width: 170, height: 62 };
const converter: Part = { left: 380, top: 1300, width: 170, height: 62 };
const board: Part = { left: 680, top: 1300, width: 170, height: 62, fill: "#EAF2F8" };
const consumers: Part = { left: 950, top: 1300, width: 230, height: 62 };

/** Supplies, the contact that cuts the motors, and the one point where all grounds meet. */
export function drawPower(d: Drawing): void {
  d.text("Power and grounds", [20, 1182], { size: 16, bold: true });
  part(d, supply, "24 V supply", ["isolated, 2 A"]);
  d.text("+", [148, 1235], { anchor: "end" });
  d.text("-", [88, 1281], { anchor: "middle" });
  part(d, motors, "TMC5160 x 2", ["VM, 100 uF at each"]);
  part(d, converter, "24 V to 5 V", ["1 A, for the logic alone"]);
  part(d, board, "ESP32 board", ["its regulator: 3.3 V"]);
  part(d, consumers, "NAU7802 x 2, ADS1115,", ["TMP117, VCC_IO of the TMC5160,", "pull-ups"]);
  drawSupplies(d);
  drawGrounds(d);
}

function drawSupplies(d: Drawing): void {
  d.wire(
    "motorSupply",
    [
      [155, 1230],
      [380, 1230],
    ],
    [[225, 1230]],
  );
  d.wire("motorSupply", [
    [225, 1230],
    [225, 1331],
    [380, 1331],
  ]);
  d.box(172, 1224, 34, 12);
  d.text("2 A", [189, 1218], { size: 12, anchor: "middle" });
  normallyClosed(d, [275, 1230]);
  d.text("E-stop, 2nd contact", [295, 1213], { size: 12, anchor: "middle" });
  d.wire("supply5", [
    [550, 1331],
    [680, 1331],
  ]);
  d.text("5 V, also", [615, 1308], { size: 12, anchor: "middle" });
  d.text("the buffer", [615, 1322], { size: 12, anchor: "middle" });
  d.wire("supply3", [
    [850, 1331],
    [950, 1331],
  ]);
  d.text("3.3 V", [900, 1322], { size: 12, anchor: "middle" });
}

/** A bar on which every return lands by itself. */
function drawGrounds(d: Drawing): void {
  const returns: readonly (readonly Point[])[] = [
    [
      [88, 1285],
      [88, 1450],
      [510, 1450],
      [510, bar],
    ],
    [
      [465, 1362],
      [465, 1400],
      [535, 1400],
      [535, bar],
    ],
    [
      [550, 1245],
      [572, 1245],
      [572, bar],
    ],
    [
      [600, bar],
      [600, 1500],
    ],
    [
      [765, 1362],
      [765, 1400],
      [640, 1400],
      [640, bar],
    ],
    [
      [1065, 1362],
      [1065, 1450],
      [690, 1450],
      [690, bar],
    ],
  ];
  for (const one of returns) d.wire("ground", one);
  d.box(500, bar - 5, 200, 10, "#000000");
  d.text("star point", [710, bar + 4], { bold: true });
  d.text("motor return", [566, 1287], { size: 12, anchor: "end" });
  d.text("bond to frame and protective earth", [612, 1474], { size: 12 });
}
