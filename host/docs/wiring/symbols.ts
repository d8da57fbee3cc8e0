import type { Drawing, Point } from "./drawing.js";

/** Three bars: the ground of the net, without drawing the wire. */
export function ground(d: Drawing, [x, y]: Point): void {
  d.wire("ground", [
    [x, y],
    [x, y + 7],
  ]);
  for (const [half, down] of [
    [9, 7],
    [6, 11],
    [3, 15],
  ] as const) {
    d.stroke([
      [x - half, y + down],
      [x + half, y + down],
    ]);
  }
}

export type Supply = "motorSupply" | "supply5" | "supply3";
const supplyText = { motorSupply: "24 V", supply5: "5 V", supply3: "3.3 V" } as const;

/** A short wire from a pin to the name of a supply; to the left when `reach` is negative. */
export function supplyFlag(d: Drawing, supply: Supply, [x, y]: Point, reach: number): void {
  d.wire(supply, [
    [x, y],
    [x + reach, y],
  ]);
  d.stroke([
    [x + reach, y - 6],
    [x + reach, y + 6],
  ]);
  d.text(supplyText[supply], [x + reach + Math.sign(reach) * 5, y + 4.5], {
    anchor: reach < 0 ? "end" : "start",
  });
}

/** A short wire up to the name of a supply. */
export function supplyAbove(d: Drawing, supply: Supply, [x, y]: Point, reach: number): void {
  d.wire(supply, [
    [x, y],
    [x, y - reach],
  ]);
  d.stroke([
    [x - 7, y - reach],
    [x + 7, y - reach],
  ]);
  d.text(supplyText[supply], [x, y - reach - 5], { size: 12, anchor: "middle" });
}

/** A short wire from a pin to the ground symbol. */
export function groundFlag(d: Drawing, [x, y]: Point, reach: number): void {
  d.wire("ground", [
    [x, y],
    [x + reach, y],
  ]);
  ground(d, [x + reach, y]);
}

/** A resistor that stands on a wire and ends at a bar: 3.3 V. Its value is to its right. */
export function pullUp(d: Drawing, [x, y]: Point, value: string): void {
  d.wire("supply3", [
    [x, y],
    [x, y - 32],
  ]);
  d.box(x - 4, y - 25, 8, 17);
  d.stroke([
    [x - 8, y - 32],
    [x + 8, y - 32],
  ]);
  d.text(value, [x + 7, y - 12], { size: 12 });
}

/** A resistor lying in a wire, its value above it. */
export function resistor(d: Drawing, [x, y]: Point, value: string): void {
  d.box(x - 12, y - 5, 24, 10);
  d.text(value, [x, y - 9], { size: 12, anchor: "middle" });
}

/** A resistor standing in a wire, its value to its right. */
export function standingResistor(d: Drawing, [x, y]: Point, value: string): void {
  d.box(x - 5, y - 12, 10, 24);
  d.text(value, [x + 9, y + 4], { size: 12 });
}

/** A normally closed contact between (x, y) and (x + 40, y). */
export function normallyClosed(d: Drawing, [x, y]: Point): void {
  d.polygon(
    [
      [x, y - 8],
      [x + 40, y - 8],
      [x + 40, y + 4],
      [x, y + 4],
    ],
    "#FFFFFF",
  );
  d.circle([x + 6, y], 3);
  d.circle([x + 34, y], 3);
  d.stroke([
    [x + 6, y - 3],
    [x + 34, y - 3],
  ]);
}

/** A part with its name and what it is, in the upper left corner. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly fill?: string;
}

export function part(d: Drawing, where: Part, title: string, notes: readonly string[] = []): void {
  d.box(where.left, where.top, where.width, where.height, where.fill ?? "#F4F4F4");
  const middle = where.left + where.width / 2;
  d.text(title, [middle, where.top + 18], { size: 14, bold: true, anchor: "middle" });
  notes.forEach((note, i) => {
    d.text(note, [middle, where.top + 34 + 15 * i], { size: 12, anchor: "middle" });
  });
}

/** Names of pins inside the left edge of a part, by height. */
export function leftPins(d: Drawing, where: Part, pins: readonly (readonly [string, number])[]) {
  for (const [name, y] of pins) d.text(name, [where.left + 6, y + 4.5]);
}

/** Names of pins inside the right edge of a part, by height. */
export function rightPins(d: Drawing, where: Part, pins: readonly (readonly [string, number])[]) {
  for (const [name, y] of pins) {
    d.text(name, [where.left + where.width - 6, y + 4.5], { anchor: "end" });
  }
}
