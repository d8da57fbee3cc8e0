// From a box of parts to a certificate, on simulated rigs with hands of their own.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chosenSteps } from "../../host/calibrate/chosen-steps.js";
import { KeptSteps } from "../../host/calibrate/kept.js";
import { PortPump } from "../../host/calibrate/port-pump.js";
import { type Answers, ScriptedDialog } from "../../host/calibrate/scripted-dialog.js";
import { builderSettings, type StartSettings } from "../../host/commissioning/builder-settings.js";
import { type Certificate, certificateProblem } from "../../host/commissioning/certificate.js";
import type { Dialog } from "../../host/commissioning/dialog.js";
import { RigLine } from "../../host/commissioning/line.js";
import { isMistake, mistakes } from "../../host/commissioning/mistakes.js";
import { Session } from "../../host/commissioning/session.js";
import { SimulatedBench } from "../../host/commissioning/simulated-bench.js";
import type { Step, StepResult } from "../../host/commissioning/step.js";
import { steps } from "../../host/commissioning/steps/steps.js";
import { main } from "../../host/isobar.js";
import { raisingTorquePerNewton } from "../../sim/mechanics/screw-torque.js";
import type { RigModel } from "../../sim/rigs/table.js";
import type { JsonObject } from "../../src/document/table.js";
import { planOf } from "../../web/worker/rig-plan.js";
import { drawnRigs, figureOf, isTrueOf, mistakeWords } from "../support/drawn-rigs.js";
import { FakeTerminal } from "../support/fake-terminal.js";
import { near, nearShare } from "../support/near.js";
import { rigWith, scenarioWith } from "../support/rig-with.js";

interface Trial {
  readonly seed?: number;
  readonly rig?: RigModel;
  readonly settingsChange?: JsonObject;
  readonly start?: StartSettings;
  readonly steps?: string;
  readonly answers?: Answers;
  readonly out?: string;
}

let folder = "";
let trials = 0;

/** A rig on the bench with an operator who follows the answers. */
class Newcomer {
  readonly terminal = new FakeTerminal();
  readonly bench: SimulatedBench;
  readonly session: Session;
  readonly out: string;
  readonly line: RigLine;

  constructor(trial: Trial) {
    trials += 1;
    this.out = trial.out ?? join(folder, `trial-${trials}`);
    const { seed = 1, rig = rigWith("reference"), start, settingsChange } = trial;
    this.bench = new SimulatedBench(rig, scenarioWith(), seed, start, settingsChange);
    const answers = { "acceptance.hours": "0.2", ...trial.answers };
    const dialog = new ScriptedDialog(answers, this.terminal, (act) => this.bench.hands.do(act));
    this.line = new RigLine(this.bench, () => false);
    this.session = new Session({
      line: this.line,
      dialog,
      store: (identity) => new KeptSteps(this.out, identity),
      steps: chosenSteps(steps, trial.steps),
      simulated: true,
      now: () => 1_800_000_000 + Math.floor(this.bench.world.atS),
    });
  }

  get said(): string {
    return this.terminal.outText;
  }

  get kept(): string[] {
    const path = join(this.out, "calibration.json");
    if (!existsSync(path)) return [];
    const json = JSON.parse(readFileSync(path, "utf8")) as { steps: { name: string }[] };
    return json.steps.map(({ name }) => name);
  }

  setting(path: string): Promise<string> {
    return this.line.ask(`SETT:VAL? "${path}"`);
  }
}

