import assert from "node:assert/strict";
import { Cycler } from "../../../../sim/cell/cycler.js";
import { scenarioOf } from "./scenario-of.js";

const cyclerOf = (json: object) => new Cycler(scenarioOf({ cycler: json }).cycler);

function wait(cycler: Cycler, seconds: number, volts: number): void {
  for (let i = 0; i < seconds; i += 1) cycler.advance(1, volts);
}

describe("Cycler", () => {
  it("rests, charges to the upper cut-off, rests, discharges to the lower, rests, and ends", () => {
    const cycler = cyclerOf({ cycles: 1, start: "10 s", rest: "5 s" });
    assert.equal(cycler.phase, "rest-before");
    wait(cycler, 9, 3.6);
    assert.equal(cycler.phase, "rest-before");
    assert.equal(cycler.currentMAPerCm2, 0);
    wait(cycler, 1, 3.6);
    assert.equal(cycler.phase, "charge");
    assert.equal(cycler.cycle, 1);
    assert.equal(cycler.currentMAPerCm2, 0.2);
    wait(cycler, 1000, 4.2999);
    assert.equal(cycler.phase, "charge");
    wait(cycler, 1, 4.3);
    assert.equal(cycler.phase, "rest-charged");
    assert.equal(cycler.currentMAPerCm2, 0);
    wait(cycler, 5, 4.2);
    assert.equal(cycler.phase, "discharge");
    assert.equal(cycler.currentMAPerCm2, -0.2);
    wait(cycler, 1000, 2.8001);
    assert.equal(cycler.phase, "discharge");
    wait(cycler, 1, 2.8);
    assert.equal(cycler.phase, "rest-discharged");
    wait(cycler, 5, 3.5);
    assert.equal(cycler.phase, "done");
    wait(cycler, 100, 3.5);
    assert.equal(cycler.phase, "done");
    assert.equal(cycler.currentMAPerCm2, 0);
    assert.equal(cycler.cycle, 1);
  });

  it("counts its cycles", () => {
    const cycler = cyclerOf({ cycles: 3, start: "1 s", rest: "1 s" });
    const charges: number[] = [];
    for (let i = 0; i < 100; i += 1) {
      const before = cycler.phase;
      cycler.advance(1, cycler.currentMAPerCm2 > 0 ? 5 : 0);
      if (cycler.phase === "charge" && before !== "charge") charges.push(cycler.cycle);
    }
    assert.deepEqual(charges, [1, 2, 3]);
    assert.equal(cycler.phase, "done");
  });

  it("turns the current round within one call when no rest is asked for", () => {
    const cycler = cyclerOf({ cycles: 2, start: "0 s", rest: "0 s" });
    assert.equal(cycler.currentMAPerCm2, 0.2);
    cycler.advance(1, 4.31);
    assert.equal(cycler.currentMAPerCm2, -0.2);
    cycler.advance(1, 2.79);
    assert.equal(cycler.currentMAPerCm2, 0.2);
    assert.equal(cycler.cycle, 2);
  });

  for (const idle of [{ cycles: 0 }, { current: "0 mA/cm2" }]) {
    it(`rests for ever with ${JSON.stringify(idle)}`, () => {
      const cycler = cyclerOf({ start: "0 s", ...idle });
      wait(cycler, 5000, 5);
      assert.equal(cycler.phase, "rest-before");
      assert.equal(cycler.currentMAPerCm2, 0);
      assert.equal(cycler.cycle, 0);
    });
  }

  it("stops for good when the interlock opens it", () => {
    const cycler = cyclerOf({ start: "0 s" });
    wait(cycler, 10, 3.7);
    cycler.open();
    assert.equal(cycler.opened, true);
    assert.equal(cycler.currentMAPerCm2, 0);
    assert.equal(cycler.phase, "done");
    wait(cycler, 10_000, 3.7);
    assert.equal(cycler.currentMAPerCm2, 0);
  });
});
