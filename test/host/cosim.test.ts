// `isobar cosim` as another process meets it: a conversation over pipes, exit codes, and the example plant in Python.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { projectFile } from "../../host/project.js";
import { ended, isobarWords, startIsobar } from "../support/isobar-process.js";

const example = (file: string) => projectFile("docs", "cosim", file);
const settings = ["--settings", example("settings.json")];

describe("isobar cosim", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "isobar-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const start = (...args: string[]) => startIsobar(["cosim", ...args], folder, "pipe");
  /** All of the input at once, and then its end. */
  const said = (input: string, ...args: string[]) => {
    const child = start(...(args.length > 0 ? args : settings));
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
    return ended(child);
  };

  it("answers each line at once, and ends with its input", async () => {
    const child = start(...settings);
    const end = ended(child);
    assert.ok(child.stdout !== null);
    const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
    // The next line goes out when the answer to the one before is there, as a plant would have it.
    for (const t of [0, 0.1, 0.25, 7]) {
      child.stdin?.write(`{"t":${t},"anode":{"counts":43000}}\n`);
      const { value } = (await answers.next()) as { value: string };
      assert.deepEqual(JSON.parse(value), {
        t,
        anode: { targetUm: 0, speedUmPerS: 0, enabled: false, mode: "off" },
        cathode: { targetUm: 0, speedUmPerS: 0, enabled: false, mode: "off" },
        mode: "off",
        faults: [],
        tx: "",
      });
      assert.deepEqual(Object.keys(JSON.parse(value) as object), [
        "t",
        "anode",
        "cathode",
        "mode",
        "faults",
        "tx",
      ]);
    }
    child.stdin?.end();
    const { code, error } = await end;
    assert.deepEqual([code, error], [0, ""]);
  });

  it("ends with 3 when a fault is latched at the end, and with 0 when none ever was", async () => {
    const [fault, fine] = await Promise.all([
      said('{"t":1,"lines":{"estop":true}}\n{"t":2}\n'),
      said(""),
    ]);
    assert.deepEqual([fault.code, fault.error], [3, ""]);
    const last = JSON.parse(fault.out.trimEnd().split("\n")[1] ?? "") as { faults: unknown };
    assert.deepEqual(last.faults, [{ name: "estop", side: "rig" }]);
    assert.deepEqual([fine.code, fine.out, fine.error], [0, "", ""]);
  });

  it("ends with 2 at a bad line though the plant keeps its pipe open, and names line and key", async () => {
    const child = start(...settings);
    child.stdin?.on("error", () => {});
    child.stdin?.write('{"t":1}\n{"t":2,"anode":{"counts":"12"}}\n{"t":3}\n');
    const { code, out, error } = await ended(child);
    assert.equal(code, 2);
    assert.equal(out.trimEnd().split("\n").length, 1);
    assert.match(error, /^isobar: line 2: anode\.counts: must be a whole number from -8388608 to /);
    assert.doesNotMatch(error, /^\s*at /mu, "a stack trace");
  });

  it("refuses what it cannot work with before the first line", async () => {
    const file = (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };
    const program = (name: string) => [...settings, "--program", name];
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [["--program", "doerrer"], /cosim needs --settings FILE/],
      [["--settings", "missing.json"], /missing\.json: there is no such file/],
      [["--settings", file("s.json", '{"die":{"diameter":10}}')], /die\.diameter: has no unit/],
      [program("nothing"), /no programme is called "nothing"; shipped are doerrer/],
      [
        program("symmetric-10"),
        /cathode: 2500 kPa is above the limit of 500 kPa: settings\.cathode\.limits\.pressureMax/,
      ],
      [[...settings, "surplus"], /cosim takes no argument such as "surplus"/],
      [[...settings, "--rig", "hard"], /Unknown option '--rig'/],
    ];
    await Promise.all(
      cases.map(async ([args, says]) => {
        const { code, out, error } = await said('{"t":1}\n', ...args);
        assert.deepEqual([code, out], [2, ""], error);
        assert.match(error, says);
        assert.doesNotMatch(error, /^\s*at /mu, "a stack trace");
      }),
    );
  });
});

/** Python writes the true pressures as CSV; the test looks at those after the start. */
function python(hours: string, ...controller: string[]) {
  const command = controller.length > 0 ? controller : [...isobarWords(), "cosim", ...settings];
  const programme = controller.length > 0 ? [] : ["--program", example("programme.json")];
  return ended(
    spawn("python3", [example("plant.py"), "--hours", hours, "--", ...command, ...programme]),
  );
}

describe("the example plant in Python", () => {
  it("is held at both pressures while its cell is charged and discharged", async () => {
    const { code, out, error } = await python("0.7");
    assert.deepEqual([code, error], [0, ""]);
    const [header, ...rows] = out.trimEnd().split("\n");
    assert.match(header ?? "", /^Time \/ s,Anode pressure \/ kPa,Cathode pressure \/ kPa,/);
    const held = rows.map((row) => row.split(",").map(Number)).filter(([t]) => (t ?? 0) >= 300);
    // A row each 10 s, from 300 to 2520 s: rest, one charge, and a little of the discharge.
    assert.equal(held.length, 223);
    for (const [t, anodeKPa, cathodeKPa] of held) {
      // 2.5 and 0.12 kPa are the calibration's; the charge would add 4.85 um x 0.33 N/um / 78.5 mm2 = 20 kPa.
      assert.ok(Math.abs((anodeKPa ?? 0) - 2500) <= 4, `anode ${anodeKPa} kPa at ${t} s`);
      assert.ok(Math.abs((cathodeKPa ?? 0) - 200) <= 0.3, `cathode ${cathodeKPa} kPa at ${t} s`);
    }
  });

  it("passes on how the controller ended", async () => {
    const { code, error } = await python("0.1", ...isobarWords(), "cosim");
    assert.equal(code, 2);
    assert.match(error, /cosim needs --settings FILE/);
  });

  it("uses nothing but Python's standard library", () => {
    const imports = readFileSync(example("plant.py"), "utf8").match(/^(import|from) \w+/gmu);
    const names = imports?.map((one) => one.split(" ")[1]);
    const standard = [
      "argparse",
      "json",
      "math",
      "random",
      "subprocess",
      "sys",
      "pathlib",
      "shutil",
    ];
    assert.deepEqual(names, standard);
  });
});
