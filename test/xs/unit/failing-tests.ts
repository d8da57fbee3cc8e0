import assert from "node:assert/strict";
import fc from "fast-check";

// Run by unit.test.ts alone: these tests fail, and are there to show that failing is seen.
describe("planted tests", () => {
  const order: string[] = [];
  beforeEach(() => order.push("before"));
  afterEach(() => order.push("after"));

  it("a test that passes", () => assert.deepEqual(order, ["before"]));
  it("hooks run around each test", () => assert.deepEqual(order, ["before", "after", "before"]));
  it("equal", () => assert.equal(1 as number, 2));
  it("deepEqual", () => assert.deepEqual({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }));
  it("throws", () => assert.throws(() => 1));
  it("a property", () => {
    fc.assert(fc.property(fc.nat(), (n) => n < 5));
  });
  it("a test that waits", async () => {
    await Promise.resolve();
  });
  it("a test that is left out", () => assert.fail());
});
