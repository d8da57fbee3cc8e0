// A plot's SVG as PNG, the same bytes on every machine: the converter is WebAssembly, and its fonts come with it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { withResolution } from "./png-resolution.js";

/** Puts a drawing of `widthMm` into a PNG that knows how large it is on paper. */
export type PlotPrinter = (svg: string, widthMm: number) => Uint8Array;

/** Arimo has the widths of Arial and Helvetica, which the drawings ask for. */
const family = "Arimo";
const fontFiles = [
  "@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf",
  "@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf",
];

let started: Promise<void> | undefined;

/** A printer of `dpi` dots per inch. The converter is started once a process. */
export async function plotPrinter(dpi: number): Promise<PlotPrinter> {
  started ??= initWasm(packaged("@resvg/resvg-wasm/index_bg.wasm"));
  await started;
  const fontBuffers = fontFiles.map(packaged);
  return (svg, widthMm) => {
    const font = { fontBuffers, defaultFontFamily: family, sansSerifFamily: family };
    const width = Math.round((widthMm / 25.4) * dpi);
    const drawing = new Resvg(svg, { font, fitTo: { mode: "width", value: width } });
    try {
      const image = drawing.render();
      try {
        return withResolution(image.asPng(), dpi);
      } finally {
        image.free();
      }
    } finally {
      drawing.free();
    }
  };
}

/** A file of a package that Isobar depends on. */
function packaged(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(name)));
}
