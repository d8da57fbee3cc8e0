import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../../host/isobar.js";
import { rigTable } from "../../../sim/rigs/table.js";
import { Problems } from "../../../src/document/problems.js";
import { type Field, readTable } from "../../../src/document/table.js";
import { settingsTable } from "../../../src/settings/table.js";
import { FakeTerminal } from "../../support/fake-terminal.js";

const said = async (...argv: string[]) => {
  const terminal = new FakeTerminal();
  const code = await main(argv, terminal);
  return { code, out: terminal.outText, error: terminal.errorText };
};

describe("isobar", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "isobar-"));
  });
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it("gives an overview when asked for help, and an error without a command", async () => {
    for (const argv of [["--help"], ["-h"], ["help"]]) {
      const { code, out } = await said(...argv);
      assert.equal(code, 0);
      assert.match(out, /Commands\n {2}sim /u);
    }
    const { code, out, error } = await said();
    assert.deepEqual([code, out], [2, ""]);
    assert.match(error, /Commands/);
  });

  for (const name of ["sim", "cosim", "settings", "schema"]) {
    it(`explains ${name} in two ways that say the same`, async () => {
      const byOption = await said(name, "--help");
      const byCommand = await said("help", name);
      assert.equal(byOption.code, 0);
      assert.equal(byOption.out, byCommand.out);
      assert.match(byOption.out, new RegExp(`Usage: isobar ${name}`));
      assert.match(byOption.out, /Examples\n {2}isobar/u);
      assert.ok(byOption.out.split("\n").every((line) => line.length <= 110));
    });
  }

  it("names what is shipped when a name is unknown", async () => {
    const programme = await said("sim", "--program", "doerer");
    assert.equal(programme.code, 2);
    assert.match(programme.error, /no programme is called "doerer"; shipped are doerrer, /);
    const rig = await said("sim", "--rig", "ref");
    assert.match(rig.error, /no rig is called "ref"; shipped are reference, hard, direct/);
    const scenario = await said("sim", "--scenario", "x");
    assert.match(scenario.error, /no scenario is called "x"; shipped are doerrer/);
    const trace = await said("sim", "--set", "scenario.displacement.trace=NMC");
    assert.match(trace.error, /no trace is called "NMC"; shipped are NMC1_DriveCycle_1/);
  });

  it("refuses bad numbers of options before anything is read or written", async () => {
    for (const argv of [
      ["--seed", "-1"],
      ["--seed", "1.5"],
      ["--seed", "4294967296"],
      ["--hours", "0"],
      ["--hours", "NaN"],
      ["--log-period", "0.05"],
      ["--log-period", "0.25"],
      ["--out", ""],
      ["--hal", "real"],
      ["--hal", "bus", "--bus-time", "none"],
      ["--bus-time", "off"],
      ["surplus"],
    ]) {
      const { code, error } = await said("sim", ...argv);
      assert.equal(code, 2, argv.join(" "));
      assert.match(error, /^isobar: /u);
    }
  });

  it("names the limit of the settings that a programme breaks", async () => {
    const { code, error } = await said("sim", "--set", "settings.anode.limits.pressureMax=2 MPa");
    assert.equal(code, 2);
    assert.match(
      error,
      /2500 kPa is above the limit of 2000 kPa: settings\.anode\.limits\.pressureMax/,
    );
    const rate = await said("sim", "--set", "settings.anode.limits.rampRateMax=10 kPa/s");
    assert.match(rate.error, /50 kPa\/s is above the limit of 10 kPa\/s: settings\.anode\.limits/);
  });

  it("names the limit of the rig that a programme breaks though the settings allow it", async () => {
    const { code, error } = await said("sim", "--set", "rig.mould.wallShear=3 MPa");
    assert.equal(code, 2);
    assert.match(
      error,
      /programme doerrer on rig reference: steps\[1\]\.ramp.*rig\.mould\.wallShear/,
    );
  });

  it("says which part of a rig no chip of the emulated board can be, before anything is written", async () => {
    const rate = await said("sim", "--hal", "bus", "--set", "rig.anode.adc.rate=20 Hz");
    assert.equal(rate.code, 2);
    assert.match(
      rate.error,
      /rig reference cannot run with --hal bus: .* one rate, gain and excit/,
    );
    const odd = ["--set", "rig.anode.adc.rate=15 Hz", "--set", "rig.cathode.adc.rate=15 Hz"];
    const none = await said("sim", "--hal", "bus", ...odd);
    assert.equal(none.code, 2);
    assert.match(none.error, /no rate of 15 conversions a second/);
  });

  it("prints settings that it reads back to the same", async () => {
    const { code, out } = await said("settings", "--rig", "hard", "--seed", "3");
    assert.equal(code, 0);
    const problems = new Problems();
    readTable(settingsTable, JSON.parse(out), problems, "");
    assert.deepEqual(problems.list, []);
    const again = await said("settings", "--settings", file("settings.json", out));
    assert.equal(again.out, out);
  });

  it("prints settings that depend on the seed and on overrides", async () => {
    const one = await said("settings", "--seed", "1");
    const two = await said("settings", "--seed", "2");
    assert.notEqual(one.out, two.out);
    const set = await said("settings", "--set", "settings.anode.loop.deadband=2 kPa");
    const json = JSON.parse(set.out) as { anode: { loop: { deadband: string } } };
    assert.equal(json.anode.loop.deadband, "2 kPa");
  });

  it("takes the true rig's overrides into the nameplate's settings only where they stand on it", async () => {
    const plain = await said("settings");
    const spring = await said("settings", "--set", "rig.anode.spring.rate=1 N/um");
    assert.equal(spring.out, plain.out);
    const plate = await said("settings", "--set", "rig.nameplate.anode.gearRatio=13");
    assert.match(plate.out, /"gearRatio": 13/);
  });

  it("says how two files of settings differ, with units and meanings, whoever wrote them", async () => {
    const mine = file("mine.json", (await said("settings")).out);
    const same = await said("settings", "--diff", mine, mine);
    assert.deepEqual([same.code, same.out], [0, "No difference.\n"]);
    const set = ["--set", "settings.anode.loop.deadband=2 kPa"];
    const more = ["--set", "settings.anode.screw.gearRatio=13"];
    const other = file("other.json", (await said("settings", ...set, ...more)).out);
    const { code, out } = await said("settings", "--diff", mine, other);
    assert.equal(code, 1);
    const lines = out.trimEnd().split("\n");
    assert.equal(lines.length, 3);
    assert.match(lines[0] ?? "", /^Key +A +B +Meaning$/u);
    assert.match(lines[1] ?? "", /^anode\.screw\.gearRatio +26\.85 +13 +Motor turns/u);
    assert.match(lines[2] ?? "", /^anode\.loop\.deadband +automatic +2 kPa +Half-width/u);
    // A dump of the page, and what isobar record writes beside its tables: texts by path, empty where it is automatic.
    const before = { "anode.loop.deadband": "", "anode.screw.gearRatio": "26.85" };
    const after = { "anode.loop.deadband": "0.002 MPa", "anode.screw.gearRatio": "26.85" };
    const dump = file("dump.json", JSON.stringify(before));
    const sidecar = file("sidecar.json", JSON.stringify({ cell: "42", settings: after }));
    const kept = await said("settings", "--diff", dump, sidecar);
    assert.match(kept.out, /\nanode\.loop\.deadband +automatic +2 kPa [^\n]*\n$/u);
    assert.equal(kept.out.split("\n").length, 3);
  });

  it("names what is wrong with a comparison of settings", async () => {
    const mine = file("mine.json", (await said("settings")).out);
    const wrong = file("wrong.json", '{"anode.loop.deadbnad":"2 kPa"}');
    for (const [words, message] of [
      [[mine], /--diff compares two files/u],
      [[mine, mine, "--seed", "2"], /takes no other option/u],
      [[mine, wrong], /wrong\.json: anode\.loop: "deadbnad" is not known here/u],
      [[mine, "nobody.json"], /nobody\.json: there is no such file/u],
    ] as const) {
      const { code, error } = await said("settings", "--diff", ...words);
      assert.equal(code, 2);
      assert.match(error, message);
    }
  });

  it("describes every setting in a line", async () => {
    const { out } = await said("settings", "--describe");
    const leaves = (fields: Readonly<Record<string, Field>>): number =>
      Object.values(fields).reduce(
        (n, field) => n + (field.kind === "group" ? leaves(field.fields) : 1),
        0,
      );
    const lines = out.trimEnd().split("\n");
    assert.equal(lines.length, leaves(settingsTable) + 1);
    assert.match(lines[0] ?? "", /^Key +Unit +Range +Default +Meaning$/u);
    assert.ok(
      lines.some((line) => /^anode\.loop\.deadband +kPa +0 to 1000 +automatic/u.test(line)),
    );
  });

  it("prints and writes the schemas", async () => {
    const { out } = await said("schema", "rig");
    const json = JSON.parse(out) as { title: string; properties: Record<string, unknown> };
    assert.equal(json.title, "Isobar rig");
    for (const key of Object.keys(rigTable)) assert.ok(key in json.properties, key);
    const written = await said("schema", "--out", join(folder, "schemas"));
    assert.equal(written.code, 0);
    assert.equal(readFileSync(join(folder, "schemas", "rig.schema.json"), "utf8"), out);
    assert.equal((await said("schema", "nothing")).code, 2);
  });

  it("lets a file name its schema, for editors", async () => {
    const { out } = await said("settings");
    const json = { $schema: "settings.schema.json", ...(JSON.parse(out) as object) };
    const path = file("with-schema.json", JSON.stringify(json));
    assert.equal((await said("settings", "--settings", path)).out, out);
  });

  it("finds the rig and the trace of a scenario file beside it", async () => {
    const path = file("world.json", '{"rig": "mine.json", "displacement": {"trace": "mine.csv"}}');
    file("mine.json", "{}");
    const rig = await said("sim", "--scenario", path);
    assert.match(rig.error, /mine\.json: .*nameplate\.anode\.loadCellCapacity: is missing/);
    file("mine.csv", "nothing");
    const trace = await said("sim", "--scenario", path, "--rig", "reference");
    assert.match(trace.error, /mine\.csv line 1: has no column "Test Time \/ s"/);
  });
});
