import assert from "node:assert/strict";
import { near } from "../support/near.js";
import { RigOnBench } from "../support/rig-on-bench.js";
import { settingsWith } from "../support/settings-with.js";

const openBit = 1 << 20;
/** 1 N on the die of 78.54 mm2 is 12.73 kPa. */
const kPa = (pressure: number) => (pressure * 78.53981633974483) / 1000;

/** Holds 1 MPa and 0.2 MPa on springs; the anode's is the train of the reference rig. */
function held(): RigOnBench {
  const bench = new RigOnBench(settingsWith({ guard: { quietTime: "10 s" } }));
  bench.holdBoth(1000, 200);
  bench.anode.springNPerUm = 0.2;
  bench.cathode.springNPerUm = 0.005;
  bench.tick(50);
  return bench;
}

const isOpen = (bench: RigOnBench) => (bench.rig.flags & openBit) !== 0;
const positions = ({ hal }: RigOnBench) => [
  hal.anode.screw.positionUm,
  hal.cathode.screw.positionUm,
];

describe("quiet window", () => {
  it("moves no screw while the line asks, and brings the pressure back afterwards without a jump", () => {
    const bench = held();
    bench.hal.interlock.quiet = true;
    bench.tick();
    const still = positions(bench);
    // 15 kPa of drift: 5.9 um of a spring of 0.2 N/um, which the loop would answer within seconds.
    bench.anode.forceN += kPa(15);
    for (let i = 0; i < 60; i += 1) {
      bench.tick();
      assert.deepEqual(positions(bench), still);
      assert.equal(isOpen(bench), true);
    }
    bench.hal.interlock.quiet = false;
    bench.tick();
    assert.equal(isOpen(bench), false);
    const before = bench.hal.anode.screw.positionUm;
    bench.tick(10);
    const first = Math.abs(bench.hal.anode.screw.positionUm - before);
    // An integral move of error / (k T), T at least 4 s, over a decision of at most a second: 5.9 um / 4.
    assert.ok(first > 0 && first < 5.9 / 2, `${first} um`);
    bench.tick(600);
    near(bench.rig.anode.pressureKPa, 1000, 3);
  });

  it("ends by itself after its length, and opens again only when the line has been let go", () => {
    const bench = held();
    bench.hal.interlock.quiet = true;
    bench.tick(99);
    assert.equal(isOpen(bench), true);
    bench.tick(3);
    assert.equal(isOpen(bench), false);
    bench.tick(50);
    assert.equal(isOpen(bench), false);
    bench.hal.interlock.quiet = false;
    bench.tick();
    bench.hal.interlock.quiet = true;
    bench.tick();
    assert.equal(isOpen(bench), true);
  });

  it("ends when a pressure has drifted too far, on either side", () => {
    for (const side of ["anode", "cathode"] as const) {
      const bench = held();
      bench.hal.interlock.quiet = true;
      bench.tick(2);
      bench[side].forceN += kPa(40);
      bench.tick(30);
      assert.equal(isOpen(bench), false, side);
    }
  });

  it("is opened and closed by the host, and told in the rows", () => {
    const bench = held();
    bench.say("QUI ON\n");
    bench.tick();
    assert.equal(bench.send("QUI?\n"), "1\n");
    assert.equal(isOpen(bench), true);
    bench.say("QUI OFF\n");
    bench.tick();
    assert.equal(bench.send("QUI?\n"), "0\n");
  });

  it("tells its beginning and its end, and why", () => {
    const bench = held();
    bench.say("DATA:STR ON\n");
    bench.tick();
    bench.hal.uart.take();
    bench.hal.interlock.quiet = true;
    bench.tick();
    bench.hal.interlock.quiet = false;
    bench.tick();
    const said = bench.hal.uart.take();
    assert.match(said, /\$E,\d+,\d+,quietBegun,rig,1,/);
    assert.match(said, /\$E,\d+,\d+,quietEnded,rig,1,/);
  });

  it("is ended by a stop, and the guard judges on while it is open", () => {
    const bench = held();
    bench.hal.interlock.quiet = true;
    bench.tick(2);
    bench.send("!");
    assert.equal(isOpen(bench), false);
    const other = held();
    other.hal.interlock.quiet = true;
    other.tick(2);
    // 1.2 x 1 MPa + 0.2 MPa is 1.4 MPa.
    other.anode.forceN += kPa(600);
    other.tick(6);
    assert.equal(other.rig.guard.log.isLatched("overForce", 1), true);
    assert.equal(isOpen(other), false);
  });
});
