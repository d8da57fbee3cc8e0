import assert from "node:assert/strict";
import { bedOf, run, runUntil } from "../../bench/control/bed.js";
import { measure, stiffPair } from "../../bench/control/sections/cross-talk.js";
import { settingsFor } from "../../sim/calibrate.js";
import { World } from "../../sim/world.js";
import type { JsonObject } from "../../src/document/table.js";
import { settingsWith } from "../support/settings-with.js";
import { planned } from "../support/world-of.js";

const programme = {
  name: "cross-talk",
  steps: [
    { approach: { touch: "5 N" } },
    { ramp: { cathode: { to: "0.2 MPa" }, anode: { to: "2 MPa" } } },
    { hold: { anode: "2 MPa", cathode: "0.2 MPa" }, until: { after: "120 s" } },
    { ramp: { anode: { to: "2.5 MPa", rate: "0.05 MPa/s" } } },
    { hold: { anode: "2.5 MPa", cathode: "0.2 MPa" } },
  ],
};

/** The filtered cathode's worst while the anode goes from 2.0 to 2.5 MPa, and in half a minute after, kPa. */
function crossTalkKPa(rig: string, rigChange: JsonObject, mountNPerUm?: number, seed = 1): number {
  const options = planned({ rig, rigChange, programme, seed });
  const mould = mountNPerUm === undefined ? {} : { mountStiffness: `${mountNPerUm} N/um` };
  const settings = settingsWith({ ...settingsFor(options.rig, seed), mould });
  const world = new World({ ...options, settings });
  while (world.rig.programme.stepPath !== "steps[3]") {
    assert.ok(world.atS < 900 && world.faults.length === 0);
    world.tick();
  }
  let worst = 0;
  for (let i = 0; i < 400; i += 1) {
    world.tick();
    worst = Math.max(worst, Math.abs(world.rig.cathode.pressureKPa - 200));
  }
  assert.deepEqual(world.faults, []);
  return worst;
}

/** A cathode of 2.16 N/um at 15.7 N: 3.5 N/um in series with a contact of 1.43 sqrt(15.7) = 5.67. */
const stiffCathode = (mount: string): JsonObject => ({
  mould: { stiffness: mount },
  cathode: { train: { stiffness: "3.5 N/um" } },
  nameplate: { cathode: { trainStiffness: "3.5 N/um" } },
});

describe("the cathode while the anode goes from 2.0 to 2.5 MPa at 0.05 MPa/s", () => {
  for (const rig of ["reference", "hard"]) {
    it(`keeps within 0.3 kPa on a coil spring, on ${rig}`, () => {
      assert.ok(crossTalkKPa(rig, {}) <= 0.3);
      assert.ok(crossTalkKPa(rig, {}, 20) <= 0.3);
    });
  }

  it("shows at most a quarter of what it did before its mount of 9 N/um was known: cross gain 0.2", () => {
    // Mount 9 and wall some 40 N/um in series, as an identification finds them: 7.3 N/um.
    const rig = stiffCathode("9 N/um");
    // A cathode rests anywhere within its deadband before, half a kilopascal of these five: the median of the rigs whose cathode bears the
    // ramp undecoupled without a fault, four of the first eight.
    const shares = [1, 4, 5, 8].map((seed) => {
      const undecoupled = crossTalkKPa("bare-cathode", rig, undefined, seed);
      assert.ok(undecoupled > 20, `${undecoupled}`);
      return crossTalkKPa("bare-cathode", rig, 7.3, seed) / undecoupled;
    });
    const [, low, high] = shares.sort((a, b) => a - b) as [number, number, number];
    assert.ok(0.5 * (low + high) <= 0.25, `${shares}`);
  });
});

