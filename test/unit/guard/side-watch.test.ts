import assert from "node:assert/strict";
import type { FaultName } from "../../../src/faults.js";
import { SideOnBench } from "../../support/side-on-bench.js";

/** A side that holds a pressure, 2.5 MPa (196 N) unless another is asked for, looked at once a second. */
class Bench extends SideOnBench {
  readonly told: FaultName[] = [];

  constructor(pressureKPa = 2500) {
    super();
    this.holdAt(pressureKPa);
    this.seconds(30);
  }

  seconds(count: number, each: () => void = () => {}): void {
    for (let s = 0; s < count; s += 1) {
      this.tick(10);
      each();
      const fault = this.guard.look(this.atUs);
      if (fault !== undefined) this.told.push(fault);
    }
  }

  /** The force changes at once by a share, and the loop brings it back. */
  step(share: number): void {
    this.extraN += share * this.forceN;
  }
}

describe("force that changes in steps without motion", () => {
  it("three times in an hour is a fault: 2 % of 196 N, far beyond 0.3 %", () => {
    const bench = new Bench();
    for (let i = 1; i <= 3; i += 1) {
      assert.deepEqual(bench.told, [], `before step ${i}`);
      bench.step(-0.02);
      bench.seconds(600);
    }
    assert.deepEqual(bench.told, ["stepsLost"]);
  });

  it("is told too while the other screw goes a step of its grid in that second, which does next to nothing", () => {
    const bench = new Bench();
    for (let i = 1; i <= 3; i += 1) {
      bench.step(-0.02);
      // The cathode's train is of 0.005 N/um, which may be three times as much: 0.3 um are 4.5 mN, and 0.3 % of the force 0.59 N.
      bench.seconds(600, () => {
        bench.other.loop.motion.targetUm += 0.3;
      });
    }
    assert.deepEqual(bench.told, ["stepsLost"]);
  });

  it("is none while the other screw goes as far as may do it: 3 x 0.005 N/um x 200 um are 3 N", () => {
    const bench = new Bench();
    for (let i = 1; i <= 4; i += 1) {
      bench.step(-0.02);
      bench.seconds(600, () => {
        bench.other.loop.motion.targetUm += 200;
      });
    }
    assert.deepEqual(bench.told, []);
  });

  it("twice in an hour, or three times in three, is none", () => {
    const bench = new Bench();
    for (let i = 1; i <= 3; i += 1) {
      bench.step(-0.02);
      bench.seconds(3600);
    }
    assert.deepEqual(bench.told, []);
  });

  it("by 0.2 % is none, however often", () => {
    const bench = new Bench();
    for (let i = 1; i <= 20; i += 1) {
      bench.step(i % 2 === 0 ? 0.002 : -0.002);
      bench.seconds(100);
    }
    assert.deepEqual(bench.told, []);
  });

  it("is none when the force shows only now what the screw did a look ago: 2 % are 4 N, and 0.2 N/um x 21 um", () => {
    const bench = new Bench();
    for (let i = 1; i <= 4; i += 1) {
      const { motion } = bench.side.loop;
      // The move ends with this look, and its force comes within the next.
      const before = motion.targetUm;
      const told = bench.told.length;
      bench.side.loop.motion.targetUm = before - 21;
      assert.equal(bench.guard.look(bench.atUs), undefined);
      bench.step(-0.02);
      bench.seconds(1);
      assert.equal(bench.told.length, told, `after ${i} moves`);
      bench.seconds(300);
    }
    assert.deepEqual(bench.told, []);
  });

  it("is none where it lies between two codes of a converter of 12 bits: a step of 0.24 N, and 0.3 % of 39 N are 0.12 N", () => {
    const bench = new Bench(500);
    const { countsPerNewton, tare } = bench.settings.anode.loadCell;
    const codeStep = Math.round((1000 * countsPerNewton) / 4096);
    const code = Math.round(bench.forceN * countsPerNewton + tare);
    let s = 0;
    bench.seconds(600, () => {
      s += 1;
      bench.code = s % 50 < 25 ? code : code + codeStep;
    });
    assert.equal(bench.told.length, 0);
    // Eight steps more at once are 2 N against the loop, which goes the other way.
    for (let i = 0; i < 3; i += 1) {
      bench.tick(7);
      bench.code = code + 8 * (i + 1) * codeStep;
      bench.tick(3);
      const fault = bench.guard.look(bench.atUs);
      if (fault !== undefined) bench.told.push(fault);
      bench.seconds(60);
    }
    assert.deepEqual(bench.told, ["stepsLost"]);
  });

  it("is none while a cell breathes, the room ripples and a set point ramps", () => {
    const bench = new Bench();
    let s = 0;
    bench.seconds(3600, () => {
      s += 1;
      // 0.05 um/s, as in a drive cycle of 0.33 mm in 1.9 h, and a ripple of 0.5 N in 20 min.
      bench.contactUm -= 0.05;
      bench.extraN = 0.5 * Math.sin((2 * Math.PI * s) / 1200);
      if (s % 600 === 0) bench.side.hold(s % 1200 === 0 ? 2500 : 2000, 50);
    });
    assert.deepEqual(bench.told, []);
    assert.deepEqual(bench.faults, []);
  });
});

