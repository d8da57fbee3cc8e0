import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { projectFile } from "../../host/project.js";

/** Runs a suite that needs the engine where there is none. */
function runWithoutEngine(ci: string): { status: number | null; said: string } {
  const mocha = projectFile("node_modules/mocha/bin/mocha.js");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [mocha, "--reporter", "spec", "test/xs/cost.test.ts"],
    {
      cwd: projectFile("."),
      encoding: "utf8",
      env: { ...process.env, ISOBAR_XSNAP: "no/such/worker", CI: ci },
    },
  );
  return { status, said: stdout + stderr };
}

describe("a machine without the XS engine", () => {
  it("skips the tests on XS, says so, and why", () => {
    const { status, said } = runWithoutEngine("");
    assert.match(
      said,
      /XS tests did not run: ISOBAR_XSNAP names no\/such\/worker, which is not there/,
    );
    assert.match(said, /0 passing[\s\S]*\d+ pending/);
    assert.equal(status, 0);
  });

  it("fails them in continuous integration", () => {
    const { status, said } = runWithoutEngine("1");
    assert.match(said, /1 failing[\s\S]*XS tests did not run/);
    assert.notEqual(status, 0);
  });
});
