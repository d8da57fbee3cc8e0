// How each client of `isobar serve` wants its rows, while the others have theirs.

import assert from "node:assert/strict";
import { type LineClient, ServedRig } from "../../bench/serve/served-rig.js";
import { readPushedLine } from "../../host/rig-data/pushed-line.js";
import { columnNames } from "../../src/telemetry/row-shape.js";

describe("rows of isobar serve", () => {
  let rig: ServedRig;
  let plain: LineClient;
  beforeEach(async () => {
    rig = await ServedRig.start(20);
    plain = await rig.client();
    plain.send("DATA:STR:INT 0.1\nDATA:STR ON\n");
    await lineLike(plain, /^\$D,/);
  });
  afterEach(() => rig.close());

  /** The next line of a kind; what comes before it is passed over. */
  async function lineLike(client: LineClient, kind: RegExp): Promise<string> {
    for (;;) {
      const line = (await client.next()) ?? assert.fail("the connection is closed");
      if (kind.test(line)) return line;
    }
  }

  for (const [format, row] of [
    ["BARE", /^-?\d+,-?\d+,-?\d+,-?\d+$/],
    ["ARD", /^aPressure:-?\d+\tcPressure:-?\d+\taSet:-?\d+\tcSet:-?\d+$/],
    ["TEL", /^>aPressure:-?\d+$/],
  ] as const) {
    it(`are for a plotter (${format}) to the client that asked, and whole to the others, whose replies stay whole`, async () => {
      const plotter = await rig.client();
      plotter.send(`DATA:STR:FORM ${format}\nDATA:STR ON\n`);
      await lineLike(plotter, row);
      plain.lines.length = 0;
      plotter.lines.length = 0;
      const asker = await rig.client();
      for (let i = 0; i < 30; i += 1)
        assert.match((await asker.ask("*IDN?")) ?? "", /^Isobar,Stack Pressure Rig,SIM-1,/);
      assert.ok(plotter.lines.length > 3, `${plotter.lines.length} rows`);
      const kinds = format === "TEL" ? /^>(aPressure|cPressure|aSet|cSet):-?\d+$/ : row;
      for (const line of plotter.lines) assert.match(line, kinds);
      let rows = 0;
      for (const read of plain.lines.map(readPushedLine)) {
        assert.ok(read.kind !== "damaged");
        if (read.kind !== "row") continue;
        assert.equal(read.fields.length, columnNames.length);
        rows += 1;
      }
      assert.ok(rows > 3, `${rows}`);
      assert.equal(await asker.ask("DATA:STR:FORM?"), "CSV");
      assert.equal(rig.server.desk.missing, 0);
    });
  }

  it("have the columns that the client chose, under a header that names them, with a CRC of their own", async () => {
    const client = await rig.client();
    client.send('DATA:STR ON\nDATA:STR:COL "cPressure,aPressure"\n');
    const header = readPushedLine(
      await lineLike(client, /^#H,.*,seq\/1,t\/ms,cPressure\/Pa,aPressure\/Pa\*/),
    );
    assert.ok(header.kind === "header");
    const row = readPushedLine(await lineLike(client, /^\$D,/));
    assert.ok(row.kind === "row" && row.fields.length === 3, JSON.stringify(row));
    assert.ok(row.number >= header.next, `${row.number} behind a header of ${header.next}`);
    client.send("DATA:STR OFF\n");
    client.send("DATA:STR:COL?\n");
    assert.equal(await lineLike(client, /^"/), '"t,cPressure,aPressure"');
    const other = await rig.client();
    assert.equal(await other.ask("DATA:STR:COL?"), `"${columnNames.join(",")}"`);
  });

  it("are given again in the same look, and not to a plotter", async () => {
    const client = await rig.client();
    client.send('DATA:STR ON\nDATA:STR:COL "aPressure"\nDATA:REPL 1,2\n');
    const again = await lineLike(client, /^\$D,[12],/);
    const read = readPushedLine(again);
    assert.ok(read.kind === "row" && read.fields.length === 2, again);
    await lineLike(client, /^\$R,/);
    client.send("DATA:STR:FORM BARE\nDATA:REPL 1,2\n");
    client.send("SYST:ERR?\n");
    assert.match(
      await lineLike(client, /^-\d+,"/),
      /^-221,"Settings conflict;rows are for a plotter/,
    );
  });

  it("that cannot be are refused in the words of the firmware, to the client that asked", async () => {
    const client = await rig.client();
    for (const [sent, error] of [
      ["DATA:STR:FORM XML", /^-141,/],
      ["DATA:STR:FORM", /^-109,/],
      ["DATA:STR:FORM BARE,1", /^-108,/],
      ['DATA:STR:COL "aPressure,bPressure"', /^-222,"Data out of range;no column bPressure/],
      ['DATA:STR:COL "t,t"', /^-222,"Data out of range;t is given twice/],
    ] as const) {
      assert.match((await client.ask(`${sent};:SYST:ERR?`)) ?? "", error, sent);
    }
    assert.equal(await client.ask("DATA:STR:FORM?;COL?"), `CSV;"${columnNames.join(",")}"`);
  });
});