describe("force that answers the screw too much", () => {
  /** From here on the train is so many times stiffer than its drawing; the other screw may go on meanwhile. */
  function stiffer(bench: Bench, times: number, seconds: number, otherUmPerS = 0): number {
    bench.side.hold(2700, 20);
    const startUm = bench.screw.positionUm;
    const { motion } = bench.other.loop;
    for (let tick = 0; tick < 10 * seconds && bench.faults.length === 0; tick += 1) {
      bench.tick(1, () => {
        motion.targetUm += otherUmPerS / 10;
        const pressedUm = Math.max(0, bench.screw.positionUm - startUm);
        bench.extraN = (times - 1) * bench.stiffnessNPerUm * pressedUm;
      });
      if (tick % 10 === 9) bench.guard.look(bench.atUs);
    }
    return bench.side.loop.motion.targetUm - startUm;
  }

  it("ten times what the train can and more is a fault before the screw has gone another 20 um", () => {
    // A hundred times come to over-force first.
    for (const times of [10, 30]) {
      const bench = new Bench();
      const wentUm = stiffer(bench, times, 6);
      assert.deepEqual(bench.faults, ["stiffnessJump"], `${times}`);
      assert.ok(wentUm < 20, `${times}: ${wentUm} um`);
    }
  });

  it("is none of a train whose loop has taken a lost motion for a fifth of the drawing's stiffness", () => {
    // 46.6 um in a second at 0.04 N/um and 0.6 N of noise: four times that are 9.8 N, and 17.3 N by two fifths of the drawing's 0.2 N/um.
    // A train of 1.6 times the drawing gives 13 N in nine ticks, one that comes to its end 42 N.
    for (const [times, told] of [
      [1.6, []],
      [5, ["stiffnessJump"]],
    ] as const) {
      const bench = new Bench();
      const { estimate, motion } = bench.side.loop;
      bench.guard.look(bench.atUs);
      estimate.scale = 0.2;
      bench.side.loop.stiffnessNPerUm *= 0.2;
      const startUm = bench.screw.positionUm;
      motion.advance(80, 400);
      for (let tick = 0; tick < 9 && bench.faults.length === 0; tick += 1) {
        bench.observe();
        bench.extraN = (times - 1) * bench.stiffnessNPerUm * (bench.screw.positionUm - startUm);
        bench.judge();
      }
      assert.deepEqual(bench.faults, told, `${times}`);
    }
  });

  it("is one also while the other screw moves, which cannot give more than its own force", () => {
    const bench = new Bench();
    stiffer(bench, 30, 6, 2);
    assert.deepEqual(bench.faults, ["stiffnessJump"]);
  });

  it("stops the screw with the first conversion that shows it; a force that falls back is none", () => {
    const bench = new Bench();
    bench.side.hold(2700, 20);
    bench.seconds(3);
    bench.tick(3);
    // 25 N in two conversions of three, where 1.2 % of 196 N are allowed and the screw has gone some um: one median shows it.
    for (const extraN of [25, 0, 25]) {
      bench.extraN = extraN;
      bench.tick();
    }
    assert.equal(bench.screw.moving, false);
    const foundUm = bench.side.loop.motion.targetUm;
    bench.extraN = 0;
    bench.tick(4, () => assert.equal(bench.side.loop.motion.targetUm, foundUm));
    bench.seconds(30);
    assert.ok(bench.screw.positionUm > foundUm + 20);
    assert.deepEqual([...bench.told, ...bench.faults], []);
  });

  it("is none of a force that shows a move only in the second after the next look, as behind dead time, lag and median of three", () => {
    const bench = new Bench();
    const { motion } = bench.side.loop;
    const move = (um: number) => {
      bench.screw.putAt(bench.screw.positionUm + um);
      bench.contactUm += um;
      motion.positionUm = bench.screw.positionUm;
      motion.rest();
      bench.seconds(1);
    };
    // 120 um at 0.2 N/um are 24 N, of which 0.15 are left to come after the next look; then 4 um more, worth 0.8 N.
    bench.seconds(1);
    move(120);
    move(4);
    bench.extraN = 0.15 * 24 + 0.8;
    bench.tick(5);
    assert.deepEqual(bench.faults, []);
  });

  it("two and a half times, as a drawing may be off, is none", () => {
    const bench = new Bench();
    stiffer(bench, 2.5, 20);
    assert.deepEqual([...bench.told, ...bench.faults], []);
  });
});

