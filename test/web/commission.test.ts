// Commissioning in the page: the steps of `isobar calibrate`, on the simulated rig as it comes from its builder.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { ScriptedDialog } from "../../host/calibrate/scripted-dialog.js";
import { type Certificate, certificateProblem } from "../../host/commissioning/certificate.js";
import { RigLine } from "../../host/commissioning/line.js";
import { isMistake, mistakes } from "../../host/commissioning/mistakes.js";
import { Session } from "../../host/commissioning/session.js";
import { SimulatedBench } from "../../host/commissioning/simulated-bench.js";
import { steps } from "../../host/commissioning/steps/steps.js";
import { planOf } from "../../web/worker/rig-plan.js";
import {
  type DrawnRig,
  drawnRigs,
  figureOf,
  isTrueOf,
  mistakeWords,
} from "../support/drawn-rigs.js";
import { FakeTerminal } from "../support/fake-terminal.js";
import { near } from "../support/near.js";
import { axeFaults, shows } from "./looks.js";
import { type OpenPage, openPage } from "./open-page.js";

/** The shortest that the step takes. */
const hours = "0.2";
const resting = /^No step/u;
const titleOf = (name: string) => steps.find((step) => step.name === name)?.title ?? name;

/** The same rig, commissioned at a terminal. */
async function atTerminal({ seed, changes }: DrawnRig): Promise<Certificate | undefined> {
  const { rig, scenario } = planOf("lto-null", seed, changes);
  const bench = new SimulatedBench(rig, scenario, seed);
  const answers = { "acceptance.hours": hours };
  const session = new Session({
    line: new RigLine(bench, () => false),
    dialog: new ScriptedDialog(answers, new FakeTerminal(), (act) => bench.hands.do(act)),
    store: () => ({
      steps: kept,
      find: (name) => kept.find((step) => step.name === name),
      put: (step) => void kept.push(step),
      certify: () => "",
    }),
    steps,
    simulated: true,
    now: () => 1_800_000_000 + Math.floor(bench.world.atS),
  });
  const kept: Certificate["steps"][number][] = [];
  return session.run();
}

describe("commissioning in the page", () => {
  let open: OpenPage;

  before(async () => {
    open = await openPage();
    await connect("");
  });

  after(async () => {
    await open.context.close();
  });

  const connect = async (mistake: string, drawn: DrawnRig = { seed: 1, changes: [] }) => {
    await open.page.evaluate(() => localStorage.clear());
    await open.page.check("#fresh");
    await open.page.selectOption("#mistake", mistake);
    await open.page.fill("#seed", String(drawn.seed));
    await open.page.fill("#changes", drawn.changes.join("\n"));
    await open.page.click("#connect");
    await shows(open, "link-state", /^Connected: lto-null/u);
    await shows(open, "row-every", /every/u);
  };
  const step = (name: string) => open.page.getByRole("button", { name, exact: true }).click();
  const keptSteps = () =>
    open.page.evaluate(() =>
      Object.values(localStorage).flatMap((text) =>
        (JSON.parse(String(text)) as { name: string }[]).map(({ name }) => name),
      ),
    );

  it("gives a step up at a question, by its button or by STOP, and keeps nothing of it", async () => {
    for (const giveUp of ["#commission-abort", "#stop"]) {
      await step("Area of the die");
      await shows(open, "commission-question", /^Diameter/u);
      await open.page.click(giveUp);
      await shows(
        open,
        "commission-log",
        /stopped by the operator.*Nothing of this step was kept/u,
      );
      await shows(open, "commission-question", /repeat, skip or end/u);
      await open.page.click("#commission-form button");
      await shows(open, "commission-state", resting);
    }
    assert.deepEqual(await keptSteps(), []);
  });

  it("says which change of the simulated rig cannot be, and what would", async () => {
    await open.page.fill("#changes", "rig.anode.sprung=1 N");
    await open.page.click("#connect");
    await shows(
      open,
      "link-state",
      /^Not connected: .*"sprung" is not known here; known are .*spring/u,
    );
  });

  for (const name of Object.keys(mistakeWords) as (keyof typeof mistakeWords)[]) {
    // That nobody has tared is a mistake of the operator, on a rig without one.
    const mistake = isMistake(name) ? mistakes[name] : undefined;
    const at = mistake?.at ?? "identification";
    it(`catches ${mistake?.title ?? "no tare"} at the step ${at}, and says what to do`, async () => {
      await connect(mistake === undefined ? "" : name, {
        seed: name === "wrongSign" ? 2 : 1,
        changes: [],
      });
      await open.page.check("#commission-automatic");
      for (const one of mistake === undefined ? [at] : ["tare", at]) {
        await step(titleOf(one));
        if (one !== at) await shows(open, "commission-state", resting);
      }
      // The simulated operator answers all but what is to be done after a step that failed.
      await open.page.waitForSelector("#commission-form:not([hidden])");
      const said = (await open.page.textContent("#commission-log"))?.split(titleOf(at)).pop() ?? "";
      for (const words of mistakeWords[name]) assert.match(said, words);
      assert.match(said, /What to do: /u);
      await open.page.click("#commission-form button");
      await shows(open, "commission-state", resting);
      assert.deepEqual(await keptSteps(), mistake === undefined ? [] : ["tare"]);
    });
  }

  /** All steps; hands of a person at one question, those of the simulated operator at all others. */
  const commission = async (): Promise<Certificate> => {
    await open.page.check("#commission-automatic");
    for (const { title, name } of steps) {
      if (name === "acceptance") await open.page.uncheck("#commission-automatic");
      await step(title);
      while (name === "acceptance") {
        await open.page.waitForSelector("#commission-form:not([hidden])");
        if (/hour/iu.test((await open.page.textContent("#commission-question")) ?? "")) {
          await open.page.fill("#commission-answer", hours);
          await open.page.check("#commission-automatic");
          await open.page.click("#commission-form button");
          break;
        }
        await open.page.click("#commission-form button");
      }
      await shows(open, "commission-state", resting);
    }
    await shows(open, "certificate-note", /calibrated, identified and accepted/u);
    const saved = open.page.waitForEvent("download");
    await open.page.click("#certificate-json");
    return JSON.parse(readFileSync(await (await saved).path(), "utf8"));
  };

  for (const drawn of drawnRigs) {
    it(`takes drawn rig ${drawn.seed} from its builder's settings to a certified hold, with the result of the terminal`, async () => {
      await connect("", drawn);
      const certificate = await commission();
      assert.equal(certificateProblem(certificate), undefined);
      isTrueOf(certificate, planOf("lto-null", drawn.seed, drawn.changes).rig, drawn.seed);
      const terminal = await atTerminal(drawn);
      assert.ok(terminal?.accepted === true);
      for (const name of ["anode: sensitivity", "cathode: sensitivity", "anode: lash"]) {
        const here = figureOf(certificate, name);
        const there = figureOf(terminal, name);
        // The same rig, other noise: within four standard uncertainties of the difference.
        near(here.value, there.value, 4 * Math.hypot(here.sigma, there.sigma));
      }
    }).timeout(900_000);
  }

  it("shows the certificate as it is printed, and is accessible with it", async () => {
    const heading = open.page.frameLocator("#certificate").locator("h1");
    assert.match((await heading.textContent()) ?? "", /^Certificate [0-9a-f]{12}$/u);
    assert.deepEqual(await axeFaults(open), []);
  });

  it("ran without an error of its script", () => {
    assert.deepEqual(open.errors, []);
  });
});
