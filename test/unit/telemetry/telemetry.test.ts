import assert from "node:assert/strict";
import sinon from "sinon";
import { rowColumns, slowColumns } from "../../../src/telemetry/columns.js";
import { crc16 } from "../../../src/telemetry/crc16.js";
import { asciiBytes } from "../../../src/telemetry/line-writer.js";
import { dieAreaMm2, RigOnBench } from "../../support/rig-on-bench.js";

/** A pushed line in pieces, its CRC checked by the way. */
interface Pushed {
  readonly head: string;
  readonly fields: readonly string[];
}

function parse(line: string): Pushed {
  const star = line.lastIndexOf("*");
  const body = line.slice(0, star);
  const crc = crc16(asciiBytes(body), 0, body.length);
  assert.equal(line.slice(star + 1), crc.toString(16).toUpperCase().padStart(4, "0"), line);
  // Commas between quotes belong to a text.
  const fields = body.match(/"[^"]*"|[^,]+/g) ?? [];
  return { head: fields[0] ?? "", fields: fields.slice(1) };
}

function pushed(bench: RigOnBench): Pushed[] {
  return bench.hal.uart.take().split("\n").filter(Boolean).map(parse);
}

const of = (lines: readonly Pushed[], head: string) => lines.filter((line) => line.head === head);

