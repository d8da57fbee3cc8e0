import assert from "node:assert/strict";
import fc from "fast-check";
import { type FaultName, faultNames } from "../../../src/faults.js";
import { FaultLog, type FaultPlace } from "../../../src/guard/fault-log.js";

const listed = (log: FaultLog): string[] => {
  const list: string[] = [];
  log.forEach((name, place, atUs) => {
    list.push(`${name} ${place} ${atUs}`);
  });
  return list;
};

const raise = (log: FaultLog, name: FaultName, place: FaultPlace, atUs = 0) =>
  log.raise(faultNames.indexOf(name), place, atUs);

describe("log of latched faults", () => {
  it("keeps a fault with the instant it was first raised", () => {
    const log = new FaultLog();
    assert.equal(raise(log, "sensorStale", 1, 7_000), true);
    assert.equal(raise(log, "sensorStale", 1, 9_000), false);
    assert.deepEqual(listed(log), ["sensorStale 1 7000"]);
    assert.equal(log.count, 1);
  });

  it("keeps the same fault of the other side apart", () => {
    const log = new FaultLog();
    raise(log, "sensorStale", 1);
    assert.equal(log.isLatched("sensorStale", 1), true);
    assert.equal(log.isLatched("sensorStale", 2), false);
    assert.equal(raise(log, "sensorStale", 2), true);
    assert.equal(log.count, 2);
  });

  it("tells the most critical fault first, whatever came first, and the anode before the cathode", () => {
    const log = new FaultLog();
    raise(log, "internal", 0, 1);
    raise(log, "motorReset", 2, 2);
    raise(log, "overForce", 2, 3);
    raise(log, "overForce", 1, 4);
    raise(log, "estop", 0, 5);
    assert.deepEqual(listed(log), [
      "estop 0 5",
      "overForce 1 4",
      "overForce 2 3",
      "motorReset 2 2",
      "internal 0 1",
    ]);
  });

  it("is empty after clear, and latches anew", () => {
    const log = new FaultLog();
    raise(log, "estop", 0, 1);
    log.clear();
    assert.equal(log.count, 0);
    assert.deepEqual(listed(log), []);
    assert.equal(log.isLatched("estop", 0), false);
    assert.equal(raise(log, "estop", 0, 2), true);
    assert.deepEqual(listed(log), ["estop 0 2"]);
  });

  it("shows the new ones again and again until they are told", () => {
    const log = new FaultLog();
    raise(log, "motorFault", 2);
    for (let i = 0; i < 3; i += 1) {
      const list: string[] = [];
      log.forEachNew((name) => list.push(name));
      assert.deepEqual(list, ["motorFault"]);
    }
  });

  it("tells each fault once to whoever asks for the new ones, and again when it came back", () => {
    const log = new FaultLog();
    const untold = (): string[] => {
      const list: string[] = [];
      log.forEachNew((name, place) => {
        list.push(`${name} ${place}`);
      });
      log.tellAll();
      return list;
    };
    raise(log, "motorFault", 2);
    raise(log, "sensorStale", 1);
    assert.deepEqual(untold(), ["sensorStale 1", "motorFault 2"]);
    assert.deepEqual(untold(), []);
    raise(log, "estop", 0);
    raise(log, "sensorStale", 1);
    assert.deepEqual(untold(), ["estop 0"]);
    assert.equal(log.isLatched("motorFault", 2), true);
    assert.equal(listed(log).length, 3);
    log.clear();
    assert.deepEqual(untold(), []);
    raise(log, "motorFault", 2);
    assert.deepEqual(untold(), ["motorFault 2"]);
  });

  it("shows every change in its revision, and nothing else", () => {
    const log = new FaultLog();
    const first = log.revision;
    raise(log, "estop", 0);
    const second = log.revision;
    assert.notEqual(second, first);
    raise(log, "estop", 0);
    assert.equal(log.revision, second);
    log.clear();
    assert.notEqual(log.revision, second);
  });

  it("holds each kind at each place once, whatever is raised and cleared", () => {
    const action = fc.oneof(
      { weight: 9, arbitrary: fc.tuple(fc.nat(faultNames.length - 1), fc.constantFrom(0, 1, 2)) },
      { weight: 1, arbitrary: fc.constant("clear" as const) },
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 100 }), (actions) => {
        const log = new FaultLog();
        const model = new Map<string, number>();
        actions.forEach((act, atUs) => {
          if (act === "clear") {
            log.clear();
            model.clear();
            return;
          }
          const [index, place] = act;
          const key = `${index} ${place}`;
          assert.equal(log.raise(index, place as FaultPlace, atUs), !model.has(key));
          if (!model.has(key)) model.set(key, atUs);
        });
        assert.equal(log.count, model.size);
        const order = [...model]
          .map(([key, atUs]) => ({ key: key.split(" ").map(Number), atUs }))
          .sort((a, b) => (a.key[0] ?? 0) - (b.key[0] ?? 0) || (a.key[1] ?? 0) - (b.key[1] ?? 0))
          .map(({ key, atUs }) => `${faultNames[key[0] ?? 0]} ${key[1]} ${atUs}`);
        assert.deepEqual(listed(log), order);
      }),
      { numRuns: 300 },
    );
  });
});
