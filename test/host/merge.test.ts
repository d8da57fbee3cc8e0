// From a run of the paper's programme to the one file that a researcher plots.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCycler } from "../../host/cyclers/read-cycler.js";
import { bdfProblems } from "../../host/data/bdf-rules.js";
import { DataTable } from "../../host/data/table.js";
import { main } from "../../host/isobar.js";
import { merge } from "../../host/merge/merge.js";
import { FakeTerminal } from "../support/fake-terminal.js";

describe("isobar export, align and merge", () => {
  let folder = "";
  let terminal = new FakeTerminal();
  const at = (name: string) => join(folder, name);
  const isobar = (...words: string[]) => {
    terminal = new FakeTerminal();
    return main(words, terminal);
  };

  before(async function () {
    this.timeout(30000);
    folder = mkdtempSync(join(tmpdir(), "isobar-merge-"));
    const cycle = [
      "--set",
      "scenario.cycler.current=2 mA/cm2",
      "--set",
      "scenario.cycler.start=5 min",
    ];
    assert.equal(
      await isobar(
        "sim",
        "--program",
        "doerrer",
        "--hours",
        "4",
        ...cycle,
        "--quiet",
        "--out",
        folder,
      ),
      0,
    );
    const clock = ["--lag", "137", "--drift", "40"];
    assert.equal(
      await isobar("export", at("log.csv"), "--cycler", ...clock, "--out", at("cycler.bdf.csv")),
      0,
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  it("export the rig's line as rows, slow rows and events that add up to every record", async () => {
    assert.equal(await isobar("export", at("uart.log"), "--out", at("cell.rig.csv")), 0);
    const numbers = ["cell.rig.csv", "cell.slow.csv", "cell.events.csv"].flatMap((name) => {
      const [header = "", ...rows] = readFileSync(at(name), "utf8").trimEnd().split("\n");
      const column = header.split(",").indexOf("Record Index / 1");
      return rows.map((row) => Number(row.split(",")[column]));
    });
    numbers.sort((a, b) => a - b);
    assert.deepEqual(
      numbers,
      numbers.map((_, i) => i),
    );
    const log = readFileSync(at("uart.log"), "utf8")
      .split("\n")
      .filter((line) => line.startsWith("$"));
    assert.equal(numbers.length, log.filter((line) => /\*[0-9A-F]{4}$/.test(line)).length);
  });

  it("say in SI units what the line says in whole numbers", async () => {
    const line =
      readFileSync(at("uart.log"), "utf8")
        .split("\n")
        .find((one) => one.startsWith("$D,9000,")) ?? "";
    const fields = line.slice(0, -5).split(",");
    const { table } = await readCycler(at("cell.rig.csv"));
    const row = table.numbers("Record Index / 1")?.indexOf(9000) ?? -1;
    const shows = (label: string) => table.numbers(label)?.[row];
    // Number, ms, then counts, pressures, set points, targets, positions (nm), volts (uV), flags.
    assert.equal(shows("Test Time / s"), Number(fields[2]) / 1000);
    assert.equal(shows("Anode Pressure / Pa"), Number(fields[5]));
    assert.equal(shows("Applied Pressure / Pa"), (Number(fields[5]) + Number(fields[6])) / 2);
    assert.equal(shows("Cathode Screw Position / m"), Number(fields[12]) / 1e9);
    assert.equal(shows("Voltage / V"), Number(fields[13]) / 1e6);
  });

  it("align a run with its cycler's file", async () => {
    assert.equal(await isobar("align", at("uart.log"), at("cycler.bdf.csv"), "--json"), 0);
    const found = JSON.parse(terminal.outText) as {
      lagS: number;
      driftPpm: number;
      driftSigmaPpm: number;
    };
    assert.ok(Math.abs(found.lagS - 137) < 1, `${found.lagS}`);
    assert.ok(Math.abs(found.driftPpm - 40) < 3 * found.driftSigmaPpm, `${found.driftPpm}`);
  });

  for (const rows of ["cycler", "rig"]) {
    it(`merge both into a file of the Battery Data Format, with the rows of the ${rows}`, async () => {
      const out = at(`merged-${rows}.bdf.csv`);
      assert.equal(
        await isobar("merge", at("uart.log"), at("cycler.bdf.csv"), "--rows", rows, "--out", out),
        0,
        terminal.errorText,
      );
      const [header = ""] = readFileSync(out, "utf8").split("\n");
      const required = [
        "Test Time / s",
        "Voltage / V",
        "Current / A",
        "Anode Pressure / Pa",
        "Cathode Pressure / Pa",
        "Applied Pressure / Pa",
      ];
      for (const label of required) assert.ok(header.split(",").includes(label), label);
      const { table } = await readCycler(out);
      assert.deepEqual(bdfProblems(table), []);
      // While the programme holds, the pressures beside the cycler's current are the paper's.
      const last = (label: string) => table.numbers(label)?.at(-20) ?? 0;
      assert.ok(
        Math.abs(last("Anode Pressure / Pa") - 2.5e6) < 5e3,
        `${last("Anode Pressure / Pa")}`,
      );
      assert.ok(Math.abs(last("Cathode Pressure / Pa") - 0.2e6) < 2e3);
    });
  }

  it("write Parquet with the same columns and numbers", async () => {
    assert.equal(
      await isobar(
        "merge",
        at("uart.log"),
        at("cycler.bdf.csv"),
        "--lag",
        "137",
        "--drift",
        "40",
        "--out",
        at("m.bdf.parquet"),
      ),
      0,
      terminal.errorText,
    );
    assert.equal(
      await isobar(
        "merge",
        at("uart.log"),
        at("cycler.bdf.csv"),
        "--lag",
        "137",
        "--drift",
        "40",
        "--out",
        at("m.bdf.csv"),
      ),
      0,
    );
    const parquet = (await readCycler(at("m.bdf.parquet"))).table;
    const csv = (await readCycler(at("m.bdf.csv"))).table;
    assert.deepEqual(
      parquet.columns.map(({ label }) => label),
      csv.columns.map(({ label }) => label),
    );
    assert.deepEqual(parquet.numbers("Anode Pressure / Pa"), csv.numbers("Anode Pressure / Pa"));
  });

  it("refuse a foreign file with code 3, and write nothing", async () => {
    const foreign = join(process.cwd(), "test", "data", "cyclers", "sintef.bdf.csv");
    assert.equal(await isobar("merge", at("uart.log"), foreign, "--out", at("no.bdf.csv")), 3);
    assert.match(terminal.outText, /^No match: /);
    assert.equal(existsSync(at("no.bdf.csv")), false);
    assert.equal(await isobar("align", at("uart.log"), foreign), 3);
  });

  it("refuse what is no rig's file, no BDF, or not asked for rightly", async () => {
    const cycler = at("cycler.bdf.csv");
    assert.equal(await isobar("align", cycler, cycler), 2);
    assert.match(terminal.errorText, /is no file of a rig/);
    assert.equal(await isobar("export", at("uart.log"), "--out", at("x.bdf.csv")), 2);
    assert.match(terminal.errorText, /would be no BDF: the column "Current \/ A" is missing/);
    assert.equal(
      await isobar("merge", at("uart.log"), cycler, "--lag", "1e8", "--out", at("y.bdf.csv")),
      2,
    );
    assert.match(terminal.errorText, /is the lag right/);
    for (const words of [
      ["merge", "a", "b"],
      ["merge", "a"],
      ["align"],
      ["export", "a"],
      ["merge", "a", "b", "--drift", "1", "--out", "c.bdf.csv"],
    ]) {
      assert.equal(await isobar(...words), 2, words.join(" "));
    }
  });
});

describe("the merged table", () => {
  const table = (columns: Record<string, number[]>) =>
    new DataTable(
      Object.entries(columns).map(([label, values]) => ({
        label,
        values: Float64Array.from(values),
      })),
      Object.values(columns)[0]?.length ?? 0,
    );

  it("puts the nearest row of the rig beside each of the cycler, and none that is too far", () => {
    const rig = table({ "Test Time / s": [0, 1, 2, 20], "Anode Pressure / Pa": [10, 11, 12, 30] });
    // The cycler shows 100 s when the rig shows 0, and runs ten per cent fast.
    const cycler = table({
      "Test Time / s": [100, 101.1, 111, 121],
      "Voltage / V": [3, 3, 3, 3],
      "Current / A": [0, 0, 0, 0],
    });
    const merged = merge(rig, cycler, { lagS: 100, driftPpm: 1e5, rows: "cycler", toleranceS: 2 });
    assert.deepEqual([...(merged.numbers("Anode Pressure / Pa") ?? [])], [10, 11, Number.NaN, 30]);
    assert.deepEqual([...(merged.numbers("Cycler Test Time / s") ?? [])], [100, 101.1, 111, 121]);
    const times = merged.numbers("Test Time / s") ?? [];
    for (const [i, expected] of [0, 1, 10, 21 / 1.1].entries()) {
      assert.ok(Math.abs((times[i] ?? -1) - expected) < 1e-9, `${times[i]}`);
    }
  });
});
