import assert from "node:assert/strict";
import { moduleStateProblems } from "./module-state.js";
import { filesUnder } from "./project-files.js";
import { purityProblems } from "./purity.js";

const files = filesUnder(["hal", "src", "sim"], [".ts"]);

const purity = (text: string) => purityProblems({ path: "src/planted.ts", text });
const state = (text: string) => moduleStateProblems({ path: "src/planted.ts", text });

describe("firmware and simulation", () => {
  it("were looked at as a whole", () => {
    assert.ok(files.length >= 100, `${files.length} files`);
  });

  for (const file of files) {
    it(`${file.path} depends on no engine, host or time, and keeps no state in the module`, () => {
      assert.deepEqual(purityProblems(file), []);
      assert.deepEqual(moduleStateProblems(file), []);
    });
  }
});

describe("the check of purity", () => {
  it("finds every banned global, however it is used", () => {
    for (const text of [
      "console.log(1);",
      "const log = console;",
      "setTimeout(() => {}, 5);",
      "const at = Date.now();",
      "const at = new Date();",
      "const fast = process.env;",
      "const bytes = Buffer.from([1]);",
      "const now = { at: performance.now() };",
      "const now = { performance };",
      "const all = globalThis;",
      "function f(at = Date.now()) { return at; }",
      "const f = new Function('return 1');",
      "class A { at = Date.now(); }",
    ]) {
      assert.equal(purity(text).length, 1, text);
    }
  });

  it("finds mathematics that differs between engines, and what is random", () => {
    for (const text of [
      "const y = Math.exp(x);",
      "const y = Math.pow(x, 2);",
      "const y = Math.random();",
      "const y = Math.hypot(x, x);",
      "const y = Math.round(x);",
      "const y = x ** 2;",
      "x **= 2;",
      "const { sin } = Math;",
      "const y = Math['exp'](x);",
      "const m = Math;",
    ]) {
      assert.equal(purity(text).length, 1, text);
    }
  });

  it("finds async and await", () => {
    assert.equal(purity("async function f() { return 1; }").length, 1);
    assert.equal(purity("const f = async () => 1;").length, 1);
    assert.equal(purity("class A { async tick() {} }").length, 1);
    assert.equal(purity("export const x = await 1;").length, 1);
  });

  it("leaves alone what only looks like it", () => {
    for (const text of [
      "const y = Math.sqrt(Math.abs(x)) + Math.imul(a, b);",
      "const rig = { console: 1, process: 2 }; rig.console;",
      "class Rig { readonly console = 1; get process() { return this.console; } }",
      "function f(console) { return console.errors; }",
      "import { Console as console } from './console.js'; console();",
      "interface A { Date: number; process(): void }",
      "type B = Promise<number>; let c: Date;",
      "// Date.now() and console.log in a comment",
      "const text = 'setTimeout';",
    ]) {
      assert.deepEqual(purity(text), [], text);
    }
  });
});

describe("the check of module state", () => {
  it("finds what can change at the top level", () => {
    for (const text of [
      "let count = 0;",
      "var count = 0;",
      "export let count = 0;",
      "const seen = new Map();",
      "const ring = new Uint8Array(64);",
      "const table = { ring: new Set() };",
      "const guard = new Guard();",
      "const digits = /[0-9]+/g;",
      "const number = /^[0-9]+$/;",
      "const shapes = { number: /^[0-9]+$/ };",
      "class A { static count = 0; }",
      "class A { static readonly all = new Map(); }",
      "class A { static { register(); } }",
      "register();",
      "for (const name of names) table[name] = 1;",
    ]) {
      assert.notEqual(state(text).length, 0, text);
    }
  });

  it("finds a constant that somebody changes", () => {
    for (const text of [
      "const table = []; function f() { table.push(1); }",
      "const table = [0]; function f() { table[0] = 1; }",
      "const table = { n: 0 }; function f() { table.n += 1; }",
      "const table = { n: 0 }; function f() { table.n++; }",
      "const table = { n: { m: [1] } }; const f = () => table.n.m.sort();",
      "const table = { n: 0 }; class A { f() { delete table.n; } }",
      "const table = [0]; function f() { (table as number[])[0] = 1; }",
      "function f() { f.last = 1; }",
      "class A { run() { A.prototype.run = () => 1; } }",
    ]) {
      assert.equal(state(text).length, 1, text);
    }
  });

  it("leaves constants, tables, functions and locals alone", () => {
    for (const text of [
      "const pi = 3.14; export const names = ['a', 'b'] as const;",
      "const table = { a: { run: () => new Map() } } as const satisfies Table;",
      "const squares = Array.from({ length: 4 }, (_, i) => i * i);",
      "const frozen = Object.freeze([1, 2]);",
      "const make = () => new Uint8Array(4);",
      "class A { static readonly size = 4; ring = new Uint8Array(4); }",
      "const table = [1]; function f(table) { table.push(1); }",
      "const table = [1]; function f() { const table = []; table.push(1); return table; }",
      "const table = [1]; function f() { for (let table = 0; table < 3; table += 1); }",
      "const names = ['b', 'a']; const sorted = () => [...names].sort();",
      "declare const unit: unique symbol;",
    ]) {
      assert.deepEqual(state(text), [], text);
    }
  });
});
