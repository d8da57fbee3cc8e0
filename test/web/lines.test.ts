import { strict as assert } from "node:assert";
import { rowColumns } from "../../src/telemetry/columns.js";
import { RowReader } from "../../web/data/columns.js";
import { NewestNumber } from "../../web/data/newest-number.js";
import { checksum, readPushed } from "../../web/data/pushed-line.js";
import { csvOf } from "../../web/data/raw-log.js";
import { sideState, standsStill } from "../../web/data/side-state.js";
import { LineSplitter } from "../../web/transport/line-splitter.js";
import { shortened } from "../../web/worker/shortened.js";

const sealed = (body: string) => `${body}*${checksum(body, body.length)}`;
const names = Object.keys(rowColumns);
const row = "$D,7,1500,1,2,2500000,200000,2500000,200000,0,0,1196100,3432300,3651234,4618";

describe("lines of the rig in the page", () => {
  it("reads a row in the page's units", () => {
    const pushed = readPushed(sealed(row));
    assert.ok(pushed.kind === "row");
    const { atS, flags, values } = new RowReader(names).read(pushed.values);
    assert.equal(atS, 1.5);
    assert.equal(flags, 4618);
    assert.deepEqual(values, {
      aPressure: 2500,
      cPressure: 200,
      aSet: 2500,
      cSet: 200,
      volts: 3.651234,
      aPosition: 1196.1,
      cPosition: 3432.3,
    });
  });

  it("shows no cell voltage that the rig calls not valid", () => {
    const { values } = new RowReader(["volts", "flags"]).read([1234, 0]);
    assert.ok(Number.isNaN(values.volts));
  });

  it("takes no line whose checksum does not fit", () => {
    assert.equal(readPushed(sealed(row).replace("2500000", "2600000")).kind, "damaged");
    assert.equal(readPushed("$D,7").kind, "damaged");
  });

  it("tells what is pushed again from what is new, over a restart too", () => {
    const newest = new NewestNumber();
    newest.header(3, 5);
    const old = (...numbers: number[]) => numbers.map((number) => newest.isOld(number));
    assert.deepEqual(old(5, 6, 9, 7, 8, 10), [false, false, false, true, true, false]);
    newest.header(4, 0);
    assert.deepEqual(old(0, 1), [false, false]);
    // Nobody said that the rig has restarted, but its ring of 640 records gives no number so far behind.
    newest.header(4, 2000);
    assert.deepEqual(old(2000, 3, 4), [false, false, false]);
  });

  it("puts lines together again, however they were cut", () => {
    const lines: string[] = [];
    const splitter = new LineSplitter((line) => lines.push(line));
    for (const part of ["ab", "c\r\nd", "", "ef\n\n", "g"]) splitter.push(part);
    assert.deepEqual(lines, ["abc", "def"]);
  });

  it("turns a raw log into rows in their order under the rig's own column names, with what is missing", () => {
    const log = [
      sealed("#H,2,isobar,1,7,1500,seq/1,t/ms,volts/uV"),
      sealed("$D,7,1500,12"),
      "$D,8,x",
      sealed("$D,10,1800,15"),
      // Asked for again: 9 came, 8 was gone.
      sealed("$D,9,1700,14"),
    ];
    assert.equal(
      csvOf(log.join("\n")),
      [
        "seq/1,t/ms,volts/uV,boot/1,missing/1,gap",
        "7,1500,12,1,,",
        "8,,,1,1,they are not in the recording",
        "9,1700,14,1,,",
        "10,1800,15,1,,",
        "",
      ].join("\n"),
    );
  });
});

describe("state of a side in the page", () => {
  const of = (flags: number, pressureKPa: number, setKPa = 200, setBeforeKPa = setKPa) =>
    sideState({ flags, pressureKPa, setKPa, setBeforeKPa }, 0);

  it("is one word for what the bits and the numbers say", () => {
    // Mode 2 (hold) and phase 2 (track) are bits 1 and 3.
    assert.equal(of(0b1010, 200), "hold");
    // 1 % of 200 kPa are 2 kPa.
    assert.equal(of(0b1010, 202.1), "settle");
    assert.equal(of(0b1010, 200, 200, 195), "ramp");
    assert.equal(of(0b0110, 0), "seek");
    assert.equal(of(0b0001, 200), "keep");
    // A gap that moves is mode 1 and phase 2; a programmed spring a hold with bit 18.
    assert.equal(of(0b1001, 200), "move");
    assert.equal(of(0b1010 | (1 << 18), 230, 230, 229), "spring");
    assert.equal(of(0b1010 | (1 << 19), 200), "hold"); // the other side is one
    assert.equal(of(0, 0), "off");
    assert.equal(of(0x101, 200), "fault");
  });

  it("stands still only when neither side nor programme is under way", () => {
    assert.ok(standsStill(0x11));
    assert.ok(!standsStill(0b1010));
    assert.ok(!standsStill(0b1010_0000));
    assert.ok(!standsStill(0x800));
  });
});

describe("a programme for a dry run", () => {
  it("waits two minutes where it only waits longer, and says what was left out", () => {
    const steps = [
      { hold: { anode: "1 MPa" }, until: { after: "1 h" } },
      { repeat: 3, steps: [{ hold: { anode: "1 MPa" }, until: { after: "10 min" } }] },
      { unload: {} },
    ];
    const short = shortened({ name: "x", steps });
    // 3600 - 120 once, and 600 - 120 three times.
    assert.equal(short.cutS, 3480 + 3 * 480);
    assert.deepEqual(JSON.stringify(short.json).match(/"after":"120 s"/gu)?.length, 2);
  });
});
