import assert from "node:assert/strict";
import sinon from "sinon";
import { RigOnBench } from "../../support/rig-on-bench.js";

describe("commands that change what the rig does:", () => {
  let bench: RigOnBench;

  beforeEach(() => {
    bench = new RigOnBench();
    bench.anode.forceN = 196.35;
    bench.cathode.forceN = 15.708;
    bench.tick(50);
  });

  /** Sends a message that must have no reply; the oldest error it left. */
  function refused(text: string): string {
    assert.equal(bench.send(`${text}\n`), "");
    return bench.error();
  }

  describe("set points", () => {
    it("are kept for each side and read back in Pa", () => {
      bench.send("PRES1 2.5 MPA;PRES2 200 KPA\n");
      assert.equal(bench.send("PRES1?;SOUR:PRES2:LEV?\n"), "2500000.0;200000.0\n");
    });

    it("alone move nothing: a side that does not hold stays where it is", () => {
      const moveTo = sinon.spy(bench.hal.anode.screw, "moveTo");
      bench.send("PRES1 2.5 MPA\n");
      bench.tick(20);
      sinon.assert.notCalled(moveTo);
      assert.equal(bench.rig.anode.mode, "off");
    });

    it("out of range are refused with -222 and the range, and nothing changes", () => {
      bench.holdBoth(2500, 200);
      // 90 % of 500 N on 78.54 mm2: 450 / 78.54 = 5.7296 MPa; 90 % of 50 N: 0.57296 MPa.
      for (const [sent, range] of [
        ["PRES1 25 MPA", "0 to 5729577"],
        ["PRES1 5729579", "0 to 5729577"],
        ["PRES1 -1", "0 to 5729577"],
        ["PRES1 1e999", "0 to 5729577"],
        ["PRES2 0.6 MPA", "0 to 572957"],
      ]) {
        assert.equal(refused(`${sent}`), `-222,"Data out of range;give ${range} PA"`);
      }
      bench.tick(5);
      assert.equal(bench.send("PRES1?;PRES2?\n"), "2500000.0;200000.0\n");
      assert.equal(bench.rig.anode.targetKPa, 2500);
      assert.equal(bench.rig.cathode.targetKPa, 200);
    });

    it("at the end of the range are taken", () => {
      bench.send("PRES1 5729577;PRES2 0\n");
      assert.equal(bench.send("PRES1?\n"), "5729577.0\n");
      assert.equal(bench.rig.console.errors.count, 0);
    });

    it("of a holding side are ramped to at the rate that was set", () => {
      bench.holdBoth(2500, 200);
      bench.send("PRES1:SLEW 20 KPA/S\n");
      bench.send("PRES1 2600 KPA\n");
      bench.tick();
      assert.equal(bench.rig.anode.targetKPa, 2600);
      assert.equal(bench.rig.anode.loop.setPoint.rateKPaPerS, 20);
      assert.equal(bench.rig.cathode.targetKPa, 200);
    });

    it("have rates within the limits of the side", () => {
      assert.equal(bench.send("PRES1:SLEW?\n"), "50000.0\n");
      assert.equal(
        refused("PRES1:SLEW 101 KPA/S"),
        '-222,"Data out of range;give 10 to 100000 PA/S"',
      );
      assert.equal(refused("PRES1:SLEW 0"), '-222,"Data out of range;give 10 to 100000 PA/S"');
      assert.equal(bench.send("PRES1:SLEW?\n"), "50000.0\n");
    });
  });

  describe("outputs", () => {
    it("hold, are kept in place or are let go, each side for itself", () => {
      bench.send("PRES1 2.5 MPA;OUTP1 ON;OUTP2:MODE GAP\n");
      bench.tick();
      assert.equal(bench.send("OUTP1?;OUTP1:MODE?;OUTP2?;OUTP2:MODE?\n"), "1;HOLD;0;GAP\n");
      bench.send("OUTP1 OFF;OUTP2:MODE OFF\n");
      bench.tick();
      assert.equal(bench.send("OUTP1:MODE?;OUTP2:MODE?\n"), "OFF;OFF\n");
    });

    it("do not hold without a set point", () => {
      assert.equal(refused("OUTP2 ON"), '-221,"Settings conflict;no set point: send PRES2 first"');
    });

    it("do not hold without readings of the load cell", () => {
      const blind = new RigOnBench();
      blind.send("PRES1 1 MPA;OUTP1 ON\n");
      assert.equal(blind.error(), '-221,"Settings conflict;the load cell gives no valid readings"');
      bench.anode.silent = true;
      bench.tick(10);
      bench.send("PRES1 1 MPA\n");
      assert.equal(
        refused("OUTP1 ON"),
        '-221,"Settings conflict;the load cell gives no valid readings"',
      );
    });

    it("do not hold, nor move, on a load cell at the end of its range", () => {
      const moveTo = sinon.spy(bench.hal.anode.screw, "moveTo");
      bench.anode.silent = true;
      for (let i = 0; i < 5; i += 1) {
        bench.hal.anode.adc.convert(bench.hal.clock.atUs, -8388608);
        bench.tick();
      }
      bench.send("PRES1 2.5 MPA\n");
      bench.send("OUTP1 ON\n");
      bench.hal.anode.adc.convert(bench.hal.clock.atUs, -8388608);
      bench.tick(3);
      sinon.assert.notCalled(moveTo);
      assert.equal(bench.error(), '-221,"Settings conflict;the load cell gives no valid readings"');
    });

    it("hold again after a fault only once it was cleared; the refusal names the fault", () => {
      bench.holdBoth(2500, 200);
      bench.hal.interlock.estop = true;
      bench.tick(2);
      bench.hal.interlock.estop = false;
      bench.tick(2);
      assert.equal(refused("OUTP1 ON"), '-221,"Settings conflict;faults are latched: estop rig"');
      bench.tick();
      assert.equal(bench.send("OUTP1:MODE?\n"), "GAP\n");
      bench.send("FAUL:CLE\n");
      bench.tick();
      bench.send("OUTP1 ON\n");
      bench.tick();
      assert.equal(bench.send("OUTP1:MODE?\n"), "HOLD\n");
      assert.equal(bench.rig.console.errors.count, 0);
    });
  });

  describe("while a programme runs", () => {
    beforeEach(() => bench.startProgramme());

    for (const sent of ["PRES1 1 MPA", "OUTP1 ON", "OUTP2 OFF", "OUTP1:MODE GAP"]) {
      it(`${sent} is refused with the reason, and changes nothing`, () => {
        bench.tick(3);
        const level = bench.send("PRES1?\n");
        assert.equal(refused(sent), '-221,"Settings conflict;a programme is running: ABORt first"');
        bench.tick(3);
        assert.equal(bench.send("PRES1?\n"), level);
        assert.equal(bench.rig.programme.running, true);
      });
    }

    it("ABORt ends it and stops both screws at once", () => {
      bench.tick(3);
      const stop = sinon.spy(bench.hal.cathode.screw, "stop");
      bench.send("ABOR\n");
      sinon.assert.called(stop);
      assert.equal(bench.rig.programme.running, false);
      bench.tick();
      assert.notEqual(bench.rig.mode, "hold");
    });
  });

  describe("faults", () => {
    beforeEach(() => {
      bench.holdBoth(2500, 200);
      bench.hal.anode.screw.reset = true;
      bench.tick();
      bench.hal.anode.screw.reset = false;
    });

    it("are listed with their side, what they mean, and what is still true", () => {
      assert.equal(bench.send("FAUL:COUN?\n"), "1\n");
      assert.match(
        bench.send("FAUL?\n"),
        /^"motorReset,anode,Motion chip was reset[^"]*; Pressure reading is valid[^"]*"\n$/,
      );
    });

    it('are "none" when there are none', () => {
      bench.send("FAUL:CLE\n");
      bench.tick();
      assert.equal(bench.send("FAUL:COUN?;LIST?\n".replace("LIST", "FAUL:LIST")), '0;"none"\n');
    });

    it("are cleared at once: what is ordered behind it in the same message is obeyed", () => {
      bench.send("FAUL:CLE;OUTP1 ON\n");
      bench.tick();
      assert.equal(bench.send("OUTP1:MODE?;FAUL:COUN?\n"), "HOLD;0\n");
      assert.equal(bench.rig.console.errors.count, 0);
    });

    it("that are still there come back before anything that was ordered behind the clearing moves", () => {
      bench.hal.interlock.estop = true;
      bench.tick();
      const moveTo = sinon.spy(bench.hal.anode.screw, "moveTo");
      bench.send("FAUL:CLE;PRES1 3 MPA;OUTP1 ON\n");
      bench.tick(20);
      sinon.assert.notCalled(moveTo);
      assert.equal(bench.send("OUTP1:MODE?\n"), "GAP\n");
      assert.match(bench.send("FAUL?\n"), /^"estop,rig,/);
    });

    it("come back after clearing while they are still there", () => {
      bench.hal.interlock.estop = true;
      bench.tick();
      bench.send("FAUL:CLE\n");
      bench.tick(2);
      assert.match(bench.send("FAUL?\n"), /^"estop,rig,/);
    });
  });

  describe("*RST", () => {
    it("ends all control and the stream, and moves no screw", () => {
      bench.holdBoth(2500, 200);
      bench.send("DATA:STR ON\n");
      bench.tick(5);
      const moves = [
        sinon.spy(bench.hal.anode.screw, "moveTo"),
        sinon.spy(bench.hal.cathode.screw, "moveTo"),
      ];
      bench.send("*RST\n");
      bench.tick(50);
      for (const moveTo of moves) sinon.assert.notCalled(moveTo);
      assert.equal(bench.send("OUTP1:MODE?;OUTP2:MODE?;DATA:STR?\n"), "OFF;OFF;0\n");
      assert.equal(bench.hal.anode.screw.enabled, true);
    });

    it("ends a programme", () => {
      bench.startProgramme();
      bench.tick();
      bench.send("*RST\n");
      bench.tick();
      assert.equal(bench.rig.programme.running, false);
    });

    for (const first of ["*RST", "ABOR"]) {
      it(`${first} undoes nothing that was ordered after it within the same tick`, () => {
        bench.send(`${first}\nPRES1 2.5 MPA\nOUTP1 ON\n`);
        bench.tick(2);
        assert.equal(bench.send("OUTP1:MODE?\n"), "HOLD\n");
      });
    }
  });

  describe("orders", () => {
    it("beyond what one tick carries are refused, not forgotten silently", () => {
      bench.send("OUTP1:MODE GAP\n".repeat(16));
      bench.send("OUTP1:MODE GAP\n".repeat(16));
      assert.equal(bench.rig.console.errors.count, 0);
      assert.equal(
        refused("OUTP1:MODE OFF"),
        '-363,"Input buffer overrun;too many orders in one tick"',
      );
      bench.tick();
      assert.equal(bench.send("OUTP1:MODE?\n"), "GAP\n");
    });
  });
});
