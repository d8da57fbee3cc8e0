import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type BoardRun, runBoard } from "./board-run.js";
import { bundleFile } from "./bundle.js";
import { XsEngine } from "./engine.js";
import { needXs } from "./gate.js";
import { runWorld, type WorldRun } from "./world-run.js";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Loads, holds, lets go and begins again, with a voltage to wait for. */
const restless = {
  name: "restless",
  steps: [
    { approach: { touch: "5 N" } },
    {
      repeat: 2,
      steps: [
        { ramp: { anode: { to: "1 MPa", rate: "0.05 MPa/s" }, cathode: { to: "0.2 MPa" } } },
        { hold: { anode: "1 MPa", cathode: "0.2 MPa" }, until: { after: "2 min" } },
        { gap: {}, until: { voltageAbove: "2 V" } },
      ],
    },
    { unload: {} },
  ],
};

/** Measures itself, both sides and all loads, and holds on what it found. */
const identifying = {
  name: "identifying",
  steps: [
    { identify: { anode: "1 MPa", cathode: "0.2 MPa" } },
    { hold: { anode: "1 MPa", cathode: "0.2 MPa" } },
  ],
};

const symmetric = { rig: "symmetric", scenario: "symmetric-10", programme: "symmetric-10" };

const runs: Readonly<Record<string, WorldRun>> = {
  "the paper's cell on the reference rig": { hours: 0.75, seed: 1 },
  "10 MPa on both sides, in stages": { ...symmetric, hours: 0.5, seed: 7 },
  "the hard rig": { rig: "hard", hours: 0.25, seed: 3 },
  "the rig without gears": { rig: "direct", hours: 0.25, seed: 4 },
  "a cell that begins to breathe at once, on the cathode without its coil": {
    rig: "bare-cathode",
    scenario: "doerrer-thick",
    scenarioChange: { cycler: { start: "60 s" } },
    hours: 0.25,
    seed: 5,
  },
  "the drivers over emulated chips and buses": { hal: "bus", hours: 0.2, seed: 13 },
  "a rig that identifies itself first": {
    programme: identifying,
    hours: 0.2,
    seed: 11,
  },
  "a programme of many steps": { programme: restless, hours: 0.25, seed: 9 },
};

const boardRuns: readonly BoardRun[] = [
  { seconds: 300, rig: "reference", scenario: "doerrer", seed: 2, host: ["DATA:STR ON"] },
  {
    seconds: 600,
    rig: "hard",
    scenario: "lto-null",
    seed: 6,
    host: ["*IDN?", "DATA:STR ON", "PRES2 0.2MPA", "PRES1 2.5MPA", "OUTP2 ON", "OUTP1 ON"],
  },
];

describe("the rig in its simulated world", () => {
  let engine: XsEngine;

  before(async function () {
    needXs(this);
    engine = await XsEngine.start();
    await engine.evaluate(await bundleFile(`${here}world-run.ts`, "worlds"));
    await engine.evaluate(await bundleFile(`${here}board-run.ts`, "boards"));
  });

  after(async () => {
    await engine?.close();
  });

  for (const [name, run] of Object.entries(runs)) {
    it(`sends the same bytes on XS as in Node: ${name}, ${run.hours} h`, async () => {
      await engine.evaluate(`worlds.runWorld(${JSON.stringify(run)}, report); 0`);
      const onXs = engine.takeReport();
      const inNode: Uint8Array[] = [];
      runWorld(run, (bytes) => inNode.push(bytes.slice()));
      // A row a second, of more than 80 bytes.
      assert.ok(onXs.length > run.hours * 3600 * 80, `${onXs.length} bytes`);
      assert.ok(Buffer.concat(inNode).equals(onXs));
    });
  }

  it("sends other bytes with another seed", async () => {
    const [a, b] = [1, 2].map((seed) => {
      const pieces: Uint8Array[] = [];
      runWorld({ hours: 0.05, seed }, (bytes) => pieces.push(bytes.slice()));
      return Buffer.concat(pieces);
    });
    assert.ok(!a!.equals(b!));
  });

  for (const run of boardRuns) {
    const name = `rig ${run.rig}, scenario ${run.scenario}, seed ${run.seed}`;

    it(`sends the same lines from the device root on the desktop board: ${name}`, async () => {
      const collect = "let text = ''; const say = (line) => { text += line + '\\n'; };";
      const { value } = await engine.evaluate(
        `{ ${collect} boards.runBoard(${JSON.stringify(run)}, say); globalThis.said = text; } said`,
      );
      const expected = saidInNode(run);
      assert.ok(expected.length > run.seconds * 60, `${expected.length} bytes`);
      assert.ok(value === expected);
    });

    // Only where the SDK's own build of it is at hand: docs/flashing.md says how to make it.
    const program = process.env["ISOBAR_CLI"];
    if (program === undefined) continue;
    it(`prints the same lines when it was built with the Moddable SDK: ${name}`, () => {
      const words = [run.seconds, run.rig, run.scenario, run.seed, ...run.host].map(String);
      const { stdout, status } = spawnSync(program, words, { maxBuffer: 1 << 28 });
      assert.equal(status, 0);
      assert.ok(stdout.toString() === saidInNode(run));
    });
  }
});

function saidInNode(run: BoardRun): string {
  let text = "";
  runBoard(run, (line) => {
    text += `${line}\n`;
  });
  return text;
}
