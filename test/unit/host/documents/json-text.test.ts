import assert from "node:assert/strict";
import fc from "fast-check";
import { readJsonText } from "../../../../host/documents/json-text.js";

const faultOf = (text: string) => {
  const result = readJsonText(text);
  assert.ok("fault" in result, `${text} was read`);
  return result.fault;
};

const parsed = (text: string): unknown => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
};

describe("readJsonText", () => {
  it("reads what JSON.parse reads", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.boolean(), (text, pretty) => {
        const value = JSON.parse(text) as unknown;
        const shown = pretty ? JSON.stringify(value, null, 2) : text;
        assert.deepEqual(readJsonText(shown), { value });
      }),
    );
  });

  it("refuses what JSON.parse refuses, in texts with a character changed", () => {
    const signs = fc.constantFrom(...'{}[]",:\\0123456789-+.eEtrufalsn \n\t\u0001x');
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.nat(), signs, (text, at, sign) => {
        const place = at % (text.length + 1);
        const broken = text.slice(0, place) + sign + text.slice(place + 1);
        const result = readJsonText(broken);
        if ("value" in result) assert.deepEqual(parsed(broken), result);
        else if (!result.fault.message.includes("twice")) assert.equal(parsed(broken), undefined);
      }),
      { numRuns: 1000 },
    );
  });

  it("names line and column of the first thing that is wrong", () => {
    const fault = faultOf('{\n  "a": 1,\n  "b": nope\n}');
    assert.deepEqual([fault.line, fault.column], [3, 8]);
    assert.match(fault.message, /a value is wanted here, not "nope"/);
  });

  it("says what is missing between two entries", () => {
    assert.match(faultOf('{"a": 1 "b": 2}').message, /"," or "}" is wanted here/);
    assert.match(faultOf('{"a" 1}').message, /":" is wanted after a key/);
    assert.match(faultOf("[1 2]").message, /"," or "]" is wanted here/);
  });

  it("says that a file ends too early", () => {
    assert.match(faultOf('{"a": [1, 2').message, /not the end of the file/);
  });

  it("refuses a key that is given twice, at the second one", () => {
    const fault = faultOf('{"rate": 1,\n "rate": 2}');
    assert.deepEqual([fault.line, fault.column, fault.message], [2, 2, '"rate" is given twice']);
  });

  it("refuses NaN and infinity, which are no JSON", () => {
    assert.match(faultOf('{"a": NaN}').message, /not "NaN"/);
    assert.match(faultOf('{"a": -Infinity}').message, /not "-"/);
  });

  it("refuses nesting that would overflow the stack", () => {
    assert.match(faultOf("[".repeat(100_000)).message, /nested deeper than 64 levels/);
  });

  it("takes __proto__ as a key like any other and changes no prototype", () => {
    const result = readJsonText('{"__proto__": {"polluted": true}}');
    assert.ok("value" in result);
    const value = result.value as { polluted?: boolean };
    assert.equal(value.polluted, undefined);
    assert.deepEqual(Object.keys(value), ["__proto__"]);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });
});
