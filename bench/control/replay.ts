import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFile } from "../../host/project.js";
import { identified } from "./bed.js";
import { type Draw, drawRig } from "./draw.js";

const folder = ["runs", "bench-control"] as const;

/** Writes a drawn rig with its world as files, and says the command that runs it again. */
export function replayOf(seed: number, draw: Draw = drawRig(seed), hours = 24): string {
  const directory = projectFile(...folder);
  mkdirSync(directory, { recursive: true });
  const name = String(draw.rig["name"]).replaceAll(" ", "-");
  const file = (kind: string, json: unknown) => {
    writeFileSync(
      join(directory, `${name}.${kind}.json`),
      `${JSON.stringify(json, undefined, 2)}\n`,
    );
    return join(...folder, `${name}.${kind}.json`);
  };
  const rig = file("rig", draw.rig);
  const scenario = file("scenario", draw.scenario);
  const program = file("program", identified("2.5 MPa", "0.2 MPa"));
  return `isobar sim --rig ${rig} --scenario ${scenario} --program ${program} --seed ${seed} --hours ${hours}`;
}
