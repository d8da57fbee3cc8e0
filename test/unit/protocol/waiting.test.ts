import assert from "node:assert/strict";
import sinon from "sinon";
import { RigOnBench } from "../../support/rig-on-bench.js";

describe("waiting for the end of an operation", () => {
  let bench: RigOnBench;

  beforeEach(() => {
    bench = new RigOnBench();
    bench.holdBoth(2500, 200);
    bench.tick(20);
    // 100 kPa at 50 kPa/s are 2 s at least; the rig feels its train on the way.
    bench.anode.springNPerUm = 0.2;
    bench.send("PRES1 2600 KPA\n");
  });

  /** Time for the ramp, the filter and the band. */
  function arrive(): void {
    bench.tick(200);
    assert.ok(Math.abs(bench.rig.anode.pressureKPa - 2600) < 26);
  }

  it("*OPC? answers at once while nothing is pending", () => {
    arrive();
    assert.equal(bench.send("*OPC?\n"), "1\n");
    assert.equal(bench.send("*IDN?;*OPC?\n").endsWith(";1\n"), true);
  });

  it("*OPC? answers with one line when the pressure is in its band, and not before", () => {
    assert.equal(bench.send("*OPC?\n"), "");
    bench.tick(15);
    assert.equal(bench.hal.uart.take(), "");
    arrive();
    assert.equal(bench.hal.uart.take(), "1\n");
  });

  it("*WAI and *OPC? hold back the rest of their message and later ones, in their order", () => {
    bench.send("*WAI;SYST:VERS?\n");
    bench.send("*OPT?\nSYST:ERR?\n");
    bench.tick(10);
    assert.equal(bench.hal.uart.take(), "");
    arrive();
    assert.equal(bench.hal.uart.take(), '1999.0\n0\n0,"No error"\n');
  });

  it("*OPC sets bit 0 of the event register then, and holds nothing back", () => {
    bench.send("*CLS;*OPC\n");
    bench.tick();
    assert.equal(bench.send("*ESR?\n"), "0\n");
    assert.equal(bench.send("STAT:OPER:COND?\n"), `${2 + 8 + 16 + 256}\n`);
    arrive();
    assert.equal(bench.send("*ESR?\n"), "1\n");
    assert.equal(bench.send("*ESR?\n"), "0\n");
  });

  for (const stop of ["!", "ABOR\n", ":abort\r\n"]) {
    it(`${JSON.stringify(stop)} does not wait: it stops, ends the wait, and voids what was kept`, () => {
      bench.send("*OPC?\nOUTP1 OFF\n");
      const halt = sinon.spy(bench.hal.anode.screw, "stop");
      assert.equal(bench.send(stop), "1\n");
      sinon.assert.called(halt);
      bench.tick(2);
      assert.equal(bench.send("OUTP1:MODE?\n"), "GAP\n");
    });
  }

  it("keeps at most 512 bytes meanwhile, says what it lost, and understands the next line", () => {
    bench.send("*WAI\n");
    bench.send("*OPT?\n".repeat(100));
    arrive();
    // 512 / 6 bytes are 85 whole lines.
    assert.equal(bench.hal.uart.take(), "0\n".repeat(85));
    assert.equal(bench.error(), '-363,"Input buffer overrun;a message waits: wait for its end"');
    assert.equal(bench.send("*OPT?\n"), "0\n");
  });

  it("ends when a fault takes the side out of control", () => {
    bench.send("*OPC?\n");
    bench.hal.interlock.estop = true;
    bench.tick(2);
    assert.equal(bench.hal.uart.take(), "1\n");
  });
});

