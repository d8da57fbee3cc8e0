import type { Prng } from "../../sim/prng.js";
import { Problems } from "../../src/document/problems.js";
import { checkLimits, highestSetPoint } from "../../src/programme/limits.js";
import { readProgramme } from "../../src/programme/read.js";
import type { Programme } from "../../src/programme/step.js";
import type { Settings } from "../../src/settings/table.js";
import { drawnMotionStep } from "./drawn-motions.js";

/**
 * A programme of a few ramps, holds and unloadings within the limits; now and then none, and the host does it all. With
 * `motions`, springs and gaps that move are between them.
 */
export function drawnProgramme(
  prng: Prng,
  settings: Settings,
  problems: Problems,
  motions?: Prng,
): Programme | undefined {
  if (prng.next() < 0.25) return undefined;
  const steps: unknown[] = [{ approach: { touch: "5 N" } }];
  const count = 1 + Math.floor(prng.next() * 4);
  for (let i = 0; i < count; i += 1) {
    const anode = pressure(prng, settings, "anode");
    const cathode = pressure(prng, settings, "cathode");
    steps.push({
      ramp: {
        anode: { to: anode, rate: `${prng.uniform(0.01, 0.1)} MPa/s` },
        cathode: { to: cathode },
      },
    });
    const s = Math.floor(prng.uniform(30, 1500));
    steps.push({ hold: { anode, cathode }, until: { after: `${s} s` } });
    if (prng.next() < 0.2) steps.push({ gap: {}, until: { after: "60 s" } });
    if (motions !== undefined && motions.next() < 0.6)
      steps.push(drawnMotionStep(motions, settings));
  }
  if (prng.next() < 0.7) steps.push({ unload: {} });
  else {
    const last = {
      anode: pressure(prng, settings, "anode"),
      cathode: pressure(prng, settings, "cathode"),
    };
    steps.push({ hold: last });
  }
  const programme = readProgramme({ name: "drawn", steps }, problems);
  const limits = new Problems();
  if (problems.none) checkLimits(programme, settings, limits);
  for (const text of limits.list) problems.add("programme", text);
  return programme;
}

/** From the touch force to three quarters of what the side may be asked for, and not beyond what a wall carries. */
export function pressure(prng: Prng, settings: Settings, side: "anode" | "cathode"): string {
  const most = Math.min(0.75 * highestSetPoint(settings, side).limitKPa, 3000);
  return `${Math.floor(prng.uniform(100, Math.max(150, most)))} kPa`;
}
