// A sample of `npm run bench:control`: the bars of the whole bench on a seed or two, so that a regression is seen at once.

import assert from "node:assert/strict";
import type { Section } from "../../bench/control/section.js";
import { sectionNamed } from "../../bench/control/sections.js";

/** Runs the jobs of a section that are wanted, with a seed that nobody has tuned to, and gives the rows made from them. */
function sample(
  name: string,
  wanted: (job: Record<string, unknown>) => boolean,
  change: Record<string, unknown> = {},
) {
  const section: Section = sectionNamed(name);
  const all = section.jobs({ fromSeed: 431, rigs: 1 });
  const jobs = all.filter(wanted).map((job) => ({ ...job, ...change }));
  assert.ok(jobs.length > 0);
  return section.rows(
    jobs,
    jobs.map((job) => section.run(job)),
  );
}

/** Every row about `what` that has a bar meets it; there is one at least. */
function assertMet(rows: ReturnType<typeof sample>, what: RegExp): void {
  const judged = rows.filter((row) => what.test(row.what) && row.met !== undefined);
  assert.ok(judged.length > 0, `no row is about ${what}`);
  for (const row of judged) assert.ok(row.met, `${row.what}: ${row.figure}, bar ${row.bar}`);
}

describe("the bars of the control bench, on a sample", () => {
  for (const rig of ["reference", "hard"]) {
    it(`${rig}: 33 h of the paper's cell`, () => {
      const rows = sample("doerrer", (job) => job["rig"] === rig && job["seed"] === 431);
      assertMet(rows, new RegExp(`^${rig} anode, `));
      assertMet(rows, new RegExp(`^${rig} cathode, (measured|reversals)`));
      assertMet(rows, new RegExp(`^${rig}, faults`));
    });

    it(`${rig}: the current turns round`, () => {
      const rows = sample("reversal", (job) => job["rig"] === rig && job["seed"] === 431);
      assertMet(rows, new RegExp(`^${rig} anode`));
    });
  }

  it("a tenth of a megapascal more and less on the reference within six seconds, without overshoot", () => {
    const rows = sample("steps", (job) => {
      const told = job["guess"] === 1 && job["side"] === "anode" && job["withinS"] !== undefined;
      return told && job["rig"] === "reference";
    });
    assertMet(rows, /2500 to 2600 kPa/);
    assertMet(rows, /2500 to 2400 kPa/);
  });

  it("a coil cathode hardly feels the anode's ramp", () => {
    const rows = sample("cross-talk", (job) => typeof job["rig"] === "string");
    assertMet(rows, /coil cathode/);
  });

  it("rigs that are wired wrongly are refused by name", () => {
    const wired = /^(wrongSign|cellsSwapped|motorsSwapped)/;
    const rows = sample("refusals", (job) => wired.test(String(job["why"])));
    assertMet(rows, wired);
  });

  it("pairs that slip are refused by that name, motors that turn the other way as soon as the search is given up", () => {
    const rows = sample("refusals", (job) => /^(slipping|motorReversed)/.test(String(job["why"])));
    assertMet(rows, /^(slippingPair|motorReversed)/);
  });

  it("beside a textbook PID: as near to the set point with a hundredth of the reversals", () => {
    const wanted = (job: Record<string, unknown>) =>
      job["rig"] === "hard" && job["law"] !== "bangBang";
    const rows = sample("versus", wanted, { hours: 6 });
    assertMet(rows, /the PID/);
  });
});
