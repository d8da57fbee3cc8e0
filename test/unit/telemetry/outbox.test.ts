import assert from "node:assert/strict";
import fc from "fast-check";
import { asciiBytes } from "../../../src/telemetry/line-writer.js";
import { Outbox } from "../../../src/telemetry/outbox.js";
import { FakeUart } from "../../support/fake-hal.js";

const size = 128;

describe("Outbox", () => {
  let uart: FakeUart;
  let outbox: Outbox;

  beforeEach(() => {
    uart = new FakeUart();
    outbox = new Outbox(uart, size);
  });

  const row = (text: string) => {
    outbox.beginRow();
    outbox.rowLine.text(text.slice(0, -1));
    outbox.rowLine.end();
    return outbox.endRow();
  };
  const line = (text: string) => outbox.line(asciiBytes(text), text.length);

  it("hands on what it got, in order, as the line has room", () => {
    uart.room = 4;
    row("abcdef\n");
    line("ghi\n");
    outbox.drain();
    assert.equal(uart.take(), "abcd");
    assert.equal(outbox.pending, 7);
    uart.room = 100;
    outbox.drain();
    assert.equal(uart.take(), "ef\nghi\n");
    assert.equal(outbox.pending, 0);
  });

  it("lets rows fill half of it and no more", () => {
    // 64 bytes are half of 128: four rows of 16, not five.
    for (let i = 0; i < 4; i += 1) assert.equal(row("0123456789abcde\n"), true);
    assert.equal(row("0123456789abcde\n"), false);
    assert.equal(outbox.droppedRows, 1);
    assert.equal(outbox.droppedOthers, 0);
  });

  it("finds room for a reply beside as many rows as there may be", () => {
    while (row("0123456789abcde\n"));
    assert.equal(line(`${"r".repeat(63)}\n`), true);
    uart.room = Infinity;
    outbox.drain();
    assert.match(uart.take(), /r{63}\n$/);
  });

  it("counts replies that found no room, and puts nothing of them in", () => {
    assert.equal(line(`${"r".repeat(99)}\n`), true);
    assert.equal(line(`${"s".repeat(49)}\n`), false);
    assert.equal(outbox.droppedOthers, 1);
    outbox.drain();
    assert.equal(uart.take(), `${"r".repeat(99)}\n`);
  });

  it("drops whole lines only: what arrives is a sequence of lines as they were given, none cut, none swapped", () => {
    const act = fc.oneof(
      fc.record({ kind: fc.constant("row" as const), length: fc.integer({ min: 1, max: 70 }) }),
      fc.record({ kind: fc.constant("line" as const), length: fc.integer({ min: 1, max: 140 }) }),
      fc.record({ kind: fc.constant("drain" as const), length: fc.integer({ min: 0, max: 90 }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
        uart = new FakeUart();
        outbox = new Outbox(uart, size);
        const accepted: string[] = [];
        let dropped = 0;
        let number = 0;
        for (const { kind, length } of acts) {
          if (kind === "drain") {
            uart.room = length;
            outbox.drain();
            continue;
          }
          number += 1;
          const text = `${String(number).padEnd(length, kind === "row" ? "." : "-")}\n`;
          if (kind === "row" ? row(text) : line(text)) accepted.push(text);
          else dropped += 1;
          assert.ok(outbox.pending <= size);
        }
        uart.room = Infinity;
        outbox.drain();
        assert.equal(uart.take(), accepted.join(""));
        assert.equal(outbox.droppedRows + outbox.droppedOthers, dropped);
      }),
      { numRuns: 500 },
    );
  });
});
