import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { projectFile } from "../../host/project.js";
import {
  type Block,
  type Build,
  buildOf,
  importProblems,
  type Manifest,
  platformsOf,
  preloadProblems,
  reachedFrom,
  unmappedFiles,
} from "./manifest.js";
import { filesUnder, type ProjectFile } from "./project-files.js";

const manifest = JSON.parse(readFileSync(projectFile("manifest.json"), "utf8")) as Manifest;
const files = filesUnder(["hal", "src", "sim", "types"], [""]);
const builds = platformsOf(manifest).map((platform) => buildOf(manifest, platform, files));

interface Creation {
  readonly chunk: { readonly initial: number; readonly incremental: number };
  readonly heap: { readonly initial: number; readonly incremental: number };
}

describe("manifest.json", () => {
  it("builds the device and both kinds of desktop program, and says so of everything else", () => {
    const cli = ["x-cli-lin", "x-cli-mac", "x-cli-win"];
    assert.deepEqual(platformsOf(manifest), ["esp32", "lin", "mac", "win", ...cli]);
    assert.match(manifest.platforms["..."]?.error ?? "", /not supported/);
  });

  it("is the same for the three systems that a desktop program may run on", () => {
    const { platforms } = manifest;
    for (const kind of ["", "x-cli-"]) {
      assert.deepEqual(platforms[`${kind}mac`], platforms[`${kind}lin`]);
      assert.deepEqual(platforms[`${kind}win`], platforms[`${kind}lin`]);
    }
  });

  it("has every file of the firmware and of the simulation on some platform", () => {
    assert.ok(files.length > 100, `${files.length} files`);
    assert.deepEqual(unmappedFiles(files, builds), []);
  });

  it("preloads every module by its name, and nothing that is not there", () => {
    assert.deepEqual(preloadProblems(manifest, builds), []);
  });

  for (const build of builds) {
    const { platform } = build;

    it(`maps only what is there: ${platform}`, () => {
      assert.ok(build.modules.size > 60, `${build.modules.size} modules`);
      assert.deepEqual(build.problems, []);
    });

    it(`lets every import find its module: ${platform}`, () => {
      assert.deepEqual(importProblems(build), []);
    });

    it(`gives the entry all that it needs: ${platform}`, () => {
      const reached = reachedFrom(manifest.creation?.main ?? "", build).map(({ path }) => path);
      const simulated = platform !== "esp32";
      assert.ok(reached.length > (simulated ? 120 : 60), `${reached.length} modules reached`);
      assert.ok(reached.includes("src/rig.ts") && reached.includes("src/device.ts"));
      assert.equal(reached.includes("hal/board-esp32.ts"), !simulated);
      assert.equal(reached.includes("sim/world.ts"), false);
      assert.equal(
        reached.some((path) => path.startsWith("sim/")),
        simulated,
      );
    });
  }

  it("leaves the device's memory as large as it is", () => {
    const { chunk, heap } = (manifest.platforms["esp32"] as { creation: Creation }).creation;
    assert.deepEqual([chunk.incremental, heap.incremental], [0, 0]);
  });
});

