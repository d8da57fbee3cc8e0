import assert from "node:assert/strict";
import fc from "fast-check";
import { ErrorQueue } from "../../../src/protocol/error-queue.js";
import { Parameters } from "../../../src/protocol/parameters.js";
import { asciiBytes } from "../../../src/telemetry/line-writer.js";
import { nearShare } from "../../support/near.js";

describe("Parameters", () => {
  let errors: ErrorQueue;
  let parameters: Parameters;

  beforeEach(() => {
    errors = new ErrorQueue();
    parameters = new Parameters(errors);
  });

  function load(text: string): void {
    const line = asciiBytes(`PRES ${text} `);
    parameters.load(line, "PRES".length, line.length - 1);
  }

  function pressure(text: string): number | undefined {
    load(text);
    return parameters.number("pressure");
  }

  it("takes a bare number as the SI base unit: Pa, Pa/s, s", () => {
    assert.equal(pressure("2500000"), 2.5e6);
    load(" 50000");
    assert.equal(parameters.number("pressure rate"), 5e4);
    load("0.5");
    assert.equal(parameters.number("time"), 0.5);
    assert.equal(errors.count, 0);
  });

  it("takes MPA as megapascal and never as millipascal, in every case", () => {
    for (const unit of ["MPA", "MPa", "mPa", "mpa"]) assert.equal(pressure(`2.5 ${unit}`), 2.5e6);
  });

  it("knows its units by their sizes", () => {
    assert.equal(pressure("200 KPA"), 2e5);
    assert.equal(pressure("2 BAR"), 2e5);
    assert.equal(pressure("2000 HPA"), 2e5);
    assert.equal(pressure("7 PA"), 7);
    // 3 MPa a minute are 3e6 / 60 = 50,000 Pa/s.
    load("3 MPA/MIN");
    assert.equal(parameters.number("pressure rate"), 5e4);
    // 90 ms, 2 min, 1 h.
    for (const [text, s] of [
      ["90 MS", 0.09],
      ["2 MIN", 120],
      ["1 HR", 3600],
    ] as const) {
      load(text);
      nearShare(parameters.number("time") ?? Number.NaN, s, 1e-12);
    }
    assert.equal(errors.count, 0);
  });

  it("takes numbers as IEEE 488.2 writes them, with or without a blank before the unit", () => {
    for (const text of [
      "2.5e6",
      "2500000.",
      "+2.5E+6",
      "25e5",
      "2.5MPA",
      "2.5  MPA",
      ".0025e9",
      "2.5E0 MPA",
    ]) {
      assert.equal(pressure(text), 2.5e6, text);
    }
    assert.equal(pressure("-1.5 KPA"), -1500);
  });

  it("refuses what is no number with -121 and says what was sent", () => {
    for (const text of [
      "abc",
      "2..5",
      "--1",
      ".",
      "e5",
      "0x10",
      "1_000",
      "2.5 MPA MPA",
      "INF",
      "NAN",
    ]) {
      assert.equal(pressure(text), undefined, text);
      assert.equal(errors.next(), `-121,"Invalid character in number;${text}"`);
    }
  });

  it("refuses the unit of another quantity with -131 and names the right ones", () => {
    assert.equal(pressure("2.5 N"), undefined);
    assert.equal(errors.next(), '-131,"Invalid suffix;N: give PA HPA KPA MPA BAR"');
    assert.equal(pressure("2.5 MPA/S"), undefined);
    assert.equal(errors.next(), '-131,"Invalid suffix;MPA/S: give PA HPA KPA MPA BAR"');
    load("5 PA");
    assert.equal(parameters.number("time"), undefined);
    assert.equal(errors.next(), '-131,"Invalid suffix;PA: give S MS US MIN HR D"');
  });

  it("knows no unit by a name that every object has", () => {
    for (const text of ["1 constructor", "1 toString", "1 valueOf"]) {
      assert.equal(pressure(text), undefined);
      assert.match(errors.next(), /^-131,/);
    }
  });

  it("asks for a missing parameter with -109", () => {
    assert.equal(pressure(""), undefined);
    assert.equal(errors.next(), '-109,"Missing parameter"');
    assert.equal(pressure(" , 5"), undefined);
    assert.equal(errors.next(), '-109,"Missing parameter"');
    load("");
    assert.equal(parameters.boolean(), undefined);
    assert.equal(errors.next(), '-109,"Missing parameter"');
  });

  it("refuses a parameter too many with -108 and says which", () => {
    assert.equal(pressure("5, 6"), 5);
    assert.equal(parameters.finished(), false);
    assert.equal(errors.next(), '-108,"Parameter not allowed;6"');
    assert.equal(pressure("5"), 5);
    assert.equal(parameters.finished(), true);
    assert.equal(errors.count, 0);
  });

  it("clips what it repeats: an error stays short however long the parameter", () => {
    pressure("x".repeat(250));
    // 24 characters and three points.
    assert.equal(errors.next(), `-121,"Invalid character in number;${"x".repeat(24)}..."`);
  });

  it("reads on and off by word and by number, and nothing else", () => {
    for (const [text, value] of [
      ["ON", true],
      ["on", true],
      ["1", true],
      ["OFF", false],
      ["0", false],
    ] as const) {
      load(text);
      assert.equal(parameters.boolean(), value, text);
    }
    for (const text of ["2", "TRUE", "O", "ONE"]) {
      load(text);
      assert.equal(parameters.boolean(), undefined);
      assert.equal(errors.next(), `-141,"Invalid character data;${text}: give ON or OFF"`);
    }
  });

  it("reads one of the known words and names them when it is none", () => {
    load("gap");
    assert.equal(parameters.word(["OFF", "GAP", "HOLD"]), "GAP");
    load("PUSH");
    assert.equal(parameters.word(["OFF", "GAP", "HOLD"]), undefined);
    assert.equal(errors.next(), '-141,"Invalid character data;PUSH: give OFF GAP HOLD"');
  });

  it("reads channel lists: one, both, in the order asked, as a range", () => {
    for (const [text, channels] of [
      ["(@1)", [1]],
      ["(@2)", [2]],
      ["(@1,2)", [1, 2]],
      ["(@2,1)", [2, 1]],
      ["(@1:2)", [1, 2]],
      ["(@ 1 , 2 )", [1, 2]],
      ["(@2:2)", [2]],
    ] as const) {
      load(text);
      assert.deepEqual(parameters.channels(1), channels, text);
      assert.equal(parameters.finished(), true);
    }
    assert.equal(errors.count, 0);
  });

  it("takes the channel of the header when there is no list", () => {
    load("  ");
    assert.deepEqual(parameters.channels(2), [2]);
  });

  it("refuses channels that this rig has not, and lists without their brackets", () => {
    for (const text of ["(@3)", "(@0)", "(@)", "(1)", "@1", "1", "(@1,2,1)", "(@1", "(@1;2)"]) {
      load(text);
      assert.equal(parameters.channels(1), undefined, text);
      assert.equal(errors.next(), `-104,"Data type error;${text}: give (@1), (@2) or (@1,2)"`);
    }
  });

  it("reads back every finite number that it is sent, in every unit", () => {
    const units = { "": 1, PA: 1, HPA: 100, KPA: 1e3, MPA: 1e6, BAR: 1e5 };
    const unit = fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[]));
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, unit, (value, suffix) => {
        assert.ok(pressure(`${value} ${suffix}`) === value * units[suffix]);
      }),
    );
  });

  it("gives a number, or an error and no number, for whatever text there is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii", maxLength: 60 }), (text) => {
        errors.clear();
        const value = pressure(text);
        assert.equal(value === undefined, errors.count === 1);
        assert.ok(value === undefined || !Number.isNaN(value));
      }),
    );
  });
});
