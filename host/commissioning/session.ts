import {
  type Certificate,
  certificateFormat,
  certifiedSettings,
  type KeptStep,
  signed,
} from "./certificate.js";
import type { Dialog } from "./dialog.js";
import { figureLine } from "./figure-text.js";
import type { RigLine } from "./line.js";
import { Aborted, StepProblem } from "./problems.js";
import { Commissioning, type Step, type StepResult } from "./step.js";
import type { StepStore } from "./step-store.js";

/** Without these there is no certificate; an acceptance test is worth something when it came after all of them. */
const required = [
  "diagnostic",
  "tare",
  "span",
  "die",
  "identification",
  "reference-tare",
  "acceptance",
];

export interface SessionOptions {
  readonly line: RigLine;
  readonly dialog: Dialog;
  /** Opens the results of the rig that answers `*IDN?` so; throws when they are of another. */
  readonly store: (identity: string) => StepStore;
  readonly steps: readonly Step[];
  readonly simulated: boolean;
  /** Unix time, s. */
  readonly now: () => number;
}

/** `notPassed`: there is a result, and it is outside of its bands. */
export type StepEnd = "done" | "notPassed" | "failed" | "skipped";

/** Takes an operator through the steps; each may be given up and repeated, and only a whole result is kept. */
export class Session {
  /** How each step ended, by its name. */
  readonly ends = new Map<string, StepEnd>();
  private readonly options: SessionOptions;
  private readonly rig: Commissioning;

  constructor(options: SessionOptions) {
    this.options = options;
    this.rig = new Commissioning(options.line, options.dialog);
  }

  /** The certificate, when there is all that it needs. */
  async run(): Promise<Certificate | undefined> {
    const { line, dialog, store, steps } = this.options;
    await line.open();
    const identity = await line.ask("*IDN?");
    const kept = store(identity);
    dialog.say(`Rig ${identity}`);
    for (const step of steps) {
      const end = await this.take(step, kept);
      this.ends.set(step.name, end);
      if (end === "failed") return undefined;
    }
    return this.certify(kept, identity);
  }

  /** One step, as often as the operator wants it. */
  private async take(step: Step, kept: StepStore): Promise<StepEnd> {
    const { dialog, now } = this.options;
    for (;;) {
      dialog.say(`\n${step.title}`);
      try {
        if (step.moves) await this.prepare(step);
        const result = await step.run(this.rig);
        await this.store(result.settings ?? {});
        kept.put({ ...result, name: step.name, title: step.title, atUnixS: now() });
        this.tell(result);
        return result.passed === false ? "notPassed" : "done";
      } catch (error) {
        const next = await this.failed(step, error);
        if (next !== "repeat") return next;
      }
    }
  }

  /** Before screws move: is zero where it was, and is there something to press on? */
  private async prepare({ name, between = "the dummy" }: Step): Promise<void> {
    const { dialog } = this.options;
    await dialog.ask({
      id: `${name}.empty`,
      text: "Take cell or dummy out, so that nothing touches the pistons; then press Enter",
      fallback: "done",
      act: { kind: "dummy", inside: false },
    });
    await this.rig.line.wait(3);
    await this.rig.checkZero();
    await dialog.ask({
      id: `${name}.dummy`,
      text: `Put ${between} in and close the rig; then press Enter`,
      fallback: "done",
      act: { kind: "dummy", inside: true },
    });
  }

  /** What to do after a step without a result: nothing of it was kept. */
  private async failed(step: Step, error: unknown): Promise<StepEnd | "repeat"> {
    const { line, dialog } = this.options;
    if (!(error instanceof StepProblem || error instanceof Aborted)) throw error;
    line.stop();
    dialog.say(`  ! ${error.message}`);
    if (error instanceof StepProblem) dialog.say(`    What to do: ${error.remedy}.`);
    dialog.say("    Nothing of this step was kept; both screws stand.");
    const answer = await this.afterwards(step);
    if (answer === "skip") return "skipped";
    if (answer !== "repeat") return "failed";
    await line.command("FAUL:CLE");
    return "repeat";
  }

  private async afterwards(step: Step): Promise<string> {
    try {
      return await this.options.dialog.ask({
        id: `${step.name}.after`,
        text: "repeat, skip or end?",
        fallback: "end",
      });
    } catch (error) {
      if (error instanceof Aborted) return "end";
      throw error;
    }
  }

