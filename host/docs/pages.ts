import { readFileSync } from "node:fs";
import { readBoardParameters } from "../../hal/esp32/board-parameters.js";
import { readPinMap } from "../../hal/esp32/pin-map.js";
import { projectFile } from "../project.js";
import { cosimBlocks } from "./cosim-page.js";
import { faultsPage } from "./faults-page.js";
import { hardwareBlocks } from "./hardware-page.js";
import { fillBlocks } from "./marked-blocks.js";
import { programmesPage } from "./programmes-page.js";
import { protocolPage } from "./protocol-page.js";
import { safetyPage } from "./safety-page.js";
import { settingsPage } from "./settings-page.js";
import { wiringSvg } from "./wiring/wiring-svg.js";

/** The pages under docs/ that are made from tables, wholly or between their markers, by file name. */
export function pages(): readonly (readonly [string, string])[] {
  const config = manifestConfig();
  const written = (page: string) => readFileSync(projectFile("docs", page), "utf8");
  return [
    ["protocol.md", protocolPage()],
    ["programmes.md", programmesPage()],
    ["settings.md", settingsPage()],
    ["faults.md", faultsPage()],
    ["safety.md", safetyPage()],
    ["hardware.md", fillBlocks(written("hardware.md"), hardwareBlocks(config))],
    ["cosim.md", fillBlocks(written("cosim.md"), cosimBlocks())],
    ["images/wiring.svg", wiringSvg(readPinMap(config), readBoardParameters(config))],
  ];
}

/** `config` of the manifest, where the pins are. */
export function manifestConfig(): unknown {
  const text = readFileSync(projectFile("manifest.json"), "utf8");
  return (JSON.parse(text) as { config: unknown }).config;
}