describe("Telemetry", () => {
  let bench: RigOnBench;

  beforeEach(() => {
    bench = new RigOnBench();
    bench.tick(5);
  });

  function streamOn(): void {
    bench.say("DATA:STR ON\n");
  }

  describe("the header", () => {
    it("comes first and says format, firmware, boot count, next number, time and columns", () => {
      streamOn();
      bench.tick();
      const [first, second] = pushed(bench);
      // The sixth tick: 600 ms. The first tick kept a row and a slow row, 0 and 1, so the next number is 2.
      const columns = Object.entries(rowColumns).map(([name, { unit }]) => `${name}/${unit}`);
      assert.deepEqual(first, {
        head: "#H",
        fields: ["1", "isobar 0.1.0", "3", "2", "600", "seq/1", ...columns],
      });
      const slow = Object.entries(slowColumns).map(([name, { unit }]) => `${name}/${unit}`);
      assert.deepEqual(second, { head: "#HS", fields: ["1", "seq/1", ...slow] });
    });

    it("comes again every 60 s", () => {
      streamOn();
      bench.tick(1201);
      // Asked for at 500 ms, told at the next tick; then 60 and 120 s after it was asked for.
      const headers = of(pushed(bench), "#H");
      assert.deepEqual(
        headers.map(({ fields }) => Number(fields[4])),
        [600, 60500, 120500],
      );
    });

    it("comes again when the stream is switched on again", () => {
      streamOn();
      bench.tick(3);
      bench.send("DATA:STR OFF\n");
      pushed(bench);
      streamOn();
      bench.tick();
      assert.equal(pushed(bench)[0]?.head, "#H");
    });
  });

  describe("rows", () => {
    it("have as many fields as the header has columns, all integers", () => {
      bench.holdBoth(2500, 200);
      streamOn();
      bench.tick(320);
      const lines = pushed(bench);
      for (const [rowHead, columns] of [
        ["$D", Object.keys(rowColumns).length],
        ["$DS", Object.keys(slowColumns).length],
      ] as const) {
        const rows = of(lines, rowHead);
        assert.ok(rows.length >= 2);
        for (const { fields } of rows) {
          assert.equal(fields.length, 1 + columns);
          for (const field of fields) assert.match(field, /^(0|-?[1-9]\d*)$/);
        }
      }
    });

    it("come at the interval, the slow ones every 30 s", () => {
      streamOn();
      bench.tick(601);
      const lines = pushed(bench);
      const times = (head: string) => of(lines, head).map(({ fields }) => Number(fields[1]));
      // Asked for at 500 ms and begun at the next tick; 601 ticks end at 60,600 ms.
      assert.deepEqual(times("$D"), [
        600,
        ...Array.from({ length: 60 }, (_, i) => 1500 + 1000 * i),
      ]);
      assert.deepEqual(times("$DS"), [600, 30500, 60500]);
    });

    it("keep to their grid when a tick is late, and leave out what was missed", () => {
      streamOn();
      bench.tick();
      bench.tick(1, 2_300_000);
      bench.tick(20);
      // Due at 0.5, 1.5, 2.5, 3.5, 4.5 s; ticks at 0.6, 2.9, 3.0 ... 4.9 s.
      const times = of(pushed(bench), "$D").map(({ fields }) => Number(fields[1]));
      assert.deepEqual(times, [600, 2900, 3500, 4500]);
    });

    it("follow a shorter interval at once, however long the one before", () => {
      bench.send("DATA:STR:INT 1 HR\n");
      streamOn();
      bench.tick(3);
      bench.send("DATA:STR:INT 0.1\n");
      pushed(bench);
      bench.tick(10);
      assert.equal(of(pushed(bench), "$D").length, 10);
    });

    it("show what the rig knows: time, codes, pressures, set points, positions, voltage, flags", () => {
      bench.holdBoth(2500, 200);
      bench.hal.cellVoltage.convert(bench.hal.clock.atUs, 3.712345);
      // The voltage is read each half second.
      bench.tick(5);
      streamOn();
      bench.tick();
      const row = of(pushed(bench), "$D")[0];
      const names = ["seq", ...Object.keys(rowColumns)];
      const value = (name: string) => Number(row?.fields[names.indexOf(name)]);
      // Five ticks, sixty for the filter and one to hold, five to read and one to tell: 72 x 100 ms.
      assert.equal(value("t"), 7200);
      // 2.5 MPa x 78.5398 mm2 = 196.3495 N, x 8590 = 1,686,642.5 counts; 0.2 MPa: 15.70796 N x 85,899.
      assert.equal(value("aCounts"), Math.round(2.5 * dieAreaMm2 * 8590));
      assert.equal(value("cCounts"), Math.round(0.2 * dieAreaMm2 * 85899));
      // Of the step to 2.5 MPa the filter still misses (5 / 6)^59 = 2.1e-5, 53 Pa; of 0.2 MPa 4 Pa. One code is 1.5 Pa.
      assert.ok(Math.abs(value("aPressure") - 2500000) <= 100);
      assert.ok(Math.abs(value("cPressure") - 200000) <= 8);
      assert.equal(value("volts"), 3712345);
      assert.equal(value("flags"), bench.rig.flags);
      const { setPoint, motion } = bench.rig.anode.loop;
      assert.equal(value("aSet"), Math.round(setPoint.nowKPa * 1000));
      assert.equal(value("aTarget"), Math.round(motion.targetUm * 1000));
      assert.equal(value("aPosition"), Math.round(motion.positionUm * 1000));
    });

    it("stay within their columns when a value does not", () => {
      // 3,000 m are 3e12 nm, beyond the 2^31 - 1 of four bytes.
      bench.hal.cathode.screw.positionUm = 3e9;
      bench.hal.anode.screw.positionUm = -3e9;
      streamOn();
      bench.tick(2);
      const row = of(pushed(bench), "$D")[0];
      const names = ["seq", ...Object.keys(rowColumns)];
      assert.equal(row?.fields[names.indexOf("cPosition")], String(2 ** 31 - 1));
      assert.equal(row?.fields[names.indexOf("aPosition")], String(-(2 ** 31)));
    });

    it("do not touch a string: a row costs the tick no text", () => {
      streamOn();
      bench.tick(2);
      const text = sinon.spy(String.prototype, "charCodeAt");
      try {
        bench.tick(9);
      } finally {
        text.restore();
      }
      sinon.assert.notCalled(text);
    });
  });

  describe("numbers of pushed lines", () => {
    const numbers = (lines: readonly Pushed[]) =>
      lines.filter(({ head }) => head.startsWith("$")).map(({ fields }) => Number(fields[0]));

    it("run on over rows, slow rows and events without a gap", () => {
      streamOn();
      bench.holdBoth(2500, 200);
      bench.tick(150);
      const seen = numbers(pushed(bench));
      assert.ok(seen.length > 15);
      assert.deepEqual(
        seen,
        seen.map((_, i) => (seen[0] as number) + i),
      );
    });

    it("run on while the stream was off: what was kept meanwhile can be asked for", () => {
      streamOn();
      bench.tick(3);
      bench.say("DATA:STR OFF\n");
      const before = numbers(pushed(bench));
      bench.holdBoth(2500, 200);
      bench.tick(20);
      streamOn();
      bench.tick();
      const lines = pushed(bench);
      const missed = (numbers(lines)[0] as number) - (before.at(-1) as number) - 1;
      // 20 ticks and those of holding at one row a second, and the mode events: some, all of them in the ring.
      assert.ok(missed > 2);
      bench.send(`DATA:REPL ${(before.at(-1) as number) + 1},${missed}\n`);
      bench.tick(40);
      const replayed = pushed(bench);
      assert.deepEqual(of(replayed, "$R")[0]?.fields.slice(3), [String(missed), "0"]);
    });

    it("show every dropped row as a gap of its size, and the drops are counted", () => {
      bench.send("DATA:STR:INT 0.1\n");
      streamOn();
      bench.tick(5);
      const before = numbers(pushed(bench));
      bench.hal.uart.room = 0;
      bench.tick(200);
      bench.hal.uart.room = Infinity;
      bench.tick(200);
      const lines = pushed(bench);
      const seen = [...before, ...numbers(lines)];
      let missing = 0;
      for (let i = 1; i < seen.length; i += 1) {
        const step = (seen[i] as number) - (seen[i - 1] as number);
        assert.ok(step >= 1, "numbers grow");
        missing += step - 1;
      }
      assert.ok(missing > 0);
      assert.equal(missing, bench.rig.telemetry.droppedRows);
      const names = ["seq", ...Object.keys(slowColumns)];
      assert.equal(of(lines, "$DS").at(-1)?.fields[names.indexOf("droppedRows")], String(missing));
    });
  });

  describe("events", () => {
    it("have a number, the time, a name, a place, a value and a text", () => {
      streamOn();
      bench.send("PRES1 2.5 MPA;OUTP1:MODE GAP\n");
      bench.tick();
      const event = of(pushed(bench), "$E")[0];
      assert.deepEqual(event?.fields, [
        "2",
        "600",
        "mode",
        "anode",
        "1",
        '"Mode of a side changed by command"',
      ]);
    });

    it("are told of every fault, also when both sides have theirs in the same tick", () => {
      bench.holdBoth(2500, 200);
      streamOn();
      bench.tick();
      pushed(bench);
      bench.hal.anode.screw.reset = true;
      bench.hal.cathode.screw.reset = true;
      bench.tick();
      const events = of(pushed(bench), "$E").map(({ fields }) => fields.slice(2, 4).join(" "));
      assert.deepEqual(events.sort(), ["motorReset anode", "motorReset cathode"]);
    });

    it("are told of a failure of the firmware itself", () => {
      streamOn();
      bench.tick();
      pushed(bench);
      bench.rig.fail();
      bench.tick();
      const events = of(pushed(bench), "$E").map(({ fields }) => fields[2]);
      assert.deepEqual(events, ["internal"]);
    });

    it("find room while rows are dropped", () => {
      bench.send("DATA:STR:INT 0.1\n");
      streamOn();
      bench.hal.uart.room = 0;
      bench.tick(100);
      assert.ok(bench.rig.telemetry.droppedRows > 0);
      bench.hal.interlock.estop = true;
      bench.tick(5);
      bench.hal.uart.room = Infinity;
      bench.tick();
      const events = of(pushed(bench), "$E").map(({ fields }) => fields[2]);
      assert.deepEqual(events, ["estop"]);
    });
  });
});
