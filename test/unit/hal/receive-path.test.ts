import assert from "node:assert/strict";
import fc from "fast-check";
import { RigOnSerial } from "../../support/rig-on-serial.js";

const idn = /^Isobar,Stack Pressure Rig,BENCH-7,/;

/** Answers one after the other out of a list, from the beginning again at its end. */
function cycling(answers: readonly boolean[]): () => boolean {
  let at = 0;
  return () => answers[at++ % answers.length] ?? false;
}

describe("a host at the ESP32's serial port", () => {
  it("gets each reply within two ticks, one line below 100 bytes at a time, whatever messages are lost", () => {
    const query = fc.record({
      text: fc.constantFrom("*IDN?", "DATA:STR:INT?", "SYST:VERS?", "OUTP1:MODE?", "FAUL:COUN?"),
      // Blanks in front make the line longer, up to 99 bytes with the newline.
      blanks: fc.integer({ min: 0, max: 85 }),
      pauseMs: fc.integer({ min: 0, max: 130 }),
    });
    const expected = (text: string): RegExp =>
      ({
        "*IDN?": idn,
        "DATA:STR:INT?": /^1\.0\n$/,
        "SYST:VERS?": /^1999\.0\n$/,
        "OUTP1:MODE?": /^OFF\n$/,
        "FAUL:COUN?": /^0\n$/,
      })[text] ?? /^$/;
    fc.assert(
      fc.property(
        fc.array(query, { minLength: 1, maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
        (queries, lost) => {
          const host = new RigOnSerial();
          host.serial.queueFull = cycling(lost);
          for (const { text, blanks, pauseMs } of queries) {
            host.pass(pauseMs);
            const line = " ".repeat(blanks) + text;
            assert.ok(line.length < 100);
            // The tick that finds the line, at most 100 ms, and one that finds the transmitter idle, 100 ms more.
            assert.match(host.ask(line, 240), expected(text));
          }
          assert.equal(host.serial.lostBytes, 0);
          assert.equal(host.rig.console.errors.count, 0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is obeyed through a port that is deaf for good", () => {
    const host = new RigOnSerial();
    host.serial.queueFull = () => true;
    host.pass(250);
    assert.equal(host.ask("DATA:STR:INT 0.5;:DATA:STR:INT?", 300), "0.5\n");
    // One message of each direction was lost, and there never was another.
    assert.equal(host.serial.lostMessages, 2);
  });

  it("loses bytes of a flood, and the rig ticks on", () => {
    const host = new RigOnSerial();
    host.pass(200);
    // Four seconds of line at 11,520 bytes a second; every tenth of a second 40 ms without callbacks.
    host.serial.hostSend("MEASURE:PRESSURE? ".repeat(2560));
    for (let i = 0; i < 40; i += 1) {
      host.pass(60);
      host.serial.busy = true;
      host.pass(40);
      host.serial.busy = false;
    }
    // A FIFO of 128 bytes lasts 11.1 of the 40 ms: 28.9 ms of 11.52 bytes, 40 times.
    assert.ok(
      Math.abs(host.serial.lostBytes - 40 * 28.9 * 11.52) < 40 * 12,
      `${host.serial.lostBytes}`,
    );
    assert.ok(host.ticks >= 40, `${host.ticks} ticks`);
    assert.equal(host.rig.lateTicks, 0);
    host.ask("", 50);
    assert.match(host.ask("*IDN?", 240), idn);
    assert.match(host.ask("SYST:ERR?", 240), /^-363,/);
  });

  it("is understood again from the next newline after any flood", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3000 }),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
        (flood, stallsMs, lost) => {
          const host = new RigOnSerial();
          host.serial.queueFull = cycling(lost);
          host.serial.hostSend(flood);
          for (const ms of stallsMs) {
            host.serial.busy = true;
            host.pass(ms);
            host.serial.busy = false;
            host.pass(20);
          }
          // The flood is over; what it left in the FIFO and on the wire goes by.
          host.pass(400);
          host.ask("", 110);
          host.heard();
          host.ask("*CLS", 110);
          assert.match(host.ask("*IDN?", 300), idn);
          assert.equal(host.ask("SYST:ERR:COUN?", 300), "0\n");
          const at = host.ticks;
          host.pass(1000);
          assert.equal(host.ticks - at, 10);
          assert.equal(host.rig.guard.log.count, 0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("hears pushed lines whole while it asks: replies and rows do not mix", () => {
    const host = new RigOnSerial();
    host.ask("DATA:STR:INT 0.1;:DATA:STR ON", 50);
    let text = "";
    for (let i = 0; i < 40; i += 1) {
      host.serial.queueFull = () => i % 5 === 0;
      host.serial.hostSend("*IDN?\n");
      host.pass(130);
      text += host.heard();
    }
    host.serial.queueFull = () => false;
    host.pass(1000);
    text += host.heard();
    const lines = text.split("\n").slice(0, -1);
    assert.equal(lines.filter((line) => idn.test(line)).length, 40);
    for (const line of lines) assert.match(line, /^(Isobar,.*|[$#].*\*[0-9A-F]{4})$/);
  });
});
