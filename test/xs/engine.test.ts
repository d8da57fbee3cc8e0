import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { bundleFile, bundleText } from "./bundle.js";
import { sweep, sweepLength, sweepNames } from "./elementary-sweep.js";
import { XsEngine } from "./engine.js";
import { needXs } from "./gate.js";

const here = fileURLToPath(new URL(".", import.meta.url));

describe("XS engine", () => {
  let engine: XsEngine;

  before(async function () {
    needXs(this);
    console.log(`    ${XsEngine.version()}`);
  });

  beforeEach(async () => {
    engine = await XsEngine.start();
  });

  afterEach(async () => {
    await engine?.close();
  });

  it("answers with the value of a script as text", async () => {
    assert.equal((await engine.evaluate("6 * 7")).value, "42");
    assert.equal((await engine.evaluate('"p \u2264 2.5 MPa"')).value, "p \u2264 2.5 MPa");
  });

  it("is XS: it has Math.imuldiv and lacks console, setTimeout and Intl", async () => {
    const { value } = await engine.evaluate(
      "[typeof Math.imuldiv, typeof console, typeof setTimeout, typeof Intl].join()",
    );
    assert.equal(value, "function,undefined,undefined,undefined");
  });

  it("brings an exception back with its stack and goes on", async () => {
    const failing = engine.evaluate('function press() { throw new Error("too hard"); } press()');
    await assert.rejects(failing, /too hard[\s\S]*at press/);
    assert.equal((await engine.evaluate("1 + 1")).value, "2");
  });

  it("says why the worker ended: a recursion without end overflows its stack", async () => {
    await assert.rejects(engine.evaluate("(function again() { again(); })()"), /stack overflow/);
    await assert.rejects(engine.evaluate("1"), /stack overflow/);
  });

  it("ends a command that takes more computrons than the limit", async () => {
    const limited = await XsEngine.start(1_000_000);
    try {
      assert.equal((await limited.evaluate("1")).value, "1");
      await assert.rejects(limited.evaluate("for (;;) ;"), /more computrons than the limit/);
    } finally {
      await limited.close();
    }
  });
});