  /** All of a step's settings or none: a refused one puts the others back. They are in force after a restart. */
  private async store(settings: Readonly<Record<string, string>>): Promise<void> {
    const { line } = this.options;
    const entries = Object.entries(settings);
    if (entries.length === 0) return;
    const before: [string, string][] = [];
    try {
      for (const [path, text] of entries) {
        const old = (await line.ask(`SETT:VAL? "${path}"`)).replaceAll('"', "");
        await line.command(`SETT:VAL "${path}","${text}"`);
        before.push([path, old]);
      }
      await line.command("OUTP1 OFF;OUTP2 OFF");
      await line.command("SETT:SAVE");
    } catch (error) {
      for (const [path, old] of before) await line.command(`SETT:VAL "${path}","${old}"`);
      throw error;
    }
    await this.restarted();
    for (const [path, text] of entries) {
      const now = await line.ask(`SETT:VAL? "${path}"`);
      if (Number.parseFloat(now.replaceAll('"', "")) === Number.parseFloat(text)) continue;
      throw new StepProblem(
        `${path} is ${now} after the restart, not ${text}`,
        "the rig was not restarted, or its flash refuses: restart it and repeat the step",
      );
    }
  }

  /** New settings count from the next start: was there one? A draft reads back the same without it. */
  private async restarted(): Promise<void> {
    const { line } = this.options;
    const [before] = await line.numbers("DATA:RANG?");
    await line.restart();
    const [after] = await line.numbers("DATA:RANG?");
    if (before !== after) return;
    throw new StepProblem(
      "the rig was not started anew, so its new settings are not in force",
      "press its reset button and repeat the step",
    );
  }

  private tell(result: StepResult): void {
    for (const figure of result.figures) this.rig.say(figureLine(figure));
    for (const warning of result.warnings ?? []) this.rig.say(`Warning: ${warning}`);
    if (result.passed !== undefined) this.rig.say(result.passed ? "PASSED" : "NOT PASSED");
  }

  private async certify(kept: StepStore, identity: string): Promise<Certificate | undefined> {
    const { dialog, line, now, simulated } = this.options;
    const missing = required.filter((name) => kept.find(name) === undefined);
    if (missing.length > 0) {
      dialog.say(`\nNo certificate yet: ${missing.join(", ")} not done.`);
      return undefined;
    }
    const settings: Record<string, string> = {};
    for (const path of certifiedSettings) {
      settings[path] = (await line.ask(`SETT:VAL? "${path}"`)).replaceAll('"', "");
    }
    const temperature = await this.rig.degC();
    const certificate = signed({
      format: certificateFormat,
      rig: identity,
      firmware: identity.split(",")[3] ?? "",
      simulated,
      operator: await dialog.ask({
        id: "certificate.operator",
        text: "Who did this?",
        fallback: "",
      }),
      madeAtUnixS: now(),
      accepted: accepted(kept.steps),
      temperatureDegC: Number.isFinite(temperature) ? temperature : null,
      identifiers: await this.identifiers(),
      settings,
      steps: kept.steps,
    });
    const place = kept.certify(certificate);
    dialog.say(`\nCertificate ${certificate.id.slice(0, 12)}: ${place}`);
    if (!certificate.accepted) {
      dialog.say("  It has no acceptance test that was passed after the calibration.");
    }
    return certificate;
  }

  private async identifiers(): Promise<Record<string, string>> {
    const identifiers: Record<string, string> = {};
    for (const thing of ["anode load cell", "cathode load cell", "reference of force", "die"]) {
      const id = `certificate.${thing.replaceAll(" ", "-")}`;
      const text = `Serial number of the ${thing}?`;
      const answer = await this.options.dialog.ask({ id, text, fallback: "" });
      if (answer !== "") identifiers[thing] = answer;
    }
    return identifiers;
  }
}

/** Passed, and after the last change of what it was passed with. */
function accepted(steps: readonly KeptStep[]): boolean {
  const test = steps.find(({ name }) => name === "acceptance");
  if (test?.passed !== true) return false;
  return steps.every(({ settings, atUnixS }) => settings === undefined || atUnixS <= test.atUnixS);
}
