import type { Pump } from "../../host/commissioning/line.js";
import type { Link } from "../link.js";
import type { Bench } from "./bench.js";

/** The page's line as the procedures of `isobar calibrate` know one; others of the page may ask meanwhile. */
export class LinkPump implements Pump {
  hear: (text: string) => void = () => undefined;
  private readonly link: Link;
  private readonly bench: Bench;

  constructor(link: Link, bench: Bench) {
    this.link = link;
    this.bench = bench;
    link.tap = (line) => this.hear(`${line}\n`);
  }

  send(text: string): void {
    for (const message of text.split("\n")) {
      if (message === "!") this.link.stop();
      else if (message.includes("?")) this.ask(message);
      else if (message !== "") this.link.send(message);
    }
  }

  wait(seconds: number): Promise<void> {
    return this.bench.wait(seconds);
  }

  restart(): Promise<void> {
    return this.bench.restart();
  }

  close(): void {
    this.link.tap = undefined;
    this.bench.leave();
  }

  private ask(message: string): void {
    // Who asked knows how long to wait for an answer.
    this.link.ask(message).then(
      (reply) => this.hear(`${reply}\n`),
      () => undefined,
    );
  }
}
