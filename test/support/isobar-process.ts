import { type ChildProcess, spawn } from "node:child_process";
import { projectFile } from "../../host/project.js";

/** How a command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Starts the `isobar` command as a shell would. */
export function startIsobar(args: readonly string[], cwd: string): ChildProcess {
  const bin = projectFile("host", "bin", "isobar.mjs");
  return spawn(process.execPath, [bin, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
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
