import assert from "node:assert/strict";
import fc from "fast-check";
import { LineWriter } from "../../../src/telemetry/line-writer.js";
import { RigOnBench } from "../../support/rig-on-bench.js";

/** The strings of a reply, quotes within them single again. */
function strings(reply: string): string[] {
  const found = reply.match(/"(?:[^"]|"")*"/g) ?? [];
  return found.map((text) => text.slice(1, -1).replace(/""/g, '"'));
}

/** A rig, and a host that polls and never listens. */
class PollingHost {
  readonly bench = new RigOnBench();
  readonly got: string[] = [];
  /** What the stream would have pushed. */
  readonly truth: string[] = [];
  private readonly line = new LineWriter(320);

  tick(times: number): void {
    for (let i = 0; i < times; i += 1) {
      this.bench.tick();
      this.note();
    }
  }

  ask(text: string): string {
    const reply = this.bench.send(`${text}\n`);
    this.note();
    return reply;
  }

  remove(count?: number): string[] {
    const reply = this.ask(count === undefined ? "DATA:REM?" : `DATA:REM? ${count}`);
    assert.match(reply, /^("([^"]|"")*")(,"([^"]|"")*")*\n$/);
    if (reply === '""\n') return [];
    const some = strings(reply);
    this.got.push(...some);
    return some;
  }

  private note(): void {
    const { recorder } = this.bench.rig.telemetry;
    for (let number = this.truth.length; number < recorder.ring.next; number += 1) {
      recorder.write(number, this.line);
      this.truth.push(Buffer.from(this.line.bytes.subarray(0, this.line.length - 1)).toString());
    }
  }
}

const numberOf = (text: string) => Number(text.split(",")[1]);

describe("a host that polls with DATA:REMove?", () => {
  it("gets the lines that the stream pushes, one unless it asks for more, oldest first", () => {
    const host = new PollingHost();
    host.tick(31);
    assert.equal(host.truth.length, 5);
    assert.deepEqual(host.remove(), [host.truth[0]]);
    assert.deepEqual(host.remove(2), host.truth.slice(1, 3));
    assert.deepEqual(host.remove(8), host.truth.slice(3));
    assert.equal(host.ask("DATA:REM?"), '""\n');
  });

  it("is pushed nothing", () => {
    const host = new PollingHost();
    for (let i = 0; i < 20; i += 1) {
      host.tick(10);
      for (const line of host.ask("DATA:REM? 8").split("\n").slice(0, -1)) assert.match(line, /^"/);
    }
    assert.equal(host.bench.hal.uart.take(), "");
  });

  it("is told by DATA:POINts? how many are left", () => {
    const host = new PollingHost();
    assert.equal(host.ask("DATA:POIN?"), "0\n");
    host.tick(31);
    assert.equal(host.ask("DATA:POIN?"), "5\n");
    host.remove(3);
    assert.equal(host.ask("DATA:POIN?"), "2\n");
    host.ask("DATA:STR:INT 0.1");
    host.tick(700);
    assert.equal(host.ask("DATA:POIN?"), "640\n");
  });

  it("sees events with their quoted texts", () => {
    const host = new PollingHost();
    host.ask("OUTP2:MODE GAP");
    host.tick(1);
    const reply = host.ask("DATA:REM? 8");
    assert.match(reply, /,mode,cathode,1,""Mode of a side changed by command""\*[0-9A-F]{4}"/);
    assert.deepEqual(strings(reply), host.truth);
  });

  it("gets each record once, in order, with the very text of the stream, and what was overwritten as a gap", () => {
    const act = fc.oneof(
      fc.record({ kind: fc.constant("tick" as const), n: fc.nat(60) }),
      fc.record({ kind: fc.constant("remove" as const), n: fc.integer({ min: 1, max: 8 }) }),
      fc.record({ kind: fc.constant("wait" as const), n: fc.integer({ min: 400, max: 800 }) }),
      fc.record({ kind: fc.constant("event" as const), n: fc.integer({ min: 1, max: 4 }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 15 }), (acts) => {
        const host = new PollingHost();
        host.ask("DATA:STR:INT 0.1");
        let expected = 0;
        const read = (n: number): number => {
          const oldest = Math.max(expected, host.truth.length - 640);
          const some = host.remove(n);
          assert.deepEqual(some, host.truth.slice(oldest, Math.min(oldest + n, host.truth.length)));
          expected = oldest + some.length;
          return some.length;
        };
        for (const { kind, n } of acts) {
          if (kind === "remove") read(n);
          else if (kind === "event") {
            for (let i = 0; i < n; i += 1) host.ask(`OUTP1:MODE ${i % 2 === 0 ? "GAP" : "OFF"}`);
            host.tick(1);
          } else host.tick(n);
        }
        while (read(8) > 0);
        const numbers = host.got.map(numberOf);
        for (let i = 1; i < numbers.length; i += 1) {
          assert.ok((numbers[i] as number) > (numbers[i - 1] as number));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("loses no record to a reply that is full, however many it asks for in one message", () => {
    const host = new PollingHost();
    host.ask("DATA:STR:INT 0.1");
    host.bench.hal.anode.screw.positionUm = -2e6;
    host.bench.hal.cathode.screw.positionUm = -2e6;
    host.bench.hal.clock.atUs = 1e15;
    host.tick(100);
    const all: string[] = [];
    for (let i = 0; i < 12; i += 1) {
      all.push(...strings(host.ask("DATA:REM? 8;:DATA:REM? 8;:DATA:REM? 8")).filter(Boolean));
    }
    assert.deepEqual(all, host.truth.slice(0, all.length));
    assert.ok(all.length > 60, `${all.length}`);
    assert.equal(host.ask("SYST:ERR:COUN?"), "0\n");
  });

  it("gets at most 8 at once, the longest of which fill 1448 of a reply's 1600 bytes", () => {
    const host = new PollingHost();
    for (const wrong of ["0", "9", "-1", "1.5"]) {
      assert.equal(host.ask(`DATA:REM? ${wrong}`), "");
      assert.match(host.ask("SYST:ERR?"), /^-222|^-121/);
    }
    // Rows of 13 columns at their longest after 4,460 years; numbers of ten digits.
    const { ring } = host.bench.rig.telemetry.recorder;
    ring.next = 4_000_000_000;
    host.bench.rig.telemetry.unread = ring.next;
    for (let i = 0; i < 8; i += 1) {
      const at = ring.claim();
      ring.put(at, 1, 1);
      const widths = [6, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4] as const;
      let offset = at + 1;
      for (const width of widths) {
        ring.put(offset, width, width === 6 ? 2 ** 47 - 1 : -(2 ** (8 * width - 1)));
        offset += width;
      }
    }
    const reply = host.bench.send("DATA:REM? 8\n");
    // $D, number, time; twelve of four bytes at eleven characters; commas; CRC: 2 + 10 + 15 + 132 + 14 + 5.
    assert.equal(strings(reply)[0]?.length, 178);
    assert.equal(reply.length, 8 * (178 + 2) + 7 + 1);
    assert.equal(strings(reply).length, 8);
  });
});
