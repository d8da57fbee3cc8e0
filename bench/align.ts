// How sure isobar align is of itself: random cuts of the measured voltages, by the clocks of two instruments: npm run bench:align [-- CUTS SEED]

import { align } from "../host/align/align.js";
import { Prng } from "../sim/prng.js";
import { measuredTrace, recorded } from "../test/support/voltage-trace.js";

const cuts = Number(process.argv[2] ?? 50);
const seed = Number(process.argv[3] ?? 1);
/** An honest sigma is exceeded by so much once in 2,000 normal errors; 50 cuts have 100. */
const worstAllowed = 3.5;

const traces = [measuredTrace("NMC1_DST1"), measuredTrace("NMC1_DriveCycle_1")] as const;
const random = new Prng(seed, "cuts for align");
const among = <T>(list: readonly T[]) => list[Math.floor(random.next() * list.length)] as T;
const lag: number[] = [];
const drift: number[] = [];
let lost = 0;
for (let i = 0; i < cuts; i += 1) {
  const truth = among(traces);
  const lengthS = truth.timeS.at(-1) ?? 0;
  const share = 0.4 + 0.6 * random.next();
  // Rows that begin on the steps of the current, which come every 2.5 s, or anywhere.
  const onS = among([2.5, 0.001]);
  const fromS = Math.round((random.next() * (1 - share) * lengthS) / onS) * onS;
  const lagS = 2000 * (random.next() - 0.5);
  const driftPpm = 160 * (random.next() - 0.5);
  const rigS = among([0.1, 1]);
  const cyclerS = among([1, 2.5, 10]);
  const cycler = { noiseV: 0.2e-3, digitV: 0.1e-3, fromS, toS: fromS + share * lengthS };
  const found = align(
    recorded(truth, { everyS: rigS }, 1000 * seed + 2 * i),
    recorded(truth, { everyS: cyclerS, lagS, driftPpm, ...cycler }, 1000 * seed + 2 * i + 1),
  );
  if (!found.match) {
    lost += 1;
    console.log(`cut ${i}: no match: ${found.why}`);
    continue;
  }
  lag.push((found.lagS - lagS) / found.lagSigmaS);
  drift.push((found.driftPpm - driftPpm) / found.driftSigmaPpm);
}

const worst = (list: readonly number[]) => Math.max(0, ...list.map(Math.abs));
const rms = (list: readonly number[]) => Math.hypot(...list) / Math.sqrt(list.length);
const told = (list: readonly number[]) =>
  `at most ${worst(list).toFixed(2)}, RMS ${rms(list).toFixed(2)}`;
console.log(
  `${cuts} cuts, seed ${seed}: ${lost} without a match; lag off by ${told(lag)} standard deviations, drift by ${told(drift)}`,
);
// A short cut of a test that repeats itself may fit at other lags as well: to say so is right.
process.exitCode = worst([...lag, ...drift]) <= worstAllowed ? 0 : 1;