describe("status", () => {
  let bench: RigOnBench;

  beforeEach(() => {
    bench = new RigOnBench();
    bench.tick(5);
  });

  it("says once that the firmware has started: bit 7 of the event register", () => {
    assert.equal(bench.send("*ESR?\n"), "128\n");
    assert.equal(bench.send("*ESR?\n"), "0\n");
  });

  for (const [sent, bit] of [
    ["FOO", 32],
    ["PRES1 99 MPA", 16],
    ["*IDN?;".repeat(42), 4],
    ["x".repeat(300), 8],
  ] as const) {
    it(`bit ${bit} of the event register is set by ${sent.slice(0, 14)}`, () => {
      bench.send("*CLS\n");
      bench.send(`${sent}\n`);
      assert.equal(bench.send("*ESR?\n"), `${bit}\n`);
    });
  }

  it("sums up by the enables: 4 errors, 32 events, 64 what *SRE lets through", () => {
    bench.send("*CLS;*ESE 32;*SRE 255\n");
    assert.equal(bench.send("*SRE?;*ESE?;*STB?\n"), "191;32;16\n".replace("16", `${16 + 64}`));
    bench.send("*SRE 32;FOO\n");
    assert.equal(bench.send("*STB?\n"), `${4 + 32 + 64}\n`);
    bench.send("*ESE 16\n");
    assert.equal(bench.send("*STB?\n"), "4\n");
    bench.send("*CLS\n");
    assert.equal(bench.send("*STB?\n"), "0\n");
  });

  it("makes events of conditions that come true by PTR, that end by NTR, and presets both", () => {
    assert.equal(bench.send("STAT:QUES:COND?\n"), `${1 + 16}\n`);
    bench.send("STAT:QUES?;QUES:PTR 0;NTR 1;ENAB 1\n");
    bench.hal.uart.take();
    bench.hal.cellVoltage.convert(bench.hal.clock.atUs, 3.7);
    bench.tick();
    assert.equal(bench.send("*STB?\n"), "8\n");
    assert.equal(bench.send("STAT:QUES?\n"), "1\n");
    bench.send("STAT:PRES\n");
    assert.equal(bench.send("STAT:QUES:ENAB?;PTR?;NTR?\n"), "0;32767;0\n");
  });

  it("keeps a ramp of 2 s and a fault of one tick as events until somebody asks", () => {
    bench.holdBoth(2600, 200);
    bench.tick(20);
    bench.send("STAT:OPER?;:STAT:QUES?\n");
    bench.send("PRES1 2700 KPA\n");
    bench.tick(20);
    bench.rig.guard.raise("notFollowing", 1, bench.rig.atUs);
    bench.rig.react();
    bench.tick();
    bench.send("FAUL:CLE\n");
    bench.tick(100);
    // 8 is the ramp and 2 its settling; 1024 is the force that does not follow.
    const [operation, questionable] = bench.send("STAT:OPER?;:STAT:QUES?\n").split(";").map(Number);
    assert.equal((operation ?? 0) & 10, 10);
    assert.equal((questionable ?? 0) & 1024, 1024);
  });

  it("gives all errors at once, as text or as numbers, and is empty then", () => {
    bench.send("FOO\nPRES1 1 N\n");
    assert.match(bench.send("SYST:ERR:ALL?\n"), /^-113,"[^"]*",-131,"[^"]*"\n$/);
    bench.send("FOO\nPRES1 1 N\n");
    assert.equal(bench.send("SYST:ERR:CODE:ALL?\n"), "-113,-131\n");
    assert.equal(bench.send("SYST:ERR:CODE:ALL?;:SYST:ERR:ALL?\n"), '0;0,"No error"\n');
  });

  it("lists all headers in one line of quoted strings, longer than a reply and past a slow wire", () => {
    bench.say("*OPT?;SYST:HELP:HEAD?;*OPT?\n");
    let text = bench.hal.uart.take();
    for (let i = 0; i < 20; i += 1) {
      bench.tick();
      text += bench.hal.uart.take();
    }
    assert.ok(text.startsWith("0;") && text.endsWith(";0\n"), text);
    for (const header of text.slice(2, -3).split(",")) assert.match(header, /^"[^",;]+"$/);
    assert.ok(text.includes('"*IDN?"') && text.includes('"STATus:PRESet"'));
    assert.equal(bench.send("SYST:HELP:SYNT? 'pres2:slew'\n").startsWith('"[SOURce]:PRES'), true);
  });
});
