import assert from "node:assert/strict";
import { type HalKind, World } from "../../sim/world.js";
import { planned } from "../support/world-of.js";

const sides = ["anode", "cathode"] as const;
const uart = new Uint8Array(1 << 15);

function worldOn(hal: HalKind, rig: string, seed: number): World {
  return new World({ ...planned({ rig, seed }), hal });
}

/** What the host has got since the last call, as one text. */
function taken(world: World): string {
  let text = "";
  for (let n = world.takeUart(uart); n > 0; n = world.takeUart(uart)) {
    text += Buffer.from(uart.subarray(0, n)).toString("latin1");
  }
  return text;
}

describe("the firmware on emulated buses", () => {
  for (const [rig, seed] of [
    ["reference", 7],
    ["hard", 8],
    ["bare-cathode", 9],
  ] as const) {
    it(`does on ${rig} in 2 h what it does at contract level, code for code, when buses cost no time`, () => {
      const contract = worldOn("contract", rig, seed);
      const bus = worldOn("busUntimed", rig, seed);
      for (let tick = 0; tick < 2 * 36000; tick += 1) {
        contract.tick();
        bus.tick();
        for (const side of sides) {
          const a = contract.rig[side];
          const b = bus.rig[side];
          if (
            a.sensor.counts !== b.sensor.counts ||
            a.loop.motion.targetUm !== b.loop.motion.targetUm
          )
            assert.fail(`${side} differs at tick ${tick}`);
        }
        // No column of the line tells of buses: all its bytes are the same.
        if (tick % 100 === 0) assert.equal(taken(bus), taken(contract));
      }
      assert.deepEqual(bus.board?.violations, []);
      assert.deepEqual(bus.faults, []);
    });
  }

  for (const rig of ["reference", "hard"]) {
    it(`holds the pressures of ${rig} within deadband and quantum of those at contract level when buses take time`, () => {
      const contract = worldOn("contract", rig, 11);
      const bus = worldOn("bus", rig, 11);
      let held = 0;
      for (let tick = 0; tick < 36000; tick += 1) {
        contract.tick();
        bus.tick();
        if (!(contract.rig.programme.holding && bus.rig.programme.holding)) continue;
        held += 1;
        // A minute to settle, as for the scores.
        if (held <= 600) continue;
        for (const side of sides) {
          const { loop, areaMm2, pressureKPa } = contract.rig[side];
          // Each of the two may stand at either edge of its deadband.
          const band = (2 * loop.deadband.halfWidthN * 1000) / areaMm2 + loop.quantumKPa;
          const apart = Math.abs(bus.rig[side].pressureKPa - pressureKPa);
          assert.ok(apart <= band, `${side} ${apart} kPa apart at tick ${tick}, ${band} allowed`);
        }
      }
      assert.ok(held > 30000);
      assert.deepEqual(bus.board?.violations, []);
    });
  }

  it("spend less than two milliseconds of a tick at 400 kHz and 1 MHz", () => {
    const bus = worldOn("bus", "reference", 1);
    for (let tick = 0; tick < 6000; tick += 1) bus.tick();
    const perTickUs = (bus.board?.busUs ?? 0) / 6000;
    // 16 datagrams of 40 bits at 1 MHz with 10 us for each select: 16 x 50 us = 800 us. NAU7802, twice: a register pointer and
    // its bytes, 5 and 3 bytes, with address, 9 bits a byte at 2.5 us: some 290 us each; ADS1115 and TMP117 some 360 us.
    assert.ok(perTickUs > 1500 && perTickUs < 2000, `${perTickUs} us`);
  });
});
