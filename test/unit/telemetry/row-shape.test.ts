import assert from "node:assert/strict";
import fc from "fast-check";
import { rowColumns } from "../../../src/telemetry/columns.js";
import { RigOnBench } from "../../support/rig-on-bench.js";

const names = Object.keys(rowColumns);
const some = fc.shuffledSubarray(names, { minLength: 1 });

/** A rig that holds, with its first records behind it. */
function holding(): RigOnBench {
  const bench = new RigOnBench();
  bench.holdBoth(2500, 200);
  while (bench.send("DATA:REM? 8\n") !== '""\n');
  return bench;
}

/** Whole rows that were kept since this was asked last, by the names of their columns. */
function kept(bench: RigOnBench): Record<string, string>[] {
  const rows: Record<string, string>[] = [];
  for (;;) {
    const reply = bench.send("DATA:REM? 8\n").trimEnd();
    if (reply === '""') return rows;
    for (const [, text = ""] of reply.matchAll(/"\$D,([^*]*)\*/g)) {
      const [number = "", ...fields] = text.split(",");
      rows.push({
        number,
        ...Object.fromEntries(names.map((name, i) => [name, fields[i] ?? ""])),
      });
    }
  }
}

/** Streams for three seconds; what was pushed. */
function streamed(bench: RigOnBench): string {
  bench.say("DATA:STR ON\n");
  bench.tick(30);
  bench.say("DATA:STR OFF\n");
  return bench.hal.uart.take();
}

describe("the columns of pushed rows", () => {
  it("are those that were chosen, in their order and as the header names them, time first if it was left out", () => {
    fc.assert(
      fc.property(some, (chosen) => {
        const bench = holding();
        assert.equal(bench.send(`DATA:STR:COL "${chosen.join(", ")}"\n`), "");
        const shown = chosen.includes("t") ? chosen : ["t", ...chosen];
        assert.equal(bench.send("DATA:STR:COL?\n"), `"${shown.join(",")}"\n`);
        const lines = streamed(bench).split("\n");
        const header = lines.find((line) => line.startsWith("#H,")) ?? "";
        const named = header.replace(/\*.*/, "").split(",").slice(7);
        assert.deepEqual(
          named.map((column) => column.split("/")[0]),
          shown,
        );
        const rows = lines.filter((line) => line.startsWith("$D,"));
        assert.ok(rows.length >= 3);
        assert.deepEqual(
          rows.map((row) => row.replace(/\*.*/, "")),
          kept(bench).map((row) => ["$D", row["number"], ...shown.map((name) => row[name])].join()),
        );
      }),
      { numRuns: 20 },
    );
  });

  it("change with a new header before the next row, and DEFault brings all back", () => {
    const bench = holding();
    bench.say("DATA:STR ON\n");
    bench.tick(11);
    bench.say("DATA:STR:COL 'volts'\n");
    bench.hal.uart.take();
    bench.tick(10);
    assert.match(
      bench.hal.uart.take(),
      /^#H,[^\n]*,seq\/1,t\/ms,volts\/uV\*[^\n]*\n#HS[^\n]*\n\$D,/,
    );
    bench.say("DATA:STR:COL DEF\n");
    assert.equal(bench.send("DATA:STR:COL?\n"), `"${names.join(",")}"\n`);
  });

  it("are refused by name when unknown or given twice", () => {
    const bench = holding();
    bench.send('DATA:STR:COL "volts,amps"\n');
    assert.match(bench.error(), /^-222,"Data out of range;no column amps; known are t aCounts/);
    bench.send('DATA:STR:COL "volts,volts"\n');
    assert.match(bench.error(), /volts is given twice/);
    bench.send('DATA:STR:COL ""\n');
    assert.match(bench.error(), /^-222,/);
    assert.equal(bench.send("DATA:STR:COL?\n"), `"${names.join(",")}"\n`);
  });

  it("are those of the first time in a replay, byte for byte, and so are events and slow rows between them", () => {
    const bench = new RigOnBench();
    bench.say("DATA:STR:COL 'flags,aPressure,t'\n");
    bench.say("DATA:STR ON\n");
    bench.tick(50);
    bench.say("OUTP1:MODE GAP\n");
    bench.tick(350);
    const records = (text: string) => text.split("\n").filter((line) => /^\$(D|DS|E),/.test(line));
    const first = records(bench.hal.uart.take());
    // 41 rows, after 100 ms and then each second up to 40 s, two slow rows and an event.
    assert.equal(first.length, 44);
    bench.say("DATA:STR:INT 3600;:DATA:REPL 0,44\n");
    bench.tick(8);
    assert.deepEqual(records(bench.hal.uart.take()), first);
  });
});

describe("rows for a plotter", () => {
  /** A row in the words of the plotter. */
  const looks = {
    ARD: (fields: [string, string][]) => `${fields.map(([n, v]) => `${n}:${v}`).join("\t")}\n`,
    TEL: (fields: [string, string][]) => fields.map(([n, v]) => `>${n}:${v}\n`).join(""),
    BARE: (fields: [string, string][]) => `${fields.map(([, v]) => v).join(",")}\n`,
  } as const;

  for (const [format, look] of Object.entries(looks)) {
    it(`${format} are the numbers of the ring and nothing else`, () => {
      fc.assert(
        fc.property(fc.option(some), (chosen) => {
          const bench = holding();
          bench.say(`DATA:STR:FORM ${format}\n`);
          if (chosen !== null) bench.say(`DATA:STR:COL "${chosen.join(",")}"\n`);
          const columns = chosen ?? ["aPressure", "cPressure", "aSet", "cSet"];
          bench.say("OUTP2:MODE GAP\n");
          const text = streamed(bench);
          const rows = kept(bench);
          assert.ok(rows.length >= 3);
          assert.equal(
            text,
            rows.map((row) => look(columns.map((name) => [name, row[name] ?? ""]))).join(""),
          );
        }),
        { numRuns: 15 },
      );
    });
  }

  it("end with *RST: our own line with all columns is back", () => {
    const bench = holding();
    bench.say("DATA:STR:FORM TEL;COL 'volts'\n");
    assert.equal(bench.send("DATA:STR:FORM?;COL?\n"), 'TELEPLOT;"volts"\n');
    bench.say("*RST\n");
    assert.equal(bench.send("DATA:STR:FORM?;COL?\n"), `CSV;"${names.join(",")}"\n`);
  });

  it("cannot be replayed, and cannot be changed to while a replay runs", () => {
    const bench = holding();
    bench.say("DATA:STR:FORM BARE;:DATA:STR ON;:DATA:REPL 0,5\n");
    assert.match(bench.error(), /^-221,"Settings conflict;rows are for a plotter/);
    bench.say("DATA:STR:FORM CSV;:DATA:REPL 0,5;:DATA:STR:FORM BARE\n");
    assert.match(bench.error(), /^-221,"Settings conflict;a replay is running/);
    assert.equal(bench.send("DATA:STR:FORM?\n").endsWith("CSV\n"), true);
  });
});
