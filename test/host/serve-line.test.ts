// The one line behind `isobar serve`, with a clock and a rig that the test plays.

import assert from "node:assert/strict";
import { Client } from "../../host/serve/client.js";
import { unitsOf } from "../../host/serve/message.js";
import { errorsIn, partsOf } from "../../host/serve/quoted.js";
import { type Outcome, RigLine } from "../../host/serve/rig-line.js";

class Played {
  readonly sent: string[] = [];
  readonly outcomes: Outcome[] = [];
  nowMs = 0;
  silent = 0;
  readonly line = new RigLine({
    send: (text) => void this.sent.push(text),
    pushed: () => undefined,
    free: () => undefined,
    silent: () => {
      this.silent += 1;
    },
  });

  constructor() {
    this.line.linked(0);
    this.pass(300);
    this.sent.length = 0;
  }

  pass(ms: number): void {
    for (const endMs = this.nowMs + ms; this.nowMs < endMs; this.nowMs += 20)
      this.line.tick(this.nowMs);
  }

  ask(text: string): void {
    this.line.ask(text, false, this.nowMs, (outcome) => void this.outcomes.push(outcome));
  }

  answer(text: string): void {
    this.line.bytes(Buffer.from(`${text}\n`), this.nowMs);
  }
}

describe("the line of isobar serve", () => {
  it("has the rig tell a command's mistakes in its only answer", () => {
    const rig = new Played();
    rig.ask("PRES1 900 MPA");
    assert.deepEqual(rig.sent, ["PRES1 900 MPA;:SYST:ERR:ALL?\n"]);
    rig.answer('-222,"Data out of range;at most 10 MPa"');
    rig.ask('SETT:VAL? "die.diameter"');
    rig.answer('"10 mm";0,"No error"');
    assert.deepEqual(rig.outcomes, [
      { reply: undefined, errors: ['-222,"Data out of range;at most 10 MPa"'] },
      { reply: '"10 mm"', errors: [] },
    ]);
  });

  it("never has more than 96 bytes on the line, also of a long message, and stops it by !", () => {
    const rig = new Played();
    const long = `SETT:VAL "cell.name","${"x".repeat(200)}"`;
    rig.ask(long);
    assert.equal(rig.sent.length, 1);
    rig.pass(1000);
    assert.ok(rig.sent.every((piece) => piece.length <= 96));
    assert.equal(rig.sent.join(""), `${long};:SYST:ERR:ALL?\n`);
    rig.answer('0,"No error"');
    rig.sent.length = 0;
    rig.ask(long);
    rig.line.stop();
    assert.deepEqual(rig.sent.slice(1), ["!", "\n"]);
    assert.match(rig.outcomes[1]?.errors[0] ?? "", /^-221,/);
    assert.equal(rig.line.isFree, true);
  });

  it("takes no late answer for that of the next message", () => {
    const rig = new Played();
    rig.ask("MEAS:PRES1?");
    rig.pass(5100);
    assert.match(rig.outcomes[0]?.errors[0] ?? "", /^-365,/);
    assert.equal(rig.line.isFree, false);
    rig.answer('2500000.0;0,"No error"');
    assert.equal(rig.line.isFree, false);
    assert.equal(rig.sent.at(-1), "\n:SYNC1?;:SYST:ERR:ALL?\n");
    rig.answer('-113,"Undefined header;:SYNC1?"');
    assert.equal(rig.line.isFree, true);
    rig.ask("*IDN?");
    rig.answer('Isobar;0,"No error"');
    assert.equal(rig.outcomes[1]?.reply, "Isobar");
    rig.ask("*IDN?");
    rig.pass(12_000);
    assert.ok(rig.silent > 0, "a rig that does not even echo is opened anew");
  });

  it("knows what each unit of a message means wherever it stands", () => {
    assert.deepEqual(
      unitsOf('SYST:ERR?;VERS?;PRES1:SLEW 20 KPA/S;LEV 1;*OPC?;SETT:VAL "a;b","c"').map(
        ({ text, header }) => [text, header],
      ),
      [
        [":SYST:ERR?", "SYSTem:ERRor[:NEXT]?"],
        [":SYST:VERS?", "SYSTem:VERSion?"],
        [":PRES1:SLEW 20 KPA/S", "[SOURce]:PRESsure#:SLEW"],
        [":PRES1:LEV 1", "[SOURce]:PRESsure#[:LEVel]"],
        ["*OPC?", "*OPC?"],
        [':SETT:VAL "a;b","c"', "SETTing:VALue"],
      ],
    );
    assert.deepEqual(partsOf(`"a;b";'c;';d`), ['"a;b"', "'c;'", "d"]);
    assert.deepEqual(errorsIn('-113,"x;y",-222,"z"'), ['-113,"x;y"', '-222,"z"']);
    assert.equal(errorsIn("2.5,3"), undefined);
  });

  it("sends one who does not read no rows, counts them, and reads no more from one who floods", () => {
    let backlog = 0;
    let paused = false;
    let stops = 0;
    const written: string[] = [];
    const sink = {
      write: (text: string) => void written.push(text),
      backlog: () => backlog,
      pause: (now: boolean) => {
        paused = now;
      },
    };
    const client = new Client("test", sink, {
      work: () => undefined,
      stop: () => {
        stops += 1;
      },
    });
    client.push("$D,1*0000");
    backlog = 70_000;
    client.push("$D,2*0000");
    assert.deepEqual([written, client.droppedLines], [["$D,1*0000\n"], 1]);
    client.receive("MEAS:PRES1?\n".repeat(1500));
    assert.equal(paused, true);
    client.receive(`${"y".repeat(300)}\n`);
    assert.match(client.errors.next(), /^-363,/);
    client.receive("OUTP1 O!");
    assert.deepEqual([stops, client.queue.length, paused], [1, 0, false]);
  });
});
