import assert from "node:assert/strict";
import sinon from "sinon";
import { SimStore } from "../../../sim/devices/sim-store.js";
import { SettingsStore } from "../../../src/store/settings-store.js";
import { RigOnBench } from "../../support/rig-on-bench.js";

describe("settings over the serial line", () => {
  let bench: RigOnBench;
  let store: SimStore;

  beforeEach(() => {
    bench = new RigOnBench();
    store = new SimStore();
    bench.rig.settingsStore = new SettingsStore(store);
    bench.tick(5);
  });

  it("are read by their path, with their unit", () => {
    assert.equal(bench.send('SETT:VAL? "anode.screw.lash"\n'), '"5.6 um"\n');
    assert.equal(bench.send('SETT:VAL? "anode.screw.gearRatio"\n'), '"26.85"\n');
  });

  it("are changed in a draft and are in force from the next start", () => {
    bench.send('SETT:VAL "anode.screw.lash","0.012 mm"\n');
    assert.equal(bench.send('SETT:VAL? "anode.screw.lash"\n'), '"12 um"\n');
    assert.equal(bench.rig.settings.anode.screw.lash, 5.6);
    bench.send("SETT:SAVE\n");
    assert.equal(bench.error(), '0,"No error"');
    assert.equal(new SettingsStore(store).load().anode.screw.lash, 12);
  });

  it("refuse a wrong value by name, range and unit, and keep the old one", () => {
    bench.send('SETT:VAL "anode.screw.lash","-3 um"\n');
    assert.match(bench.error(), /^-222,"Data out of range;anode\.screw\.lash: .*0 um to 500 um"$/);
    assert.equal(bench.send('SETT:VAL? "anode.screw.lash"\n'), '"5.6 um"\n');
  });

  it("refuse an unknown path and name what is known there", () => {
    bench.send('SETT:VAL "anode.screw.slack","3 um"\n');
    assert.match(bench.error(), /^-222,.*slack.*known are lead, gearRatio/);
  });

  it("are not written while a side holds: a write to flash stops the processor", () => {
    const save = sinon.spy(store, "save");
    bench.holdBoth(2500, 200);
    bench.send("SETT:SAVE\n");
    assert.match(bench.error(), /^-221,"Settings conflict;a side holds or moves/);
    sinon.assert.notCalled(save);
  });

  it("say when they cannot be written", () => {
    sinon.stub(store, "save").returns(false);
    bench.send("SETT:SAVE\n");
    assert.match(bench.error(), /^-250,"Mass storage error/);
  });
});

describe("*TST?", () => {
  it("adds up what is missing: 1 + 2 converters, 16 voltage, 32 temperature at boot of a bare bench", () => {
    const bench = new RigOnBench();
    bench.tick();
    const bits = Number(bench.send("*TST?\n"));
    assert.equal(bits & (1 + 2 + 16 + 32), 1 + 2 + 16 + 32);
    bench.holdBoth(2500, 200);
    assert.equal(Number(bench.send("*TST?\n")) & 3, 0);
  });
});
