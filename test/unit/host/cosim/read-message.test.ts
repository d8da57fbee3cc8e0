import assert from "node:assert/strict";
import fc from "fast-check";
import { readMessage } from "../../../../host/cosim/read-message.js";
import { DocumentError } from "../../../../src/document/problems.js";

const full =
  '{"t":12.3,"anode":{"counts":123456,"positionUm":14.9,"status":{"reset":false,"stall":false,' +
  '"limitLow":false,"limitHigh":true,"loadPct":12}},"cathode":{"counts":-987},"cell":{"volts":3.712},' +
  '"temperature":{"degC":30.1},"lines":{"estop":false,"quiet":true},"rx":"*IDN?\\n"}';

/** Each bad line, and what must be said of it: its key and what would be right. */
const bad: readonly (readonly [line: string, says: RegExp])[] = [
  ["", /^line 7: is empty; each line must be one JSON object$/],
  [" \r", /^line 7: is empty/],
  ["[]", /^line 7: must be an object in braces, not a list$/],
  ["12.3", /^line 7: must be an object in braces, not number 12\.3$/],
  ["null", /^line 7: must be an object in braces, not null$/],
  ["{}", /^line 7: t: is missing; give a number from 0 to 1000000000 s/],
  ['{"t":1', /^line 7: column 7: "," or "}" is wanted here, not the end/],
  ['{"t":1}{"t":2}', /^line 7: column 8: "{" after the end/],
  ['{"t":1,"t":2}', /^line 7: column 8: "t" is given twice/],
  ["{'t':1}", /^line 7: column 2: a key in double quotes is wanted/],
  ['{"t":NaN}', /^line 7: column 6: a value is wanted here, not "NaN"/],
  ['{"t":Infinity}', /^line 7: column 6: a value is wanted here, not "Infinity"/],
  ['{"t":"1"}', /^line 7: t: must be a number from 0 to 1000000000 s, not "1"$/],
  ['{"t":null}', /^line 7: t: must be a number from 0 .* not null$/],
  ['{"t":-1}', /^line 7: t: must be a number from 0 .* not number -1$/],
  ['{"t":1e999}', /^line 7: t: must be a number from 0 .* not number Infinity$/],
  ['{"t":11}', /^line 7: t: must grow from line to line: 11\.000001 s or later, not 11 s$/],
  ['{"t":10.9}', /^line 7: t: must grow from line to line: 11\.000001 s or later, not 10\.9 s$/],
  ['{"t":11.0000001}', /^line 7: t: must grow from line to line: 11\.000001 s or later/],
  ['{"t":12,"Anode":{}}', /^line 7: "Anode" is not known here; known are t, anode, cathode, cell/],
  ['{"t":12,"anode":null}', /^line 7: anode: must be an object in braces, not null$/],
  ['{"t":12,"anode":{"count":1}}', /^line 7: anode: "count" is not known here; known are counts, /],
  [
    '{"t":12,"anode":{"counts":1.5}}',
    /^line 7: anode\.counts: must be a whole number from -8388608 to 8388607 counts or null, not number 1\.5$/,
  ],
  ['{"t":12,"anode":{"counts":8388608}}', /^line 7: anode\.counts: must be .* not number 8388608$/],
  ['{"t":12,"cathode":{"counts":-8388609}}', /^line 7: cathode\.counts: must be .* -8388609$/],
  ['{"t":12,"cathode":{"counts":"5"}}', /^line 7: cathode\.counts: must be .* not "5"$/],
  ['{"t":12,"cathode":{"counts":[5]}}', /^line 7: cathode\.counts: must be .* not a list$/],
  ['{"t":12,"anode":{"positionUm":null}}', /^line 7: anode\.positionUm: must be a number from /],
  ['{"t":12,"anode":{"positionUm":2e6}}', /^line 7: anode\.positionUm: .* -1000000 to 1000000 um/],
  [
    '{"t":12,"anode":{"status":true}}',
    /^line 7: anode\.status: must be an object .* boolean true$/,
  ],
  ['{"t":12,"anode":{"status":{"stall":1}}}', /anode\.status\.stall: must be true or false, not/],
  ['{"t":12,"anode":{"status":{"loadPct":101}}}', /loadPct: must be a number from 0 to 100 %, not/],
  ['{"t":12,"anode":{"status":{"moving":true}}}', /anode\.status: "moving" is not known here/],
  ['{"t":12,"cell":{"volts":"3.7 V"}}', /^line 7: cell\.volts: must be a number .* not "3\.7 V"$/],
  ['{"t":12,"temperature":{"degC":-300}}', /temperature\.degC: must be a number from -273\.15 to/],
  ['{"t":12,"lines":{"estop":"pressed"}}', /lines\.estop: must be true or false, not "pressed"$/],
  ['{"t":12,"rx":["*IDN?"]}', /^line 7: rx: must be a text, not a list$/],
  ['{"t":12,"rx":42}', /^line 7: rx: must be a text, not number 42$/],
  ['{"t":12,"__proto__":{}}', /^line 7: "__proto__" is not known here/],
];

const complaint = (line: string): string => {
  try {
    readMessage(line, 7, 11);
  } catch (error) {
    assert.ok(error instanceof DocumentError);
    return error.message;
  }
  return "";
};

describe("a line of a plant", () => {
  it("may say all that the contract names", () => {
    const { t, anode, cathode, cell, temperature, lines, rx } = readMessage(full, 1, undefined);
    assert.equal(t, 12.3);
    assert.deepEqual([anode?.counts, anode?.positionUm], [123456, 14.9]);
    assert.equal(anode?.status?.limitHigh, true);
    assert.equal(anode?.status?.loadPct, 12);
    assert.equal(cathode?.counts, -987);
    assert.deepEqual([cell?.volts, temperature?.degC], [3.712, 30.1]);
    assert.deepEqual([lines?.estop, lines?.quiet, rx], [false, true, "*IDN?\n"]);
  });

  it("may say nothing but the time, and that there was no conversion", () => {
    assert.equal(readMessage('{"t":0}', 1, undefined).anode, undefined);
    assert.equal(readMessage('{"t":11.000001}\r', 2, 11).t, 11.000001);
    const none = readMessage('{"t":1,"anode":{"counts":null}}', 1, undefined);
    assert.equal(none.anode?.counts, undefined);
  });

  for (const [line, says] of bad) {
    it(`is refused as ${line === "" ? "nothing" : line}`, () => {
      assert.match(complaint(line), says);
    });
  }

  it("is told all that is wrong with it at once", () => {
    const lines = complaint('{"t":12,"anode":{"counts":0.5},"rx":1}').split("\n");
    assert.equal(lines.length, 2);
    assert.ok(lines.every((line) => line.startsWith("line 7: ")));
  });

  it("is either read or refused with its number, whatever it is", () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .dictionary(fc.constantFrom("t", "anode", "rx", "lines", "cell", "x"), fc.jsonValue())
        .map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(texts, (line) => {
        const said = complaint(line);
        return said === "" || said.split("\n").every((one) => one.startsWith("line 7: "));
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
