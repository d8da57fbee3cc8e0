import assert from "node:assert/strict";
import { Mode } from "../../../src/mode.js";
import { RigOnBench } from "../../support/rig-on-bench.js";

/** Sends a programme in pieces of at most 60 characters. */
function sendProgramme(bench: RigOnBench, json: unknown): void {
  bench.send("PROG:CLE\n");
  const text = JSON.stringify(json);
  for (let i = 0; i < text.length; i += 60) bench.send(`PROG:APP '${text.slice(i, i + 60)}'\n`);
}

const twoSteps = {
  name: "by line",
  steps: [
    { hold: { anode: "1 MPa", cathode: "0.2 MPa" }, until: { command: true, after: "1 h" } },
    { gap: {} },
  ],
};

function held(): RigOnBench {
  const bench = new RigOnBench();
  bench.holdBoth(1000, 200);
  bench.anode.springNPerUm = 0.2;
  bench.cathode.springNPerUm = 0.005;
  bench.tick(50);
  return bench;
}

describe("programmes from the host", () => {
  it("are sent in pieces, checked, run, and go on by command", () => {
    const bench = held();
    sendProgramme(bench, twoSteps);
    assert.equal(bench.send("PROG:CHEC?\n"), '0,""\n');
    assert.equal(bench.send("PROG:CAT?\n"), '"by line"\n');
    bench.send("PROG:RUN\n");
    bench.tick(10);
    assert.equal(bench.error(), '0,"No error"');
    assert.equal(bench.send("PROG:STAT?\n"), 'RUNNING,"by line","steps[0]",1,1\n');
    bench.send("PROG:RUN\n");
    assert.match(bench.error(), /^-221,.*a programme is running/);
    bench.send("*TRG\n");
    bench.tick(2);
    assert.equal(bench.send("PROG:STAT?\n"), 'RUNNING,"by line","steps[1]",2,0\n');
    assert.equal(bench.rig.anode.mode, Mode.gap);
  });

  it("are taken piece by piece only when the CRC that is told is that of the piece", () => {
    const bench = held();
    // CRC-16/CCITT-FALSE of "123456789" is 0x29B1 = 10673, its check value.
    bench.send("PROG:APP '123456789',10673\n");
    assert.equal(bench.error(), '0,"No error"');
    bench.send("PROG:APP '123456780',10673\n");
    assert.match(bench.error(), /^-230,"Data corrupt or stale;the piece that came has CRC \d+"/);
    assert.equal(bench.send("PROG:CRC?\n"), "9,10673\n");
    for (const wrong of ["65536", "-1", "10673,1"]) {
      bench.send(`PROG:APP '123456789',${wrong}\n`);
      assert.match(bench.error(), /^-(222|108),/);
    }
    bench.send("PROG:CLE\n");
    // Of nothing it is its start value, 0xFFFF.
    assert.equal(bench.send("PROG:CRC?\n"), "0,65535\n");
  });

  it("end by PROG:STOP, and the sides go on holding", () => {
    const bench = held();
    sendProgramme(bench, twoSteps);
    bench.send("PROG:RUN\n");
    bench.tick(10);
    bench.send("PROG:STOP\n");
    bench.tick(10);
    assert.equal(bench.send("PROG:STAT?\n"), 'STOPPED,"by line","",1,0\n');
    assert.equal(bench.rig.anode.mode, Mode.hold);
    assert.equal(bench.rig.cathode.mode, Mode.hold);
  });

  for (const [what, json, says] of [
    ["is no programme", { name: "x" }, /^1,"steps: must be a list of at least one step/],
    [
      "asks for too much",
      { name: "x", steps: [{ ramp: { anode: "90 MPa" } }] },
      /^1,"steps\[0\]\.ramp\.anode: 90000 kPa is above the limit/,
    ],
    [
      "has a wrong condition",
      { name: "x", steps: [{ wait: { anodeAbove: "3 V" } }, { wait: { trigger: "up" } }] },
      /^2,"steps\[0\]\.wait\.anodeAbove: /,
    ],
  ] as const) {
    it(`are refused with the place when the text ${what}, and nothing moves`, () => {
      const bench = held();
      sendProgramme(bench, json);
      assert.match(bench.send("PROG:CHEC?\n"), says);
      bench.send("PROG:RUN\n");
      assert.match(bench.error(), /^-221,"Settings conflict;/);
      bench.tick(10);
      assert.equal(bench.send("PROG:STAT?\n"), 'IDLE,"","",0,0\n');
    });
  }

  it("are told to be no JSON, or missing", () => {
    const bench = held();
    assert.match(bench.send("PROG:CHEC?\n"), /^1,"no programme: PROG:APP/);
    bench.send("PROG:APP '{\"name\":'\n");
    assert.match(bench.send("PROG:CHEC?\n"), /no JSON"\n$/);
    assert.equal(bench.send("PROG:CAT?\n"), '""\n');
  });

  it("have at most 4000 characters", () => {
    const bench = held();
    for (let i = 0; i < 16; i += 1) bench.send(`PROG:APP '${"x".repeat(240)}'\n`);
    assert.equal(bench.error(), '0,"No error"');
    bench.send(`PROG:APP '${"x".repeat(240)}'\n`);
    assert.match(bench.error(), /^-225,"Out of memory;a programme has at most 4000 characters"/);
  });

  it("are not started with a fault latched", () => {
    const bench = held();
    sendProgramme(bench, twoSteps);
    bench.hal.interlock.estop = true;
    bench.tick();
    bench.send("PROG:RUN\n");
    assert.match(bench.error(), /^-221,"Settings conflict;faults are latched: estop rig"/);
  });

  it("have texts with commas, semicolons and the other kind of quotes", () => {
    const bench = held();
    bench.send('PROG:APP \'{"name":"a,b;c","steps":[{"unload":{}}]}\'\n');
    assert.equal(bench.send("PROG:CHEC?;:PROG:CAT?\n"), '0,"";"a,b;c"\n');
  });

  it("that nobody runs take no command to go on", () => {
    const bench = held();
    bench.send("PROG:CONT\n");
    assert.match(bench.error(), /^-211,"Trigger ignored;nothing waits for a trigger"/);
  });
});
