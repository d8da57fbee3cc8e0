import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { projectFile } from "../../host/project.js";
import {
  type DisplacementTrace,
  readDisplacementTrace,
} from "../../sim/cell/displacement-trace.js";
import type { World } from "../../sim/world.js";
import { Problems } from "../../src/document/problems.js";
import { near } from "../support/near.js";
import { WorldOnBench, type WorldPlan } from "../support/world-of.js";

/** What one breath showed, from the truth alone. */
interface Breath {
  /** Least squares of the force in the load cell over what cell and heat have done to the gap, N/um. */
  readonly slopeNPerUm: number;
  readonly displacementUm: number;
  readonly reversals: number;
  /** The side's own stiffness as the rig believed it when the breath began, N/um. */
  readonly ownNPerUm: number;
}

const load = {
  name: "load",
  steps: [
    { approach: { touch: "5 N" } },
    { identify: {} },
    { ramp: { anode: "2.5 MPa", cathode: "0.2 MPa" } },
    { hold: {} },
  ],
};

/** Loads both sides, makes the anode a spring of `share` of its own stiffness by order of the host, and lets the cell breathe. */
function breathe(share: number, forS: number, plan: WorldPlan): Breath {
  const bench = new WorldOnBench({ ...plan, programme: load });
  const { world } = bench;
  const { anode } = world.rig;
  bench.runUntil(({ rig }) => rig.programme.stepPath === "steps[3]", 3600);
  bench.send("PROG:STOP\n");
  // A crossing that is under way when the programme ends goes on for minutes: its last part is in proportion to an error of a deadband.
  bench.run(240);
  const ownNPerUm = anode.loop.stiffnessNPerUm;
  bench.send(`PRES1 2.5 MPA;:STIF1 ${share * ownNPerUm} N/UM;:OUTP1:MODE STIF\n`);
  bench.runUntil(({ rig }) => rig.anode.spring?.set === true, 120);
  const seen = new Line();
  let reversals = 0;
  let way = 0;
  bench.run(forS, (now) => {
    const { direction } = anode.loop.motion;
    if (direction !== way && way !== 0) reversals += 1;
    way = direction;
    seen.take(now);
  });
  assert.deepEqual(world.faults, []);
  assert.equal(anode.mode, "stiffness");
  return {
    slopeNPerUm: seen.slope,
    displacementUm: seen.range,
    reversals,
    ownNPerUm,
  };
}

/** A straight line through force and displacement, once in ten seconds. */
class Line {
  private n = 0;
  private u = 0;
  private f = 0;
  private uu = 0;
  private uf = 0;
  private least = Infinity;
  private most = -Infinity;
  private dueS = 0;

  take({ atS, truth }: World): void {
    if (atS < this.dueS) return;
    this.dueS = atS + 10;
    const { growthUm, thermalUm, forceN } = truth.anode;
    const u = growthUm + thermalUm;
    this.n += 1;
    const offUm = u - this.u;
    this.u += offUm / this.n;
    this.f += (forceN - this.f) / this.n;
    this.uu += offUm * (u - this.u);
    this.uf += offUm * (forceN - this.f);
    this.least = Math.min(this.least, u);
    this.most = Math.max(this.most, u);
  }

  get slope(): number {
    return this.uf / this.uu;
  }

  get range(): number {
    return this.most - this.least;
  }
}

/**
 * What the slope may be off by, docs/modes.md: `k_p / k` of what the stiffness is believed wrong by (5 %: an identification; ramps teach it to a tenth)
 * and of the 3 % by which trains relax, and the deadband over the swing of the force. Of 0.1 k on `hard`: 0.8 % and
 * 2 x 0.07 N / 4.9 N, 3 %; on `reference`, which breathes by 0.33 mm, 0.8 % and 1.5 %. Of k: 8 %, and no deadband: the screw stands.
 */
const tolerance = (share: number) => (share >= 1 ? 0.08 : 0.05);

describe("a cell breathes against a programmed spring", () => {
  let trace: DisplacementTrace | undefined;

  before(() => {
    const csv = readFileSync(projectFile("sim", "traces", "NMC1_DriveCycle_1.csv"), "utf8");
    trace = readDisplacementTrace(csv, new Problems(), "trace");
  });

  for (const share of [0, 0.1, 0.5, 1, 100]) {
    const rate = share > 1 ? "rigid" : `${share} k`;
    it(`on the reference rig, ${rate}: a measured cell of 0.33 mm, seed 11`, () => {
      const plan = { scenario: "measured-breathing", trace, seed: 11 };
      const breath = breathe(share, 8200, plan);

      assert.ok(breath.displacementUm > 300, `${breath.displacementUm} um`);
      const expected = Math.min(share, 1) * breath.ownNPerUm;
      const least = 0.005 * breath.ownNPerUm; // of a hold: nothing but the deadband
      near(breath.slopeNPerUm, expected, Math.max(tolerance(share) * expected, least));
      // The measured cell itself turns about; a hold has 8 reversals here.
      assert.ok(breath.reversals <= (share >= 1 ? 2 : 14), `${breath.reversals} reversals`);
    });

    it(`on the hard rig, ${rate}: the paper's charge of 12 um, seed 12`, () => {
      const breath = breathe(share, 43_000, { rig: "hard", seed: 12 });
      assert.ok(breath.displacementUm > 10, `${breath.displacementUm} um`);
      const expected = Math.min(share, 1) * breath.ownNPerUm;
      const least = 0.01 * breath.ownNPerUm;
      near(breath.slopeNPerUm, expected, Math.max(tolerance(share) * expected, least));
      assert.ok(breath.reversals <= 5, `${breath.reversals} reversals`);
    });
  }
});

describe("a programmed spring after a reset of the controller", () => {
  it("is at constant position, and not taken up again: where it began is lost", () => {
    const bench = new WorldOnBench({ programme: load });
    bench.runUntil(({ rig }) => rig.programme.stepPath === "steps[3]", 3600);
    bench.send("PROG:STOP\n");
    bench.run(1);
    bench.send("PRES1 2.5 MPA;:STIF1 20 N/MM;:OUTP1:MODE STIF\n");
    bench.runUntil(({ rig }) => rig.anode.spring?.set === true, 120);
    bench.run(30);
    bench.world.restart(false);
    bench.run(5);
    const { rig } = bench.world;
    assert.deepEqual([rig.anode.mode, rig.cathode.mode], ["gap", "gap"]);
    bench.uart.length = 0;
    bench.send("SYST:RES?\nSYST:RES:RUN?\n");
    bench.run(2);
    const said = bench.uart.join("");
    assert.match(said, /the anode was a programmed spring: where it began is lost with the start/);
    assert.match(said, /"anode a programmed spring","cathode held at 200.0 kPa"/);
    bench.send("SYST:RES\n");
    bench.run(10);
    assert.deepEqual([rig.anode.mode, rig.cathode.mode], ["gap", "gap"]);
  });
});