describe("the check of the manifest", () => {
  const file = (path: string, text = ""): ProjectFile => ({ path, text });

  const tree = [
    file("src/main.ts", 'import board from "hal/board"; import { Pid } from "./control/pid.js";'),
    file("src/control/pid.ts", 'import type { Rig } from "../rig.js"; import Timer from "timer";'),
    file("src/control/deep/pole.ts"),
    file("src/rig.d.ts"),
    file("hal/board-esp32.ts", 'import { f } from "./screw.js";'),
    file("hal/board-lin.ts", 'const name = Modules.importNow("preference");'),
    file("hal/screw.ts"),
    file("hal/start.c"),
  ];

  const base = "$(MODDABLE)/examples/manifest_base.json";

  const small = {
    include: [base],
    creation: { main: "src/main" },
    modules: { "src/*": "./src/*", "src/control/*": "./src/control/*", "hal/screw": "./hal/screw" },
    preload: ["src/main", "src/control/pid", "hal/screw", "hal/board"],
    platforms: {
      esp32: { modules: { "hal/board": "./hal/board-esp32" } },
      lin: {
        include: "$(MODULES)/files/preference/manifest.json",
        modules: { "hal/board": "./hal/board-lin", "*": "./hal/start" },
      },
      "...": { error: "no" },
    },
  } satisfies Manifest;

  /** All that is found in a tree with a changed manifest. */
  function problemsOf(change: Partial<Manifest> = {}, on: readonly ProjectFile[] = tree): string[] {
    const changed: Manifest = { ...small, ...change };
    const all = platformsOf(changed).map((platform) => buildOf(changed, platform, on));
    return [
      ...all.flatMap(({ problems }) => problems),
      ...preloadProblems(changed, all),
      ...all.flatMap(importProblems),
    ];
  }

  const onlyOn = (platform: "esp32" | "lin", block: Block): Partial<Manifest> => ({
    platforms: { ...small.platforms, [platform]: { ...small.platforms[platform], ...block } },
  });
  const replaced = (path: string, text: string) =>
    tree.map((one) => (one.path === path ? file(path, text) : one));
  const lin = (): Build => buildOf(small, "lin", tree);

  it("maps names to files as the SDK does", () => {
    assert.deepEqual(problemsOf(), []);
    assert.deepEqual([...lin().modules].map(([name, { path }]) => `${name} ${path}`).sort(), [
      "hal/board hal/board-lin.ts",
      "hal/screw hal/screw.ts",
      "src/control/pid src/control/pid.ts",
      "src/main src/main.ts",
    ]);
    assert.deepEqual(
      reachedFrom("src/main", lin()).map(({ path }) => path),
      ["src/main.ts", "hal/board-lin.ts", "src/control/pid.ts"],
    );
  });

  it("finds a file that is nowhere mapped: a * does not reach into folders", () => {
    assert.deepEqual(unmappedFiles(tree, [lin()]), [
      "src/control/deep/pole.ts is a module on no platform",
      "hal/board-esp32.ts is a module on no platform",
    ]);
  });

  it("finds what is mapped and not on the disk", () => {
    const modules = { ...small.modules, "src/gone": "./src/gone", "sim/*": "./sim/*" };
    assert.deepEqual(
      problemsOf({ modules }).filter((one) => one.startsWith("lin")),
      ['lin: "./src/gone" fits no file', 'lin: "./sim/*" fits no file'],
    );
  });

  it("finds a name that is mapped twice", () => {
    const modules = { ...small.modules, "hal/board": "./hal/screw" };
    assert.deepEqual(problemsOf({ modules }), [
      "esp32: hal/board is mapped twice",
      "lin: hal/board is mapped twice",
    ]);
  });

  it("finds a module that is not preloaded", () => {
    const preload = small.preload.filter((name) => name !== "src/control/pid");
    assert.deepEqual(problemsOf({ preload }), [
      "esp32: src/control/pid is not preloaded",
      "lin: src/control/pid is not preloaded",
    ]);
  });

  it("finds what is preloaded and not there, on any platform or on its own", () => {
    assert.deepEqual(problemsOf({ preload: [...small.preload, "src/ghost"] }), [
      "src/ghost is preloaded and a module on no platform",
    ]);
    assert.deepEqual(problemsOf(onlyOn("lin", { preload: "src/ghost" })), [
      "lin: src/ghost is preloaded and no module",
    ]);
  });

  it("finds what is preloaded twice, and a * that preloads no TypeScript", () => {
    assert.deepEqual(problemsOf(onlyOn("lin", { preload: ["src/main"] })), [
      "lin: src/main is preloaded twice",
    ]);
    const preload = [...small.preload, "src/*"];
    assert.match(problemsOf({ preload }).join(), /"src\/\*" preloads nothing/);
  });

  it("finds an import that is no module on one of the platforms", () => {
    const on = replaced("hal/board-esp32.ts", 'import { f } from "./screws.js";');
    assert.deepEqual(problemsOf({}, on), [
      'esp32: hal/board-esp32.ts:1: "./screws.js" is no module',
    ]);
  });

  it("finds an import without .js", () => {
    const on = replaced("hal/board-esp32.ts", '\nimport { f } from "./screw";');
    assert.deepEqual(problemsOf({}, on), [
      'esp32: hal/board-esp32.ts:2: "./screw" does not end in .js',
    ]);
  });

  it("finds an import that means another file to the compiler than on the device", () => {
    const change = onlyOn("lin", { modules: { "hal/board": "./hal/desktop/board" } });
    const on = [
      ...tree,
      file("hal/desktop/board.ts", 'import "./screw.js";'),
      file("hal/desktop/screw.ts"),
    ];
    assert.deepEqual(problemsOf(change, on), [
      'lin: hal/desktop/board.ts:1: "./screw.js" is hal/screw.ts on the device',
    ]);
  });

  it("finds a module of the SDK that the platform does not include", () => {
    const { esp32 } = small.platforms;
    const platforms = { ...small.platforms, "x-cli-lin": esp32 };
    assert.deepEqual(problemsOf({ platforms }), [
      'x-cli-lin: src/control/pid.ts:1: "timer" is no module',
    ]);
    assert.deepEqual(problemsOf(onlyOn("lin", { include: [] })), [
      'lin: hal/board-lin.ts:1: "preference" is no module',
    ]);
    const on = replaced("hal/screw.ts", 'import Serial from "embedded:io/serial";');
    assert.equal(problemsOf({}, on).length, 2);
  });

  it("finds an include of which nobody has said what it brings", () => {
    assert.match(
      problemsOf({ include: [base, "$(IO)/lamp/manifest.json"] })[0] ?? "",
      /^esp32: test\/tidy\/sdk-modules\.ts does not say what .*lamp/,
    );
  });
});
