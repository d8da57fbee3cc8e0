const askAgainMs = 200;
/** A load cell that gives nothing for so long is not merely slow to start: the rig says itself what it then refuses. */
const patienceMs = 8000;
/** What a rig answers before its filters have something to show (src/readiness.ts). */
const notYet = /gives no valid readings/u;

/** Whether the rig at the line has readings of both load cells: it refuses to press without them. */
export class FirstReadings {
  private state: "none" | "waiting" | "there" = "none";
  private life = 0;
  private readonly ask: (message: string) => Promise<string>;
  private readonly told: () => void;

  /** `told` whenever the answer has changed. */
  constructor(ask: (message: string) => Promise<string>, told: () => void) {
    this.ask = ask;
    this.told = told;
  }

  get there(): boolean {
    return this.state === "there";
  }

  get connected(): boolean {
    return this.state !== "none";
  }

  /** A line to a rig is open. */
  begin(): void {
    this.life += 1;
    this.become("waiting");
    this.look(this.life, performance.now());
  }

  /** The line is gone. */
  lost(): void {
    this.life += 1;
    this.become("none");
  }

  private look(life: number, sinceMs: number): void {
    const again = () => setTimeout(() => life === this.life && this.look(life, sinceMs), askAgainMs);
    this.ask("OUTP1:READ?;OUTP2:READ?").then((reply) => {
      if (life !== this.life) return;
      if (notYet.test(reply) && performance.now() - sinceMs < patienceMs) again();
      else this.become("there");
    }, again);
  }

  private become(state: "none" | "waiting" | "there"): void {
    this.state = state;
    this.told();
  }
}
