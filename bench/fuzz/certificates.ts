import { readFileSync } from "node:fs";
import { citation } from "../../host/calibrate/certificate-file.js";
import {
  canonicalJson,
  certificateFormat,
  isWhole,
  signed,
} from "../../host/commissioning/certificate.js";
import { certificateHtml } from "../../host/commissioning/certificate-html.js";
import { projectFile } from "../../host/project.js";
import { sidecarOf } from "../../host/report/recording/sidecar.js";
import type { Prng } from "../../sim/prng.js";
import { isJsonObject, type JsonObject } from "../../src/document/table.js";
import { mutatedBytes, mutatedJson } from "./mutate.js";

const certificate = signed({
  format: certificateFormat,
  rig: "Isobar,Stack Pressure Rig,R7,0.1.0",
  firmware: "0.1.0",
  simulated: false,
  operator: "N. N.",
  madeAtUnixS: 1.79e9,
  accepted: true,
  temperatureDegC: 30,
  identifiers: { die: "D7" },
  settings: { "die.diameter": "10 mm" },
  steps: [
    {
      name: "span",
      title: "Span of the load cells",
      atUnixS: 1.79e9,
      figures: [{ name: "span", value: 8590, sigma: 4, unit: "1/N" }],
      tables: [
        {
          title: "Points",
          columns: ["N", "counts"],
          rows: [
            [0, 12],
            [100, 859012],
          ],
        },
      ],
      settings: { "anode.loadCell.countsPerNewton": "8590 1/N" },
      warnings: ["few points"],
      passed: true,
    },
  ],
});
const styles = ["theme.css", "page.css"]
  .map((name) => readFileSync(projectFile("host", "report", "page", name), "utf8"))
  .join("\n");
/** What is written beside a recording. */
const sidecar = {
  format: "isobar-recording/1",
  identity: certificate.rig,
  cell: "cell 42",
  certificate: { id: certificate.id, rig: certificate.rig, warnings: ["old"] },
  settings: { "anode.loadCell.tare": "12 counts" },
};
/** Deeper nested than any that a tool writes. */
const nested = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;

/**
 * Certificates that were changed, cut off, or written by something else: none is taken for whole whose content is another, and one
 * whose content hash fits, because somebody has made it anew, can be used or is refused.
 */
export function certificates(prng: Prng): void {
  sidecarOf(objectOf(mutatedJson(prng, sidecar, Math.floor(prng.next() * 6))), "sidecar");
  const changed = mutatedJson(prng, certificate, Math.floor(prng.next() * 6));
  const drawn = prng.next();
  const { id: _, ...content } = objectOf(changed) as Partial<typeof certificate>;
  const json = drawn < 0.5 ? changed : signed(content as Omit<typeof certificate, "id">);
  let text = JSON.stringify(json) ?? "";
  if (drawn > 0.9) text = text.replace("[", nested(1 + Math.floor(prng.next() * 30000)));
  const rounds = Math.floor(prng.next() * 3);
  const bytes = mutatedBytes(prng, Buffer.from(text), drawn < 0.7 ? 0 : rounds);
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return;
    throw error;
  }
  if (!isWhole(read)) return;
  if (read.id === certificate.id && canonicalJson(read) !== canonicalJson(certificate))
    throw new Error("another content under the same id");
  citation(read, "Isobar,Stack Pressure Rig,R8,0.1.0", { "die.diameter": "13 mm" }, 1.8e9);
  certificateHtml(read, styles);
}

/** What is no object is refused as one; here it stands for an empty one. */
function objectOf(json: unknown): JsonObject {
  return isJsonObject(json) ? json : {};
}
