import assert from "node:assert/strict";
import { makeInterlockReading } from "../../../hal/interlock.js";
import { Guard } from "../../../src/guard/guard.js";
import { SlowChannels } from "../../../src/sensing/slow-channels.js";
import { settingsWith } from "../../support/settings-with.js";
import { SideOnBench } from "../../support/side-on-bench.js";

/** An anode at 2.5 MPa, 196 N, beside a cathode at `cathodeKPa`, or with nothing on it; what each loses or gains, and what is told. */
function told(cathodeKPa: number, anodeN: number, cathodeN: number): string[] {
  const anode = new SideOnBench("anode");
  const cathode = new SideOnBench("cathode");
  const guard = new Guard(anode.side, cathode.side, settingsWith());
  anode.holdAt(2500);
  if (cathodeKPa > 0) cathode.holdAt(cathodeKPa);
  // A screw that is parked presses on nothing.
  else cathode.contactUm = Infinity;
  const lines = makeInterlockReading();
  const slow = new SlowChannels();
  const run = (ticks: number) => {
    for (let i = 0; i < ticks; i += 1) {
      anode.observe();
      cathode.observe();
      guard.judge(anode.atUs, lines, slow);
    }
  };
  run(100);
  anode.extraN = anodeN;
  cathode.extraN = cathodeN;
  run(50);
  const list: string[] = [];
  guard.log.forEach((name, place) => {
    list.push(`${name} ${place}`);
  });
  return list;
}

describe("force that is lost without motion", () => {
  it("is told of when nothing happens on the other side", () => {
    assert.deepEqual(told(200, -60, 0), ["suddenLoss 1"]);
  });

  it("is told of when there is nothing on the other side that could tell: a pellet with a free face may have slipped", () => {
    assert.deepEqual(told(0, -60, 0), ["suddenLoss 1"]);
  });

  it("is the slip of the pellet when the other force rises with it", () => {
    const names = told(200, -60, 3);
    assert.ok(names.includes("slip 1") && !names.includes("suddenLoss 1"), names.join());
  });

  it("is none when all of it is gone and the other side felt it: the slow search finds contact again", () => {
    assert.deepEqual(told(200, -197, -1), []);
  });
});
