import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { bundleFile } from "./bundle.js";
import { XsEngine } from "./engine.js";
import { needXs } from "./gate.js";

const entry = fileURLToPath(new URL("bus-world.ts", import.meta.url));
const ticks = 2000;

describe("the tick with drivers, chips and buses on XS", () => {
  let engine: XsEngine;

  before(async function () {
    needXs(this);
    engine = await XsEngine.start();
    await engine.evaluate(await bundleFile(entry, "held"));
  });

  after(async () => {
    await engine?.close();
  });

  /** Slots and computrons of a tick, the world's own included. */
  async function weigh(hal: string): Promise<{ slots: number; computrons: number }> {
    await engine.evaluate(`globalThis.rig = new held.HeldWorld("${hal}"); 0`);
    await engine.collect();
    await engine.prepare(`rig.run(${ticks})`);
    const { slots, computrons } = await engine.run();
    return { slots: slots / ticks, computrons: computrons / ticks };
  }

  it("creates no slot that the contract path does not, and a planted one is seen", async () => {
    const contract = await weigh("contract");
    const bus = await weigh("busUntimed");
    console.log(`      slots a tick: ${contract.slots} at contract level, ${bus.slots} on buses`);
    console.log(`      computrons a tick with chips: ${Math.round(bus.computrons)}`);
    assert.equal(bus.slots, contract.slots);
    await engine.evaluate(`{
      const { adc } = rig.world.board.hal.anode;
      const read = adc.read.bind(adc);
      let last;
      adc.read = (into) => { last = { into }; return read(into); };
    }`);
    await engine.prepare(`rig.run(${ticks})`);
    assert.ok((await engine.run()).slots / ticks >= bus.slots + 2);
  });
});
