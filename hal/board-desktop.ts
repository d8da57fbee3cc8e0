import config from "mc/config";
import Modules from "modules";
import Timer from "timer";
import { simulatedBoard } from "../sim/simulated-board.js";
import type { Board } from "./board-contract.js";
import { PreferenceStore, type Preferences } from "./desktop/preference-store.js";

interface BoardConfig {
  readonly serialNumber: string;
  readonly simulation: {
    readonly rig: string;
    readonly scenario: string;
    readonly seed: number;
    readonly speed: number;
    readonly host: readonly string[];
  };
}

/**
 * The desktop board: the simulated rig behind the same `Hal`, in real time or `speed` times faster, with what the rig
 * says traced line by line, and settings that survive in the SDK's preferences.
 */
export default function board(): Board {
  const { serialNumber, simulation } = config as unknown as BoardConfig;
  // Not by an import: the SDK's module for Linux keeps what it has read in a static field, which preloading would freeze.
  const preferences = Modules.importNow("preference") as Preferences;
  return simulatedBoard({
    ...simulation,
    serial: serialNumber,
    store: new PreferenceStore(preferences),
    every: (intervalMs, callback) => Timer.repeat(callback, intervalMs),
    say: (line) => trace(`${line}\n`),
  });
}
