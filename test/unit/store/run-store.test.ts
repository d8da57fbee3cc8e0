import assert from "node:assert/strict";
import { SimStore } from "../../../sim/devices/sim-store.js";
import { makeRunFigures, RunStore } from "../../../src/store/run-store.js";

describe("the record of what the rig is doing", () => {
  it("comes back as it was written, the name of the programme with it", () => {
    const store = new SimStore();
    const figures = makeRunFigures();
    for (let i = 1; i < figures.length; i += 1) figures[i] = i + 0.5;
    assert.ok(new RunStore(store).save(figures, "doerrer"));
    const back = makeRunFigures();
    assert.equal(new RunStore(store).load(back), "doerrer");
    assert.deepEqual(back, figures);
  });

  it("keeps of a name what fits, and nothing that a line of SCPI cannot carry", () => {
    const store = new SimStore();
    assert.ok(new RunStore(store).save(makeRunFigures(), `a"b\n\u00b5${"x".repeat(60)}`));
    assert.equal(new RunStore(store).load(makeRunFigures()), `a?b??${"x".repeat(35)}`);
  });

  it("is nothing when there is none, and damaged when none of it is whole", () => {
    const store = new SimStore();
    assert.equal(new RunStore(store).load(makeRunFigures()), undefined);
    store.save("run.a", new Uint8Array(20), 20);
    const run = new RunStore(store);
    assert.equal(run.load(makeRunFigures()), undefined);
    assert.ok(run.damaged);
  });

  it("is refused by a store that is full", () => {
    const store = new SimStore();
    store.full = true;
    assert.equal(new RunStore(store).save(makeRunFigures(), ""), false);
  });
});
