import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The directory of Isobar's package.json, also when this code was compiled into another folder. */
function projectDirectory(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, "package.json"))) {
    const above = dirname(directory);
    if (above === directory) throw new Error("package.json of Isobar is missing");
    directory = above;
  }
  return directory;
}

/** The full path of a file that comes with Isobar. */
export function projectFile(...parts: readonly string[]): string {
  return join(projectDirectory(), ...parts);
}

/** The version of Isobar, as in package.json. */
export function projectVersion(): string {
  const json = JSON.parse(readFileSync(projectFile("package.json"), "utf8")) as {
    version: string;
  };
  return json.version;
}
