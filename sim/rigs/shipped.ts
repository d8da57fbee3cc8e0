import { DocumentError, Problems } from "../../src/document/problems.js";
import { type JsonObject, readTable } from "../../src/document/table.js";
import { bareCathode } from "./bare-cathode.js";
import { direct } from "./direct.js";
import { hard } from "./hard.js";
import { reference } from "./reference.js";
import { symmetric } from "./symmetric.js";
import { type RigModel, rigTable } from "./table.js";

export interface ShippedRig {
  readonly name: string;
  readonly json: JsonObject;
  readonly summary: string;
}

/** The rigs that come with the project, in the format of rig files. */
export const shippedRigs: readonly ShippedRig[] = [
  {
    name: "reference",
    json: reference,
    summary: "disc-spring anode 27:1 on 500 N, coil-spring cathode 5:1 on 50 N",
  },
  { name: "hard", json: hard, summary: "reference without the anode's springs: 5 N/um" },
  { name: "direct", json: direct, summary: "reference without gears" },
  {
    name: "bare-cathode",
    json: bareCathode,
    summary: "reference without the cathode's coil: the 50 N cell is the only spring; 27:1",
  },
  { name: "symmetric", json: symmetric, summary: "two 1 kN cells, disc springs and 27:1" },
];

/** A shipped rig in numbers; undefined when there is none of this name. */
export function shippedRig(name: string): RigModel | undefined {
  const shipped = shippedRigs.find((rig) => rig.name === name);
  if (shipped === undefined) return undefined;
  const problems = new Problems();
  const model = readTable(rigTable, shipped.json, problems, name);
  if (!problems.none) throw new DocumentError(problems);
  return model;
}
