import assert from "node:assert/strict";
import { Mode, mayChange, modes, worseMode } from "../../src/mode.js";
import { ownEvents } from "../../src/telemetry/events.js";

const all = Object.values(Mode);

describe("modes of a side", () => {
  it("are off, constant position, constant pressure, a programmed spring, and moved by order", () => {
    assert.deepEqual(all, ["off", "gap", "hold", "stiffness", "jog"]);
    for (const mode of all) assert.match(modes[mode].meaning, /\S/);
  });

  it("are told by their numbers as the event says", () => {
    const told = all.map((mode) => [modes[mode].number, mode] as const).sort(([a], [b]) => a - b);
    assert.equal(ownEvents.mode.value, told.map((one) => one.join(" ")).join(", "));
  });

  it("can each be left for off: nothing keeps a rig under control against its user's will", () => {
    for (const mode of all) assert.equal(mayChange(mode, Mode.off), true);
  });

  it("can be stayed in", () => {
    for (const mode of all) assert.equal(mayChange(mode, mode), true);
  });

  it("follow on each other as the table says, and in no other way", () => {
    for (const from of all) {
      const next: readonly Mode[] = modes[from].next;
      for (const to of all) assert.equal(mayChange(from, to), from === to || next.includes(to));
    }
  });

  it("of two sides count as the one in which less is controlled", () => {
    assert.equal(worseMode(Mode.hold, Mode.hold), Mode.hold);
    assert.equal(worseMode(Mode.hold, Mode.gap), Mode.gap);
    assert.equal(worseMode(Mode.gap, Mode.off), Mode.off);
    assert.equal(worseMode(Mode.hold, Mode.off), Mode.off);
    for (const a of all) {
      for (const b of all) assert.equal(worseMode(a, b), worseMode(b, a));
    }
  });
});
