// Runs in a Web Worker of the page: the simulated rig, or a dry run on one of its own.

import { dryRun } from "./dry-run.js";
import type { FromWorker, ToWorker } from "./messages.js";
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
      scope.postMessage({ kind: "dryRun", result: dryRun(message.json, message.scenario) });
    } else if (message.kind === "start") {
      this.line = new SimulatedLine(message, clock(), (told) => scope.postMessage(told));
      scope.postMessage({ kind: "ready", name: message.scenario });
      setInterval(() => this.line?.turn(clock), periodMs);
    } else if (this.line !== undefined) this.order(this.line, message);
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
