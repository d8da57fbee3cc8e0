import assert from "node:assert/strict";
import fc from "fast-check";
import type { FaultPlace } from "../../../src/guard/fault-log.js";
import type { Rig } from "../../../src/rig.js";
import { columnsOf, rowColumns, slowColumns } from "../../../src/telemetry/columns.js";
import { eventCode, ownEvents } from "../../../src/telemetry/events.js";
import { LineWriter } from "../../../src/telemetry/line-writer.js";
import { RecordRing, recordBytes, recordsMax } from "../../../src/telemetry/record-ring.js";
import { Recorder } from "../../../src/telemetry/recorder.js";
import { RigOnBench } from "../../support/rig-on-bench.js";

const sizes = [1, 2, 3, 4, 6] as const;

const sumOfBytes = (table: Parameters<typeof columnsOf>[0]) =>
  columnsOf(table).reduce((sum, { bytes }) => sum + bytes, 0);

describe("the record ring", () => {
  it("has 640 records of 64 bytes: the 40,960 bytes that are allowed", () => {
    assert.equal(recordBytes * recordsMax, 40_960);
    assert.ok(recordBytes * recordsMax <= 40 * 1024);
  });

  it("has room for the widest row, slow row and event in a record", () => {
    // One byte says what it is; an event is kind, time, code, place, value.
    assert.equal(1 + sumOfBytes(rowColumns), 55);
    assert.equal(1 + sumOfBytes(slowColumns), 64);
    assert.equal(1 + 6 + 2 + 1 + 4, 14);
    for (const table of [rowColumns, slowColumns]) assert.ok(1 + sumOfBytes(table) <= recordBytes);
  });

  for (const size of sizes) {
    const max = 2 ** (8 * size - 1) - 1;

    it(`gives back a number of ${size} bytes, and touches no byte beside it`, () => {
      const value = fc.oneof(
        fc.maxSafeInteger().map((n) => Math.max(-max - 1, Math.min(max, n))),
        fc.integer({ min: -300, max: 300 }).map((n) => Math.max(-max - 1, Math.min(max, n))),
        fc.constantFrom(0, 1, -1, max, max - 1, -max, -max - 1),
        fc.nat(8 * size - 1).map((bits) => Math.min(2 ** bits, max)),
        fc.nat(8 * size - 1).map((bits) => -(2 ** bits)),
      );
      fc.assert(
        fc.property(value, fc.nat(recordBytes - size - 2), (number, offset) => {
          const ring = new RecordRing();
          const at = ring.claim() + 1 + offset;
          ring.put(at - 1, 1, -77);
          ring.put(at + size, 1, 77);
          ring.put(at, size, number);
          assert.equal(ring.get(at, size), number);
          assert.equal(ring.get(at - 1, 1), -77);
          assert.equal(ring.get(at + size, 1), 77);
        }),
        { numRuns: 300 },
      );
    });
  }

  it("has the newest 640 records, each at a place of its own", () => {
    const ring = new RecordRing();
    assert.equal(ring.oldest, ring.next);
    for (let number = 0; number < 2000; number += 1) {
      assert.equal(ring.has(number), false);
      const at = ring.claim();
      assert.equal(at, ring.offsetOf(number));
      ring.put(at, 4, number);
      assert.equal(ring.next, number + 1);
      assert.equal(ring.oldest, Math.max(0, number - 639));
    }
    assert.equal(ring.has(1359), false);
    assert.equal(ring.has(2000), false);
    for (let number = 1360; number < 2000; number += 1) {
      assert.ok(ring.has(number));
      assert.equal(ring.get(ring.offsetOf(number), 4), number);
    }
  });
});

