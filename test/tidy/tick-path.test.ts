import assert from "node:assert/strict";
import { filesUnder, type ProjectFile } from "./project-files.js";
import { besidesTick, tickPath, tickProblems } from "./tick-path.js";

const files = filesUnder(["hal", "src"], [".ts"]);

describe("the tick's path", () => {
  const path = tickPath(files);

  it("was looked at as a whole", () => {
    assert.ok(path.length > 60, `${path.length} files`);
    for (const one of [
      "src/rig.ts",
      "src/side.ts",
      "src/guard/guard.ts",
      "src/control/pid.ts",
      "src/telemetry/line-writer.ts",
      "src/programme/runner.ts",
      "hal/esp32/serial-uart.ts",
    ]) {
      assert.ok(
        path.some((file) => file.path === one),
        one,
      );
    }
  });

  for (const file of path) {
    it(`has neither regular expressions nor JSON in ${file.path}`, () => {
      assert.deepEqual(tickProblems(file), []);
    });
  }

  it("has no exception that is not needed", () => {
    const reached = tickPath(files, {});
    for (const one of Object.keys(besidesTick)) {
      const file = reached.find((other) => other.path === one);
      assert.ok(file !== undefined && tickProblems(file).length > 0, one);
    }
  });
});

describe("the check of the tick's path", () => {
  const planted = (path: string, text: string): ProjectFile => ({ path, text });
  const problems = (text: string) => tickProblems(planted("src/planted.ts", text));

  it("follows what is loaded, over any number of files, and not what is only a type", () => {
    const tree = [
      planted("src/rig.ts", 'import "./side.js"; import type { Draft } from "./draft.js";'),
      planted("src/side.ts", 'export { Pid } from "./control/pid.js";'),
      planted("src/control/pid.ts", ""),
      planted("src/draft.ts", ""),
      planted("src/parser.ts", 'import "./rig.js";'),
      planted("hal/esp32/screw.ts", ""),
    ];
    const paths = (besides: Record<string, string>) =>
      tickPath(tree, besides).map((one) => one.path);
    assert.deepEqual(paths({}), [
      "src/rig.ts",
      "src/side.ts",
      "src/control/pid.ts",
      "hal/esp32/screw.ts",
    ]);
    assert.equal(paths({ "src/side.ts": "planted" }).includes("src/side.ts"), false);
  });

  it("finds regular expressions and JSON, however they are written", () => {
    for (const text of [
      "const shape = /^[0-9]+$/;",
      "function tick(text) { return /a/.test(text); }",
      "class A { tick(text) { return text.replace(/,/g, ';'); } }",
      "const tick = (text) => new RegExp(text);",
      "const tick = (text) => RegExp(text);",
      "const tick = (text) => text.match('a');",
      "const tick = (text) => text.search('a');",
      "const tick = (row) => JSON.stringify(row);",
      "const tick = (text) => JSON.parse(text);",
      "const { stringify } = JSON;",
      "const codec = JSON; const tick = (row) => codec.stringify(row);",
    ]) {
      assert.equal(problems(text).length, 1, text);
    }
  });

  it("leaves alone what only looks like it", () => {
    for (const text of [
      "const ratio = a / b / c;",
      "// JSON.stringify(/a/) in a comment",
      "const text = '/a/ JSON';",
      "const codecs = { JSON: 1 }; codecs.JSON;",
      "function tick(JSON) { return JSON.stringify(1); }",
      "type Codec = typeof JSON;",
      "const match = 1; const all = { search: match };",
    ]) {
      assert.deepEqual(problems(text), [], text);
    }
  });
});
