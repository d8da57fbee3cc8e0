import { type NetName, nets } from "./nets.js";

/** A place in the drawing, px. */
export type Point = readonly [x: number, y: number];

/** Where a text stands, px, by an estimate of its width. */
export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly anchor?: "start" | "middle" | "end";
  readonly colour?: string;
}

/** Mean width of a character of Arial or Helvetica in units of its size; a little more when bold. */
const meanWidth = 0.53;
const meanWidthBold = 0.57;
const ink = "#111111";

/** Collects the shapes of a picture and remembers where its texts are. */
export class Drawing {
  readonly texts: TextBox[] = [];
  readonly width: number;
  readonly height: number;
  /** Wires lie under parts, parts under texts. */
  readonly #wires: string[] = [];
  readonly #parts: string[] = [];
  readonly #words: string[] = [];

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  /** A wire from point to point, with a dot at each of `joints`. */
  wire(net: NetName, points: readonly Point[], joints: readonly Point[] = []): void {
    const { colour, width, ...rest } = nets[net];
    const dash = "dash" in rest ? ` stroke-dasharray="${rest.dash}"` : "";
    const path = points.map(([x, y]) => `${x},${y}`).join(" ");
    this.#wires.push(
      `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="${width}"${dash}/>`,
    );
    for (const [x, y] of joints) {
      this.#parts.push(`<circle cx="${x}" cy="${y}" r="4" fill="${colour}"/>`);
    }
  }

  box(left: number, top: number, width: number, height: number, fill = "#FFFFFF", dash = ""): void {
    const dashed = dash === "" ? "" : ` stroke-dasharray="${dash}"`;
    this.#parts.push(
      `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="4" fill="${fill}" stroke="${ink}" stroke-width="1.6"${dashed}/>`,
    );
  }

  circle([x, y]: Point, radius: number, fill = "#FFFFFF"): void {
    this.#parts.push(
      `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" stroke="${ink}" stroke-width="1.6"/>`,
    );
  }

  /** An open line in ink: symbols of switches, plates, springs. */
  stroke(points: readonly Point[], width = 1.8): void {
    const path = points.map(([x, y]) => `${x},${y}`).join(" ");
    this.#parts.push(
      `<polyline points="${path}" fill="none" stroke="${ink}" stroke-width="${width}" stroke-linejoin="round"/>`,
    );
  }

  polygon(points: readonly Point[], fill = "#FFFFFF"): void {
    const path = points.map(([x, y]) => `${x},${y}`).join(" ");
    this.#parts.push(
      `<polygon points="${path}" fill="${fill}" stroke="${ink}" stroke-width="1.6"/>`,
    );
  }

  /** A text whose base line is at `y`. */
  text(text: string, [x, y]: Point, style: TextStyle = {}): void {
    const { size = 13, bold = false, anchor = "start", colour = ink } = style;
    const weight = bold ? ' font-weight="bold"' : "";
    this.#words.push(
      `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}" fill="${colour}"${weight}>${escaped(text)}</text>`,
    );
    const width = text.length * size * (bold ? meanWidthBold : meanWidth);
    const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
    this.texts.push({
      text,
      left,
      right: left + width,
      top: y - 0.75 * size,
      bottom: y + 0.2 * size,
    });
  }

  svg(title: string, description: string): string {
    const { width, height } = this;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description" font-family="Helvetica, Arial, 'Liberation Sans', sans-serif">`,
      `<title id="title">${escaped(title)}</title>`,
      `<desc id="description">${escaped(description)}</desc>`,
      `<rect width="${width}" height="${height}" fill="#FFFFFF"/>`,
      ...this.#wires,
      ...this.#parts,
      ...this.#words,
      "</svg>",
      "",
    ].join("\n");
  }
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
