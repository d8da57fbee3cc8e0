import { strict as assert } from "node:assert";
import fc from "fast-check";
import { RowStore } from "../../web/data/row-store.js";

const day = 86400;

describe("rows of the page", () => {
  it("keeps 30 days of a row a second in the same memory as one row", () => {
    const store = new RowStore(7);
    const empty = store.bytes;
    for (let s = 0; s < 30 * day; s += 1) store.add(s, [s === 1e6 ? 9999 : 100, 2, 3, 4, 5, 6, 7]);
    assert.equal(store.bytes, empty);
    assert.ok(empty < 8e6, `${empty} bytes`);
    const whole = store.view(0, 30 * day, 1000);
    // Two points for each of at most 1000 stretches, and the last one may begin beyond.
    assert.ok(whole.timesS.length <= 2002, `${whole.timesS.length} points`);
    assert.ok((whole.timesS[0] ?? day) < 1100);
    assert.ok(store.endS === 30 * day - 1);
    // The one row that stands out 11.6 days in is still seen.
    assert.ok(whole.columns[0]?.includes(9999));
  });

  it("shows the newest ten seconds row by row", () => {
    const store = new RowStore(1);
    for (let i = 0; i < 100_000; i += 1) store.add(i / 10, [i]);
    const { timesS, columns } = store.view(9990, 10_000, 1000);
    // 9990.0 to 9999.9 in steps of 0.1 s, and the one before that leads into the picture.
    assert.equal(timesS.length, 101);
    assert.equal(columns[0]?.[100], 99_999);
  });

  it("goes on behind the last row when the rig starts anew and its clock with it", () => {
    const store = new RowStore(1);
    store.add(500, [1]);
    assert.equal(store.add(0.1, [2]), 500);
    assert.equal(store.add(1.1, [3]), 501);
  });

  it("shows nothing where a value is not valid, and the rest beside it", () => {
    const store = new RowStore(2);
    for (let s = 0; s < 100_000; s += 1) store.add(s, [s % 2 === 0 ? Number.NaN : 5, Number.NaN]);
    const { columns } = store.view(0, 100_000, 100);
    assert.ok(columns[0]?.slice(2, -2).every((value) => value === 5));
    assert.ok(columns[1]?.every((value) => value === null));
  });

  it("never loses the least or the greatest, whatever the picture's width", () => {
    const values = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 400 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 500 }), (list, places) => {
        const store = new RowStore(1);
        list.forEach((value, s) => {
          store.add(s, [value]);
        });
        const { timesS, columns } = store.view(0, list.length, places);
        const drawn = (columns[0] ?? []).map(Number);
        assert.equal(Math.min(...drawn), Math.min(...list));
        assert.equal(Math.max(...drawn), Math.max(...list));
        assert.ok(timesS.every((at, i) => i === 0 || at >= (timesS[i - 1] ?? at)));
        assert.ok(timesS.length <= Math.max(list.length, 2 * places));
      }),
    );
  });
});
