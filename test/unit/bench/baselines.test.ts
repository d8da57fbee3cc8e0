import assert from "node:assert/strict";
import sinon from "sinon";
import { BangBang } from "../../../bench/control/baselines/bang-bang.js";
import type { Handover } from "../../../bench/control/baselines/handover.js";
import { underLaw } from "../../../bench/control/baselines/take-over.js";
import { TextbookPid } from "../../../bench/control/baselines/textbook-pid.js";
import { bedOf, holding } from "../../../bench/control/bed.js";
import type { ForceSensor } from "../../../src/sensing/force-sensor.js";

/** 196 N on 0.2 N/um; a quantum of 0.1 um, tau_c + theta = 4 + 1 s. */
function handed() {
  const moveTo = sinon.spy();
  const from = {
    hal: { screw: { moveTo } },
    setPointN: 196,
    forceN: 196,
    targetUm: 100,
    quantumUm: 0.1,
    speedUmPerS: 46,
    stiffnessNPerUm: 0.2,
    tauS: 4,
    delayS: 1,
    proportional: 0.2,
    derivativeS: 0,
    periodS: 1,
  } as unknown as Handover;
  return { from, moveTo };
}

const seeing = (filteredN: number) => ({ filteredN }) as ForceSensor;

describe("the textbook PID of the bench", () => {
  it("moves by K_I e T + K_P de, with K_I = 1 / (k (tau_c + theta))", () => {
    const { from, moveTo } = handed();
    const pid = new TextbookPid(from);
    pid.decide(seeing(194));
    // (2 x 1 / 5 + 0.2 x 2) / 0.2 = 4 um.
    assert.ok(Math.abs(pid.targetUm - 104) < 1e-9);
    pid.decide(seeing(194));
    // The error did not change: 2 / 5 / 0.2 = 2 um.
    assert.ok(Math.abs(pid.targetUm - 106) < 1e-9);
    sinon.assert.calledTwice(moveTo);
  });

  it("answers an error of any size as soon as the grid shows it, either way", () => {
    const { from, moveTo } = handed();
    const pid = new TextbookPid(from);
    // 0.04 N: (0.008 + 0.008) / 0.2 = 0.08 um, which rounds to a quantum.
    pid.decide(seeing(195.96));
    pid.decide(seeing(196.04));
    assert.equal(moveTo.callCount, 2);
    assert.ok((moveTo.secondCall.args[0] as number) < (moveTo.firstCall.args[0] as number));
  });

  it("keeps the fractions that the grid cannot show", () => {
    const { from } = handed();
    const pid = new TextbookPid(from);
    // 0.006 um a second after 0.012 um in the first: the eighth second passes half a quantum, 0.05 um.
    for (let s = 1; s <= 6; s += 1) pid.decide(seeing(195.994));
    assert.equal(pid.targetUm, 100);
    for (let s = 7; s <= 9; s += 1) pid.decide(seeing(195.994));
    assert.ok(Math.abs(pid.targetUm - 100.1) < 1e-9);
  });
});

describe("the bang-bang of the bench", () => {
  it("rests within 5 %, and drives to the set point from beyond", () => {
    const { from, moveTo } = handed();
    const law = new BangBang(from);
    law.decide(seeing(196 - 9.7));
    sinon.assert.notCalled(moveTo);
    law.decide(seeing(196 - 9.9));
    // 9.8 N / 0.2 N/um in four delays: 12.25 um a second, in quanta 12.2 or 12.3.
    assert.ok(Math.abs(law.targetUm - 112.25) < 0.06);
    // Back in the band it still drives on, up to the set point.
    law.decide(seeing(190));
    assert.ok(law.targetUm > 124);
    const there = law.targetUm;
    law.decide(seeing(196.1));
    assert.equal(law.targetUm, there);
    law.decide(seeing(196 + 9.9));
    assert.ok(law.targetUm < there);
  });
});

describe("a baseline", () => {
  it("takes over a rig that the firmware has loaded, holds it, and is scored like it", () => {
    const bed = bedOf({ rig: "reference", programme: holding("2.5 MPa", "0.2 MPa"), seed: 4 });
    const { anode } = underLaw(bed, "textbookPid", 4, 1200);
    assert.equal(anode.setpointKPa, 2500);
    // It holds within its noise, 0.06 kPa, and pays with motion: reversals by the hundred in 19 minutes.
    assert.ok(anode.measuredRmsKPa > 0.02 && anode.measuredRmsKPa < 0.2);
    assert.ok(anode.reversals > 50);
    assert.equal(bed.world.faults.length, 0);
  });
});