describe("the same ramp after an identification, five rigs each that nobody has tuned to", () => {
  const seeds = [1431, 1432, 1433, 1434, 1435];
  const median = (values: number[]) => values.sort((a, b) => a - b)[2] ?? Number.NaN;

  // 3 / (3 + mount): cross gains of 0.05, 0.13 and 0.2
  for (const mount of [57, 20, 12]) {
    it(`on a mount of ${mount} N/um shows at most a quarter of the undecoupled figure`, () => {
      const results = (coupled: boolean) =>
        seeds.map((seed) => measure({ name: "", rig: stiffPair(mount), coupled, seed }));
      const decoupled = results(true);
      const bareKPa = median(results(false).map((r) => r.trueKPa));
      const shares = decoupled.map((r) => (100 * r.trueKPa) / bareKPa);
      for (const share of shares) assert.ok(share <= 25, `${shares.map((s) => s.toFixed(0))} %`);
      assert.deepEqual(
        decoupled.flatMap((r) => r.faults),
        [],
      );
      // 10 s of ramp after at most 25 s of waiting for the other side's lash, and a tail.
      for (const r of decoupled) assert.ok(r.rampS <= 40, `${r.rampS} s`);
    });
  }

  // Cross gains of 0.4 and 0.58: slower, and without any fault.
  for (const mount of [4.5, 2.2]) {
    it(`on a mount of ${mount} N/um goes slower and raises no fault`, () => {
      for (const seed of seeds) {
        const result = measure({ name: "", rig: stiffPair(mount), coupled: true, seed });
        assert.deepEqual(result.faults, []);
        assert.ok(result.rampS > 15 && result.rampS < 90, `seed ${seed}: ${result.rampS} s`);
      }
    });
  }
});

/** Both sides to new pressures by one message, on a rig that has measured itself: how far each goes beyond in two minutes, kPa. */
function beyondKPa(seed: number, fromKPa: Pressures, toKPa: Pressures): Pressures {
  const pressures = { anode: `${fromKPa.anode} kPa`, cathode: `${fromKPa.cathode} kPa` };
  const { world } = bedOf({
    rig: "hard",
    seed,
    programme: {
      name: "both at once",
      steps: [
        { identify: { anode: "1 MPa", cathode: "150 kPa" } },
        { approach: { touch: "5 N" } },
        { ramp: { anode: { to: pressures.anode }, cathode: { to: pressures.cathode } } },
        { hold: pressures, until: { after: "120 s" } },
      ],
    },
  });
  runUntil(world, () => world.rig.programme.stepPath === "steps[3]", 3600);
  runUntil(world, () => !world.rig.programme.running, 600);
  world.simulated.uart.hostSend(`PRES1 ${toKPa.anode} KPA;PRES2 ${toKPa.cathode} KPA\n`);
  const beyond = { anode: 0, cathode: 0 };
  run(world, 120, () => {
    for (const side of ["anode", "cathode"] as const) {
      const over = world.rig[side].pressureKPa - toKPa[side];
      beyond[side] = Math.max(beyond[side], over * Math.sign(toKPa[side] - fromKPa[side]));
    }
    return false;
  });
  assert.deepEqual(world.faults, []);
  assert.ok(Math.abs(world.rig.anode.pressureKPa - toKPa.anode) <= 2);
  assert.ok(Math.abs(world.rig.cathode.pressureKPa - toKPa.cathode) <= 2);
  return beyond;
}

interface Pressures {
  anode: number;
  cathode: number;
}

describe("both sides of a hard rig to new pressures by one message", () => {
  // The cathode's 100 kPa pass 0.14 on to the anode, 14 kPa, while the anode's own ramp is over long before.
  for (const seed of [1451, 1452, 1453]) {
    it(`go up without going beyond by more than 5 % of 0.1 MPa, seed ${seed}`, () => {
      const low = { anode: 2400, cathode: 100 };
      const beyond = beyondKPa(seed, low, { anode: 2500, cathode: 200 });
      assert.ok(beyond.anode <= 5 && beyond.cathode <= 5, `${beyond.anode}, ${beyond.cathode} kPa`);
    });
  }
});
