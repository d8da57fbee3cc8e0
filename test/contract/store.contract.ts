import assert from "node:assert/strict";
import fc from "fast-check";
import type { Store } from "../../hal/store.js";

export interface StoreOnBench {
  readonly store: Store;
  /** The power fails while the record of this key is being written. */
  failDuringSave(key: string): void;
}

const longestKey = "k".repeat(15);
const largest = 3584;

/** What hal/store.ts promises, for any store. */
export function storeContract(make: () => StoreOnBench): void {
  describe("Store", () => {
    const into = new Uint8Array(largest);

    it("has nothing under a key that was never saved", () => {
      assert.equal(make().store.load("settings", into), undefined);
    });

    it("gives a record back as it was saved, however often", () => {
      const { store } = make();
      const bytes = Uint8Array.of(0, 255, 10, 13, 128);
      assert.equal(store.save("settings", bytes, 5), true);
      for (let i = 0; i < 3; i += 1) {
        into.fill(7);
        assert.equal(store.load("settings", into), 5);
        assert.deepEqual([...into.subarray(0, 6)], [...bytes, 7]);
      }
    });

    it("keeps what was saved, not the caller's buffer", () => {
      const { store } = make();
      const bytes = Uint8Array.of(1, 2, 3, 4);
      store.save("a", bytes, 3);
      bytes.fill(9);
      assert.equal(store.load("a", into), 3);
      assert.deepEqual([...into.subarray(0, 3)], [1, 2, 3]);
    });

    it("takes a record of 3584 bytes under a key of 15 characters, and none that is larger", () => {
      const { store } = make();
      const bytes = Uint8Array.from({ length: largest + 1 }, (_, i) => i & 255);
      assert.equal(store.save(longestKey, bytes, largest), true);
      assert.equal(store.load(longestKey, into), largest);
      assert.deepEqual(into, bytes.subarray(0, largest));
      assert.equal(store.save("a", bytes, largest + 1), false);
      assert.equal(store.save(`${longestKey}k`, bytes, 1), false);
      assert.equal(store.load("a", into), undefined);
    });

    it("keeps records apart, and the newest of each", () => {
      const record = fc.tuple(
        fc.constantFrom("a", "b", "settings", longestKey),
        fc.uint8Array({ maxLength: 100 }),
      );
      fc.assert(
        fc.property(fc.array(record, { maxLength: 20 }), (records) => {
          const { store } = make();
          const expected = new Map<string, Uint8Array>();
          for (const [key, bytes] of records) {
            assert.equal(store.save(key, bytes, bytes.length), true);
            expected.set(key, bytes);
          }
          for (const [key, bytes] of expected) {
            assert.equal(store.load(key, into), bytes.length);
            assert.deepEqual(into.subarray(0, bytes.length), bytes);
          }
        }),
      );
    });

    it("after a loss of power in a save has this key old, new or unreadable, and no other key touched", () => {
      const bench = make();
      bench.store.save("a", Uint8Array.of(1, 1), 2);
      bench.store.save("b", Uint8Array.of(2, 2, 2), 3);
      bench.failDuringSave("a");
      assert.ok([2, undefined].includes(bench.store.load("a", into)));
      assert.equal(bench.store.load("b", into), 3);
      assert.deepEqual([...into.subarray(0, 3)], [2, 2, 2]);
      assert.equal(bench.store.save("a", Uint8Array.of(3), 1), true);
      assert.equal(bench.store.load("a", into), 1);
    });
  });
}
