import { dirname, join } from "node:path/posix";
import ts from "typescript";
import { importsOf, targetOf } from "./imports.js";
import { lineOf, type ProjectFile, syntaxOf, walk } from "./project-files.js";
import { isOfSdk, modulesOfSdk } from "./sdk-modules.js";

type Several = string | readonly string[];

/** What of a manifest.json, or of one of its platforms, concerns modules. */
export interface Block {
  readonly include?: Several;
  readonly modules?: Readonly<Record<string, Several>>;
  readonly preload?: Several;
  readonly creation?: { readonly main?: string };
  readonly error?: string;
}

export interface Manifest extends Block {
  readonly platforms: Readonly<Record<string, Block>>;
}

/** What one platform is built of, apart from the SDK. */
export interface Build {
  readonly platform: string;
  /** Files by the name of their module. */
  readonly modules: ReadonlyMap<string, ProjectFile>;
  readonly preload: readonly string[];
  readonly include: readonly string[];
  /** What could not be mapped, one sentence each. */
  readonly problems: readonly string[];
}

const listOf = (several: Several | undefined): readonly string[] =>
  typeof several === "string" ? [several] : (several ?? []);

/** The platforms that can be built. */
export function platformsOf(manifest: Manifest): string[] {
  return Object.keys(manifest.platforms).filter(
    (name) => manifest.platforms[name]?.error === undefined,
  );
}

/** Puts a platform together as mcconfig does: the top level first, then the platform's own entry. */
export function buildOf(
  manifest: Manifest,
  platform: string,
  files: readonly ProjectFile[],
): Build {
  const blocks = [manifest, manifest.platforms[platform] ?? {}];
  const modules = new Map<string, ProjectFile>();
  const problems: string[] = [];
  for (const [target, several] of blocks.flatMap((one) => Object.entries(one.modules ?? {}))) {
    // What is left out, and the SDK's own files.
    const sources = target === "~" ? [] : listOf(several).filter((one) => !one.startsWith("$("));
    for (const source of sources) {
      const found = mapped(target, source, files);
      if (found.length === 0) problems.push(`${platform}: "${source}" fits no file`);
      for (const [name, file] of found) {
        if (!isCode(file)) continue;
        if (modules.has(name)) problems.push(`${platform}: ${name} is mapped twice`);
        modules.set(name, file);
      }
    }
  }
  const preload = blocks.flatMap((one) => listOf(one.preload));
  const include = blocks.flatMap((one) => listOf(one.include));
  return { platform, modules, preload, include, problems };
}

const isCode = ({ path }: ProjectFile) => path.endsWith(".ts") && !path.endsWith(".d.ts");

/** `"src/*": "./src/*"` maps the files of one folder, those below it not; `"*"` stands for the file's own name. */
function mapped(
  target: string,
  source: string,
  files: readonly ProjectFile[],
): [name: string, file: ProjectFile][] {
  const start = join(source.replace(/\*$/, ""));
  const many = source.endsWith("*");
  return files
    .filter(({ path }) =>
      many
        ? path.startsWith(start) && !path.slice(start.length).includes("/")
        : path === start || withoutEnding(path) === start,
    )
    .map((file) => {
      const own = many ? withoutEnding(file.path).slice(start.length) : withoutEnding(source);
      return [target.endsWith("*") ? target.slice(0, -1) + nameIn(own) : target, file];
    });
}

const withoutEnding = (path: string) => path.replace(/(?<=[^./])(\.d)?\.[^./]+$/, "");
const nameIn = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** Where the list of what is preloaded and the modules differ, in any of the builds. */
export function preloadProblems(manifest: Manifest, builds: readonly Build[]): string[] {
  const problems: string[] = [];
  for (const { platform, modules, preload } of builds) {
    for (const name of modules.keys()) {
      if (!preload.includes(name)) problems.push(`${platform}: ${name} is not preloaded`);
    }
    const own = listOf(manifest.platforms[platform]?.preload);
    for (const name of own) {
      if (!modules.has(name)) problems.push(`${platform}: ${name} is preloaded and no module`);
    }
    for (const name of preload.filter((one, at) => preload.indexOf(one) !== at)) {
      problems.push(`${platform}: ${name} is preloaded twice`);
    }
  }
  for (const name of listOf(manifest.preload)) {
    if (name.includes("*")) problems.push(`"${name}" preloads nothing: a * means JavaScript alone`);
    else if (!builds.some(({ modules }) => modules.has(name))) {
      problems.push(`${name} is preloaded and a module on no platform`);
    }
  }
  return problems;
}

/** Files of the firmware and the simulation that no build has. */
export function unmappedFiles(files: readonly ProjectFile[], builds: readonly Build[]): string[] {
  const known = new Set(builds.flatMap(({ modules }) => [...modules.values()]));
  return files
    .filter((file) => isCode(file) && /^(hal|src|sim)\//.test(file.path) && !known.has(file))
    .map(({ path }) => `${path} is a module on no platform`);
}

/** Files of the build that its entry needs, in the order in which they are reached. */
export function reachedFrom(entry: string, { modules }: Build): ProjectFile[] {
  const names = new Set([entry]);
  for (const name of names) {
    const file = modules.get(name);
    for (const { specifier } of file === undefined ? [] : loadedBy(file)) {
      names.add(moduleName(name, specifier));
    }
  }
  return [...names].flatMap((name) => modules.get(name) ?? []);
}

/** Imports that would not be found on the device, or would find another module than the compiler does. */
export function importProblems(build: Build): string[] {
  const { platform, modules, include } = build;
  const problems = include
    .filter((one) => !isOfSdk(one))
    .map((one) => `${platform}: test/tidy/sdk-modules.ts does not say what ${one} brings`);
  const sdk = new Set(include.flatMap((one) => modulesOfSdk(one, platform)));
  for (const [name, file] of modules) {
    for (const { specifier, line } of loadedBy(file)) {
      const place = `${platform}: ${file.path}:${line}: "${specifier}"`;
      const relative = specifier.startsWith(".");
      const wanted = moduleName(name, specifier);
      if (relative && !specifier.endsWith(".js")) problems.push(`${place} does not end in .js`);
      else if (!modules.has(wanted) && (relative || !sdk.has(specifier))) {
        problems.push(`${place} is no module`);
      } else if (relative && modules.get(wanted)?.path !== targetOf(file.path, specifier)) {
        problems.push(`${place} is ${modules.get(wanted)?.path} on the device`);
      }
    }
  }
  return problems;
}

/** The module that a specifier means within a module of this name. */
function moduleName(within: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return join(dirname(within), specifier).replace(/\.js$/, "");
}

interface Load {
  readonly specifier: string;
  readonly line: number;
}

const loads = new WeakMap<ProjectFile, Load[]>();

/** What a file loads: its imports, those of types apart, and what it asks the SDK's `modules` for by name. */
function loadedBy(file: ProjectFile): readonly Load[] {
  let found = loads.get(file);
  if (found !== undefined) return found;
  found = importsOf(file).filter(({ typeOnly }) => !typeOnly);
  const tree = syntaxOf(file);
  walk(tree, (node) => {
    if (!ts.isCallExpression(node) || !/\.importNow$/.test(node.expression.getText())) return;
    const [name] = node.arguments;
    if (name !== undefined && ts.isStringLiteralLike(name)) {
      found?.push({ specifier: name.text, line: lineOf(node) });
    }
    return undefined;
  });
  loads.set(file, found);
  return found;
}
