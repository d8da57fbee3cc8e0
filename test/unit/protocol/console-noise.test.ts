import assert from "node:assert/strict";
import fc from "fast-check";
import sinon from "sinon";
import { commands } from "../../../src/protocol/commands.js";
import { RigOnBench } from "../../support/rig-on-bench.js";

/** Pieces of messages, whole and broken. Nothing in them gives a side both a set point and the order to hold it; some order a screw about. */
const pieces = [
  ...commands.map(({ header }) => header.replace(/[[\]#]/g, "")),
  ..."* : ; , ? ( ) @ \" ' ! $ # (@1,2) (@2 ON OFF HOLD 1 2 -1 1e309 MPA KPA/S \t \r \n \r\n".split(
    " ",
  ),
  " ",
  "OUTP1 ON\n",
  "OUTP2:MODE HOLD\n",
  "OUTP1:PARK\n",
  "OUTPut2:HOME\n",
  "*IDN?\n",
  "x".repeat(300),
];

const chunk = fc.oneof(
  fc.uint8Array({ maxLength: 80 }),
  fc
    .array(fc.constantFrom(...pieces.filter((piece) => !/^\[?SOUR|^PRES/.test(piece))), {
      maxLength: 12,
    })
    .map((parts) => Uint8Array.from(Buffer.from(parts.join(""), "latin1"))),
);

/** A whole command that moves a screw in free air, and its channel: 1 when there is none. */
const moving =
  /^[\x00-\x20]*:?OUTP(?:UT)?([12]?):(?:PARK|HOME|(?:JOG|GAP)[\x00-\x20].+)[\x00-\x20]*$/is;

/** Channels whose screw somebody has ordered to move, in whole commands: lines and `;` part them, and `!` voids what was half said. */
function ordered(text: string): Set<number> {
  const channels = new Set<number>();
  for (const unit of text.split(/[\r\n;!]/)) {
    const match = moving.exec(unit);
    if (match !== null) channels.add(match[1] === "2" ? 2 : 1);
  }
  return channels;
}

describe("a noisy serial line", () => {
  it("is judged by whole commands: a part of one orders nothing", () => {
    const channels = (text: string) => [...ordered(text)];
    assert.deepEqual(channels("OUTPut:PARK\n"), [1]);
    assert.deepEqual(channels("x!\t:outp2:home\r\n"), [2]);
    // A carriage return ends a line as well, and with it a string that nobody has closed.
    assert.deepEqual(channels('"\rOUTP1:PARK\n'), [1]);
    assert.deepEqual(channels("*CLS;:OUTP1:GAP 1 UM,2;OUTP2:JOG -1\n"), [1, 2]);
    for (const text of ["OUTP:PAR\n", "OUTP:PARK?\n", "xOUTP:PARK\n", "OUTP3:PARK\n", "PARK\n"])
      assert.deepEqual(channels(text), []);
  });

  it("never throws, moves no screw that no whole command orders about, grows nothing, and the next *IDN? is answered", () => {
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 30 }), fc.boolean(), (chunks, everyChunkATick) => {
        const bench = new RigOnBench();
        const moves = [
          sinon.spy(bench.hal.anode.screw, "moveTo"),
          sinon.spy(bench.hal.cathode.screw, "moveTo"),
        ];
        bench.anode.forceN = 100;
        bench.cathode.forceN = 10;
        bench.tick(5);
        let said = "";
        for (const bytes of chunks) {
          said += Buffer.from(bytes).toString("latin1");
          bench.hal.uart.send(bytes);
          if (everyChunkATick) bench.tick();
          else bench.rig.receive();
          assert.ok(bench.rig.console.errors.count <= 16);
          assert.ok(bench.rig.orders.count <= 32);
        }
        bench.tick(2);
        bench.send("\nDATA:STR OFF\n");
        bench.tick(2);
        bench.hal.uart.take();
        assert.equal(bench.send("\n*IDN?\n"), "Isobar,Stack Pressure Rig,BENCH-7,0.1.0\n");
        const may = ordered(said);
        for (const [i, moveTo] of moves.entries())
          if (!may.has(i + 1)) sinon.assert.notCalled(moveTo);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps every error short enough for a line, whatever was sent", () => {
    fc.assert(
      fc.property(chunk, (bytes) => {
        const bench = new RigOnBench();
        bench.hal.uart.send(bytes);
        bench.send("\n");
        // The list of all headers goes out over several ticks.
        bench.tick(20);
        bench.hal.uart.take();
        for (let i = 0; i < 16; i += 1) {
          const said = bench.send("SYST:ERR?\n");
          // A header of at most 256 bytes, its number and its text.
          assert.match(said, /^(-\d{3}|0),"[\x20-\x7e]{1,300}"\n$/);
        }
      }),
    );
  });

  it("costs a holding rig nothing: noise without a command leaves both targets as they were", () => {
    const noise = fc
      .uint8Array({ minLength: 1, maxLength: 60 })
      .map((bytes) => bytes.filter((b) => b !== 33));
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 20 }), (chunks) => {
        const bench = new RigOnBench();
        bench.holdBoth(2500, 200);
        for (const bytes of chunks) {
          bench.hal.uart.send(bytes);
          bench.tick();
        }
        assert.equal(bench.rig.mode, "hold");
        assert.equal(bench.rig.anode.targetKPa, 2500);
        assert.equal(bench.rig.cathode.targetKPa, 200);
      }),
    );
  });
});