describe("isobar calibrate", () => {
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "isobar-calibrate-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const { seed, changes } of drawnRigs) {
    it(`takes drawn rig ${seed} from factory settings to a certified hold that is true`, async () => {
      const { rig } = planOf("lto-null", seed, changes);
      const newcomer = new Newcomer({ seed, rig });
      const certificate = await newcomer.session.run();
      assert.ok(certificate !== undefined, newcomer.said);
      isTrueOf(certificate, rig, seed);
      // T = K F d on 8 mm, with a wrench of 3 %.
      const k = raisingTorquePerNewton({ leadMm: 2, pitchDiameterMm: 7, friction: 0.15 }) / 0.008;
      nearShare(figureOf(certificate, "anode: K factor, tightening").value, k, 0.05);
      const file = JSON.parse(readFileSync(join(newcomer.out, "certificate.json"), "utf8"));
      assert.equal(certificateProblem(file), undefined);
      assert.match(readFileSync(join(newcomer.out, "certificate.html"), "utf8"), /Torque wrench/u);
      // What the certificate names is what the rig runs with after its last start.
      const inForce = await newcomer.setting("anode.loadCell.countsPerNewton");
      assert.equal(`"${certificate.settings["anode.loadCell.countsPerNewton"]}"`, inForce);
    });
  }

  const built = Object.keys(mistakeWords) as (keyof typeof mistakeWords)[];
  for (const name of built) {
    // That nobody has tared is a mistake of the operator, on a rig without one.
    const mistake = isMistake(name) ? mistakes[name] : undefined;
    const at = mistake?.at ?? "identification";
    it(`catches ${mistake?.title ?? "no tare"} at the step ${at} and says what to do`, async () => {
      // Seed 2 has an anode that lowers its code.
      const seed = name === "wrongSign" ? 2 : 1;
      const rig = rigWith("reference", mistake?.rig);
      const { start = "factory", entered } = mistake ?? {};
      const newcomer = new Newcomer({
        seed,
        rig,
        start,
        settingsChange: entered?.(builderSettings(rig, seed, start)) ?? {},
        steps: mistake === undefined ? at : `tare,${at}`,
      });
      mistake?.built?.(newcomer.bench.hands);
      assert.equal(await newcomer.session.run(), undefined);
      assert.equal(newcomer.session.ends.get(at), "failed", newcomer.said);
      for (const words of mistakeWords[name]) assert.match(newcomer.said, words);
      assert.equal(newcomer.kept.includes(at), false);
      // Both screws stand.
      await newcomer.line.wait(2);
      const before = await newcomer.line.numbers("MEAS:POS1?");
      await newcomer.line.wait(5);
      assert.deepEqual(await newcomer.line.numbers("MEAS:POS1?"), before);
    });
  }

  it("keeps nothing of a step that is given up, and goes on where it was", async () => {
    const answers = { "span.cathode.force.3": "q" };
    const first = new Newcomer({ steps: "tare,span", answers });
    await first.session.run();
    assert.equal(first.session.ends.get("span"), "failed");
    assert.deepEqual(first.kept, ["tare"]);
    // The anode was through already; of it nothing is kept either.
    const nominal = '"8589.93 counts/N"';
    assert.equal(await first.setting("anode.loadCell.countsPerNewton"), nominal);
    const again = new Newcomer({ steps: "span", out: first.out });
    await again.session.run();
    assert.deepEqual(again.kept, ["tare", "span"]);
    assert.match(again.said, /No certificate yet: diagnostic, die, .*acceptance not done/u);
  });

  /** On a train without springs the contact is a third of all travel, and the drawing's 7 N/um speak of the train alone. */
  const stiff = {
    rig: rigWith("hard"),
    start: "calibrated",
    steps: "tare,spring",
    seed: 9,
  } as const;

  it("finds no fault with the springs of a healthy rig that has none", async () => {
    const newcomer = new Newcomer(stiff);
    await newcomer.session.run();
    assert.equal(newcomer.session.ends.get("spring"), "done", newcomer.said);
    assert.doesNotMatch(newcomer.said, /check the spring/u);
  });

  it("asks to check the spring of a train with a third of the drawing's stiffness", async () => {
    const newcomer = new Newcomer({
      ...stiff,
      rig: rigWith("hard", { anode: { train: { stiffness: "2.22 N/um" } } }),
    });
    await newcomer.session.run();
    assert.match(newcomer.said, /anode: 0\.[34]\d times the stiffness of the drawing at these/u);
    assert.doesNotMatch(newcomer.said, /cathode: .* times the stiffness/u);
  });

  it("finds of a stiff train what gives way in it, and what its wall and its relaxation add", async () => {
    const found = async (change: JsonObject) => {
      const newcomer = new Newcomer({
        seed: 9,
        rig: rigWith("hard", change),
        steps: "tare,span,die,identification,compliance",
      });
      await newcomer.session.run();
      const file = JSON.parse(readFileSync(join(newcomer.out, "calibration.json"), "utf8"));
      return figureOf(file as Certificate, "anode: compliance at load");
    };
    // Train 1 / 6.67 N/um, contact 1 / (1.43 sqrt(167 N)) and, for the 92 % that the cathode does not carry, the mount's
    // 1 / 20 N/um: 150 + 54 + 46 um/kN.
    const elastic = await found({
      anode: { train: { relaxation: 0 } },
      mould: { presliding: "0.01 um" },
    });
    near(elastic.value, 250, 3 * elastic.sigma);
    // Over its 3 um of presliding the wall gives way as well, and 3 % of a step relaxes while it is held.
    const real = await found({});
    near(real.value, 280, 3);
  });

  it("finds no compliance when nothing is between the pistons", async () => {
    const newcomer = new Newcomer({ start: "calibrated", steps: "tare,compliance" });
    // The blank was forgotten: hands that are asked to put it in do nothing.
    const { hands } = newcomer.bench;
    const act = hands.do.bind(hands);
    hands.do = (what) => {
      if (what.kind !== "dummy" || !what.inside) act(what);
    };
    await newcomer.session.run();
    assert.equal(newcomer.session.ends.get("compliance"), "failed", newcomer.said);
    assert.match(newcomer.said, /the rig has stopped with "noContact/u);
    assert.match(newcomer.said, /nothing is between the pistons, or a coupling is loose/u);
    assert.deepEqual(newcomer.kept, ["tare"]);
  });

  it("leaves both screws at clearance, without any force, after a step that moves them", async () => {
    const newcomer = new Newcomer({ start: "calibrated", steps: "tare,identification" });
    await newcomer.session.run();
    assert.equal(newcomer.session.ends.get("identification"), "done", newcomer.said);
    const { anode, cathode } = newcomer.bench.world.truth;
    assert.deepEqual([anode.forceN, cathode.forceN], [0, 0]);
  });

  it("keeps no result whose settings are not in force because nobody started the rig anew", async () => {
    const newcomer = new Newcomer({ steps: "die" });
    newcomer.bench.restart = () => Promise.resolve();
    await newcomer.session.run();
    assert.equal(newcomer.session.ends.get("die"), "failed");
    assert.match(newcomer.said, /was not started anew.*[\s\S]*press its reset button/u);
    assert.deepEqual(newcomer.kept, []);
  });

  it("does the same on a port, where time is that of the wall", async () => {
    const newcomer = new Newcomer({});
    const { bench } = newcomer;
    const server = createServer((socket) => {
      socket.setEncoding("latin1").on("data", (text) => bench.send(String(text)));
      // The client goes while rows are on their way.
      socket.on("error", () => undefined);
      bench.hear = (text) => void socket.write(text, "latin1");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const clock = setInterval(() => void bench.wait(0.1), 100);
    const { port } = server.address() as AddressInfo;
    const dialog = new ScriptedDialog({}, newcomer.terminal);
    const pressed: Dialog = {
      say: (text) => dialog.say(text),
      ask: async (question) => {
        if (question.id === "restart") await bench.restart();
        return dialog.ask(question);
      },
    };
    const pump = await PortPump.open(`tcp://127.0.0.1:${port}`, 115200, pressed);
    try {
      const session = new Session({
        line: new RigLine(pump, () => false),
        dialog: pressed,
        store: (identity) => new KeptSteps(join(folder, "port"), identity),
        steps: chosenSteps(steps, "die"),
        simulated: false,
        now: () => 1,
      });
      await session.run();
      assert.equal(session.ends.get("die"), "done", newcomer.said);
      assert.equal(bench.world.boots, 2);
    } finally {
      clearInterval(clock);
      pump.close();
      server.close();
    }
  });

  it("certifies a calibration whose acceptance test was not passed, or is older than a new tare, as not accepted", async () => {
    const settings = { "die.diameter": "10.01 mm" };
    let passed = false;
    // Steps without a rig: what counts here is when they were done and how they ended.
    const made = (name: string, result: Partial<StepResult>): Step => ({
      name,
      title: name,
      moves: false,
      run: () => Promise.resolve({ figures: [], ...result }),
    });
    const others = ["diagnostic", "tare", "span", "identification", "reference-tare"];
    const newcomer = new Newcomer({});
    let nowS = 0;
    const certified = async (...list: Step[]) => {
      const store = (identity: string) => new KeptSteps(newcomer.out, identity);
      const options = { store, simulated: true, line: newcomer.line };
      const dialog = new ScriptedDialog({}, newcomer.terminal);
      const now = () => {
        nowS += 1;
        return nowS;
      };
      return (await new Session({ ...options, dialog, steps: list, now }).run())?.accepted;
    };
    const die = made("die", { settings });
    const test = (): Step => made("acceptance", { passed });
    assert.equal(await certified(...others.map((name) => made(name, {})), die, test()), false);
    passed = true;
    assert.equal(await certified(test()), true);
    assert.equal(await certified(die), false);
    assert.match(newcomer.said, /no acceptance test that was passed after the calibration/u);
  });

  it("refuses the results of another rig and questions without an answer", async () => {
    const first = new Newcomer({ steps: "die" });
    await first.session.run();
    const other = new Newcomer({ steps: "die", seed: 2, out: first.out });
    await assert.rejects(other.session.run(), /is of another rig/u);
    const path = join(first.out, "calibration.json");
    const { rig } = JSON.parse(readFileSync(path, "utf8"));
    for (const json of ["[]", JSON.stringify({ rig, steps: [null] })]) {
      writeFileSync(path, json);
      await assert.rejects(
        new Newcomer({ steps: "die", out: first.out }).session.run(),
        /move it away/u,
      );
    }
  });

  it("says of answers that are none what would be right", async () => {
    const trial = { steps: "die", answers: { "die.diameter.2": "wide" } };
    const newcomer = new Newcomer(trial);
    await newcomer.session.run();
    assert.match(newcomer.said, /"wide" is no answer .*[\s\S]*give a number from 1 to 100/u);
    const unfit = new Newcomer({ steps: "die", answers: { "die.diameter.2": "13" } });
    await unfit.session.run();
    assert.match(unfit.said, /do not fit each other/u);
  });

  it("has a command line that says what is wrong with it", async () => {
    const said = async (...words: string[]) => {
      const terminal = new FakeTerminal();
      assert.equal(await main(["calibrate", ...words], terminal), 2);
      return terminal.errorText;
    };
    assert.match(await said(), /needs either --port or --sim/u);
    assert.match(
      await said("--sim", "--steps", "tare,dance"),
      /no step "dance"; steps are diagnostic/u,
    );
    const answers = join(folder, "answers.json");
    writeFileSync(answers, '{"die.diameter.1": [10]}');
    assert.match(await said("--sim", "--answers", answers), /must be text or a number/u);
    assert.match(await said("--port", answers), /is a file, not a rig/u);
  });
});
