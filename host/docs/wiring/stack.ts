import type { Drawing } from "./drawing.js";

/** The line on which all forces act. */
const axis = 1610;

interface Piece {
  readonly width: number;
  readonly height: number;
  readonly fill: string;
  readonly name: readonly string[];
}

const metal = "#D9D9D9";
const insulation = "#FBE6A2";

/** From the end of the frame to the cell; the other side is its mirror image. */
const pieces = (gear: string, spring: string, capacity: string): readonly Piece[] => [
  { width: 86, height: 64, fill: "#F4F4F4", name: ["motor,", gear] },
  { width: 74, height: 30, fill: metal, name: ["screw", "Tr8x2"] },
  { width: 72, height: 44, fill: "#FFFFFF", name: [spring, "springs"] },
  { width: 78, height: 54, fill: "#CFE6F5", name: ["load cell", capacity] },
  { width: 34, height: 54, fill: insulation, name: ["PEEK", "insulator"] },
  { width: 84, height: 34, fill: metal, name: ["piston"] },
];

function side(d: Drawing, parts: readonly Piece[], from: number, sign: 1 | -1): number {
  let x = from;
  for (const { width, height, fill, name } of parts) {
    const left = sign > 0 ? x : x - width;
    d.box(left, axis - height / 2, width, height, fill);
    if (name[1] === "springs") drawSpring(d, left, width);
    name.forEach((text, i) => {
      d.text(text, [left + width / 2, axis + 52 + 15 * i], { size: 12, anchor: "middle" });
    });
    x += sign * width;
  }
  return x;
}

function drawSpring(d: Drawing, left: number, width: number): void {
  const turns = 8;
  d.stroke(
    Array.from({ length: turns + 1 }, (_, i) => {
      return [left + (i * width) / turns, axis + (i % 2 === 0 ? -18 : 18)] as const;
    }),
  );
}

/** Frame, drives, load cells, pistons and mould: what carries force, what is insulated, what is bonded. */
export function drawStack(d: Drawing): void {
  d.text("Load path, insulation and bond", [20, 1490], { size: 16, bold: true });
  d.box(40, 1500, 1120, 196, "#FFFFFF");
  d.box(48, 1508, 1104, 180, "#FFFFFF");
  d.text("frame", [60, 1528], { bold: true });
  const anode = side(d, pieces("26.85 : 1", "disc", "500 N"), 48, 1);
  const cathode = side(d, pieces("5.18 : 1", "coil", "50 N"), 1152, -1);
  drawMould(d, anode, cathode);
  d.text("anode side", [250, 1560], { bold: true, anchor: "middle" });
  d.text("cathode side", [950, 1560], { bold: true, anchor: "middle" });
  d.text("each piston to frame and mould: over 10 Mohm", [1140, 1528], { size: 12, anchor: "end" });
  d.text("cell minus", [anode - 42, 1582], { size: 12, anchor: "middle" });
  d.text("cell plus", [cathode + 42, 1582], { size: 12, anchor: "middle" });
}

/** The mould is clamped to the frame, which carries the difference of the two forces, and bonded to it. */
function drawMould(d: Drawing, left: number, right: number): void {
  const width = right - left;
  d.box(left, axis - 44, width, 88, "#E8E8E8");
  d.box(left, axis - 12, width, 24, insulation);
  d.box(left + width / 2 - 22, axis - 12, 44, 24, "#56B4E9");
  d.text("cell", [left + width / 2, axis + 4], { size: 12, bold: true, anchor: "middle" });
  d.text("mould, PEEK sleeve", [left + width / 2, axis - 24], { size: 12, anchor: "middle" });
  for (const x of [left + 20, right - 44]) {
    d.box(x, 1508, 24, axis - 44 - 1508, "#B8B8B8");
    d.box(x, axis + 44, 24, 1688 - axis - 44, "#B8B8B8");
  }
  d.text("clamped to", [left + width / 2, 1534], { size: 12, anchor: "middle" });
  d.text("the frame", [left + width / 2, 1549], { size: 12, anchor: "middle" });
}
