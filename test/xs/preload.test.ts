import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { moduleStateProblems } from "../tidy/module-state.js";
import { bundleFile, bundleText } from "./bundle.js";
import { XsEngine } from "./engine.js";
import { needXs } from "./gate.js";
import { preloading, preloadScript, withPreload } from "./preload.js";
import { runWorld, type WorldRun } from "./world-run.js";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Loads both sides and holds for a while. */
const run: WorldRun = { hours: 0.12, seed: 11 };

/** Modules that keep something between two calls, each in another way. */
const planted: Readonly<Record<string, string>> = {
  "a cache in an object": `const cache = { last: 0 };
    export function call(x: number): number { cache.last = x; return x; }`,
  "a cache deep in a table": `const table = { anode: { seen: [0] } };
    export const call = (x: number): number => { table.anode.seen[0] = x; return x; };`,
  "a list that grows": `const seen: number[] = [];
    export function call(x: number): number { seen.push(x); return x; }`,
  "a counter in a static field": `class Ring { static count = 0; next() { return (Ring.count += 1); } }
    export function call(): number { return new Ring().next(); }`,
  "a note on a function": `function judge() {}
    export function call(x: number): number { (judge as { last?: number }).last = x; return x; }`,
  "a change of a class": `class Side { decide() { return 1; } }
    export function call(): void { Side.prototype.decide = () => 2; }`,
};

describe("firmware and simulation that are preloaded into flash", () => {
  let engine: XsEngine;

  before(function () {
    needXs(this);
  });

  beforeEach(async () => {
    engine = await XsEngine.start();
    await engine.evaluate(preloadScript);
  });

  afterEach(async () => {
    await engine?.close();
  });

  it("run with all that their modules declare frozen, to the same bytes", async () => {
    await engine.evaluate(await bundleFile(`${here}world-run.ts`, "worlds", [preloading]));
    const { value } = await engine.evaluate("JSON.stringify(freezeAll())");
    const { frozen, readOnly } = JSON.parse(value) as { frozen: number; readOnly: string[] };
    assert.ok(frozen > 2000, `${frozen} objects frozen`);
    assert.deepEqual(readOnly, []);
    await engine.evaluate(`worlds.runWorld(${JSON.stringify(run)}, report); 0`);
    const inNode: Uint8Array[] = [];
    runWorld(run, (bytes) => inNode.push(bytes.slice()));
    assert.ok(Buffer.concat(inNode).equals(engine.takeReport()));
  });

  it("answer every command when frozen", async () => {
    await engine.evaluate(await bundleFile(`${here}all-commands.ts`, "talk", [preloading]));
    await engine.evaluate("freezeAll()");
    const { value } = await engine.evaluate("talk.sayAll()");
    assert.ok(Number(value) > 30, `${value} commands`);
  });

  for (const [name, text] of Object.entries(planted)) {
    it(`are caught with ${name}: it works unfrozen and throws frozen`, async () => {
      await engine.evaluate(await bundleText(withPreload("src/planted.ts", text), here, "planted"));
      await engine.evaluate("planted.call(1)");
      await engine.evaluate("freezeAll()");
      await assert.rejects(engine.evaluate("planted.call(2)"), /TypeError/);
    });
  }

  it("are caught with a buffer or a map at the top level, which the linker would make read-only", async () => {
    const text = `const ring = new Uint8Array(8); const seen = { names: new Map() };
      export const call = (x: number) => { ring[0] = x; seen.names.set(x, ring); };`;
    await engine.evaluate(await bundleText(withPreload("src/planted.ts", text), here, "planted"));
    const { value } = await engine.evaluate("freezeAll().readOnly.join()");
    assert.equal(value, "Uint8Array,Map");
    assert.equal(moduleStateProblems({ path: "src/planted.ts", text }).length > 1, true);
  });
});

describe("the syntax tree of a preloaded module", () => {
  for (const [name, text] of Object.entries(planted)) {
    const seen = moduleStateProblems({ path: "src/planted.ts", text });
    it(`shows ${name}`, () => assert.notDeepEqual(seen, []));
  }

  it("shows a variable, which freezing does not reach", () => {
    const text = "let last = 0; export const call = (x: number) => { last = x; };";
    assert.notDeepEqual(moduleStateProblems({ path: "src/planted.ts", text }), []);
  });
});
