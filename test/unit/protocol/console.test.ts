import assert from "node:assert/strict";
import sinon from "sinon";
import { RigOnBench } from "../../support/rig-on-bench.js";

const identity = "Isobar,Stack Pressure Rig,BENCH-7,0.1.0";

describe("Console", () => {
  let bench: RigOnBench;

  beforeEach(() => {
    bench = new RigOnBench();
    bench.tick(5);
  });

  it("sends nothing unasked: not at boot, not while it runs, not when a fault is raised", () => {
    assert.equal(bench.hal.uart.take(), "");
    bench.hal.interlock.estop = true;
    bench.tick(100);
    assert.equal(bench.rig.guard.log.isLatched("estop", 0), true);
    assert.equal(bench.hal.uart.take(), "");
  });

  describe("lines", () => {
    it("end with LF, with CR or with both, and are answered once", () => {
      for (const end of ["\n", "\r", "\r\n"]) {
        assert.equal(bench.send(`*IDN?${end}`), `${identity}\n`);
      }
      assert.equal(bench.send("\n\r\n\r"), "");
      assert.equal(bench.rig.console.errors.count, 0);
    });

    it("are answered when their end has come, however small the pieces", () => {
      for (const byte of "*IDN?") assert.equal(bench.send(byte), "");
      assert.equal(bench.send("\n"), `${identity}\n`);
    });

    it("may follow each other in one piece; each query has its own line", () => {
      assert.equal(bench.send("*IDN?\nSYST:VERS?\n"), `${identity}\n1999.0\n`);
    });

    it("of 256 bytes are taken", () => {
      const blanks = " ".repeat(256 - "*IDN?".length);
      assert.equal(bench.send(`${blanks}*IDN?\n`), `${identity}\n`);
    });

    it("of 257 bytes are refused as a whole with -363, and the next good one works", () => {
      const blanks = " ".repeat(257 - "*IDN?".length);
      assert.equal(bench.send(`${blanks}*IDN?\n`), "");
      assert.equal(bench.send("*IDN?\n"), `${identity}\n`);
      assert.equal(bench.error(), '-363,"Input buffer overrun;lines have at most 256 bytes"');
      assert.equal(bench.error(), '0,"No error"');
    });

    it("of a flood are taken in pieces, so that none delays the tick; then the rest", () => {
      // 200 lines of 6 bytes are 1,200 bytes: more than two calls of 512 take.
      const replies = bench.send("*IDN?\n".repeat(200)).split("\n").length - 1;
      assert.ok(replies > 80 && replies < 200, `${replies}`);
      let all = replies;
      for (let i = 0; i < 3; i += 1) all += bench.send("").split("\n").length - 1;
      assert.equal(all, 200);
    });
  });

  describe("messages", () => {
    it("of several queries have one line, its parts between semicolons", () => {
      assert.equal(bench.send("*IDN?;:SYST:VERS?;OUTP1?\n"), `${identity};1999.0;0\n`);
    });

    it("of commands alone have no line", () => {
      assert.equal(bench.send("*CLS;PRES1 1 MPA;:OUTP1 OFF;*CLS\n"), "");
      assert.equal(bench.rig.console.errors.count, 0);
    });

    it("of commands and queries are carried out in their order", () => {
      assert.equal(bench.send("PRES1 1 MPA;PRES1?;PRES1 2 MPA;PRES1?\n"), "1000000.0;2000000.0\n");
    });

    it("do not end at a semicolon between quotes", () => {
      // One unit with a wrong parameter, not three units of which the last two have no known header.
      bench.send('OUTP1 "A;B;C"\n');
      assert.equal(bench.rig.console.errors.count, 1);
      assert.match(bench.error(), /^-141,"Invalid character data;'A;B;C'/);
    });

    it("may have empty parts, blanks around parts, and tabs", () => {
      assert.equal(bench.send(" ;; *IDN? ;\t SYST:VERS?\t;\n"), `${identity};1999.0\n`);
    });

    it("have an unknown header told once, as it was sent; queries behind it are answered", () => {
      assert.equal(bench.send("SYST:VERS?;FOO:Bar? 3;BAZ;*IDN?\n"), `1999.0;${identity}\n`);
      assert.equal(bench.error(), '-113,"Undefined header;FOO:Bar?"');
      assert.equal(bench.error(), '0,"No error"');
    });

    it("stop behind a mistake all the same", () => {
      const stop = sinon.spy(bench.rig, "stopMotion");
      bench.send("PRES1 1 N;ABOR\n");
      sinon.assert.calledOnce(stop);
    });

    it("have their commands left alone from the first one on that failed", () => {
      bench.send("PRES1 1 N;PRES2 0.1 MPA\n");
      assert.equal(bench.send("PRES1?;PRES2?\n"), "0.0;0.0\n");
      assert.match(bench.error(), /^-131,/);
    });

    it("have their commands left alone also when the error queue is full", () => {
      bench.send("FOO\n".repeat(16));
      bench.send("PRES1 1 N;PRES2 0.1 MPA\n");
      assert.equal(bench.send("PRES2?\n"), "0.0\n");
    });

    it("go on behind a *CLS that had something to clear", () => {
      bench.send("FOO\n");
      assert.equal(bench.send("*CLS;*IDN?\n"), `${identity}\n`);
    });

    it("tell a command from its query: each is unknown in the other's form", () => {
      assert.equal(bench.send("*RST?\n"), "");
      assert.equal(bench.error(), '-113,"Undefined header;*RST?"');
      assert.equal(bench.send("*IDN\n"), "");
      assert.equal(bench.error(), '-113,"Undefined header;*IDN"');
    });

    it("with a suffix that is no side are refused with -114", () => {
      for (const sent of ["MEAS:PRES3?", "MEAS:PRES0?", "PRES3 1", "OUTP99 ON"]) {
        assert.equal(bench.send(`${sent}\n`), "");
        assert.equal(
          bench.error(),
          '-114,"Header suffix out of range;1 is the anode, 2 the cathode"',
        );
      }
    });

    it("with a wrong parameter of a query have no line but an error", () => {
      assert.equal(bench.send("MEAS:PRES? (@3)\n"), "");
      assert.match(bench.error(), /^-104,/);
    });

    it("whose replies do not fit still end in one line, and say so", () => {
      // 42 names of 39 characters are 1,638, with their semicolons 1,679: more than the 1,600 of a reply.
      const reply = bench.send(`${"*IDN?;".repeat(42)}\n`);
      assert.equal(reply.length, 1600);
      assert.equal(reply.indexOf("\n"), 1599);
      assert.match(bench.error(), /^-430,"Query DEADLOCKED/);
      assert.equal(bench.send("*IDN?\n"), `${identity}\n`);
    });
  });

  describe("!", () => {
    let stops: sinon.SinonSpy[];

    beforeEach(() => {
      bench.holdBoth(2500, 200);
      stops = [bench.hal.anode.screw, bench.hal.cathode.screw].map((screw) =>
        sinon.spy(screw, "stop"),
      );
    });

    function assertStopped(): void {
      for (const stop of stops) sinon.assert.called(stop);
      assert.equal(bench.rig.anode.mode, "gap");
      assert.equal(bench.rig.cathode.mode, "gap");
    }

    it("stops both screws at once, without a line and before the next tick", () => {
      assert.equal(bench.rig.mode, "hold");
      assert.equal(bench.send("!"), "");
      assertStopped();
    });

    it("is obeyed in the middle of a half line, ahead of what the line says", () => {
      bench.send("PRES1 2 M!");
      assertStopped();
    });

    it("is obeyed when the line buffer is full", () => {
      bench.send("x".repeat(300));
      bench.send("!");
      assertStopped();
    });

    it("is obeyed between quotes", () => {
      bench.send('OUTP1 "!');
      assertStopped();
    });

    it("takes back the orders that wait for the next tick", () => {
      bench.send("OUTP1 OFF\n!");
      bench.tick();
      assert.equal(bench.rig.anode.mode, "gap");
    });

    it("stops a running programme", () => {
      bench.startProgramme();
      bench.send("!");
      assert.equal(bench.rig.programme.running, false);
      assertStopped();
    });
  });
});
