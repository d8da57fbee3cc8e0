import assert from "node:assert/strict";
import { XsEngine } from "./engine.js";
import { needXs } from "./gate.js";
import { startSteadyRig } from "./weigh.js";

interface Left {
  /** Ticks that were run, all of them or up to the first collection. */
  readonly ticks: number;
  /** Slots that they created. */
  readonly slots: number;
  readonly collected: boolean;
}

/** An engine with the rig at contract level, streaming rows. */
async function startStreaming(): Promise<XsEngine> {
  const engine = await XsEngine.start();
  await startSteadyRig(engine);
  await engine.evaluate('steady.say("DATA:STR ON"); steady.run(2000); 0');
  return engine;
}

/** Runs ticks in pieces, whose computrons the meter can hold, until there is a collection. */
async function run(engine: XsEngine, ticks: number, piece: number): Promise<Left> {
  await engine.prepare(`steady.run(${piece})`);
  let slots = 0;
  for (let done = piece; ; done += piece) {
    const cost = await engine.run();
    slots += cost.slots;
    if (cost.collected || done >= ticks) return { ticks: done, slots, collected: cost.collected };
  }
}

describe("the steady tick on XS", () => {
  let engine: XsEngine;
  let longRun: Promise<Left>;

  before(function () {
    needXs(this);
    // In a process of its own, beside the others.
    longRun = runMillion();
    longRun.catch(() => undefined);
  });

  beforeEach(async () => {
    engine = await startStreaming();
  });

  afterEach(async () => {
    await engine?.close();
  });

  async function runMillion(): Promise<Left> {
    const own = await startStreaming();
    try {
      await own.fillChunkHeap();
      return await run(own, 1_000_000, 50_000);
    } finally {
      await own.close();
    }
  }

  /** Lets the anode's decision leave something behind, 20 times a second. */
  async function plant(code: string): Promise<void> {
    await engine.evaluate(`{
      const { anode } = steady.rig;
      const decide = anode.decide.bind(anode);
      let last;
      anode.decide = (at) => { ${code} decide(at); };
    }`);
  }

  it("with its rows creates no slot in 100,000 ticks", async () => {
    assert.deepEqual(await run(engine, 100_000, 50_000), {
      ticks: 100_000,
      slots: 0,
      collected: false,
    });
    // 10,000 rows of more than 80 bytes have gone out meanwhile, and nothing was wrong.
    const { value } = await engine.evaluate(
      "[steady.hal.uart.sent > 800000, steady.rig.guard.log.count, steady.rig.mode].join()",
    );
    assert.equal(value, "true,0,hold");
  });

  it("is found out when a single object is planted in it", async () => {
    await plant("last = { at };");
    // The object, its property, and nothing for the call.
    assert.equal((await run(engine, 10_000, 10_000)).slots, 20_000);
    // Two slots a tick use up the 256 Ki slots of the heap, less what lives, after 131,000.
    const { ticks, collected } = await run(engine, 200_000, 1000);
    assert.ok(collected && ticks < 131_000, `${ticks} ticks`);
  });

  it("is found out when a single string is planted in it", async () => {
    await engine.fillChunkHeap();
    await plant('last = "hold";');
    // A short string takes a chunk of 24 bytes, and 128 KiB are free: about 5,500 of them.
    const { ticks, collected } = await run(engine, 50_000, 1000);
    assert.ok(collected && ticks < 12_000, `${ticks} ticks`);
  });

  it("triggers no collection in 1,000,000 ticks with 128 KiB free: it leaves no string and no buffer behind", async function () {
    this.timeout(600_000);
    assert.deepEqual(await longRun, { ticks: 1_000_000, slots: 0, collected: false });
  });
});
