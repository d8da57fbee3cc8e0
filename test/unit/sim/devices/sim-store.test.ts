import assert from "node:assert/strict";
import { SimStore } from "../../../../sim/devices/sim-store.js";

describe("the simulated store", () => {
  it("gives back what was saved, as it was when it was saved", () => {
    const store = new SimStore();
    const bytes = Uint8Array.of(1, 2, 3, 4);
    const into = new Uint8Array(16);
    assert.equal(store.load("settings", into), undefined);
    assert.equal(store.save("settings", bytes, 3), true);
    bytes.fill(9);
    assert.equal(store.load("settings", into), 3);
    assert.deepEqual([...into.subarray(0, 4)], [1, 2, 3, 0]);
  });

  it("refuses long records, long keys, and anything when full", () => {
    const store = new SimStore();
    const bytes = new Uint8Array(4000);
    assert.equal(store.save("k", bytes, 3585), false);
    assert.equal(store.save("k", bytes, 3584), true);
    assert.equal(store.save("sixteen-letters!", bytes, 1), false);
    assert.equal(store.save("", bytes, 1), false);
    assert.equal(store.load("k", new Uint8Array(10)), undefined);
    store.full = true;
    assert.equal(store.save("k", bytes, 1), false);
  });

  it("loses one record alone in a power cut", () => {
    const store = new SimStore();
    store.save("a", new Uint8Array(1), 1);
    store.save("b", new Uint8Array(1), 1);
    store.lose("a");
    assert.equal(store.load("a", new Uint8Array(1)), undefined);
    assert.equal(store.load("b", new Uint8Array(1)), 1);
  });
});
