import { exitCodes } from "../command/exit.js";
import type { Terminal } from "../command/terminal.js";
import type { CoSimulation } from "./co-simulation.js";
import { plantLines } from "./plant-lines.js";
import { readMessage } from "./read-message.js";

/**
 * Answers each line of `input` with one of its own, at once: the plant waits for it. Returns the exit code when the
 * input ends; a bad line is a `DocumentError`.
 */
export async function converse(
  simulation: CoSimulation,
  input: AsyncIterable<Uint8Array>,
  terminal: Terminal,
): Promise<number> {
  let number = 0;
  let afterS: number | undefined;
  for await (const line of plantLines(input)) {
    number += 1;
    const message = readMessage(line, number, afterS);
    afterS = message.t;
    terminal.out(`${JSON.stringify(simulation.take(message))}\n`);
  }
  return simulation.faulted ? exitCodes.fault : exitCodes.fine;
}
