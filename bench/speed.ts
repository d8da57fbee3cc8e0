import { endlessWorld } from "./worlds.js";

export interface SpeedPoint {
  readonly untilH: number;
  readonly simSecondsPerSecond: number;
  readonly heapMB: number;
}

const ticksPerHour = 36000;

/**
 * Speed of the coupled model on one core and its heap, in sections that end at `marksH`: whether an hour costs
 * the same however long the run already is, and whether memory grows.
 */
export function measureSpeed(marksH: readonly number[]): SpeedPoint[] {
  const world = endlessWorld("reference", "doerrer", 1);
  const bytes = new Uint8Array(65536);
  const points: SpeedPoint[] = [];
  let doneH = 0;
  for (const markH of marksH) {
    const ticks = (markH - doneH) * ticksPerHour;
    const start = performance.now();
    for (let i = 0; i < ticks; i += 1) {
      world.tick();
      if (i % 10 === 0) world.takeUart(bytes);
    }
    const wallS = (performance.now() - start) / 1000;
    globalThis.gc?.();
    points.push({
      untilH: markH,
      simSecondsPerSecond: ((markH - doneH) * 3600) / wallS,
      heapMB: process.memoryUsage().heapUsed / 1e6,
    });
    doneH = markH;
  }
  return points;
}
