import assert from "node:assert/strict";
import { leftoverProblems, nameProblems } from "./leftovers.js";
import { codeFolders, filesUnder, type ProjectFile } from "./project-files.js";
import { functionsOf, linesOf, longFunctions, sizeProblems, tables } from "./sizes.js";

const code = filesUnder(codeFolders(), [".ts"]);
const texts = filesUnder(
  ["."],
  [".ts", ".mjs", ".js", ".json", ".md", ".css", ".yml", ".txt"],
).filter(
  // What others' programs wrote stays as they wrote it.
  ({ path }) => !path.startsWith("test/data/"),
);

const planted = (text: string, path = "src/planted.ts"): ProjectFile => ({ path, text });

describe("files", () => {
  it("were looked at as a whole", () => {
    assert.ok(code.length >= 250, `${code.length} TypeScript files`);
    assert.ok(texts.length >= code.length + 10, `${texts.length} texts`);
    const functions = code.reduce((sum, file) => sum + functionsOf(file).length, 0);
    assert.ok(functions >= 2000, `${functions} functions`);
  });

  for (const file of code) {
    it(`${file.path} is no longer than one can read, and well named`, () => {
      assert.deepEqual(sizeProblems(file), []);
      assert.deepEqual(nameProblems(file.path), []);
    });
  }

  it("have nothing left in them that was meant to go", () => {
    assert.deepEqual(texts.flatMap(leftoverProblems), []);
  });

  it("are excepted from the limits only as long as they need it", () => {
    for (const path of Object.keys(tables)) {
      const file = code.find((one) => one.path === path);
      assert.ok(file !== undefined && linesOf(file.text) > 300, path);
    }
    for (const [path, names] of Object.entries(longFunctions)) {
      const file = code.find((one) => one.path === path);
      assert.ok(file !== undefined, path);
      const long = functionsOf(file).filter(({ lines }) => lines > 60);
      assert.deepEqual(
        long.map(({ name }) => name),
        names,
      );
    }
  });
});

describe("the check of sizes", () => {
  const body = (lines: number) => `${"  x();\n".repeat(lines - 2)}`;

  it("takes a function of 60 lines and finds one of 61, of whatever kind", () => {
    for (const [head, tail] of [
      ["function f() {\n", "}\n"],
      ["const f = () => {\n", "};\n"],
      ["const f = function () {\n", "};\n"],
    ]) {
      assert.deepEqual(sizeProblems(planted(`${head}${body(60)}${tail}`)), []);
      assert.match(sizeProblems(planted(`${head}${body(61)}${tail}`))[0] ?? "", /f has 61 lines/);
    }
    const method = (lines: number) => `class A {\n  m() {\n${body(lines)}  }\n}\n`;
    assert.deepEqual(sizeProblems(planted(method(60))), []);
    assert.match(sizeProblems(planted(method(61)))[0] ?? "", /m has 61 lines/);
  });

  it("takes a file of 300 lines and finds one of 301; a suite may have twice as many", () => {
    assert.deepEqual(sizeProblems(planted("x();\n".repeat(300))), []);
    assert.match(sizeProblems(planted("x();\n".repeat(301)))[0] ?? "", /has 301 lines/);
    const suite = (lines: number) => planted("x();\n".repeat(lines), "test/unit/planted.test.ts");
    assert.deepEqual(sizeProblems(suite(600)), []);
    assert.match(sizeProblems(suite(601))[0] ?? "", /has 601 lines/);
  });
});

describe("the check of leftovers", () => {
  it("finds each of them", () => {
    for (const text of [
      `// ${"TO"}${"DO"}: later`,
      `// ${"FIX"}${"ME"} now`,
      `describe.${"on"}ly("x", () => {});`,
      `  it.${"on"}ly("x");`,
      `// ${"@ts-"}${"ignore"}`,
      `const path = "/${"wo"}rk/main";`,
      `see /${"tm"}p/out.txt`,
      `cd /${"ho"}me/somebody`,
      `"C:${"\\"}Users"`,
      "const x = 1; ",
    ]) {
      assert.equal(leftoverProblems(planted(text)).length, 1, text);
    }
  });

  it("leaves alone what only looks like it", () => {
    for (const text of [
      "the work/s of a method",
      "N/um, kPa/s, https://example.org/home/page",
      "a readonly only: const only = 1;",
      'import "../tmp.js"; // todo is a word in lower case',
      "const ratio = a/work;",
    ]) {
      assert.deepEqual(leftoverProblems(planted(text)), [], text);
    }
  });

  it("finds file names that are not in kebab-case or say nothing", () => {
    for (const path of [
      "src/loadCell.ts",
      "src/Load-Cell.ts",
      "src/utils.ts",
      "test/helpers.ts",
      "src/a_b.ts",
    ]) {
      assert.equal(nameProblems(path).length, 1, path);
    }
    for (const path of [
      "src/load-cell.ts",
      "test/unit/crc16.test.ts",
      "types/moddable-extra.d.ts",
    ]) {
      assert.deepEqual(nameProblems(path), []);
    }
  });
});
