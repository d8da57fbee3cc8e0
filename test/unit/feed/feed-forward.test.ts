import assert from "node:assert/strict";
import { near } from "../../support/near.js";
import { dieAreaMm2, RigOnBench } from "../../support/rig-on-bench.js";
import { settingsWith } from "../../support/settings-with.js";

/** 1 mA/cm2 on the die of 10 mm, A: 4.849 um of lithium an hour, 1.347 nm/s. */
const oneA = 1e-3 * (dieAreaMm2 / 100);
const oneUmPerS = 4.849 / 3600;

/** Holds 2.5 and 0.2 MPa on springs, the anode's of 0.2 N/um. */
class FedRig extends RigOnBench {
  noVolts = false;
  volts = 3.9;

  constructor(settings = settingsWith()) {
    super(settings);
    this.holdBoth(2500, 200);
    this.anode.springNPerUm = 0.2;
    this.cathode.springNPerUm = 0.005;
    this.tick(100);
  }

  override tick(times = 1): void {
    for (let i = 0; i < times; i += 1) {
      const { atUs } = this.hal.clock;
      if (!this.noVolts && atUs % 500000 === 0) this.hal.cellVoltage.convert(atUs, this.volts);
      super.tick();
    }
  }

  /** The cell has been charged at 1 mA/cm2 for 20 min, 1.6 um of growth, and the host has told so. */
  confirm(toldA = oneA): void {
    this.breathe(1200, oneUmPerS, toldA);
  }

  /** The cell grows for so long; the host renews the current each minute. */
  breathe(s: number, umPerS: number, currentA: number): void {
    for (let i = 0; i < s * 10; i += 1) {
      if (i % 600 === 0) this.say(`CELL:CURR ${currentA.toExponential(6)}\n`);
      this.anode.forceN += 0.2 * umPerS * 0.1;
      this.tick();
    }
  }

  /** State, speed in um/s, needed over predicted travel. */
  get told(): { state: string; umPerS: number; ratio: number } {
    const [state = "", mPerS, ratio] = this.send("CELL:FEED?\n").trim().split(",");
    return {
      state,
      umPerS: Number(mPerS) * 1e6,
      ratio: Number(ratio),
    };
  }
}

