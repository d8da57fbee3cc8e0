import { type ChildProcess, spawn } from "node:child_process";
import { projectFile } from "../../host/project.js";

/** How a command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** The words that start the `isobar` command in a shell. */
export const isobarWords = (): readonly [string, string] => [
  process.execPath,
  projectFile("host", "bin", "isobar.mjs"),
];

/** Starts the `isobar` command as a shell would; its stdin is empty unless it is to be written to. */
export function startIsobar(
  args: readonly string[],
  cwd: string,
  stdin: "ignore" | "pipe" = "ignore",
): ChildProcess {
  const [node, bin] = isobarWords();
  return spawn(node, [bin, ...args], { cwd, stdio: [stdin, "pipe", "pipe"] });
}

/** Waits for the end of a started command and gathers what it said. */
export function ended(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let out = "";
    let error = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      error += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, error }));
  });
}
