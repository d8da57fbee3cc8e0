import assert from "node:assert/strict";
import fc from "fast-check";
import { nextBootCount } from "../../../src/store/boot-counter.js";
import { TwoKeyStore } from "../../../src/store/two-key-store.js";
import {
  CutMedium,
  flashStoreOn,
  preferenceStoreOn,
  type Remains,
  remains,
} from "../../support/cut-medium.js";

function mediumAt(count: number): CutMedium {
  const medium = new CutMedium();
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, count);
  new TwoKeyStore(flashStoreOn(medium), "boot").save(bytes, 4);
  return medium;
}

describe("the boot count", () => {
  it("is 1 at the first start, and one more at each", () => {
    const store = flashStoreOn(new CutMedium());
    assert.deepEqual(
      Array.from({ length: 5 }, () => nextBootCount(store)),
      [1, 2, 3, 4, 5],
    );
  });

  it("writes once a start", () => {
    const medium = new CutMedium();
    let writes = 0;
    medium.onWrite = () => {
      writes += 1;
    };
    nextBootCount(flashStoreOn(medium));
    nextBootCount(flashStoreOn(medium));
    assert.equal(writes, 2);
  });

  it("grows from one start that lived to the next, through any power cuts at start", () => {
    const start = fc.oneof(
      fc.constant(undefined),
      fc.record({ leaves: fc.constantFrom<Remains>(...remains), at: fc.nat(18) }),
    );
    for (const storeOn of [flashStoreOn, preferenceStoreOn]) {
      fc.assert(
        fc.property(fc.array(start, { maxLength: 30 }), (starts) => {
          const medium = new CutMedium();
          let last = 0;
          for (const cut of starts) {
            medium.cut = cut;
            const count = nextBootCount(storeOn(medium));
            if (cut !== undefined) {
              // Nobody has heard of this start: the power failed in the middle of it.
              medium.reboot();
              continue;
            }
            assert.ok(count > last, `${count} after ${last}`);
            last = count;
          }
          // No number is skipped but by a start that was cut off.
          assert.ok(last <= starts.length);
        }),
        { numRuns: 300 },
      );
    }
  });

  it("begins at 1 again when the store was lost or holds something else", () => {
    const medium = mediumAt(41);
    assert.equal(nextBootCount(flashStoreOn(medium)), 42);
    medium.records.set("boot.a", "unreadable");
    medium.records.set("boot.b", Uint8Array.of(1, 2, 3));
    assert.equal(nextBootCount(flashStoreOn(medium)), 1);
    const other = new CutMedium();
    new TwoKeyStore(flashStoreOn(other), "boot").save(Uint8Array.of(0, 9), 2);
    assert.equal(nextBootCount(flashStoreOn(other)), 1);
  });

  it("begins at 1 again after 2^32 - 2 starts, and never is 0", () => {
    const store = flashStoreOn(mediumAt(2 ** 32 - 3));
    assert.equal(nextBootCount(store), 2 ** 32 - 2);
    assert.equal(nextBootCount(store), 1);
    assert.equal(nextBootCount(store), 2);
  });

  it("is given, though not kept, by a store that takes nothing", () => {
    const medium = mediumAt(7);
    medium.full = true;
    assert.equal(nextBootCount(flashStoreOn(medium)), 8);
    assert.equal(nextBootCount(flashStoreOn(medium)), 8);
  });
});
