import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Where the XS worker is, or why there is none. */
export type WorkerBinary =
  | { readonly path: string; readonly version: string }
  | { readonly missing: string };

// Folder names of xsnap's own build; it builds on these two systems only.
const folderOfPlatform = new Map([
  ["linux", "lin"],
  ["darwin", "mac"],
]);

let found: WorkerBinary | undefined;

/**
 * The worker of `@agoric/xsnap`, an optional dependency that compiles itself when it is installed.
 * The environment variable ISOBAR_XSNAP names another worker binary.
 */
export function findWorkerBinary(): WorkerBinary {
  found ??= locate();
  return found;
}

function locate(): WorkerBinary {
  const named = process.env["ISOBAR_XSNAP"];
  if (named !== undefined && named !== "") return probe(named, "ISOBAR_XSNAP names");
  const folder = folderOfPlatform.get(process.platform);
  if (folder === undefined) return { missing: `xsnap does not build on ${process.platform}` };
  let manifest: string;
  try {
    manifest = createRequire(import.meta.url).resolve("@agoric/xsnap/package.json");
  } catch {
    return {
      missing: "the optional package @agoric/xsnap, which takes cc and make, is not installed",
    };
  }
  const worker = join("xsnap-native/xsnap/build/bin", folder, "release/xsnap-worker");
  return probe(
    join(dirname(manifest), worker),
    "@agoric/xsnap, for which it takes cc and make, should have built",
  );
}

function probe(path: string, origin: string): WorkerBinary {
  if (!existsSync(path)) {
    return { missing: `${origin} ${path}, which is not there` };
  }
  const run = spawnSync(path, ["-v"], { encoding: "utf8" });
  // "xsnap 0.15.0 (XS 13.3.0)"
  const version = /^xsnap \S+ \(XS [\d.]+\)/.exec(run.stdout ?? "")?.[0];
  if (version === undefined) return { missing: `${origin} ${path}, which does not run here` };
  return { path, version };
}
