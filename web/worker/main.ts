// Runs in a Web Worker of the page: the simulated rig, or a dry run on one of its own.

import { DocumentError } from "../../src/document/problems.js";
import { benchOf } from "./bench-of.js";
import { dryRun } from "./dry-run.js";
import type { FromWorker, SimulatedRig, ToWorker } from "./messages.js";
import { SimulatedLine } from "./simulated-line.js";

/** What the page uses of a worker's own scope. */
interface Scope {
  onmessage: ((event: { readonly data: ToWorker }) => void) | null;
  postMessage(message: FromWorker): void;
}

const scope = globalThis as unknown as Scope;
const clock = () => performance.now();
const periodMs = 20;

/** Answers the page; the line exists from its first message on. */
class Desk {
  private line: SimulatedLine | undefined;

  hear(message: ToWorker): void {
    if (message.kind === "dryRun") {
      scope.postMessage({ kind: "dryRun", result: dryRun(message.json, message.rig) });
    } else if (message.kind === "start") this.start(message.rig, message.speed);
    else if (this.line !== undefined) this.order(this.line, message);
  }

  private start(rig: SimulatedRig, speed: number): void {
    try {
      this.line = new SimulatedLine(benchOf(rig), speed, clock(), (told) =>
        scope.postMessage(told),
      );
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      scope.postMessage({ kind: "refused", why: error.message });
      return;
    }
    scope.postMessage({ kind: "ready", name: rig.scenario });
    setInterval(() => this.line?.turn(clock), periodMs);
  }

  private order(line: SimulatedLine, message: ToWorker): void {
    switch (message.kind) {
      case "send":
        line.send(message.text);
        break;
      case "speed":
        line.setSpeed(message.speed);
        break;
      case "inject":
        scope.postMessage({
          kind: "injected",
          problem: line.inject(message.name, message.side, message.forS),
        });
        break;
      case "restart":
        line.restart(message.powerCut);
        break;
      case "act":
        line.act(message.act);
        break;
      case "advance":
        line.advance(message.seconds);
        scope.postMessage({ kind: "advanced" });
        break;
      case "release":
        line.release();
    }
  }
}

const desk = new Desk();
scope.onmessage = ({ data }) => desk.hear(data);
