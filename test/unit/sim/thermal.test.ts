import assert from "node:assert/strict";
import { Prng } from "../../../sim/prng.js";
import type { RigModel } from "../../../sim/rigs/table.js";
import { Thermal } from "../../../sim/thermal.js";
import { scenarioOf } from "./cell/scenario-of.js";

const rig = { frameTime: 3600, stackTime: 900 } as RigModel["thermal"];

function thermalOf(room: object, seed = 1): Thermal {
  return new Thermal(rig, scenarioOf({ room }).room, new Prng(seed, "room"));
}

describe("Thermal", () => {
  it("stays at the mean in a room without swing and ripple", () => {
    const thermal = thermalOf({ temperature: "30 degC", swing: "0 K" });
    for (let i = 0; i < 1000; i += 1) thermal.advance(1);
    assert.equal(thermal.roomDegC, 30);
    assert.equal(thermal.frameDegC, 30);
    assert.equal(thermal.stackDegC, 30);
  });

  it("follows a swing with the gain and lag of first order from the first second", () => {
    const period = 86400;
    const thermal = thermalOf({ temperature: "30 degC", swing: "1 K" });
    let largest = { room: 0, frame: 0, stack: 0 };
    const at = { room: 0, frame: 0, stack: 0 };
    for (let t = 1; t <= period; t += 1) {
      thermal.advance(1);
      const now = { room: thermal.roomDegC, frame: thermal.frameDegC, stack: thermal.stackDegC };
      for (const node of ["room", "frame", "stack"] as const) {
        if (now[node] - 30 > largest[node]) {
          largest = { ...largest, [node]: now[node] - 30 };
          at[node] = t;
        }
      }
    }
    const w = (2 * Math.PI) / period;
    assert.ok(Math.abs(largest.room - 1) < 1e-6);
    // Gain 1 / sqrt(1 + (w tau)^2): 0.9674 for 3600 s, 0.9979 for 900 s.
    assert.ok(Math.abs(largest.frame - 1 / Math.hypot(1, w * 3600)) < 1e-5, `${largest.frame}`);
    assert.ok(Math.abs(largest.stack - 1 / Math.hypot(1, w * 900)) < 1e-5, `${largest.stack}`);
    // Lag atan(w tau) / w: 3523 s and 899 s behind the room.
    const behind = (node: "frame" | "stack") => (at[node] - at.room + period) % period;
    assert.ok(Math.abs(behind("frame") - Math.atan(w * 3600) / w) < 60, `${behind("frame")}`);
    assert.ok(Math.abs(behind("stack") - Math.atan(w * 900) / w) < 60, `${behind("stack")}`);
  });

  it("starts without a transient: a whole period later both nodes are where they began", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const room = { swing: "2 K", swingPeriod: "7200 s", ripple: "0.3 K", ripplePeriod: "1200 s" };
      const thermal = thermalOf(room, seed);
      const { frameDegC, stackDegC } = thermal;
      for (let t = 0; t < 7200; t += 1) thermal.advance(1);
      assert.ok(Math.abs(thermal.frameDegC - frameDegC) < 1e-5);
      assert.ok(Math.abs(thermal.stackDegC - stackDegC) < 1e-5);
    }
  });

  it("comes to the same temperatures in steps of 0.1, 1 and 10 s", () => {
    const ends = [0.1, 1, 10].map((dtS) => {
      const thermal = thermalOf({ swing: "1 K", ripple: "0.3 K" });
      for (let i = 0; i < Math.round(3000 / dtS); i += 1) thermal.advance(dtS);
      return thermal;
    });
    for (const end of ends) {
      assert.ok(Math.abs(end.frameDegC - ends[0]!.frameDegC) < 1e-4);
      assert.ok(Math.abs(end.stackDegC - ends[0]!.stackDegC) < 1e-4);
      assert.ok(Math.abs(end.roomDegC - ends[0]!.roomDegC) < 1e-9);
    }
  });

  it("draws the phases: other seeds begin elsewhere in the swing", () => {
    const starts = [1, 2, 3, 4].map((seed) => thermalOf({ swing: "1 K" }, seed).roomDegC);
    assert.equal(new Set(starts).size, 4);
    assert.equal(thermalOf({ swing: "1 K" }, 1).roomDegC, starts[0]);
  });

  it("lets the stack follow a ripple that the frame smooths out", () => {
    const thermal = thermalOf({ swing: "0 K", ripple: "0.3 K", ripplePeriod: "1200 s" });
    let frame = 0;
    let stack = 0;
    for (let t = 0; t < 1200; t += 1) {
      thermal.advance(1);
      frame = Math.max(frame, Math.abs(thermal.frameDegC - 30));
      stack = Math.max(stack, Math.abs(thermal.stackDegC - 30));
    }
    // 0.3 / sqrt(1 + (2 pi tau / 1200)^2): 0.0159 K on the frame, 0.0623 K on the stack.
    assert.ok(Math.abs(frame - 0.3 / Math.hypot(1, 6 * Math.PI)) < 1e-4, `${frame}`);
    assert.ok(Math.abs(stack - 0.3 / Math.hypot(1, 1.5 * Math.PI)) < 1e-4, `${stack}`);
  });
});
