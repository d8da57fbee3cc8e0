// What `isobar report` makes of recordings, seen from outside.

import assert from "node:assert/strict";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../host/isobar.js";
import { FakeTerminal } from "../support/fake-terminal.js";
import { near, nearShare } from "../support/near.js";

interface Figures {
  readonly measuredRmsKPa: number;
  readonly measuredPeakKPa: number;
  readonly setpointKPa: number;
  readonly reversals: number;
  readonly travelUm: number;
}

interface Figured {
  readonly anode: Figures;
  readonly cathode: Figures;
  readonly scoredS: number;
  readonly holds: readonly {
    readonly toS: number;
    readonly scoredS: number;
  }[];
  readonly events: readonly { readonly name: string; readonly fault: boolean }[];
  readonly notes: readonly string[];
  readonly sound: boolean;
}

describe("isobar report", () => {
  let folder = "";
  let run = "";
  let summary: Figured;

  const isobar = async (...args: string[]) => {
    const terminal = new FakeTerminal();
    return { code: await main(args, terminal), terminal };
  };
  const reported = async (name: string, path: string, ...more: string[]) => {
    const out = join(folder, name);
    const { code, terminal } = await isobar("report", path, "--out", out, ...more);
    assert.equal(code, 0, terminal.errorText);
    return JSON.parse(readFileSync(join(out, "figures.json"), "utf8")) as Figured;
  };
  /** Errors of a side in the rows of the log from one time to another, kPa, without sign. */
  const earlyKPa = (side: "anode" | "cathode", fromS: number, toS: number) => {
    const [head = "", ...rows] = readFileSync(join(run, "log.csv"), "utf8").trim().split("\n");
    const names = head.split(",");
    const name = side === "anode" ? "Anode" : "Cathode";
    const [time, measured, set] = [
      "Test Time / s",
      `${name} Scored Pressure / kPa`,
      `${name} Set Point / kPa`,
    ].map((column) => names.indexOf(column)) as [number, number, number];
    return rows
      .map((row) => row.split(",").map(Number))
      .filter((row) => (row[time] ?? 0) >= fromS && (row[time] ?? 0) < toS)
      .map((row) => Math.abs((row[measured] ?? 0) - (row[set] ?? 0)));
  };
  /** A file that nobody can report on: what is said of it. */
  const refused = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    const { code, terminal } = await isobar("report", path, "--out", join(folder, "never"));
    assert.equal(code, 2);
    assert.equal(readdirSync(folder).includes("never"), false);
    return terminal.errorText;
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "isobar-"));
    run = join(folder, "run");
    const sim = ["sim", "--out", run, "--quiet", "--hours", "0.2", "--seed", "7"];
    const { code } = await isobar(...sim, "--log-period", "0.1");
    assert.equal(code, 0);
    summary = JSON.parse(readFileSync(join(run, "summary.json"), "utf8")) as Figured;
  });
  after(() => rmSync(folder, { recursive: true }));

  it("finds in every row of a simulated run's log what the scorer found in every tick", async () => {
    const report = await reported("log", join(run, "log.csv"));
    const [hold] = report.holds;
    assert.ok(hold !== undefined);
    // The first of so many rows with the last; half a row earlier, so that rounding leaves none out.
    const [beganS, scoredFromS] = [hold.scoredS, summary.scoredS].map((s) => hold.toS - s + 0.05);
    for (const side of ["anode", "cathode"] as const) {
      const [found, truth] = [report[side], summary[side]];
      // What the report has before the scorer began, a row each tick, belongs to its figures alone.
      const early = earlyKPa(side, beganS ?? 0, scoredFromS ?? 0);
      const squares = early.reduce((sum, e) => sum + e * e, 0);
      const n = summary.scoredS * 10;
      const rms = Math.sqrt((n * truth.measuredRmsKPa ** 2 + squares) / (n + early.length));
      nearShare(found.measuredRmsKPa, rms, 0.01);
      nearShare(found.measuredPeakKPa, Math.max(truth.measuredPeakKPa, ...early), 0.01);
      near(found.setpointKPa, truth.setpointKPa, 1e-6);
      assert.equal(found.reversals, truth.reversals);
      // log.csv has four decimals, and a step of the screw's grid may fall between the two beginnings: 2 mm / (200 x 16 x gear).
      const quantumUm = 2000 / (200 * 16 * (side === "anode" ? 26.85 : 5.18));
      near(found.travelUm, truth.travelUm, quantumUm + 0.01);
    }
    // The set point is at rest a moment before the programme's step of holding begins.
    near(report.holds[0]?.scoredS ?? 0, summary.scoredS, 1);
  });

  it("comes near with what the rig itself sends a second, and says what it could not see", async () => {
    const report = await reported("uart", join(run, "uart.log"));
    nearShare(report.anode.measuredRmsKPa, summary.anode.measuredRmsKPa, 0.15);
    assert.ok(report.anode.measuredPeakKPa <= summary.anode.measuredPeakKPa * 1.01);
    assert.match(report.notes.join("\n"), /the rig's own filtered pressure \(rows 1 s apart/u);
    assert.match(report.notes.join("\n"), /lower bounds/u);
    assert.ok(report.events.some(({ name }) => name === "step"));
  });

  it("reads a table and what lies beside it: events, slow rows, the settings of the sidecar", async () => {
    const base = join(folder, "cell42");
    const { code } = await isobar("export", join(run, "uart.log"), "--out", `${base}-0001.rig.csv`);
    assert.equal(code, 0);
    const sidecar = { cell: "LPSCl-42", firmware: "isobar 9.9.9", settings: {} };
    writeFileSync(`${base}.json`, JSON.stringify(sidecar));
    const report = await reported("table", `${base}-0001.rig.csv`);
    const html = readFileSync(join(folder, "table", "report.html"), "utf8");
    assert.match(html, /<h1>LPSCl-42<\/h1>[\s\S]*isobar 9\.9\.9/u);
    assert.match(html, /"anodeDeadbandKPa":\[/u);
    assert.ok(report.events.some(({ name }) => name === "step"));
    // The same rows as in the log of the line.
    const line = await reported("line", join(run, "uart.log"));
    assert.deepEqual(report.anode, line.anode);
    writeFileSync(`${base}.json`, "{");
    const broken = await isobar("report", `${base}-0001.rig.csv`, "--out", join(folder, "never"));
    assert.equal(broken.code, 2);
    assert.match(broken.terminal.errorText, /cell42\.json: is no JSON/u);
  });

  it("draws every plot as SVG, and no plot of an earlier report stays", async () => {
    const out = join(folder, "plots");
    await reported("plots", join(run, "log.csv"));
    const many = readdirSync(join(out, "plots"));
    assert.ok(many.includes("anode-pressure.svg") && many.includes("wall-friction.svg"));
    await reported("plots", join(run, "uart.log"));
    const fewer = readdirSync(join(out, "plots"));
    assert.ok(fewer.includes("anode-pressure.svg") && !fewer.includes("wall-friction.svg"));
  });

  it("writes each plot as PNG, too, as wide on paper as asked; no picture of an earlier report stays", async () => {
    const plots = join(folder, "pictures", "plots");
    await reported("pictures", join(run, "uart.log"), "--png", "--width", "85");
    const stems = (ending: string) =>
      readdirSync(plots).flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -4)] : []));
    assert.deepEqual(stems(".png"), stems(".svg"));
    const png = readFileSync(join(plots, "anode-pressure.png"));
    // 85 mm / 25.4 x 300 = 1003.9 dots; 300 / 0.0254 m = 11811 dots a metre.
    assert.equal(png.readUInt32BE(16), 1004);
    assert.equal(png.readUInt32BE(png.indexOf("pHYs") + 4), 11811);
    assert.match(readFileSync(join(plots, "anode-pressure.svg"), "utf8"), /width="85mm"/u);
    await reported("pictures", join(run, "uart.log"));
    assert.deepEqual(stems(".png"), []);
  });

  it("names a width or a resolution that no plot can have", async () => {
    for (const [option, value, range] of [
      ["--width", "8.5", /--width must be a number from 80 to 400, not "8.5"/u],
      ["--dpi", "1e5", /--dpi must be a whole number from 72 to 1200/u],
    ] as const) {
      const { code, terminal } = await isobar("report", join(run, "uart.log"), option, value);
      assert.equal(code, 2);
      assert.match(terminal.errorText, range);
    }
  });

  it("tells faults and is not sound then", async () => {
    const faulty = join(folder, "faulty");
    mkdirSync(faulty);
    copyFileSync(join(run, "log.csv"), join(faulty, "cell.rig.csv"));
    const events =
      'Test Time / s,Event,Place,Value / 1,Text,Record Index / 1,Boot Count / 1\n400,slip,anode,,"Slips",9,1\n';
    writeFileSync(join(faulty, "cell.events.csv"), events);
    const report = await reported("told", join(faulty, "cell.rig.csv"));
    assert.equal(report.sound, false);
    assert.deepEqual(
      report.events.map(({ name, fault }) => [name, fault]),
      [["slip", true]],
    );
  });

  it("says of a file that it cannot use what is wrong with it, and writes nothing", async () => {
    const log = readFileSync(join(run, "log.csv"), "utf8").split("\n");
    const torn = [...log.slice(0, 5), "5,abc", ...log.slice(5)].join("\n");
    assert.match(await refused("torn.rig.csv", torn), /torn\.rig\.csv, line 6.*fields; \d+ as in/u);
    const word = log.map((line, i) =>
      i === 3 ? line.replace(/^([^,]*),[^,]*/u, "$1,lots") : line,
    );
    assert.match(
      await refused("word.rig.csv", word.join("\n")),
      /line 4, column 2 \(Voltage \/ V\)/u,
    );
    assert.match(await refused("head.rig.csv", `${log[0]}\n`), /has no row/u);
    assert.match(await refused("empty.rig.csv", ""), /is empty/u);
    assert.match(await refused("photo.rig.csv", Uint8Array.of(80, 0, 3)), /is not a text file/u);
    const cycler = "Test Time / s,Voltage / V,Current / A\n0,3,0\n1,3,0\n";
    assert.match(await refused("cycler.bdf.csv", cycler), /is no file of a rig/u);
    const missing = await isobar("report", join(folder, "nobody.rig.csv"));
    assert.equal(missing.code, 2);
    assert.match(missing.terminal.errorText, /there is no such file/u);
  });
});
