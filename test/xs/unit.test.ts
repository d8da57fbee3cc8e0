import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import { filesUnder } from "../tidy/project-files.js";
import { XsEngine } from "./engine.js";
import { needXs } from "./gate.js";
import { leftOut } from "./unit/left-out.js";
import { runFileOnXs } from "./unit/run-file.js";
import type { Outcome } from "./unit/runner.js";

const all = filesUnder(["test/unit"], [".test.ts"]).map(({ path }) => path);
/** The tests of the tools in host/ are about Node. */
const pure = all.filter((path) => !path.startsWith("test/unit/host/"));
const whole = pure.filter((path) => !leftOut[path]?.some(({ test }) => test === undefined));

const partsLeftOut = (path: string) => (leftOut[path] ?? []).flatMap(({ test }) => test ?? []);

describe("the unit tests on XS", function () {
  this.timeout(300_000);
  const outcomes = new Map<string, Promise<Outcome>>();

  before(function () {
    needXs(this);
    // As many engines at a time as there are processors: each is a process of its own.
    const lane = pLimit(Math.max(2, availableParallelism()));
    for (const path of whole) {
      const outcome = lane(() => runFileOnXs(path, partsLeftOut(path)));
      // Its own test waits for it later.
      outcome.catch(() => undefined);
      outcomes.set(path, outcome);
    }
  });

  for (const path of whole) {
    it(`${path} passes`, async () => {
      const outcome = await outcomes.get(path)!;
      assert.deepEqual(outcome.failed, []);
      assert.ok(outcome.passed > 0);
      // Each exception still leaves something out.
      const parts = partsLeftOut(path);
      assert.ok(parts.every((part) => outcome.skipped.some((name) => name.includes(part))));
    });
  }

  it("are nearly all of them", async () => {
    const counts = await Promise.all([...outcomes.values()]);
    const passed = counts.reduce((sum, one) => sum + one.passed, 0);
    console.log(`      ${passed} tests in ${whole.length} of ${pure.length} files passed on XS`);
    assert.deepEqual(
      Object.keys(leftOut).filter((path) => !pure.includes(path)),
      [],
    );
    assert.ok(whole.length > 0.9 * pure.length);
  });

  it("would be seen to fail", async () => {
    const outcome = await runFileOnXs("test/xs/unit/failing-tests.ts", ["left out"]);
    assert.equal(outcome.passed, 2);
    assert.deepEqual(outcome.skipped, ["planted tests a test that is left out"]);
    const names = outcome.failed.map((text) => text.slice(0, text.indexOf(":")));
    assert.deepEqual(names, [
      "planted tests equal",
      "planted tests deepEqual",
      "planted tests throws",
      "planted tests a property",
      "planted tests a test that waits",
    ]);
    assert.match(outcome.failed[0] ?? "", /1 is not 2/);
  });

  it("run on XS indeed", () => assert.match(XsEngine.version(), /XS/));
});
