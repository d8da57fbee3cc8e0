import assert from "node:assert/strict";
import { listing } from "../../../../host/command/command.js";
import { UsageError } from "../../../../host/command/exit.js";
import { numberOption, readArguments } from "../../../../host/command/options.js";

const options = {
  rig: { value: "R", meaning: "Rig" },
  set: { value: "P=V", many: true, meaning: "Change" },
  quiet: { meaning: "No progress" },
} as const;

describe("readArguments", () => {
  it("sorts values, switches and words", () => {
    const asked = readArguments(options, ["--rig", "hard", "word", "--set=a=1", "--set", "b=2"]);
    assert.deepEqual(asked.given, { rig: "hard", set: ["a=1", "b=2"], quiet: false });
    assert.deepEqual(asked.words, ["word"]);
    assert.equal(asked.help, false);
  });

  it("leaves out what was not given", () => {
    assert.deepEqual(readArguments(options, []).given, { rig: undefined, set: [], quiet: false });
  });

  it("hears --help and -h among other options", () => {
    assert.equal(readArguments(options, ["--quiet", "--help"]).help, true);
    assert.equal(readArguments(options, ["-h"]).help, true);
  });

  it("names the allowed options when one is unknown", () => {
    assert.throws(
      () => readArguments(options, ["--rigg", "hard"]),
      (error) =>
        error instanceof UsageError && /--rigg[\s\S]*--rig, --set, --quiet/.test(error.message),
    );
  });

  it("refuses a missing value, a value for a switch, and an option given twice", () => {
    for (const argv of [["--rig"], ["--quiet=1"], ["--rig", "a", "--rig", "b"], ["--rig", "-1"]]) {
      assert.throws(() => readArguments(options, argv), UsageError, argv.join(" "));
    }
  });
});

describe("numberOption", () => {
  const bounds = { min: 0, max: 100 };

  it("reads decimal numbers within the bounds", () => {
    assert.equal(numberOption("hours", "1.5e1", bounds), 15);
    assert.equal(numberOption("hours", ".5", bounds), 0.5);
  });

  it("refuses everything else and names the bounds", () => {
    for (const text of ["", " ", "abc", "NaN", "Infinity", "0x10", "1,5", "-1", "101", "1 h"]) {
      assert.throws(
        () => numberOption("hours", text, bounds),
        /--hours must be a number from 0 to 100/,
        text,
      );
    }
    assert.throws(() => numberOption("seed", "1.5", { ...bounds, whole: true }), /whole number/);
  });
});

describe("listing", () => {
  it("wraps long meanings under their beginning", () => {
    const text = listing([["term", "word ".repeat(40).trim()]]);
    const lines = text.split("\n");
    assert.ok(lines.length > 1);
    assert.ok(lines.every((line) => line.length <= 100));
    assert.ok(lines.slice(1).every((line) => line.startsWith("        word")));
  });
});
