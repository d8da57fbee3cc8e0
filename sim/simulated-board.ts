import type { Board } from "../hal/board-contract.js";
import type { Store } from "../hal/store.js";
import { DocumentError, Problems } from "../src/document/problems.js";
import { readTable } from "../src/document/table.js";
import { settingsFor } from "./calibrate.js";
import { shippedRigs } from "./rigs/shipped.js";
import { rigTable } from "./rigs/table.js";
import { shippedScenarios } from "./scenarios/shipped.js";
import { scenarioTable } from "./scenarios/table.js";
import { SimulatedRig } from "./simulated-rig.js";

export interface SimulatedBoardOptions {
  /** Names of a shipped rig and a shipped scenario. */
  readonly rig: string;
  readonly scenario: string;
  readonly seed: number;
  /** Simulated seconds in a real one; at least 1. */
  readonly speed: number;
  /** What the simulated host sends, a line each, one a simulated second from the third on. */
  readonly host: readonly string[];
  readonly serial: string;
  /** Where settings survive; undefined: nowhere. */
  readonly store?: Store;
  /** Calls back every so many real milliseconds. */
  readonly every: (intervalMs: number, callback: () => void) => void;
  /** Takes each line that the rig sends. */
  readonly say: (line: string) => void;
}

/**
 * The simulated rig as a board: one real tick advances it by `speed` simulated ones. A simulated host at the other end
 * of the serial line sends what it was told to and passes on what it hears.
 */
export function simulatedBoard(options: SimulatedBoardOptions): Board {
  const problems = new Problems();
  const rig = readTable(rigTable, named(shippedRigs, options.rig, problems), problems, "rig");
  const scenarioJson = named(shippedScenarios, options.scenario, problems);
  const scenario = readTable(scenarioTable, scenarioJson, problems, "scenario");
  if (!problems.none) throw new DocumentError(problems);
  const simulated = new SimulatedRig({ rig, scenario, seed: options.seed });
  const host = new Host(simulated, options.host, options.say);
  const store = options.store ?? simulated.hal.store;
  return {
    hal: { ...simulated.hal, store },
    serial: options.serial,
    resetReason: "Power-On",
    factorySettings: settingsFor(rig, options.seed),
    start(tickMs, onTick, onReceive) {
      const ticks = options.speed > 1 ? Math.floor(options.speed) : 1;
      options.every(tickMs, () => {
        for (let i = 0; i < ticks; i += 1) {
          simulated.advance(tickMs * 1000);
          if (host.speak(simulated.clock.now())) onReceive();
          onTick();
          host.listen();
        }
      });
    },
  };
}

function named(
  shipped: readonly { readonly name: string; readonly json: unknown }[],
  name: string,
  problems: Problems,
): unknown {
  const found = shipped.find((entry) => entry.name === name);
  if (found === undefined) {
    problems.add(
      "",
      `"${name}" is not shipped; give one of ${shipped.map((s) => s.name).join(", ")}`,
    );
  }
  return found?.json ?? {};
}

/** The first line of the host: by then the load cells have something to show. */
const firstLineUs = 3e6;
const lineEveryUs = 1e6;

/** The other end of the serial line. */
class Host {
  readonly #rig: SimulatedRig;
  readonly #lines: readonly string[];
  readonly #say: (line: string) => void;
  readonly #bytes = new Uint8Array(256);
  #line = "";
  #sent = 0;

  constructor(rig: SimulatedRig, lines: readonly string[], say: (line: string) => void) {
    this.#rig = rig;
    this.#lines = lines;
    this.#say = say;
  }

  /** Sends the next line when it is due; true when it was. */
  speak(atUs: number): boolean {
    const line = this.#lines[this.#sent];
    if (line === undefined || atUs < firstLineUs + this.#sent * lineEveryUs) return false;
    this.#sent += 1;
    this.#rig.uart.hostSend(`${line}\n`);
    return true;
  }

  listen(): void {
    for (;;) {
      const count = this.#rig.uart.hostTake(this.#bytes);
      if (count === 0) return;
      for (let i = 0; i < count; i += 1) this.#take(this.#bytes[i] as number);
    }
  }

  #take(byte: number): void {
    if (byte !== 10) {
      this.#line += String.fromCharCode(byte);
      return;
    }
    this.#say(this.#line);
    this.#line = "";
  }
}
