// Commissioning in the page: the steps of `isobar calibrate`, on the simulated rig as it comes from its builder.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { ScriptedDialog } from "../../host/calibrate/scripted-dialog.js";
import { type Certificate, certificateProblem } from "../../host/commissioning/certificate.js";
import { RigLine } from "../../host/commissioning/line.js";
import { Session } from "../../host/commissioning/session.js";
import { SimulatedBench } from "../../host/commissioning/simulated-bench.js";
import { steps } from "../../host/commissioning/steps/steps.js";
import { planOf } from "../../web/worker/rig-plan.js";
import { FakeTerminal } from "../support/fake-terminal.js";
import { axeFaults, shows } from "./looks.js";
import { type OpenPage, openPage } from "./open-page.js";

const seed = 4;
/** The shortest that the step takes. */
const hours = "0.2";
const resting = /^No step/u;

/** The same rig, commissioned at a terminal. */
async function atTerminal(): Promise<Certificate | undefined> {
  const { rig, scenario } = planOf("lto-null", seed);
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

function figureOf(certificate: Certificate | undefined, name: string) {
  const figures = certificate?.steps.flatMap((step) => step.figures) ?? [];
  const found = figures.find((figure) => figure.name === name);
  assert.ok(found !== undefined, name);
  return found;
}

describe("commissioning in the page", () => {
  let open: OpenPage;

  before(async () => {
    open = await openPage();
    open.page.setDefaultTimeout(120_000);
    await open.page.check("#fresh");
    await open.page.fill("#seed", String(seed));
    await open.page.click("#connect");
    await shows(open, "row-every", /every/u);
  });

  after(async () => {
    await open.context.close();
  });

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

  it("catches a wrong capacity at the span of the load cells, and says what to do", async () => {
    const scpi = async (line: string) => {
      await open.page.fill("#console-input", line);
      await open.page.press("#console-input", "Enter");
    };
    const capacity = async (text: string) => {
      await scpi(`SETT:VAL "anode.loadCell.capacity","${text}";:SETT:SAVE`);
      await open.page.click("#restart");
    };
    await capacity("200 N");
    await open.page.check("#commission-automatic");
    await step("Span of the load cells");
    await shows(open, "commission-log", /What to do: read capacity and rated output on its label/u);
    await open.page.click("#commission-form button");
    await shows(open, "commission-state", resting);
    assert.deepEqual(await keptSteps(), []);
    await capacity("500 N");
  });

  it("takes a rig from its builder's settings to a certified hold, with the result of the terminal", async () => {
    // Hands of a person at one question, those of the simulated operator at all others.
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
    const certificate = JSON.parse(readFileSync(await (await saved).path(), "utf8")) as Certificate;
    assert.equal(certificateProblem(certificate), undefined);
    assert.equal(certificate.accepted, true);
    const terminal = await atTerminal();
    assert.equal(terminal?.accepted, true);
    for (const name of ["anode: sensitivity", "cathode: sensitivity", "anode: lash"]) {
      const here = figureOf(certificate, name);
      const there = figureOf(terminal, name);
      // The same rig, other noise: within four standard uncertainties of the difference.
      const sigma = Math.hypot(here.sigma, there.sigma);
      assert.ok(
        Math.abs(here.value - there.value) <= 4 * sigma,
        `${name}: ${here.value}, ${there.value}`,
      );
    }
  }).timeout(240_000);

  it("shows the certificate as it is printed, and is accessible with it", async () => {
    const heading = open.page.frameLocator("#certificate").locator("h1");
    assert.match((await heading.textContent()) ?? "", /^Certificate [0-9a-f]{12}$/u);
    assert.deepEqual(await axeFaults(open), []);
  });

  it("ran without an error of its script", () => {
    assert.deepEqual(open.errors, []);
  });
});
