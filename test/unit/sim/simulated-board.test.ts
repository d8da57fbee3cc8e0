import assert from "node:assert/strict";
import sinon from "sinon";
import { SimStore } from "../../../sim/devices/sim-store.js";
import { type SimulatedBoardOptions, simulatedBoard } from "../../../sim/simulated-board.js";
import { startDevice } from "../../../src/device.js";
import type { Rig } from "../../../src/rig.js";

const hostLines = ["DATA:STR ON", "PRES1 2.5 MPA;PRES2 0.2 MPA", "OUTP1 ON;OUTP2 ON"];

/** A device on a simulated board, whose timer a test works by hand. */
class BoardOnBench {
  readonly said: string[] = [];
  readonly rig: Rig;
  intervalMs = 0;
  private callback: () => void = () => assert.fail("no timer was set");

  constructor(change: Partial<SimulatedBoardOptions> = {}) {
    const board = simulatedBoard({
      rig: "reference",
      scenario: "doerrer",
      seed: 1,
      speed: 10,
      host: hostLines,
      serial: "SIM-1",
      every: (intervalMs, callback) => {
        this.intervalMs = intervalMs;
        this.callback = callback;
      },
      say: (line) => this.said.push(line),
      ...change,
    });
    this.rig = startDevice(board);
  }

  /** So many real ticks. */
  fire(times: number): void {
    for (let i = 0; i < times; i += 1) this.callback();
  }

  linesOf(head: string): string[] {
    return this.said.filter((line) => line.startsWith(head));
  }
}

describe("the simulated board", () => {
  it("goes on by as many ticks as it is faster, in a timer of one tick", () => {
    for (const [speed, ticks] of [
      [1, 1],
      [10, 10],
      [2.9, 2],
      [0, 1],
    ] as const) {
      const bench = new BoardOnBench({ speed });
      assert.equal(bench.intervalMs, 100);
      bench.fire(3);
      assert.equal(bench.rig.atUs, 3 * ticks * 100_000);
    }
  });

  it("starts with the settings that fit its rig, and with those of a store that has some", () => {
    const store = new SimStore();
    const first = new BoardOnBench({ store, host: [] });
    assert.equal(first.rig.identity.bootCount, 1);
    assert.notEqual(first.rig.settings.anode.loadCell.tare, 0);
    first.rig.draft.set("die.diameter", "9 mm");
    assert.equal(first.rig.settingsStore?.save(first.rig.draft.settings), true);
    const second = new BoardOnBench({ store, host: [] });
    assert.equal(second.rig.identity.bootCount, 2);
    assert.equal(second.rig.settings.die.diameter, 9);
  });

  it("says nothing unless its host asks, and each answer as a line", () => {
    const silent = new BoardOnBench({ host: [] });
    silent.fire(50);
    assert.deepEqual(silent.said, []);
    const asked = new BoardOnBench({ host: ["*IDN?", "SYST:VERS?"] });
    asked.fire(10);
    assert.deepEqual(
      asked.said.map((line) => line.split(",")[0]),
      ["Isobar", "1999.0"],
    );
  });

  it("does what its host was told to say: both sides come to hold their pressures", () => {
    const bench = new BoardOnBench({ speed: 100 });
    // 400 s: 220 um at 5 um/s to contact, 2.5 MPa at 50 kPa/s, and time to settle.
    bench.fire(40);
    const { rig } = bench;
    assert.deepEqual([rig.anode.mode, rig.cathode.mode], ["hold", "hold"]);
    assert.equal(rig.guard.log.count, 0);
    assert.ok(Math.abs(rig.anode.pressureKPa - 2500) < 25, `${rig.anode.pressureKPa}`);
    assert.ok(Math.abs(rig.cathode.pressureKPa - 200) < 5, `${rig.cathode.pressureKPa}`);
    assert.ok(bench.linesOf("#H,").length >= 6);
    assert.ok(bench.linesOf("$D,").length >= 390);
    for (const line of bench.said) assert.match(line, /^[$#].*\*[0-9A-F]{4}$/);
  });

  it("says the same lines for the same seed, and others for another", () => {
    const said = (seed: number) => {
      const bench = new BoardOnBench({ seed });
      bench.fire(100);
      return bench.said.join("\n");
    };
    assert.equal(said(3), said(3));
    assert.notEqual(said(3), said(4));
  });

  it("refuses a rig or a scenario that is not shipped, and names those that are", () => {
    for (const change of [{ rig: "nonesuch" }, { scenario: "nonesuch" }]) {
      assert.throws(() => new BoardOnBench(change), /"nonesuch" is not shipped; give one of .*\w/);
    }
  });

  it("passes on nothing but whole lines", () => {
    const say = sinon.spy();
    const bench = new BoardOnBench({ host: ["FAUL?"], say });
    bench.fire(3);
    sinon.assert.calledOnceWithExactly(say, '"none"');
  });
});
