import { settingsFor } from "../../sim/calibrate.js";
import { WallFriction } from "../../sim/mechanics/wall-friction.js";
import { Prng } from "../../sim/prng.js";
import type { RigModel } from "../../sim/rigs/table.js";
import { scenarioTable } from "../../sim/scenarios/table.js";
import { World } from "../../sim/world.js";
import { DocumentError, Problems } from "../../src/document/problems.js";
import { readTable } from "../../src/document/table.js";
import { exp, log } from "../../src/maths/elementary.js";
import { highestSetPoint } from "../../src/programme/limits.js";
import { readProgramme } from "../../src/programme/read.js";
import { forEachRestriction } from "../../src/restrictions.js";
import { type Settings, settingsTable } from "../../src/settings/table.js";
import { drawnRig } from "../dst/drawn-rig.js";
import { bothHeld } from "../in-control.js";
import { listenIn } from "./run.js";

/** What the wall bears at the end over the difference of the two pressures: below it a slip is none of the rig's invention. */
const leastMargin = 1.25;
const heard = new Uint8Array(1 << 15);

/** What a healthy rig was told of. */
export interface HealthyResult {
  readonly seed: number;
  readonly what: string;
  /** Faults, with their time; there must be none. */
  readonly faults: readonly string[];
  /** Restrictions that were on at the end of an hour, with the hours of each. */
  readonly restrictions: ReadonlyMap<string, number>;
  readonly hours: number;
  /** It still holds. */
  readonly holds: boolean;
}

interface HealthyPlan {
  readonly world: World;
  readonly what: string;
  readonly lithium: boolean;
}

/** A drawn rig without faults and without shorts, which holds a pair of pressures that its wall bears, while its cell is cycled. */
function drawn(seed: number, hours: number): HealthyPlan {
  const problems = new Problems();
  const prng = new Prng(seed, "healthy");
  const rig = drawnRig(new Prng(seed, "healthy rig"), false, problems);
  const lithium = prng.next() < 0.8;
  const chemistry = lithium ? "lithium" : "other";
  const document = { ...settingsFor(rig, seed), cell: { chemistry } };
  const settings = readTable(settingsTable, document, problems, "settings");
  const current = exp(prng.uniform(log(0.05), log(2)));
  const limits = lithium
    ? { upperVoltage: "4.3 V", lowerVoltage: "2.8 V" }
    : { upperVoltage: "2.75 V", lowerVoltage: "1.25 V" };
  const scenario = readTable(
    scenarioTable,
    {
      cell: { anode: lithium ? "lithium" : "lto", axialShare: prng.uniform(0.3, 1) },
      cycler: {
        ...limits,
        current: `${current} mA/cm2`,
        start: `${prng.uniform(600, 5400)} s`,
        rest: `${prng.uniform(60, 3600)} s`,
        cycles: 1000,
      },
      room: { swing: `${prng.uniform(0, 2)} K`, ripple: `${prng.uniform(0, 0.3)} K` },
    },
    problems,
    "scenario",
  );
  const [anode, cathode] = drawnPair(prng, settings, rig, hours);
  const pair = { anode: `${anode} kPa`, cathode: `${cathode} kPa` };
  const programme = readProgramme(
    {
      name: "healthy",
      steps: [
        { approach: { touch: "5 N" } },
        { ramp: { anode: { to: pair.anode, rate: "0.05 MPa/s" }, cathode: { to: pair.cathode } } },
        { hold: pair },
      ],
    },
    problems,
  );
  if (!problems.none) throw new DocumentError(problems);
  const world = new World({ rig, scenario, settings, programme, seed, hal: "contract" });
  const cell = lithium ? "lithium" : "lto";
  return {
    world,
    what: `${rig.name}, ${cell}, ${anode}/${cathode} kPa, ${current.toFixed(2)} mA/cm2`,
    lithium,
  };
}

/** Two set points that the wall still bears with the margin when its clamping has decayed. */
function drawnPair(
  prng: Prng,
  settings: Settings,
  rig: RigModel,
  hours: number,
): readonly [number, number] {
  const wall = new WallFriction(rig.mould);
  wall.prepare(hours * 3600, 0, 0);
  const areaMm2 = (Math.PI * rig.mould.dieDiameter ** 2) / 4;
  const one = (name: "anode" | "cathode") => {
    const most = Math.min(0.75 * highestSetPoint(settings, name).limitKPa, 3000);
    return Math.floor(prng.uniform(150, Math.max(200, most)));
  };
  for (let tries = 0; tries < 1000; tries += 1) {
    const anode = one("anode");
    const cathode = one("cathode");
    const differenceN = (Math.abs(anode - cathode) * areaMm2) / 1000;
    // What has broken away carries less by this ratio; a healthy wall never does.
    if (wall.capacityAt(anode, cathode) > leastMargin * differenceN) return [anode, cathode];
  }
  throw new Error("no pair that the wall bears");
}

/** Runs one; `tellCurrent`: the host tells the cycler's current each minute, so that the whole watch of the cell is awake. */
export function runHealthy(seed: number, hours: number, tellCurrent: boolean): HealthyResult {
  const { world, what, lithium } = drawn(seed, hours);
  const restrictions = new Map<string, number>();
  if (tellCurrent && lithium) listenIn(world);
  for (let tick = 1; tick <= hours * 36000; tick += 1) {
    world.tick();
    if (tick % 10 === 9) world.takeUart(heard);
    if (tick % 36000 !== 0) continue;
    forEachRestriction(world.rig, (name, place) => {
      const key = `${name} ${place}`;
      restrictions.set(key, (restrictions.get(key) ?? 0) + 1);
    });
  }
  return {
    seed,
    what,
    faults: world.faults.map(({ name, side, atS }) => `${name} ${side} at ${atS.toFixed(0)} s`),
    restrictions,
    hours,
    holds: bothHeld(world.rig),
  };
}

/** Runs so many, tells of each that was alarmed, and counts. Returns how many were. */
export function healthy(count: number, hours: number, from: number, tellCurrent: boolean): number {
  let alarmed = 0;
  const sums = new Map<string, number>();
  for (let seed = from; seed < from + count; seed += 1) {
    const result = runHealthy(seed, hours, tellCurrent);
    for (const [name, h] of result.restrictions) sums.set(name, (sums.get(name) ?? 0) + h);
    if (result.faults.length === 0 && result.holds) continue;
    alarmed += 1;
    const said = result.faults.join(", ") || "no longer holds, and nothing was said";
    console.log(`seed ${seed} (${result.what}): ${said}`);
  }
  for (const [name, h] of sums) console.log(`restriction ${name}: on at the end of ${h} hours`);
  console.log(
    `${count} healthy rigs of ${hours} h from seed ${from}: ${alarmed} with a false alarm`,
  );
  return alarmed;
}