describe("feed-forward from a current that the host gives", () => {
  it("counts only once the screw has gone the way that the current says", () => {
    const rig = new FedRig();
    rig.send(`CELL:CURR ${oneA.toExponential(6)}\n`);
    rig.tick(20);
    assert.deepEqual(rig.told, { state: "UNCONFIRMED", umPerS: 0, ratio: 1 });
    rig.confirm();
    const { state, umPerS, ratio } = rig.told;
    assert.equal(state, "ON");
    near(ratio, 1, 0.1);
    // 85 % of what the formula says and the screw has shown.
    near(umPerS, -0.85 * ratio * oneUmPerS, 1e-6);
  });

  it("takes what the cell has shown of a current that is told twice too large", () => {
    const rig = new FedRig();
    rig.confirm(2 * oneA);
    near(rig.told.ratio, 0.5, 0.1);
    near(rig.told.umPerS, -0.85 * oneUmPerS, 0.1 * oneUmPerS);
  });

  it("is off when the screw goes the other way than the current says, and on when that is put right", () => {
    const rig = new FedRig();
    rig.confirm(-oneA);
    assert.equal(rig.told.state, "CONTRADICTED");
    assert.equal(rig.told.umPerS, 0);
    rig.confirm();
    assert.equal(rig.told.state, "ON");
  });

  it("tells why it goes off", () => {
    const rig = new FedRig();
    rig.say("DATA:STR ON\n");
    rig.confirm();
    assert.match(rig.hal.uart.take(), /\$E,\d+,\d+,feedForwardOn,anode,0,/);
    // Two minutes after the last word of the host.
    rig.tick(1300);
    assert.match(rig.hal.uart.take(), /\$E,\d+,\d+,feedForwardOff,anode,1,/);
  });

  it("ends when the host does not renew the current in time", () => {
    const rig = new FedRig();
    rig.confirm();
    rig.send("CELL:CURR 1 MA,5 S\n");
    rig.tick(40);
    assert.equal(rig.told.state, "ON");
    const [current, left] = rig.send("CELL:CURR?\n").trim().split(",");
    near(Number(current), 1e-3, 1e-9);
    near(Number(left), 1, 0.11);
    rig.tick(60);
    assert.equal(rig.told.state, "STALE");
    assert.equal(rig.told.umPerS, 0);
    assert.match(rig.send("CELL:CURR?\n"), /^9\.91E\+?37,0\.0/);
  });

  it("is off while the cell voltage is not valid, and comes back with it", () => {
    const rig = new FedRig();
    rig.confirm();
    rig.send("CELL:CURR 1 MA,600 S\n");
    rig.noVolts = true;
    rig.tick(120);
    assert.equal(rig.told.state, "VOLTAGE");
    assert.equal(rig.told.umPerS, 0);
    rig.noVolts = false;
    rig.tick(60);
    assert.equal(rig.told.state, "ON");
  });

  it("crosses most of the lash when a confirmed current turns round, before the force tells", () => {
    const rig = new FedRig();
    rig.confirm();
    const { lash } = rig.rig.anode.loop;
    assert.equal(lash.direction, 0);
    rig.send(`CELL:CURR ${(-oneA).toExponential(6)},600 S\n`);
    rig.tick(10);
    assert.equal(lash.direction, 1);
  });

  it("crosses nothing on the word of a current that the screw has contradicted", () => {
    const rig = new FedRig();
    rig.confirm(-oneA);
    const restsAtUm = rig.hal.anode.screw.positionUm;
    rig.send(`CELL:CURR ${oneA.toExponential(6)},600 S\n`);
    rig.tick(30);
    near(rig.hal.anode.screw.positionUm, restsAtUm, 0.1);
  });

  it("refuses a current where the chemistry is not lithium, and one that is none", () => {
    const other = new FedRig(settingsWith({ cell: { chemistry: "other" } }));
    other.send("CELL:CURR 1 MA\n");
    assert.match(other.error(), /^-221,"Settings conflict;cell.chemistry/);
    const rig = new FedRig();
    rig.send("CELL:CURR 1000\n");
    assert.match(rig.error(), /^-222,.*give -100 to 100 A/);
    rig.send("CELL:CURR 1,0.1 S\n");
    assert.match(rig.error(), /^-222,.*give 1 to 86400 S/);
    rig.send("CELL:CURR\n");
    assert.match(rig.error(), /^-109/);
    rig.send("CELL:CURR 1 MV\n");
    assert.match(rig.error(), /^-131/);
    assert.equal(rig.told.state, "STALE");
  });
});

describe("feed-forward without a told current", () => {
  /** Grows for so long, and nobody tells anything. */
  const grow = (rig: FedRig, s: number, umPerS: number) => {
    for (let i = 0; i < s * 10; i += 1) {
      rig.anode.forceN += 0.2 * umPerS * 0.1;
      rig.tick();
    }
  };
  /** 1 mA/cm2 x 111 ohm cm2. */
  const dropV = 0.111;

  it("makes the current out from the step of the voltage, and learns the rate from the screw", () => {
    const rig = new FedRig();
    // Of a cell with twice the resistance: the step says 2 mA/cm2, the screw shows half of that.
    rig.volts += 2 * dropV;
    grow(rig, 1200, oneUmPerS);
    assert.equal(rig.told.state, "ON");
    near(rig.told.ratio, 0.5, 0.1);
    near(rig.told.umPerS, -0.85 * oneUmPerS, 0.1 * oneUmPerS);
  });

  it("crosses most of the lash at the step back, at once or after a rest", () => {
    for (const restS of [0, 60]) {
      const rig = new FedRig();
      rig.volts += dropV;
      grow(rig, 1200, oneUmPerS);
      if (restS > 0) {
        rig.volts -= dropV;
        grow(rig, restS, 0);
        assert.equal(rig.told.umPerS, 0);
        assert.equal(rig.rig.anode.loop.lash.direction, 0);
        rig.volts -= dropV;
      } else rig.volts -= 2 * dropV;
      // There is no lash on this bench: the crossing is over as soon as the force answers.
      const { lash } = rig.rig.anode.loop;
      let begun = 0;
      for (let i = 0; i < 120; i += 1) {
        rig.tick();
        if (lash.direction !== 0) begun = lash.direction;
      }
      assert.equal(begun, 1, `after a rest of ${restS} s`);
      assert.ok(rig.told.umPerS > 0);
    }
  });

  it("believes no step that the screw does not follow", () => {
    const rig = new FedRig();
    rig.volts += dropV;
    grow(rig, 1200, 0);
    assert.equal(rig.told.state, "STALE");
    assert.equal(rig.told.umPerS, 0);
    grow(rig, 1200, -oneUmPerS);
    assert.equal(rig.told.umPerS, 0);
  });

  it("does not look where the chemistry is not lithium", () => {
    const rig = new FedRig(settingsWith({ cell: { chemistry: "other" } }));
    rig.volts += dropV;
    grow(rig, 1200, oneUmPerS);
    assert.equal(rig.rig.feed, undefined);
  });
});
