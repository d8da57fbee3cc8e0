import assert from "node:assert/strict";
import { cyclesOf, importsOf, spellingProblems, targetOf } from "./imports.js";
import { fits, layerProblems, layers, ruleOf } from "./layers.js";
import { codeFolders, filesUnder, type ProjectFile } from "./project-files.js";

const files = filesUnder(codeFolders(), [".ts"]);
const sheets = filesUnder(codeFolders(), [".css"]);
const paths = new Set([...files, ...sheets].map(({ path }) => path));

/** A file that is not there, to show that the checks see what is wrong with it. */
const planted = (path: string, text: string): ProjectFile => ({ path, text });

describe("layers", () => {
  it("were looked for in all the code there is", () => {
    const count = (folder: string) => [...paths].filter((path) => path.startsWith(folder)).length;
    assert.ok(count("hal/") >= 10, "hal");
    assert.ok(count("src/") >= 40, "src");
    assert.ok(count("sim/") >= 50, "sim");
    assert.ok(count("host/") >= 30, "host");
    assert.ok(count("test/") >= 60, "test");
    const imports = files.reduce((sum, file) => sum + importsOf(file).length, 0);
    assert.ok(imports >= 1000, `${imports} imports`);
  });

  for (const file of files) {
    it(`${file.path} imports what its layer may`, () => {
      assert.deepEqual(layerProblems(file), []);
      assert.deepEqual(spellingProblems(file, paths), []);
    });
  }

  it("are free of import cycles", () => {
    assert.deepEqual(cyclesOf(files), []);
  });

  it("have no row that no file has needed since", () => {
    const used = new Set(files.map(({ path }) => layers.find(([file]) => fits(file, path))?.[0]));
    assert.deepEqual(
      layers.map(([file]) => file).filter((file) => !used.has(file)),
      [],
    );
  });
});

describe("the check of layers", () => {
  const problems = (path: string, text: string) => layerProblems(planted(path, text)).length;

  it("says when no row covers a file", () => {
    for (const path of ["src/gadgets/lamp.ts", "lib/pad.ts", "hal/arduino/screw.ts", "index.ts"]) {
      assert.equal(ruleOf(path), undefined, path);
      assert.match(layerProblems(planted(path, ""))[0] ?? "", /no row/);
    }
  });

  it("finds each kind of forbidden import", () => {
    for (const [path, text] of [
      ["hal/units.ts", 'import { x } from "./clock.js";'],
      ["hal/screw.ts", 'import { Rig } from "../src/rig.js";'],
      ["hal/screw.ts", 'import { Mode } from "../src/mode.js";'],
      ["hal/clock.ts", 'import board from "./board-esp32.js";'],
      ["hal/esp32/tmc5160.ts", 'import { World } from "../../sim/world.js";'],
      ["src/rig.ts", 'import { World } from "../sim/world.js";'],
      ["src/rig.ts", 'import board from "hal/board";'],
      ["src/rig.ts", 'import fs from "node:fs";'],
      ["src/rig.ts", 'import Timer from "timer";'],
      ["src/main.ts", 'import { Rig } from "./rig.js";'],
      ["src/control/pid.ts", 'import { Side } from "../side.js";'],
      ["src/guard/guard.ts", 'import { Side } from "../side.js";'],
      ["src/side.ts", 'import type { Guard } from "./guard/guard.js";'],
      ["src/side.ts", 'import type { Rig } from "./rig.js";'],
      ["src/telemetry/crc16.ts", 'import { Rig } from "../rig.js";'],
      ["src/protocol/console.ts", 'import { Rig } from "../rig.js";'],
      ["sim/devices/sim-screw.ts", 'import { Rig } from "../../src/rig.js";'],
      ["sim/simulated-rig.ts", 'import { Rig } from "../src/rig.js";'],
      ["sim/simulated-rig.ts", 'import type { Rig } from "../src/rig.js";'],
      ["sim/scorer.ts", 'import { Rig } from "../src/rig.js";'],
      ["sim/cell/cell.ts", 'import { Press } from "../mechanics/press.js";'],
      ["sim/world.ts", 'import { startDevice } from "../src/device.js";'],
      ["host/run/simulation.ts", 'import { Rig } from "../../src/rig.js";'],
      ["host/report/page/main.ts", 'import { readFileSync } from "node:fs";'],
      ["host/isobar.ts", 'import lodash from "lodash";'],
      ["src/rig.ts", 'export { World } from "../sim/world.js";'],
      ["src/rig.ts", 'const world = await import("../sim/world.js");'],
      ["src/rig.ts", 'let world: import("../sim/world.js").World;'],
      ["src/rig.ts", 'import "../sim/world.js";'],
    ] as const) {
      assert.equal(problems(path, text), 1, `${path}: ${text}`);
    }
  });

  it("lets each kind of allowed import pass", () => {
    for (const [path, text] of [
      ["src/main.ts", 'import board from "hal/board";'],
      ["src/guard/guard.ts", 'import type { Side } from "../side.js";'],
      ["sim/scorer.ts", 'import type { Rig } from "../src/rig.js";'],
      ["sim/world.ts", 'import { Rig } from "../src/rig.js";'],
      ["hal/board-desktop.ts", 'import { simulatedBoard } from "../sim/simulated-board.js";'],
      ["hal/board-esp32.ts", 'import Serial from "embedded:io/serial";'],
      ["test/unit/rig.test.ts", 'import sinon from "sinon";'],
    ] as const) {
      assert.equal(problems(path, text), 0, `${path}: ${text}`);
    }
  });

  it("takes an import of types in braces for what it is: a module that is loaded", () => {
    const [braces] = importsOf(planted("src/a.ts", 'import { type Rig } from "./rig.js";'));
    assert.equal(braces?.typeOnly, false);
    const [whole] = importsOf(planted("src/a.ts", 'import type { Rig } from "./rig.js";'));
    assert.equal(whole?.typeOnly, true);
  });

  it("finds a specifier without .js, and one that leads nowhere", () => {
    const all = new Set(["src/rig.ts", "src/side.ts"]);
    const spelling = (text: string) => spellingProblems(planted("src/rig.ts", text), all).join();
    assert.match(spelling('import { Side } from "./side";'), /does not end in \.js/);
    assert.match(spelling('import { Side } from "./side.ts";'), /does not end in \.js/);
    assert.match(spelling('import { Side } from "./slide.js";'), /is not there/);
    assert.equal(spelling('import { Side } from "./side.js";'), "");
    assert.equal(targetOf("src/control/pid.ts", "../../hal/units.js"), "hal/units.ts");
  });

  it("finds cycles of any length, and none where only types go round", () => {
    const ring = (kind: string) => [
      planted("src/a.ts", 'import { b } from "./b.js";'),
      planted("src/b.ts", 'import { c } from "./c.js";'),
      planted("src/c.ts", `import ${kind} { a } from "./a.js";`),
      planted("src/d.ts", 'import { a } from "./a.js";'),
    ];
    assert.deepEqual(
      cyclesOf(ring(""))
        .map((group) => group.sort().join())
        .sort(),
      ["src/a.ts,src/b.ts,src/c.ts", "src/a.ts,src/b.ts,src/c.ts", "src/a.ts,src/b.ts,src/c.ts"],
    );
    assert.deepEqual(cyclesOf(ring("type")), []);
    assert.equal(cyclesOf([planted("src/a.ts", 'import { a } from "./a.js";')]).length, 1);
  });
});
