/** A quantity along one direction of a drawing. */
export class Scale {
  readonly low: number;
  readonly high: number;
  private readonly from: number;
  private readonly perUnit: number;

  constructor(low: number, high: number, from: number, to: number) {
    this.low = low;
    this.high = high;
    this.from = from;
    this.perUnit = (to - from) / (high - low);
  }

  of(value: number): number {
    return this.from + (value - this.low) * this.perUnit;
  }

  /** To a hundredth of a point, which no printer resolves. */
  text(value: number): string {
    return `${Number(this.of(value).toFixed(2))}`;
  }
}

type Values = readonly (number | null | undefined)[];

/** The path of a line, broken where there is no value. */
export function outline(
  times: readonly number[],
  values: Values,
  first: number,
  last: number,
  x: Scale,
  y: Scale,
): string {
  const parts: string[] = [];
  let pen = "M";
  for (let i = first; i <= last; i += 1) {
    const value = values[i];
    if (value === null || value === undefined) {
      pen = "M";
      continue;
    }
    parts.push(`${pen}${x.text(times[i] ?? 0)} ${y.text(value)}`);
    pen = "L";
  }
  return parts.join("");
}

export interface SvgText {
  readonly x: number | string;
  readonly y: number;
  readonly text: string;
  readonly anchor: "start" | "middle" | "end";
  readonly bold?: true;
  /** Read from below. */
  readonly turned?: true;
}

export function textElement({ x, y, text, anchor, bold, turned }: SvgText, fill: string): string {
  const weight = bold ? ' font-weight="bold" font-size="14"' : "";
  const turn = turned ? ` transform="rotate(-90 ${x} ${y})"` : "";
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${fill}"${weight}${turn}>${escapedXml(text)}</text>`;
}

export function escapedXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const seeThrough = /^rgb\((\d+) (\d+) (\d+) \/ ([\d.]+)\)$/u;

/**
 * A colour of the style sheet as attributes of SVG 1.1, which has no transparency within a colour: programs for papers
 * draw `rgb(0 0 0 / 0.12)` as solid black.
 */
export function painted(attribute: "fill" | "stroke", colour: string): string {
  const [, red, green, blue, opacity] = seeThrough.exec(colour) ?? [];
  if (opacity === undefined) return `${attribute}="${colour}"`;
  const hex = [red, green, blue].map((part) => Number(part).toString(16).padStart(2, "0"));
  return `${attribute}="#${hex.join("")}" ${attribute}-opacity="${opacity}"`;
}
