// Every record exactly once or declared missing, none corrupt: whatever line, cable, disk and process do.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Recording } from "../../../../host/record/recording.js";
import { RecordingTrial } from "../../../support/recording-trial.js";

describe("a recording", () => {
  let folder = "";
  let trials = 0;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "isobar-record-"));
  });
  after(() => rmSync(folder, { recursive: true }));
  const trial = (seed: number, partBytesMax?: number) => {
    trials += 1;
    return new RecordingTrial(join(folder, `t${trials}`), seed, partBytesMax);
  };

  it("has every record once when nothing happens", () => {
    const one = trial(1);
    one.run(3000, {});
    const found = one.finish();
    assert.deepEqual(found.problems, []);
    assert.equal(found.missing, 0);
    assert.equal(found.records, 3000 + one.afterwards);
  });

  it("fills what noise on the line has damaged by asking again", () => {
    const one = trial(2);
    one.run(20, {});
    one.run(5000, { noise: 0.03 });
    const found = one.finish();
    assert.deepEqual(found.problems, []);
    assert.ok(one.damaged > 50, `${one.damaged} lines damaged`);
    assert.equal(found.missing, 0);
  });

  it("fills a cable pull of nine minutes, and declares what a longer one cost", () => {
    const one = trial(3);
    one.run(500, {});
    one.pull(540);
    one.run(500, {});
    assert.equal(one.declared, 0);
    one.pull(1000);
    one.run(500, {});
    const found = one.finish();
    assert.deepEqual(found.problems, []);
    // The ring keeps 600 of the 1,000 and those made until it was asked.
    assert.ok(found.missing >= 400 && found.missing < 420, `${found.missing}`);
  });

  it("declares a restart of the rig and takes the new life from its first record", () => {
    const one = trial(4);
    one.run(300, {});
    one.rig.restart();
    one.run(300, {});
    const found = one.finish();
    assert.deepEqual(found.problems, []);
    assert.equal(found.records, 600 + one.afterwards);
    assert.equal(found.restarts, 1);
    assert.equal(
      readdirSync(folder).filter((name) => /^t4-000[12]\.rig\.csv$/.test(name)).length,
      2,
    );
  });

  it("goes on after a full disk with nothing lost", () => {
    const one = trial(5);
    one.run(200, {});
    one.disk.full = true;
    one.run(300, {});
    assert.match(one.recording.diskTrouble, /the disk is full/);
    one.disk.full = false;
    one.run(200, {});
    assert.equal(one.recording.diskTrouble, "");
    const found = one.finish();
    assert.deepEqual(found.problems, []);
    assert.equal(found.missing, 0);
  });

  it("begins a new part at its size, with a header of its own", () => {
    const one = trial(6, 20000);
    one.run(2000, {});
    assert.deepEqual(one.finish().problems, []);
    const parts = readdirSync(folder).filter((name) => /^t6-\d{4}\.rig\.csv$/.test(name));
    assert.ok(parts.length > 3, `${parts.length}`);
    for (const part of parts)
      assert.match(readFileSync(join(folder, part), "utf8"), /^Test Time \/ s,Unix Time \/ s,/);
  });

  it("keeps the lines as they came", () => {
    const one = trial(7);
    one.run(100, {});
    one.finish();
    const raw = readFileSync(join(folder, "t7.raw.log"), "utf8").split("\n");
    for (const line of one.rig.truth.values()) assert.ok(raw.includes(line), line);
  });

  it("takes away tables that a life began which died before the state knew them", () => {
    // Of what was not in the state yet the next life may make other parts: what it asked the rig for is in no log.
    const one = trial(8);
    const name = `t${trials}`;
    one.run(2, {});
    assert.ok(one.recording.commit());
    for (const torn of ["0001.events", "0002.rig", "0003.events"])
      writeFileSync(join(folder, `${name}-${torn}.csv`), "Test Time / s,Unix Ti");
    writeFileSync(join(folder, `${name}-notes.csv`), "the laboratory's own");
    const next = new Recording({ base: join(folder, name), disk: one.disk, partBytesMax: 1e9 });
    assert.equal(next.rows, 2);
    const left = readdirSync(folder).filter((file) => file.startsWith(`${name}-`));
    assert.deepEqual(
      left.sort(),
      ["0001.rig", "0001.slow", "notes"].map((of) => `${name}-${of}.csv`),
    );
    assert.deepEqual(one.finish().problems, []);
  });

  it("is whole after noise, pulls, restarts, full disks and its own death at any byte", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (seed) => {
        const one = trial(seed, 60000);
        one.ordeal(1200);
        const found = one.finish();
        assert.deepEqual(found.problems, [], `seed ${seed}`);
      }),
      { numRuns: 8 },
    );
  });
});
