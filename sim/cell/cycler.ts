import type { Scenario } from "../scenarios/table.js";

export type CyclerPhase =
  | "rest-before"
  | "charge"
  | "rest-charged"
  | "discharge"
  | "rest-discharged"
  | "done";

/**
 * The laboratory's cycler: constant current between two cut-off voltages, a rest after each half
 * cycle.
 *
 * It acts on the voltage that the cell had under the current set by the call before.
 */
export class Cycler {
  /** Positive charges. */
  currentMAPerCm2 = 0;
  phase: CyclerPhase = "rest-before";
  /** Number of the cycle in progress, from 1; 0 before the first charge. */
  cycle = 0;
  /** True once the interlock has opened the circuit. */
  opened = false;

  readonly #scenario: Scenario["cycler"];
  readonly #idle: boolean;
  #phaseS = 0;

  /** No cycles or no current means rest for ever. */
  constructor(scenario: Scenario["cycler"]) {
    this.#scenario = scenario;
    this.#idle = scenario.cycles === 0 || scenario.current === 0;
    if (!this.#idle && scenario.start <= 0) this.#charge();
  }

  advance(dtS: number, cellVolts: number): void {
    if (this.#idle || this.opened || this.phase === "done") return;
    this.#phaseS += dtS;
    switch (this.phase) {
      case "rest-before":
        if (this.#phaseS >= this.#scenario.start) this.#charge();
        break;
      case "charge":
        if (cellVolts >= this.#scenario.upperVoltage) this.#rest("rest-charged");
        break;
      case "rest-charged":
        if (this.#phaseS >= this.#scenario.rest) this.#enter("discharge", -this.#scenario.current);
        break;
      case "discharge":
        if (cellVolts <= this.#scenario.lowerVoltage) this.#rest("rest-discharged");
        break;
      case "rest-discharged":
        if (this.#phaseS >= this.#scenario.rest) this.#nextCycle();
        break;
    }
  }

  /** Stops the current for good, as the interlock line does. */
  open(): void {
    this.opened = true;
    this.#enter("done", 0);
  }

  /** A rest of no length is left at once: the current then turns round within one sample. */
  #rest(phase: "rest-charged" | "rest-discharged"): void {
    this.#enter(phase, 0);
    if (this.#scenario.rest > 0) return;
    if (phase === "rest-charged") this.#enter("discharge", -this.#scenario.current);
    else this.#nextCycle();
  }

  #nextCycle(): void {
    if (this.cycle >= this.#scenario.cycles) this.#enter("done", 0);
    else this.#charge();
  }

  #charge(): void {
    this.cycle += 1;
    this.#enter("charge", this.#scenario.current);
  }

  #enter(phase: CyclerPhase, currentMAPerCm2: number): void {
    this.phase = phase;
    this.currentMAPerCm2 = currentMAPerCm2;
    this.#phaseS = 0;
  }
}
