import assert from "node:assert/strict";
import { RigOnBench } from "../support/rig-on-bench.js";

const reason =
  "the insulation monitor sees less than 10 Mohm between pistons and frame: look before a cell is pressed";

/** A rig whose load cells tell something, with set points, and a monitor that says this. */
function bench(frame: boolean | undefined): RigOnBench {
  const one = new RigOnBench();
  one.hal.interlock.frame = frame;
  one.tick(5);
  one.say("PRES1 2.5 MPA;PRES2 0.2 MPA\n");
  one.tick();
  return one;
}

/** Modes after the order to hold both. */
function ordered(one: RigOnBench): string[] {
  one.say("OUTP1 ON;OUTP2 ON\n");
  one.tick();
  return [one.rig.anode.mode, one.rig.cathode.mode];
}

describe("the insulation of the pistons, where a monitor watches it,", () => {
  it("is a condition of the first hold: without it no side leaves off, and each says why", () => {
    const one = bench(false);
    assert.deepEqual(ordered(one), ["off", "off"]);
    assert.match(one.error(), new RegExp(`^-221,"[^"]*${reason}`));
    assert.match(one.send("OUTP1:READ?\n"), new RegExp(reason));
    assert.match(one.send("OUTP2:READ?\n"), new RegExp(reason));
    assert.deepEqual([one.hal.anode.screw.positionUm, one.hal.cathode.screw.positionUm], [0, 0]);
    one.hal.interlock.frame = true;
    assert.deepEqual(ordered(one), ["hold", "hold"]);
  });

  it("is one of a programme and of an identification, too", () => {
    const one = bench(false);
    one.startProgramme();
    assert.equal(one.rig.programme.running, false);
    one.say("IDEN 1 MPA,0.2 MPA\n");
    assert.match(one.error(), new RegExp(reason));
    one.tick();
    assert.equal(one.rig.identifierInUse?.busy ?? false, false);
    one.hal.interlock.frame = true;
    one.startProgramme();
    assert.equal(one.rig.programme.running, true);
  });

  it("lets go of nothing that is held when it goes, and lets a held side have another pressure", () => {
    const one = bench(true);
    assert.deepEqual(ordered(one), ["hold", "hold"]);
    one.hal.interlock.frame = false;
    one.tick(100);
    one.say("PRES1 2 MPA;OUTP1 ON\n");
    one.tick();
    assert.deepEqual([one.rig.anode.mode, one.rig.cathode.mode], ["hold", "hold"]);
    assert.equal(one.rig.anode.targetKPa, 2000);
    assert.equal(one.rig.guard.log.count, 0);
  });

  it("keeps no screw from moving in free air, as for a cell to be taken out", () => {
    const one = bench(false);
    one.say("OUTP1:JOG -100 UM\n");
    one.tick(3);
    assert.ok(one.hal.anode.screw.positionUm < 0, one.error());
  });

  it("is bit 256 of the self-test; on a rig without a monitor nothing is asked of it", () => {
    const bit = (one: RigOnBench) => Number(one.send("*TST?\n")) & 256;
    assert.equal(bit(bench(false)), 256);
    assert.equal(bit(bench(true)), 0);
    const without = bench(undefined);
    assert.equal(bit(without), 0);
    assert.deepEqual(ordered(without), ["hold", "hold"]);
  });
});
