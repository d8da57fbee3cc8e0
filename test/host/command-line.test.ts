// The command as a shell sees it: exit codes, messages, files. Each case is a process of its own; they run side by
// side, and the tests look at how they ended.

import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { settingsFor } from "../../sim/calibrate.js";
import { shippedRig, shippedRigs } from "../../sim/rigs/shipped.js";
import { type Ended, ended, startIsobar } from "../support/isobar-process.js";

const rigJson = () => structuredClone(shippedRigs[0]?.json) as Record<string, unknown>;
const anodeOf = (json: Record<string, unknown>) => json["anode"] as Record<string, unknown>;

interface Case {
  /** Files by name; they are written before the command starts. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly args: readonly string[];
  /** What stderr must say. */
  readonly says: readonly RegExp[];
}

const rigWithoutCell = rigJson();
delete (anodeOf(rigWithoutCell)["loadCell"] as Record<string, unknown>)["capacity"];
const softRig = rigJson();
anodeOf(softRig)["train"] = { stiffness: "-5 N/um" };
const reference = shippedRig("reference");
assert.ok(reference !== undefined);
const settings = settingsFor(reference, 1);
settings["die"] = { diameter: "10 kg" };
const trace = [
  "Test Time / s,Voltage / V,Thickness change / mm",
  "0,3.7,0",
  "2,3.7,0.01",
  "1,3.7,0",
];
const breathing = { displacement: { trace: "trace.csv" } };

const cases: Readonly<Record<string, Case>> = {
  "a missing key": {
    files: { "rig.json": JSON.stringify(rigWithoutCell) },
    args: ["sim", "--rig", "rig.json"],
    says: [/rig\.json: anode\.loadCell\.capacity: is missing/],
  },
  "a wrong unit": {
    files: { "settings.json": JSON.stringify(settings) },
    args: ["sim", "--settings", "settings.json"],
    says: [/settings\.json: die\.diameter: "10 kg" has a wrong unit; give one of mm, m/],
  },
  "a negative stiffness": {
    files: { "rig.json": JSON.stringify(softRig) },
    args: ["sim", "--rig", "rig.json"],
    says: [/rig\.json: anode\.train\.stiffness: "-5 N\/um" is out of range; give 0\.001 N\/um to/],
  },
  "NaN as a text": {
    files: { "world.json": '{"room": {"temperature": "NaN degC"}}' },
    args: ["sim", "--scenario", "world.json"],
    says: [/world\.json: room\.temperature: "NaN degC" is not a number with a unit/],
  },
  "an infinite number": {
    files: { "world.json": '{"cell": {"axialShare": 1e999}}' },
    args: ["sim", "--scenario", "world.json"],
    says: [/world\.json: cell\.axialShare: Infinity is out of range; give 0 to 1/],
  },
  "unsorted time": {
    files: { "trace.csv": trace.join("\n"), "world.json": JSON.stringify(breathing) },
    args: ["sim", "--scenario", "world.json"],
    says: [/trace\.csv line 4: column "Test Time \/ s": 1 goes back from 2/],
  },
  "an empty file": {
    files: { "programme.json": "" },
    args: ["sim", "--program", "programme.json"],
    says: [/programme\.json: is empty/],
  },
  "a binary file": {
    files: { "programme.json": Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 1) },
    args: ["sim", "--program", "programme.json"],
    says: [/programme\.json: is not a text file/],
  },
  "a slip in the JSON": {
    files: { "programme.json": '{"name": "x",\n "steps": [{"unload": {}},]}' },
    args: ["sim", "--program", "programme.json"],
    says: [/programme\.json: line 2, column 27: a value is wanted here/],
  },
  "several mistakes at once": {
    files: { "programme.json": '{"name": "x", "steps": [{"fly": {}}, {"ramp": {"anode": 2}}]}' },
    args: ["sim", "--program", "programme.json"],
    says: [/2 things are wrong/, /steps\[0\]: must have exactly one of approach/, /steps\[1\]/],
  },
  "a programme beyond the rig": {
    args: ["sim", "--program", "symmetric-10", "--rig", "reference"],
    says: [/steps\[1\]\.ramp\.cathode: 2500 kPa is above the limit of 550 kPa: settings\.cathode/],
  },
  "an unknown command": {
    args: ["simulate"],
    says: [
      /no command "simulate"; commands are sim, cosim, settings, schema, serve, record, export, align, merge, report, calibrate, verify, help/,
    ],
  },
  "a directory that cannot be made": {
    files: { taken: "a file" },
    args: ["sim", "--out", "taken/run"],
    says: [/cannot write taken\/run: a part of its path is not a directory/],
  },
};

const names = Object.keys(cases);

describe("isobar on the command line", () => {
  let folder = "";
  const outcome = new Map<string, Ended>();
  const folderOf = (name: string) => join(folder, name.replaceAll(" ", "-"));

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "isobar-"));
    const waiting = [...names];
    const worker = async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const { files, args } = cases[name] ?? { args: [] };
        mkdirSync(folderOf(name));
        for (const [file, bytes] of Object.entries(files ?? {})) {
          writeFileSync(join(folderOf(name), file), bytes);
        }
        outcome.set(name, await ended(startIsobar(args, folderOf(name))));
      }
    };
    await Promise.all([worker(), worker(), worker()]);
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const name of names) {
    it(`ends with 2 and names the place of ${name}`, () => {
      const { code, error, out } = outcome.get(name) ?? assert.fail();
      assert.equal(code, 2, error);
      assert.equal(out, "");
      for (const pattern of cases[name]?.says ?? []) assert.match(error, pattern);
      assert.doesNotMatch(error, /^\s*at /mu, "a stack trace");
      assert.ok(!existsSync(join(folderOf(name), "runs")), "something was written");
    });
  }

  it("tells a full disk by the name of the file and ends with 2", async () => {
    const out = join(folder, "full");
    mkdirSync(out);
    symlinkSync("/dev/full", join(out, "log.csv"));
    const child = startIsobar(["sim", "--hours", "0.02", "--quiet", "--out", out], folder);
    const { code, error } = await ended(child);
    assert.equal(code, 2);
    assert.match(error, /cannot write .*log\.csv: the disk is full/);
    assert.doesNotMatch(error, /^\s*at /mu);
  });

  it("ends in good order with what there is when interrupted", async () => {
    const out = join(folder, "interrupted");
    mkdirSync(out);
    const child = startIsobar(["sim", "--out", out, "--log-period", "0.1"], folder);
    const log = join(out, "log.csv");
    // Once: a second signal would end the process on the spot.
    let asked = false;
    const watcher = watch(out, () => {
      if (asked || !existsSync(log) || statSync(log).size === 0) return;
      asked = true;
      child.kill("SIGINT");
    });
    const { code, out: said } = await ended(child);
    watcher.close();
    assert.equal(code, 0);
    assert.match(said, /Simulated/);
    const summary = JSON.parse(readFileSync(join(out, "summary.json"), "utf8")) as {
      simulatedS: number;
    };
    assert.ok(summary.simulatedS < 118800, `${summary.simulatedS}`);
    const rows = readFileSync(log, "utf8").trimEnd().split("\n");
    // A row each tick and the header, none of them cut.
    assert.equal(rows.length, summary.simulatedS * 10 + 1);
    assert.equal(rows.at(-1)?.split(",").length, rows[0]?.split(",").length);
    assert.ok(existsSync(join(out, "report.html")));
  });
});