describe("the wires of the reference switches", () => {
  it("are open when both read as hit, which no screw can do", () => {
    const bench = new Bench();
    bench.screw.limitHigh = true;
    bench.screw.limitLow = true;
    bench.seconds(1);
    assert.deepEqual(bench.told, ["switchWiring"]);
  });

  it("are loose when a switch lets go and is hit again within a minute while the screw stands", () => {
    const bench = new Bench();
    bench.screw.limitHigh = true;
    bench.seconds(1);
    assert.deepEqual(bench.told, []);
    bench.screw.limitHigh = false;
    bench.seconds(1);
    assert.deepEqual(bench.told, ["switchWiring"]);
  });

  it("are sound when a switch changes once, or a minute lies between, or the screw has gone there", () => {
    const bench = new Bench();
    for (const hit of [true, false, true]) {
      bench.screw.limitLow = hit;
      bench.seconds(70);
    }
    // 2.5 to 2.0 MPa on a train of some 0.2 N/um: 200 um in 8 s.
    bench.side.hold(2000, 60);
    bench.seconds(2);
    for (const hit of [false, true]) {
      bench.screw.limitLow = hit;
      bench.seconds(2);
    }
    assert.deepEqual(bench.told, []);
  });

  it("say nothing of a side that is off", () => {
    const bench = new Bench();
    bench.screw.limitHigh = true;
    bench.screw.limitLow = true;
    bench.side.release();
    bench.seconds(5);
    assert.deepEqual(bench.told, []);
  });
});

describe("the zero of the load cell", () => {
  for (const shiftN of [0, 4, -4, 15, -15]) {
    it(`moved by ${shiftN} N of 500 N is ${Math.abs(shiftN) > 5 ? "told" : "nothing"} after unloading`, () => {
      const bench = new Bench();
      bench.side.unload(100);
      // The shift comes with the last of the force, so that it does not keep the side from unloading.
      bench.seconds(200, () => {
        if (bench.side.phase === "retract") bench.extraN = shiftN;
      });
      assert.equal(bench.side.mode, "off");
      assert.deepEqual(bench.told, Math.abs(shiftN) > 5 ? ["zeroShifted"] : []);
    });
  }
});

describe("a force that is left", () => {
  it("where a jog away from the cell has ended is no zero that has moved: somebody ordered it no further", () => {
    const bench = new Bench();
    // As a jog does it: away, then off, with 196 N less 20 um x 0.2 N/um.
    bench.side.lock();
    bench.side.mode = "jog";
    bench.side.phase = "retract";
    bench.seconds(2, () => bench.side.loop.motion.advance(-10, 10));
    bench.side.release();
    bench.seconds(30);
    assert.ok(bench.forceN > 100);
    assert.deepEqual(bench.told, []);
  });
});

describe("reversals of the screw", () => {
  it("are counted, and forgotten within some minutes", () => {
    const bench = new Bench();
    for (let i = 0; i < 8; i += 1) {
      bench.side.hold(i % 2 === 0 ? 2400 : 2500, 100);
      bench.seconds(20);
    }
    assert.ok(bench.guard.watch.reversals > 5, `${bench.guard.watch.reversals}`);
    bench.seconds(2500);
    assert.ok(bench.guard.watch.reversals < 0.1, `${bench.guard.watch.reversals}`);
  });
});
