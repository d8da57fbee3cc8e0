import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UsageError } from "../../../../host/command/exit.js";
import { BlockFile } from "../../../../host/log/block-file.js";
import { logColumns } from "../../../../host/log/columns.js";
import { type Column, CsvLog } from "../../../../host/log/csv-log.js";
import { decimalsMax } from "../../../../host/log/decimal.js";

interface Reading {
  readonly atS: number;
  readonly kPa: number;
}

const columns: readonly Column<Reading>[] = [
  { label: "Test Time / s", decimals: 1, of: (r) => r.atS },
  { label: "Anode Pressure / kPa", decimals: 3, of: (r) => r.kPa },
];

describe("the log file", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "isobar-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("has a header of labels and a row for each call, in the order of the table", () => {
    const file = new BlockFile(join(folder, "log.csv"));
    const log = new CsvLog(file, columns);
    log.row({ atS: 1, kPa: 2500.0004 });
    log.row({ atS: 1.1, kPa: Number.NaN });
    file.close();
    const text = readFileSync(file.path, "utf8");
    assert.equal(text, "Test Time / s,Anode Pressure / kPa\n1,2500\n1.1,\n");
    assert.equal(log.rows, 2);
  });

  it("is the same whatever the size of the block", () => {
    const texts = [200, 333, 1 << 16].map((size) => {
      const file = new BlockFile(join(folder, `${size}.csv`), size);
      const log = new CsvLog(file, columns);
      for (let i = 0; i < 1000; i += 1) log.row({ atS: i / 10, kPa: Math.sqrt(i) });
      file.close();
      return readFileSync(file.path, "utf8");
    });
    assert.equal(texts[0], texts[2]);
    assert.equal(texts[1], texts[2]);
    assert.equal(texts[2]?.split("\n").length, 1002);
  });

  it("keeps no more than a block in memory", () => {
    const file = new BlockFile(join(folder, "log.csv"), 4096);
    const log = new CsvLog(file, columns);
    for (let i = 0; i < 5000; i += 1) log.row({ atS: i, kPa: i / 3 });
    assert.ok(file.length <= 4096);
    // 5000 rows of at least 6 characters.
    assert.ok(file.written > 30_000 - 4096);
    file.close();
  });

  it("takes bytes that are longer than its block", () => {
    const file = new BlockFile(join(folder, "uart.log"), 16);
    const bytes = new TextEncoder().encode("0123456789".repeat(10));
    file.append(bytes, 5, 95);
    file.close();
    assert.equal(readFileSync(file.path, "utf8"), "0123456789".repeat(10).slice(5, 95));
  });

  it("tells a full disk and a missing directory with the name of the file", () => {
    const full = join(folder, "full.csv");
    symlinkSync("/dev/full", full);
    const file = new BlockFile(full);
    file.append(Uint8Array.of(1, 2, 3), 0, 3);
    assert.throws(() => file.close(), new UsageError(`cannot write ${full}: the disk is full`));
    const lost = join(folder, "none", "log.csv");
    assert.throws(() => new BlockFile(lost), /none\/log\.csv: its directory is not there/);
  });
});

describe("the columns of log.csv", () => {
  it("have labels of the form Name / unit, each once, without commas and quotes", () => {
    const labels = logColumns.map((column) => column.label);
    assert.equal(new Set(labels).size, labels.length);
    for (const label of labels) assert.match(label, /^[A-Z][A-Za-z -]+ \/ [A-Za-z0-9 -]+$/u);
  });

  it("have a resolution that the writer can write", () => {
    for (const { label, decimals } of logColumns) {
      assert.ok(Number.isInteger(decimals) && decimals >= 0 && decimals <= decimalsMax, label);
    }
  });

  it("begin with the time, as readers of the Battery Data Format expect", () => {
    assert.equal(logColumns[0]?.label, "Test Time / s");
    assert.ok(logColumns.some((column) => column.label === "Voltage / V"));
  });

  it("are the same for both sides", () => {
    const of = (side: string) =>
      logColumns
        .filter((column) => column.label.startsWith(side))
        .map((column) => column.label.slice(side.length));
    assert.deepEqual(of("Anode"), of("Cathode"));
  });
});