describe("XS meters", () => {
  let engine: XsEngine;

  before(function () {
    needXs(this);
  });

  beforeEach(async () => {
    engine = await XsEngine.start();
  });

  afterEach(async () => {
    await engine?.close();
  });

  async function computronsOfLoop(passes: number): Promise<number> {
    await engine.prepare(`let n = 0; while (n < ${passes}) n += 1;`);
    return (await engine.run()).computrons;
  }

  it("grow with the work by the same amount for each pass", async () => {
    const of100 = await computronsOfLoop(100);
    const of200 = await computronsOfLoop(200);
    const of1000 = await computronsOfLoop(1000);
    assert.ok(of200 > of100);
    // 800 more passes cost eight times what 100 more cost.
    assert.equal(of1000 - of200, 8 * (of200 - of100));
  });

  it("weigh nothing for the harness itself", async () => {
    await engine.prepare("");
    assert.deepEqual(await engine.run(), { computrons: 0, slots: 0, collected: false });
  });

  it("repeat exactly, in the same engine and in a new one", async () => {
    const work =
      "const seen = []; for (let n = 0; n < 500; n += 1) seen.push({ n, text: String(n) });";
    await engine.prepare(work);
    const first = await engine.run();
    const again = await engine.run();
    const other = await XsEngine.start();
    try {
      await other.prepare(work);
      assert.deepEqual(await other.run(), first);
    } finally {
      await other.close();
    }
    assert.deepEqual(again, first);
  });

  it("count no slot for 100,000 passes that allocate nothing", async () => {
    await engine.evaluate(
      "globalThis.ring = new Uint8Array(64); globalThis.state = { at: 0, y: 0.5 };",
    );
    await engine.prepare(`
      const { ring, state } = globalThis;
      for (let n = 0; n < 100000; n += 1) {
        state.y += 0.25 * (n - state.y);
        ring[state.at] = n;
        state.at = (state.at + 1) & 63;
      }`);
    const cost = await engine.run();
    assert.equal(cost.slots, 0);
    assert.equal(cost.collected, false);
  });

  it("count two slots for each planted { n }: the object and its property", async () => {
    await engine.prepare("let last; for (let n = 0; n < 100000; n += 1) last = { n };");
    const cost = await engine.run();
    assert.equal(cost.slots, 200_000);
  });

  it("show the slots that live on after a collection", async () => {
    const before = await engine.collect();
    await engine.evaluate(
      "globalThis.kept = []; for (let n = 0; n < 1000; n += 1) kept.push({ n });",
    );
    const kept = (await engine.collect()) - before;
    await engine.evaluate("kept.length = 0;");
    const dropped = (await engine.collect()) - before;
    // 1000 objects of two slots, and a few for the array and its global name.
    assert.ok(kept >= 2000 && kept < 2020, `${kept}`);
    assert.ok(dropped < 20, `${dropped}`);
  });

  it("see no collection in 1,000,000 passes that allocate nothing", async () => {
    await engine.fillChunkHeap();
    await engine.prepare("let y = 0.5; for (let n = 0; n < 1000000; n += 1) y += 0.25 * (n - y);");
    assert.equal((await engine.run()).collected, false);
  });

  it("see the collection when each pass leaves an object behind", async () => {
    await engine.prepare("let last; for (let n = 0; n < 1000000; n += 1) last = { n };");
    assert.equal((await engine.run()).collected, true);
  });

  it("see the collection when each pass leaves one short string behind", async () => {
    await engine.fillChunkHeap();
    await engine.prepare('let mode; for (let n = 0; n < 10000; n += 1) mode = "hold";');
    const cost = await engine.run();
    assert.equal(cost.collected, true);
  });
});

describe("code of the project on XS", () => {
  let engine: XsEngine;

  before(async function () {
    needXs(this);
    engine = await XsEngine.start();
  });

  after(async () => {
    await engine?.close();
  });

  it("sends 20 MB of bytes to Node in pieces, unchanged", async () => {
    const piece = 1 << 20;
    await engine.evaluate(`{
      const bytes = new Uint8Array(${piece});
      for (let part = 0; part < 20; part += 1) {
        for (let i = 0; i < ${piece}; i += 4096) bytes[i] = part + (i >> 12);
        report(bytes);
      }
    }`);
    const expected = new Uint8Array(20 * piece);
    for (let at = 0; at < expected.length; at += 4096) {
      expected[at] = (at >> 20) + ((at % piece) >> 12);
    }
    assert.ok(Buffer.from(expected).equals(engine.takeReport()));
    assert.equal(engine.takeReport().length, 0);
  });

  it("runs a bundle of TypeScript text that imports the sources", async () => {
    const text = `import { sin, pi } from '../../src/maths/elementary.js';
      export const half: number = sin(pi / 6);`;
    await engine.evaluate(await bundleText(text, here, "trial"));
    const { value } = await engine.evaluate("trial.half");
    // sin(30 degrees) to a few units in the last place.
    assert.ok(Math.abs(Number(value) - 0.5) < 2e-16, value);
  });

  it("computes every elementary function to the same bits as Node", async () => {
    await engine.evaluate(await bundleFile(`${here}elementary-sweep.ts`, "elementary"));
    for (const name of sweepNames) {
      await engine.evaluate(`report(elementary.sweep('${name}'))`);
      const onXs = doubles(engine.takeReport());
      const onNode = doubles(sweep(name));
      assert.equal(onXs.length, sweepLength);
      const different = onNode.findIndex((value, i) => !Object.is(value, onXs[i]));
      assert.equal(different, -1, `${name}, argument ${different}`);
    }
  });
});

function doubles(bytes: Uint8Array): Float64Array {
  return new Float64Array(Uint8Array.from(bytes).buffer);
}
