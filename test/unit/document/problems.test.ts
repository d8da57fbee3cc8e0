import assert from "node:assert/strict";
import { DocumentError, Problems } from "../../../src/document/problems.js";

describe("problems of a document", () => {
  it("are none until one is added", () => {
    const problems = new Problems();
    assert.equal(problems.none, true);
    assert.equal(problems.text, "");
    problems.add("die.diameter", "is missing");
    assert.equal(problems.none, false);
  });

  it("are told one a line, each with its place, or without when the place is the document", () => {
    const problems = new Problems();
    problems.add("steps[2].ramp", "names no side");
    problems.add("", "must be an object");
    assert.equal(problems.text, "steps[2].ramp: names no side\nmust be an object");
  });

  it("are listed up to the limit and counted beyond", () => {
    const problems = new Problems(3);
    for (let i = 0; i < 10; i += 1) problems.add(`steps[${i}]`, "is wrong");
    assert.equal(problems.list.length, 3);
    assert.equal(problems.dropped, 7); // 10 - 3
    assert.ok(problems.text.endsWith("steps[2]: is wrong\nand 7 more"));
  });

  it("are limited to fifty unless told otherwise", () => {
    const problems = new Problems();
    for (let i = 0; i < 51; i += 1) problems.add("", "is wrong");
    assert.equal(problems.list.length, 50);
    assert.equal(problems.dropped, 1);
    assert.ok(problems.text.endsWith("\nand 1 more"));
  });

  it("make an error that says them all", () => {
    const problems = new Problems();
    problems.add("name", "is missing");
    problems.add("steps", "is missing");
    const error = new DocumentError(problems);
    assert.equal(error.name, "DocumentError");
    assert.equal(error.message, "name: is missing\nsteps: is missing");
    assert.equal(error.problems, problems);
    assert.ok(error instanceof Error);
  });
});
