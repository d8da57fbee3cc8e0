import type { Act, Dialog } from "../../host/commissioning/dialog.js";
import type { SimulatedTransport } from "../transport/simulated.js";

/** Time and hands around a rig that is commissioned. */
export interface Bench {
  /** The simulated rig: its results certify nothing real. */
  readonly simulated: boolean;
  wait(seconds: number): Promise<void>;
  restart(): Promise<void>;
  act(act: Act): void;
  /** The session is over. */
  leave(): void;
}

/** A rig on a line: the clock on the wall, and a person who is asked. */
export class WallBench implements Bench {
  readonly simulated = false;
  private readonly ask: Dialog["ask"];

  constructor(ask: Dialog["ask"]) {
    this.ask = ask;
  }

  wait(seconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }

  /** No order over the line starts a rig anew. */
  async restart(): Promise<void> {
    await this.ask({
      id: "restart",
      text: "The new settings count from the next start. Press the rig's reset button, wait 3 s, then go on",
      fallback: "done",
    });
    await this.wait(1);
  }

  act(): void {}

  leave(): void {}
}

/** The simulated rig in the page: its time jumps, and its operator's hands do what is asked. */
export class JumpingBench implements Bench {
  readonly simulated = true;
  private readonly transport: SimulatedTransport;

  constructor(transport: SimulatedTransport) {
    this.transport = transport;
  }

  wait(seconds: number): Promise<void> {
    return this.transport.advance(seconds);
  }

  restart(): Promise<void> {
    this.transport.tell({ kind: "restart", powerCut: false });
    return Promise.resolve();
  }

  act(act: Act): void {
    this.transport.tell({ kind: "act", act });
  }

  leave(): void {
    this.transport.tell({ kind: "release" });
  }
}
