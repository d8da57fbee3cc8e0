import assert from "node:assert/strict";
import fc from "fast-check";
import { splitCsvRow } from "../../../../sim/cell/csv-row.js";

function split(line: string): string[] | undefined {
  const fields = ["left over"];
  return splitCsvRow(line, fields) ? fields : undefined;
}

describe("splitCsvRow", () => {
  it("splits at commas and takes blanks off", () => {
    assert.deepEqual(split("1.0, 2,\t3 "), ["1.0", "2", "3"]);
    assert.deepEqual(split("a,,c,"), ["a", "", "c", ""]);
    assert.deepEqual(split(""), [""]);
  });

  it("keeps commas and doubled quotes inside quotations", () => {
    assert.deepEqual(split('"a,b","say ""hello""" , c,""'), ["a,b", 'say "hello"', "c", ""]);
    assert.deepEqual(split('"a",'), ["a", ""]);
  });

  it("refuses a quotation without its end or with more behind it", () => {
    assert.equal(split('"a,b'), undefined);
    assert.equal(split('"a"b,c'), undefined);
    assert.equal(split('x,"'), undefined);
  });

  it("reads back whatever was quoted", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (fields) => {
        const line = fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(",");
        assert.deepEqual(split(line), fields);
      }),
    );
  });

  it("never throws and always gives at least one field", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ",", " ", "a", "1") }), (line) => {
        const fields = split(line);
        assert.ok(fields === undefined || fields.length >= 1);
      }),
    );
  });
});
