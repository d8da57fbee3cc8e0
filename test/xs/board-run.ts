import { simulatedBoard } from "../../sim/simulated-board.js";
import { startDevice } from "../../src/device.js";

/** What the desktop and command-line builds of the firmware are told. */
export interface BoardRun {
  readonly seconds: number;
  readonly rig: string;
  readonly scenario: string;
  readonly seed: number;
  readonly host: readonly string[];
}

/** Starts the firmware on the simulated board and lets the time go by at once; says each line that it sends. */
export function runBoard(run: BoardRun, say: (line: string) => void): void {
  const board = simulatedBoard({
    rig: run.rig,
    scenario: run.scenario,
    seed: run.seed,
    speed: 1,
    host: run.host,
    serial: "SIM-1",
    say,
    every: (intervalMs, callback) => {
      for (let atMs = intervalMs; atMs <= run.seconds * 1000; atMs += intervalMs) callback();
    },
  });
  startDevice(board);
}
