// What a run writes, seen from outside. The runs are short: what the figures are worth is tested elsewhere.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../host/isobar.js";
import { logColumns } from "../../host/log/columns.js";
import { FakeTerminal } from "../support/fake-terminal.js";

const sideKeys = [
  "setpointKPa",
  "measuredRmsKPa",
  "measuredPeakKPa",
  "trueRmsKPa",
  "truePeakKPa",
  "pelletRmsKPa",
  "uncontrolledRmsKPa",
  "limitKPa",
  "reversals",
  "reversalsPerDay",
  "travelUm",
  "netTravelUm",
];
const keys = "anode cathode faults endMode simulatedS scoredS wallS speedup seed".split(" ");

describe("isobar sim", () => {
  let folder = "";
  let first = "";
  const terminal = new FakeTerminal();

  const run = async (name: string, ...args: string[]) => {
    const out = join(folder, name);
    const code = await main(["sim", "--out", out, "--quiet", ...args], terminal);
    return { out, code };
  };
  const read = (directory: string, file: string) => readFileSync(join(directory, file), "utf8");

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "isobar-"));
    const { out, code } = await run("first", "--hours", "0.15", "--seed", "7");
    assert.equal(code, 0);
    first = out;
  });
  after(() => rmSync(folder, { recursive: true }));

  it("writes a summary with the keys of the public contract, in their order", () => {
    const summary = JSON.parse(read(first, "summary.json")) as Record<string, unknown>;
    assert.deepEqual(Object.keys(summary), keys);
    assert.deepEqual(Object.keys(summary["anode"] as object), sideKeys);
    assert.deepEqual(Object.keys(summary["cathode"] as object), sideKeys);
    assert.equal(summary["seed"], 7);
    assert.equal(summary["endMode"], "hold");
    assert.equal(summary["simulatedS"], 540);
    assert.deepEqual(summary["faults"], []);
  });

  it("writes a row of every column each second", () => {
    const rows = read(first, "log.csv").trimEnd().split("\n");
    assert.equal(rows.length, 541);
    assert.equal(rows[0], logColumns.map((column) => column.label).join(","));
    assert.ok(rows.every((row) => row.split(",").length === logColumns.length));
    assert.deepEqual([rows[1]?.split(",")[0], rows.at(-1)?.split(",")[0]], ["1", "540"]);
  });

  it("writes the lines of the stream as the rig sent them", () => {
    const lines = read(first, "uart.log").trimEnd().split("\n");
    assert.ok(lines.length > 540);
    // Pushed lines alone, each with its checksum; the last one may still have been under way.
    for (const line of lines.slice(0, -1)) assert.match(line, /^(\$[DER]|#H).*\*[0-9A-F]{4}\r?$/u);
  });

  it("writes a report that asks nothing of the network", () => {
    const html = read(first, "report.html");
    assert.match(html, /^<!doctype html>/u);
    assert.doesNotMatch(html, /<link|<img|<iframe|@import|src=|url\(/u);
    const script = html.slice(html.indexOf("<script>"));
    assert.doesNotMatch(script, /fetch\(|XMLHttpRequest|import\(|WebSocket/u);
    assert.ok(html.length < 2_000_000, `${html.length}`);
  });

  it("has the data of its figures in the report, one value an instant", () => {
    const html = read(first, "report.html");
    const json = /<script type="application\/json" id="data">(.*?)<\/script>/su.exec(html)?.[1];
    const report = JSON.parse(json ?? "") as {
      timesS: number[];
      series: Record<string, (number | null)[]>;
    };
    assert.equal(report.timesS.length, 540);
    for (const values of Object.values(report.series)) assert.equal(values.length, 540);
    assert.ok((report.series["anodeMeasuredKPa"]?.at(-1) ?? 0) > 2400);
    // The ghosts have nothing to show before scoring began.
    assert.equal(report.series["anodeFixedKPa"]?.[0], null);
    assert.ok((report.series["anodeFixedKPa"]?.at(-1) ?? 0) > 2400);
  });

  it("says the figures, the faults and where to look", () => {
    assert.match(terminal.outText, /Measured RMS \/ kPa \(uncontrolled\)\s+\d+\.\d+ \(\d+\.\d+\)/u);
    assert.match(terminal.outText, /No fault\./);
    assert.match(terminal.outText, /first\/report\.html\s+open this in a browser/);
    assert.equal(terminal.errorText, "");
  });

  it("writes the same bytes for the same seed, and others for another", async () => {
    const again = await run("again", "--hours", "0.15", "--seed", "7");
    const other = await run("other", "--hours", "0.15", "--seed", "8");
    for (const file of ["log.csv", "uart.log"]) {
      assert.equal(read(again.out, file), read(first, file), file);
      assert.notEqual(read(other.out, file), read(first, file), file);
    }
  });

  it("takes the period of the log, an override and other documents", async () => {
    const { out, code } = await run(
      "changed",
      ...["--hours", "0.02", "--log-period", "0.5", "--rig", "symmetric"],
      ...["--program", "symmetric-2.5", "--set", "scenario.room.temperature=45 degC"],
    );
    assert.equal(code, 0);
    const rows = read(out, "log.csv").trimEnd().split("\n");
    // 72 s, a row each half second, and the header.
    assert.equal(rows.length, 145);
    const column = logColumns.findIndex((c) => c.label === "Ambient Temperature / degC");
    assert.ok(Math.abs(Number(rows[1]?.split(",")[column]) - 45) <= 1.01);
  });

  it("ends with 3 when the rig ended in a fault, and tells it everywhere", async () => {
    const { out, code } = await run(
      "fault",
      ...["--hours", "0.1", "--set", "rig.anode.drive.travelMax=500 um"],
    );
    assert.equal(code, 3);
    const summary = JSON.parse(read(out, "summary.json")) as { faults: { name: string }[] };
    assert.equal(summary.faults[0]?.name, "outOfTravel");
    assert.match(terminal.outText, /Fault outOfTravel \(anode\) at 0:0\d:\d\d/);
    assert.match(read(out, "report.html"), /verdict bad">Fault outOfTravel on the anode/);
  });

  it("ends when the programme has ended, before the time is up", async () => {
    const { out, code } = await run(
      "ended",
      ...["--scenario", "lto-null", "--hours", "1", "--program"],
      join(import.meta.dirname, "short-programme.json"),
    );
    assert.equal(code, 0);
    const summary = JSON.parse(read(out, "summary.json")) as {
      simulatedS: number;
      endMode: string;
    };
    assert.ok(summary.simulatedS < 3600, `${summary.simulatedS}`);
    assert.equal(summary.endMode, "off");
  });
});
