import assert from "node:assert/strict";
import { XsEngine } from "./engine.js";
import { needXs } from "./gate.js";
import { startSteadyRig } from "./weigh.js";

describe("the steady tick on XS", () => {
  let engine: XsEngine;

  before(function () {
    needXs(this);
  });

  beforeEach(async () => {
    engine = await XsEngine.start();
    await startSteadyRig(engine);
    await engine.evaluate('steady.say("DATA:STR ON"); steady.run(2000); 0');
  });

  afterEach(async () => {
    await engine?.close();
  });

  /** Runs ticks in pieces whose computrons the meter can hold. */
  async function run(ticks: number): Promise<{ slots: number; collected: boolean }> {
    const piece = 50_000;
    await engine.prepare(`steady.run(${piece})`);
    let slots = 0;
    let collected = false;
    for (let done = 0; done < ticks; done += piece) {
      const cost = await engine.run();
      slots += cost.slots;
      collected ||= cost.collected;
    }
    return { slots, collected };
  }

  it("with its rows creates no slot in 100,000 ticks", async () => {
    assert.deepEqual(await run(100_000), { slots: 0, collected: false });
    // 10,000 rows of more than 80 bytes have gone out meanwhile, and nothing was wrong.
    const { value } = await engine.evaluate(
      "[steady.hal.uart.sent > 800000, steady.rig.guard.log.count, steady.rig.mode].join()",
    );
    assert.equal(value, "true,0,hold");
  });

  it("triggers no collection in 200,000 ticks with 4 MiB free: it leaves no string and no buffer behind", async () => {
    // The smallest string left behind in each tick takes 24 bytes: 4 MiB are used up after 175,000 (the last test shows it).
    await engine.fillChunkHeap();
    assert.equal((await run(200_000)).collected, false);
  });

  it("is found out when a single object is planted in it", async () => {
    await engine.evaluate(`{
      const { anode } = steady.rig;
      const decide = anode.decide.bind(anode);
      let last;
      anode.decide = (at) => { last = { at }; decide(at); };
    }`);
    // The object, its property, and nothing for the call.
    assert.equal((await run(50_000)).slots, 100_000);
    await engine.fillChunkHeap();
    assert.equal((await run(200_000)).collected, true);
  });

  it("is found out when a single string is planted in it", async () => {
    await engine.evaluate(`{
      const { anode } = steady.rig;
      const decide = anode.decide.bind(anode);
      let mode;
      anode.decide = (at) => { mode = "hold"; decide(at); };
    }`);
    await engine.fillChunkHeap();
    assert.equal((await run(250_000)).collected, true);
  });
});
