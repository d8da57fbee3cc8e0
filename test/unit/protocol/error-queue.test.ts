import assert from "node:assert/strict";
import { ErrorQueue } from "../../../src/protocol/error-queue.js";
import { type ScpiError, scpiErrors } from "../../../src/protocol/errors.js";

/** SCPI-99, volume 2, chapter 21: the numbers and texts of the errors that this rig reports, as printed there. */
const standard: Record<number, string> = {
  0: "No error",
  [-104]: "Data type error",
  [-108]: "Parameter not allowed",
  [-109]: "Missing parameter",
  [-112]: "Program mnemonic too long",
  [-113]: "Undefined header",
  [-114]: "Header suffix out of range",
  [-121]: "Invalid character in number",
  [-131]: "Invalid suffix",
  [-141]: "Invalid character data",
  [-151]: "Invalid string data",
  [-211]: "Trigger ignored",
  [-221]: "Settings conflict",
  [-222]: "Data out of range",
  [-225]: "Out of memory",
  [-230]: "Data corrupt or stale",
  [-250]: "Mass storage error",
  [-350]: "Queue overflow",
  [-363]: "Input buffer overrun",
  [-430]: "Query DEADLOCKED",
};

describe("ErrorQueue", () => {
  it('says 0,"No error" when there is nothing, however often it is asked', () => {
    const queue = new ErrorQueue();
    assert.equal(queue.next(), '0,"No error"');
    assert.equal(queue.next(), '0,"No error"');
    assert.equal(queue.count, 0);
  });

  it("has numbers and texts as the standard prints them", () => {
    for (const name of Object.keys(scpiErrors) as ScpiError[]) {
      const { code, text } = scpiErrors[name];
      assert.equal(standard[code], text, name);
    }
  });

  it("gives the oldest first and each once", () => {
    const queue = new ErrorQueue();
    queue.push("undefinedHeader", "FOO?");
    queue.push("missingParameter");
    assert.equal(queue.count, 2);
    assert.equal(queue.next(), '-113,"Undefined header;FOO?"');
    assert.equal(queue.next(), '-109,"Missing parameter"');
    assert.equal(queue.next(), '0,"No error"');
  });

  it("replaces its newest entry by -350 when it is full, and loses what comes after", () => {
    const queue = new ErrorQueue(3);
    for (const sent of ["A", "B", "C", "D", "E"]) queue.push("undefinedHeader", sent);
    assert.equal(queue.count, 3);
    assert.equal(queue.next(), '-113,"Undefined header;A"');
    assert.equal(queue.next(), '-113,"Undefined header;B"');
    assert.equal(queue.next(), '-350,"Queue overflow"');
    assert.equal(queue.next(), '0,"No error"');
  });

  it("takes new errors again once an entry has been read", () => {
    const queue = new ErrorQueue(2);
    for (const sent of ["A", "B", "C"]) queue.push("undefinedHeader", sent);
    queue.next();
    queue.push("missingParameter");
    assert.equal(queue.next(), '-350,"Queue overflow"');
    assert.equal(queue.next(), '-109,"Missing parameter"');
  });

  it("never breaks the quotes around its text", () => {
    const queue = new ErrorQueue();
    queue.push("undefinedHeader", 'SAY"HI"');
    assert.equal(queue.next(), "-113,\"Undefined header;SAY'HI'\"");
  });

  it("is empty after a clear", () => {
    const queue = new ErrorQueue();
    queue.push("dataType");
    queue.clear();
    assert.equal(queue.count, 0);
    assert.equal(queue.next(), '0,"No error"');
  });
});
