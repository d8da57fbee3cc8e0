import { shippedProgrammes } from "../../sim/programmes/shipped.js";
import { Problems } from "../../src/document/problems.js";
import { readProgramme } from "../../src/programme/read.js";
import { dryRunOf } from "../transport/simulated.js";
import type { DryRunResult, SimulatedRig } from "../worker/messages.js";
import { choices, element, input, made, onClick, select, setText } from "./dom.js";
import { StepHelpView } from "./step-help.js";
import { type StringKey, text } from "./strings.js";
import { durationText } from "./time-text.js";

/** What the programme view asks of the rest. */
export interface ProgrammeDesk {
  /** Sends it to the rig and runs it; what the rig refused. */
  run(json: unknown): Promise<readonly string[]>;
  /** A command, and what the rig had against it; empty when nothing. */
  order(message: string): Promise<string>;
  simulatedRig(): SimulatedRig;
  /** Is the rig that is connected the simulated one of this page? */
  isSimulated(): boolean;
  /** What has to come before the rig can run anything. */
  waits(): StringKey | undefined;
  /** Told whenever another rig is chosen, or it can run something now. */
  rigChosen: () => void;
}

/** A programme as text: judged by the firmware's own reader at each key, tried on a rig beside, then run. */
export class ProgrammeView {
  private readonly desk: ProgrammeDesk;
  private readonly editor = element<HTMLTextAreaElement>("programme-text");
  private readonly note = element("programme-note");
  /** The text whose dry run came to its end without a fault. */
  private tried: string | undefined;

  constructor(desk: ProgrammeDesk) {
    this.desk = desk;
    choices(
      select("programme-name"),
      shippedProgrammes.map(({ name, summary }) => [name, `${name}: ${summary}`]),
    );
    select("programme-name").addEventListener("change", () => this.choose());
    this.editor.addEventListener("input", () => this.judge());
    input("programme-untried").addEventListener("change", () => this.gate());
    desk.rigChosen = () => this.gate();
    onClick("programme-run", () => this.run());
    onClick("programme-dry", () => this.dry());
    onClick("programme-stop", () => this.order("PROG:STOP", text("programmeEnded")));
    onClick("programme-continue", () => this.order("PROG:CONT", ""));
    this.choose();
    new StepHelpView(this.editor);
  }

  /** Once the rig has readings; on any but the page's own after a dry run of the same text, or when one says that it is left out. */
  private gate(): void {
    const free = this.desk.isSimulated() || this.tried === this.editor.value;
    const waits = this.desk.waits();
    element("programme-gate").hidden = free;
    setText(element("programme-waits"), waits === undefined ? "" : text(waits));
    element<HTMLButtonElement>("programme-run").disabled =
      waits !== undefined || (!free && !input("programme-untried").checked);
  }

  private order(message: string, done: string): void {
    const tell = (words: string) => setText(this.note, words);
    this.desk.order(message).then(
      (refused) => tell(refused === "" ? done : refused),
      (error: Error) => tell(error.message),
    );
  }

  private started(problems: readonly string[]): void {
    this.problems(problems);
    if (problems.length === 0) setText(this.note, text("programmeRuns"));
  }

  private choose(): void {
    const name = select("programme-name").value;
    const shipped = shippedProgrammes.find((one) => one.name === name);
    this.editor.value = JSON.stringify(shipped?.json, undefined, 2);
    this.judge();
  }

  /** The document, or undefined when something is wrong with it, which is shown. */
  private judge(): unknown {
    this.gate();
    const problems = new Problems();
    const json = this.parse(problems);
    if (problems.none) readProgramme(json, problems);
    this.problems(problems.list);
    setText(this.note, problems.none ? text("programmeSound") : "");
    return problems.none ? json : undefined;
  }

  private parse(problems: Problems): unknown {
    try {
      return JSON.parse(this.editor.value) as unknown;
    } catch (error) {
      problems.add("", String(error).replace("SyntaxError: ", ""));
      return undefined;
    }
  }

  private problems(list: readonly string[]): void {
    this.editor.setAttribute("aria-invalid", String(list.length > 0));
    element("programme-problems").replaceChildren(...list.map((one) => made("li", one)));
  }

  private run(): void {
    const json = this.judge();
    if (json === undefined) return;
    this.desk.run(json).then(
      (refused) => this.started(refused),
      (error: Error) => setText(this.note, error.message),
    );
  }

  private dry(): void {
    const json = this.judge();
    if (json === undefined) return;
    setText(this.note, text("dryRunning"));
    const asked = this.editor.value;
    dryRunOf(json, this.desk.simulatedRig()).then(
      (result) => {
        this.dryDone(result);
        if (result.ended && result.faults.length === 0) this.tried = asked;
        this.gate();
      },
      (error: Error) => setText(this.note, error.message),
    );
  }

  private dryDone(result: DryRunResult): void {
    this.problems(result.problems);
    if (result.problems.length > 0) {
      setText(this.note, "");
      return;
    }
    const words = text("dryRunResult", {
      ended: text(result.ended ? "dryRunEnded" : "dryRunNotEnded"),
      duration: durationText(result.durationS),
      anode: result.travelUm.anode.toFixed(0),
      cathode: result.travelUm.cathode.toFixed(0),
      anodeKPa: result.highestKPa.anode.toFixed(0),
      cathodeKPa: result.highestKPa.cathode.toFixed(0),
    });
    const faults = result.faults.join(", ");
    setText(this.note, faults === "" ? words : `${words} ${text("dryRunFaults", { faults })}`);
  }
}
