import type { World } from "../../sim/world.js";
import type { Break } from "./broken.js";

/** All of the firmware is walked through this often, in ticks: it takes a millisecond. */
const everyTicks = 100;

/** How the programme is told that there is no voltage, which no comparison then meets. */
const noVoltage = "rig.programme.volts";

/** No number in the firmware is NaN, wherever it is kept. */
export class NumberCheck {
  private readonly world: World;
  private readonly break: Break;
  private ticks = 0;

  constructor(world: World, broken: Break) {
    this.world = world;
    this.break = broken;
  }

  look(): void {
    this.ticks += 1;
    if (this.ticks % everyTicks !== 0) return;
    const found = findNaN(this.world.rig, "rig", new Set());
    if (found !== undefined) this.break("number", `${found} is NaN`);
  }
}

function findNaN(value: unknown, path: string, seen: Set<unknown>): string | undefined {
  if (typeof value === "number")
    return Number.isNaN(value) && path !== noVoltage ? path : undefined;
  if (typeof value !== "object" || value === null || seen.has(value)) return undefined;
  seen.add(value);
  if (ArrayBuffer.isView(value)) {
    const floats = value instanceof Float64Array || value instanceof Float32Array;
    const at = floats ? value.findIndex(Number.isNaN) : -1;
    return at < 0 ? undefined : `${path}[${at}]`;
  }
  for (const [key, inner] of Object.entries(value)) {
    // The machine below the contracts is the simulation's.
    if (key === "hal") continue;
    const found = findNaN(inner, `${path}.${key}`, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}
