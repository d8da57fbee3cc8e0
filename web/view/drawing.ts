import type { RigRow } from "../data/columns.js";
import { element, setText } from "./dom.js";
import { text } from "./strings.js";

const svgNamespace = "http://www.w3.org/2000/svg";
/** Pixels of the drawing that a screw goes on its longest way so far: the spring between nut and cell gives by as much. */
const strokePx = 42;

/** Places of the left half; the right one is its mirror image. */
const place = { nut: 70, springTo: 190, cell: 190, piston: 232, pellet: 300 } as const;

/** The rig in section: anode on the left. Motion is drawn larger than it is, to the largest seen so far. */
export class DrawingView {
  private readonly halves = [new Half("anode", 1), new Half("cathode", -1)] as const;

  row({ values }: RigRow): void {
    const [anode, cathode] = this.halves;
    anode.show(values.aPosition, values.aPressure);
    cathode.show(values.cPosition, values.cPressure);
  }
}

class Half {
  private readonly name: string;
  private readonly nut: SVGGElement;
  private readonly spring: SVGPolylineElement;
  private readonly cell: SVGGElement;
  private readonly label: SVGTextElement;
  private mostUm = 1;
  private mostKPa = 100;

  constructor(name: "anode" | "cathode", facing: 1 | -1) {
    this.name = name;
    const group = part("g", { transform: facing === 1 ? "" : "translate(640 0) scale(-1 1)" });
    group.classList.add(name);
    this.nut = part("g", {});
    this.nut.append(...screwParts());
    this.spring = part("polyline", { class: "spring" });
    this.cell = part("g", {});
    this.cell.append(
      part("rect", { class: "cell", x: place.cell, y: 62, width: 42, height: 56, rx: 6 }),
      part("rect", { class: "piston", x: place.piston, y: 78, width: 68, height: 24 }),
    );
    group.append(this.nut, this.spring, this.cell);
    const shown = { class: "force", x: facing === 1 ? 211 : 429, y: 52, "text-anchor": "middle" };
    this.label = part("text", shown);
    const what = part("text", { ...shown, class: "part", y: 134 });
    what.textContent = text("loadCell");
    element("section").append(group, this.label, what);
  }

  show(positionUm: number, kPa: number): void {
    if (Number.isNaN(positionUm) || Number.isNaN(kPa)) return;
    this.mostUm = Math.max(this.mostUm, Math.abs(positionUm));
    this.mostKPa = Math.max(this.mostKPa, kPa);
    const nutPx = (positionUm / this.mostUm) * strokePx;
    const load = Math.max(0, Math.min(1, kPa / this.mostKPa));
    // Unloaded, the piston stands off the pellet; the least load closes the gap.
    const gapPx = kPa > 2 ? 0 : 6;
    this.nut.setAttribute("transform", `translate(${nutPx.toFixed(2)} 0)`);
    this.cell.setAttribute("transform", `translate(${(-gapPx).toFixed(2)} 0)`);
    this.spring.setAttribute("points", zigzag(place.nut + 30 + nutPx, place.springTo - gapPx));
    this.cell.style.setProperty("--load", load.toFixed(3));
    setText(this.label, `${kPa.toFixed(0)} kPa`);
    element("section").dataset[`${this.name}Um`] = positionUm.toFixed(2);
  }
}

/** The screw with its thread, and the nut that carries the spring. */
function screwParts(): SVGElement[] {
  const thread: SVGElement[] = [];
  for (let x = 8; x < 64; x += 8) {
    thread.push(part("line", { class: "thread", x1: x, y1: 79, x2: x + 5, y2: 101 }));
  }
  return [
    part("rect", { class: "screw", x: -30, y: 80, width: 100, height: 20 }),
    ...thread,
    part("rect", { class: "nut", x: 70, y: 66, width: 30, height: 48, rx: 3 }),
  ];
}

function zigzag(fromX: number, toX: number): string {
  const coils = 9;
  const points: string[] = [];
  for (let i = 0; i <= coils; i += 1) {
    const y = i === 0 || i === coils ? 90 : i % 2 === 0 ? 72 : 108;
    points.push(`${(fromX + ((toX - fromX) * i) / coils).toFixed(1)},${y}`);
  }
  return points.join(" ");
}

function part<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[K] {
  const one = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== "") one.setAttribute(key, String(value));
  }
  return one;
}