describe("the recorder", () => {
  /** The rig as a row's columns see it, with numbers of the test's own in it. */
  function rigShowing(values: { um: number; kPa: number; volts: number; codes: number }): Rig {
    const side = {
      sensor: { counts: values.codes, sigmaN: values.kPa },
      pressureKPa: values.kPa,
      areaMm2: 1,
      sensorFaults: values.codes,
      history: { peakKPa: values.kPa, approach: 2, changedAtUs: 0 },
      springWitness: { forceN: values.kPa, sigmaN: values.um },
      loadWitness: { forceN: values.um, sigmaN: values.kPa },
      loop: {
        setPoint: { nowKPa: -values.kPa },
        motion: { targetUm: values.um, positionUm: -values.um },
        deadband: { halfWidthN: values.um },
      },
    };
    return {
      atUs: 123_456_789_012,
      anode: side,
      cathode: side,
      slow: { volts: values.volts, voltsValid: true, degC: values.volts, degCValid: true },
      flags: values.codes,
      guard: { log: { count: 3 } },
      telemetry: { droppedRows: values.codes },
      lateTicks: 1,
    } as unknown as Rig;
  }

  const textOf = (recorder: Recorder, number: number): string => {
    const line = new LineWriter(320);
    recorder.write(number, line);
    assert.equal(line.overflowed, false);
    return Buffer.from(line.bytes.subarray(0, line.length)).toString("latin1");
  };

  it("writes a record from whole numbers within its columns, whatever the rig shows", () => {
    const any = fc.double();
    fc.assert(
      fc.property(any, any, any, any, (um, kPa, volts, codes) => {
        const recorder = new Recorder();
        const rig = rigShowing({ um, kPa, volts, codes: Math.trunc(codes) });
        recorder.keepRow(rig);
        recorder.keepSlow(rig);
        for (const [number, table, head] of [
          [0, rowColumns, "$D"],
          [1, slowColumns, "$DS"],
        ] as const) {
          const fields = textOf(recorder, number).split("*")[0]?.split(",") ?? [];
          assert.deepEqual(fields.slice(0, 3), [head, `${number}`, "123456789"]);
          columnsOf(table).forEach(({ of, min, max }, i) => {
            const value = of(rig);
            const expected = value >= min ? Math.min(value, max) : min;
            assert.equal(fields[2 + i], `${expected + 0}`);
          });
        }
      }),
      { numRuns: 300 },
    );
  });

  it("writes the same bytes again, until the record is overwritten", () => {
    const recorder = new Recorder();
    const first: string[] = [];
    const bench = new RigOnBench();
    for (let number = 0; number < 700; number += 1) {
      if (number % 7 === 0) {
        recorder.keepEvent(eventCode("mode"), (number % 3) as FaultPlace, number, number * 1e9);
      } else {
        bench.tick();
        if (number % 2 === 0) recorder.keepRow(bench.rig);
        else recorder.keepSlow(bench.rig);
      }
      first.push(textOf(recorder, number));
    }
    for (let number = 100; number < 700; number += 1) {
      assert.equal(textOf(recorder, number), first[number]);
    }
  });

  it("keeps an event's time, code, place and number, at their ends as well", () => {
    const recorder = new Recorder();
    // 2^47 - 1 ms are 4,460 years.
    recorder.keepEvent(eventCode("step"), 2, 2 ** 31 - 1, 2 ** 47 - 1);
    recorder.keepEvent(eventCode("estop"), 0, -(2 ** 31), 0);
    assert.match(
      textOf(recorder, 0),
      /^\$E,0,140737488355327,step,cathode,2147483647,"Programme step begun"\*[0-9A-F]{4}\n$/,
    );
    assert.match(textOf(recorder, 1), /^\$E,1,0,estop,rig,-2147483648,"Emergency stop /);
  });

  it("has codes that fit a record, one of each", () => {
    const codes = Object.keys(ownEvents).map((name) => eventCode(name as keyof typeof ownEvents));
    assert.equal(new Set(codes).size, codes.length);
    for (const code of codes) assert.ok(code > 0 && code < 2 ** 15);
  });
});
