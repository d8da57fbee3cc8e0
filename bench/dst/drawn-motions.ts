import type { Prng } from "../../sim/prng.js";
import { exp, log } from "../../src/maths/elementary.js";
import { highestSetPoint } from "../../src/programme/limits.js";
import { springFloorN } from "../../src/settings/spring-bounds.js";
import type { Settings } from "../../src/settings/table.js";
import type { Saying } from "./sayings.js";

const sideNames = ["anode", "cathode"] as const;

/**
 * Programmed springs, gaps that move and screws in free air: what moves a screw otherwise than a hold. Drawn from numbers of
 * their own, so that a seed without them stays what it was.
 */

/** A step of a programme: a spring or two, or gaps that move. */
export function drawnMotionStep(prng: Prng, settings: Settings): unknown {
  const until = { after: `${Math.floor(prng.uniform(20, 400))} s` };
  if (prng.next() < 0.5)
    return { stiffness: perSide(prng, (name) => spring(prng, settings, name)), until };
  return { gap: perSide(prng, () => way(prng)), until };
}

/** Messages of the host, one in a minute or two; half of them end a programme that runs, the others are refused then. */
export function drawnMotionSayings(prng: Prng, settings: Settings, durationS: number): Saying[] {
  const sayings: Saying[] = [];
  for (let atS = prng.uniform(3, 60); atS < durationS; atS += prng.uniform(1, 200)) {
    const first = prng.next() < 0.5 ? "FAUL:CLE;ABOR\n" : "";
    sayings.push({ atS, text: `${first}${drawnMotion(prng, settings)}\n`, replies: 0 });
  }
  return sayings;
}

function drawnMotion(prng: Prng, settings: Settings): string {
  const channel = prng.next() < 0.5 ? 1 : 2;
  const output = `OUTP${channel}`;
  const drawn = prng.next();
  const rate = `STIF${channel} ${logUniform(prng, 1e2, 9e8).toFixed(0)} N/M`;
  const microns = (um: number) => `${um.toFixed(3)} UM`;
  if (drawn < 0.3) {
    const { preload } = spring(prng, settings, sideNames[channel - 1] as "anode" | "cathode");
    return `PRES${channel} ${preload.toUpperCase()};:${rate};:${output}:MODE STIF`;
  }
  if (drawn < 0.4) return rate;
  if (drawn < 0.7) return `${output}:GAP ${microns(signed(prng, 0.05, 500))}${speed(prng)}`;
  if (drawn < 0.85) return `${output}:JOG ${microns(signed(prng, 1, 5000))}${speed(prng)}`;
  return `${output}:${drawn < 0.95 ? "PARK" : "HOME"}`;
}

function speed(prng: Prng): string {
  return prng.next() < 0.4 ? "" : `,${logUniform(prng, 0.01, 500).toFixed(3)} UM/S`;
}

function spring(prng: Prng, settings: Settings, name: "anode" | "cathode") {
  const areaMm2 = (Math.PI * settings.die.diameter ** 2) / 4;
  const leastKPa = (1100 * springFloorN(settings[name].approach.contactForce)) / areaMm2;
  const most = Math.min(0.75 * highestSetPoint(settings, name).limitKPa, 3000);
  const preload = Math.ceil(prng.uniform(leastKPa, Math.max(1.2 * leastKPa, most)));
  return { rate: `${logUniform(prng, 1e-4, 900)} N/um`, preload: `${preload} kPa` };
}

function way(prng: Prng) {
  const by = `${signed(prng, 0.1, 300)} um`;
  return prng.next() < 0.3 ? { by } : { by, rate: `${logUniform(prng, 0.01, 20)} um/s` };
}

function perSide(prng: Prng, draw: (name: "anode" | "cathode") => unknown): object {
  const which = Math.floor(prng.next() * 3);
  const step: Record<string, unknown> = {};
  if (which !== 1) step["anode"] = draw("anode");
  if (which !== 0) step["cathode"] = draw("cathode");
  return step;
}

function signed(prng: Prng, low: number, high: number): number {
  return (prng.next() < 0.5 ? 1 : -1) * logUniform(prng, low, high);
}

function logUniform(prng: Prng, low: number, high: number): number {
  return exp(prng.uniform(log(low), log(high)));
}
