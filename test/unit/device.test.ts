import assert from "node:assert/strict";
import sinon from "sinon";
import { startDevice } from "../../src/device.js";
import type { Rig } from "../../src/rig.js";
import { SettingsStore } from "../../src/store/settings-store.js";
import { CutMedium, flashStoreOn } from "../support/cut-medium.js";
import { FakeBoard } from "../support/fake-board.js";
import { dieAreaMm2 } from "../support/rig-on-bench.js";
import { settingsWith } from "../support/settings-with.js";

const screwsOf = (board: FakeBoard) => [board.machine.anode.screw, board.machine.cathode.screw];

function spiesOn(board: FakeBoard) {
  return screwsOf(board).map((screw) => ({
    moveTo: sinon.spy(screw, "moveTo"),
    stop: sinon.spy(screw, "stop"),
    enable: sinon.spy(screw, "enable"),
  }));
}

/** 2.5 / 0.2 MPa on the die of 10 mm, as codes of the default load cells. */
const anodeCode = Math.round(2.5 * dieAreaMm2 * 8590);
const cathodeCode = Math.round(0.2 * dieAreaMm2 * 85899);

/** A started device that holds 2.5 / 0.2 MPa. */
function holding(): { board: FakeBoard; rig: Rig } {
  const board = new FakeBoard();
  const rig = startDevice(board);
  board.tick(60, anodeCode, cathodeCode);
  board.ask("PRES1 2.5 MPA;PRES2 0.2 MPA;OUTP1 ON;OUTP2 ON");
  board.tick(5, anodeCode, cathodeCode);
  assert.deepEqual([rig.anode.mode, rig.cathode.mode], ["hold", "hold"]);
  return { board, rig };
}

