import assert from "node:assert/strict";
import { ResultRegister } from "../../../../sim/devices/result-register.js";

describe("a converter's result register", () => {
  it("gives a result once", () => {
    const register = new ResultRegister();
    assert.equal(register.take(), false);
    register.put(7);
    assert.equal(register.full, true);
    assert.equal(register.take(), true);
    assert.equal(register.value, 7);
    assert.equal(register.take(), false);
    assert.equal(register.overwritten, 0);
  });

  it("loses the older one when nobody took it, and counts that", () => {
    const register = new ResultRegister();
    for (const value of [1, 2, 3]) register.put(value);
    assert.equal(register.take(), true);
    assert.equal(register.value, 3);
    assert.equal(register.overwritten, 2);
  });
});
