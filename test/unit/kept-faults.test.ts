import assert from "node:assert/strict";
import { type FaultName, faultNames, faults } from "../../src/faults.js";
import { FaultLog, type FaultPlace } from "../../src/guard/fault-log.js";
import { keptBits, latchKept } from "../../src/kept-faults.js";

const raise = (log: FaultLog, name: FaultName, place: FaultPlace) =>
  log.raise(faultNames.indexOf(name), place, 0);

describe("faults that outlast a start", () => {
  it("have the same bits in every version: a record may be older than the firmware that reads it", () => {
    const bits = (name: FaultName, place: FaultPlace) => {
      const log = new FaultLog();
      raise(log, name, place);
      return keptBits(log);
    };
    assert.equal(bits("hardShort", 0), 1);
    assert.equal(bits("softShort", 0), 8);
    assert.equal(bits("pelletFracture", 1), 128);
    assert.equal(bits("pelletFracture", 2), 256);
    assert.equal(bits("overForce", 1), 0);
  });

  it("come back where they were, told already, and nothing else with them", () => {
    const log = new FaultLog();
    raise(log, "softShort", 0);
    raise(log, "pelletFracture", 2);
    raise(log, "motorReset", 1);
    const after = new FaultLog();
    assert.equal(latchKept(keptBits(log), after, 5), true);
    const list: string[] = [];
    after.forEach((name, place, atUs) => {
      list.push(`${name} ${place} ${atUs}`);
    });
    assert.deepEqual(list, ["pelletFracture 2 5", "softShort 0 5"]);
    after.forEachNew((name) => assert.fail(name));
  });

  it("ask for the cycler's line when they take the current off the cell", () => {
    assert.equal(latchKept(0, new FaultLog(), 0), false);
    assert.equal(latchKept(128, new FaultLog(), 0), false);
    assert.equal(latchKept(1, new FaultLog(), 0), true);
  });

  it("are of the cell alone, three bits each", () => {
    const kept = faultNames.filter((name) => "keptBit" in faults[name]);
    assert.deepEqual(kept, ["pelletFracture", "hardShort", "softShort"]);
  });
});