function assertStopped(board: FakeBoard, rig: Rig, spies: ReturnType<typeof spiesOn>): void {
  for (const { stop, moveTo } of spies) {
    sinon.assert.called(stop);
    if (moveTo.lastCall !== null) assert.ok(stop.lastCall.calledAfter(moveTo.lastCall));
  }
  assert.deepEqual([rig.anode.mode, rig.cathode.mode], ["gap", "gap"]);
  assert.equal(rig.guard.log.isLatched("internal", 0), true);
  assert.match(board.ask("FAUL?"), /^"internal,rig,/);
}

function throwOnce(stub: sinon.SinonStub): void {
  stub.callThrough();
  stub.onFirstCall().throws(new Error("planted"));
}

describe("the device", () => {
  describe("at start", () => {
    it("asks for a tick of 100 ms, once, and is at rest", () => {
      const board = new FakeBoard();
      const rig = startDevice(board);
      assert.equal(board.starts, 1);
      assert.equal(board.tickMs, 100);
      assert.equal(rig.mode, "off");
    });

    it("moves, stops and energises nothing, and says nothing, until it is told to", () => {
      const board = new FakeBoard();
      const spies = spiesOn(board);
      startDevice(board);
      board.tick(200, anodeCode, cathodeCode);
      for (const { moveTo, stop, enable } of spies) {
        sinon.assert.notCalled(moveTo);
        sinon.assert.notCalled(stop);
        sinon.assert.notCalled(enable);
      }
      assert.equal(board.machine.uart.take(), "");
    });

    it("counts its starts and names their reason", () => {
      const medium = new CutMedium();
      for (const count of [1, 2, 3]) {
        const board = new FakeBoard(medium);
        const rig = startDevice(board);
        assert.equal(rig.identity.bootCount, count);
        assert.equal(board.ask("DIAG:RES?"), `"Power-On",${count}\n`);
      }
    });

    it("has the settings of the factory while none are stored", () => {
      const board = new FakeBoard(new CutMedium(), { die: { diameter: "12 mm" } });
      assert.equal(startDevice(board).settings.die.diameter, 12);
      assert.equal(board.ask("SETT:ORIG?"), '"defaults"\n');
    });

    it("has the stored settings when there are any, and keeps what is saved over the line", () => {
      const medium = new CutMedium();
      const stored = settingsWith({ die: { diameter: "8 mm" } });
      const store = new SettingsStore(flashStoreOn(medium));
      store.load();
      store.save(stored);
      const board = new FakeBoard(medium, { die: { diameter: "12 mm" } });
      assert.deepEqual(startDevice(board).settings, stored);
      assert.equal(board.ask("SETT:ORIG?"), '"stored"\n');
      board.tick();
      board.ask('SETT:VAL "die.diameter","9 mm"');
      board.ask("SETT:SAVE");
      assert.match(board.ask("SYST:ERR?"), /^0,/);
      const again = new FakeBoard(medium, { die: { diameter: "12 mm" } });
      assert.equal(startDevice(again).settings.die.diameter, 9);
    });

    it("has the settings of the factory when the stored ones are damaged, and says so", () => {
      const medium = new CutMedium();
      medium.records.set("settings.a", Uint8Array.of(1, 2, 3));
      medium.records.set("settings.b", "unreadable");
      const board = new FakeBoard(medium, { die: { diameter: "12 mm" } });
      assert.equal(startDevice(board).settings.die.diameter, 12);
      assert.equal(board.ask("SETT:ORIG?"), '"defaults: the stored ones are damaged"\n');
      board.tick(10);
      // Bit 64 of the self-test.
      assert.equal(Number(board.ask("*TST?")) & 64, 64);
    });

    it("starts all the same when its flash keeps nothing", () => {
      const medium = new CutMedium();
      medium.full = true;
      const board = new FakeBoard(medium);
      startDevice(board);
      board.tick();
      assert.match(board.ask("*IDN?"), /^Isobar,/);
    });
  });

  describe("when its own code throws", () => {
    for (const [where, plant] of [
      ["reads a converter", (b: FakeBoard) => sinon.stub(b.machine.anode.adc, "read")],
      ["reads a screw", (b: FakeBoard) => sinon.stub(b.machine.cathode.screw, "read")],
      ["reads the lines", (b: FakeBoard) => sinon.stub(b.machine.interlock, "read")],
      ["reads the clock", (b: FakeBoard) => sinon.stub(b.machine.clock, "now")],
    ] as const) {
      it(`as it ${where}: both screws stop, the fault is latched, the next tick goes on`, () => {
        const { board, rig } = holding();
        const spies = spiesOn(board);
        throwOnce(plant(board) as sinon.SinonStub);
        board.tick(1, anodeCode, cathodeCode);
        assertStopped(board, rig, spies);
        const stops = spies.map(({ moveTo }) => moveTo.callCount);
        board.tick(20, 0, 0);
        assert.equal(rig.atUs, board.machine.clock.atUs);
        // Though both pressures are gone now, nothing moves towards them.
        assert.deepEqual(
          spies.map(({ moveTo }) => moveTo.callCount),
          stops,
        );
      });
    }

    it("as it moves a screw: both stop", () => {
      const { board, rig } = holding();
      const moveTo = sinon.stub(board.machine.anode.screw, "moveTo").throws(new Error("planted"));
      const stops = screwsOf(board).map((screw) => sinon.spy(screw, "stop"));
      // Half the force is gone: the loop must move.
      board.tick(60, anodeCode / 2, cathodeCode);
      sinon.assert.calledOnce(moveTo);
      for (const stop of stops) sinon.assert.called(stop);
      assert.deepEqual([rig.anode.mode, rig.cathode.mode], ["gap", "gap"]);
      assert.equal(rig.guard.log.isLatched("internal", 0), true);
    });

    it("as it answers the host: both screws stop, and the next line is understood", () => {
      const { board, rig } = holding();
      const spies = spiesOn(board);
      throwOnce(sinon.stub(rig.console.errors, "next"));
      assert.equal(board.ask("SYST:ERR?"), "");
      assertStopped(board, rig, spies);
      assert.match(board.ask("*IDN?"), /^Isobar,/);
      board.tick(3);
      assert.equal(board.ask("OUTP1:MODE?"), "GAP\n");
    });

    it("tells the host, and lets it clear the fault and hold again", () => {
      const { board, rig } = holding();
      board.ask("DATA:STR ON");
      board.tick();
      board.machine.uart.take();
      throwOnce(sinon.stub(board.machine.interlock, "read"));
      board.tick(2, anodeCode, cathodeCode);
      assert.match(
        board.machine.uart.take(),
        /^\$E,\d+,\d+,internal,rig,0,"Error in the firmware"/,
      );
      board.ask("FAUL:CLE");
      board.tick(1, anodeCode, cathodeCode);
      board.ask("OUTP1 ON;OUTP2 ON");
      board.tick(1, anodeCode, cathodeCode);
      assert.deepEqual([rig.anode.mode, rig.cathode.mode], ["hold", "hold"]);
    });

    it("in every tick: it still answers, told of the fault, though no byte is called for", () => {
      const { board } = holding();
      board.ask("DATA:STR ON");
      sinon.stub(board.machine.interlock, "read").throws(new Error("planted"));
      board.machine.uart.send("*IDN?\n");
      board.tick(3, anodeCode, cathodeCode);
      const said = board.machine.uart.take();
      assert.match(said, /,internal,rig,/);
      assert.match(said, /^Isobar,/m);
    });

    it("even in the stopping of one screw: the other one is stopped, and nothing escapes", () => {
      for (const broken of [0, 1] as const) {
        const { board, rig } = holding();
        const [first, second] = screwsOf(board).map((screw) => sinon.stub(screw, "stop"));
        const [bad, good] = broken === 0 ? [first, second] : [second, first];
        bad?.throws(new Error("planted"));
        sinon.stub(board.machine.interlock, "read").throws(new Error("planted"));
        for (let i = 0; i < 3; i += 1) board.tick(1, anodeCode, cathodeCode);
        sinon.assert.called(good as sinon.SinonStub);
        assert.deepEqual([rig.anode.mode, rig.cathode.mode], ["gap", "gap"]);
        assert.match(board.ask("FAUL?"), /^"internal,rig,/);
      }
    });
  });
});
