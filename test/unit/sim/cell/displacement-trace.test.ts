import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type DisplacementTrace,
  readDisplacementTrace,
} from "../../../../sim/cell/displacement-trace.js";
import { Problems } from "../../../../src/document/problems.js";

const header = "Test Time / s,Voltage / V,Thickness change / mm";
const good = `${header}\n0,3.7,0.001\n1,3.71,0.002\n2.5,3.72,-0.003\n`;

function read(text: string): { trace: DisplacementTrace | undefined; problems: Problems } {
  const problems = new Problems(1000);
  return { trace: readDisplacementTrace(text, problems, "trace.csv"), problems };
}

/** The only problem of a text. */
function problemOf(text: string): string {
  const { trace, problems } = read(text);
  assert.equal(trace, undefined);
  assert.equal(problems.list.length, 1, problems.text);
  return problems.list[0] ?? "";
}

describe("readDisplacementTrace", () => {
  it("reads time, voltage and thickness, the last in um", () => {
    const { trace, problems } = read(good);
    assert.equal(problems.text, "");
    assert.deepEqual(Array.from(trace?.timeS ?? []), [0, 1, 2.5]);
    assert.deepEqual(Array.from(trace?.volts ?? []), [3.7, 3.71, 3.72]);
    assert.deepEqual(Array.from(trace?.thicknessUm ?? []), [1, 2, -3]);
  });

  const sameTable = {
    "a byte-order mark": `\ufeff${good}`,
    "lines that end in CRLF": good.replaceAll("\n", "\r\n"),
    "no end of line after the last row": good.trimEnd(),
    "empty lines after the last row": `${good}\n\r\n  \n`,
    "quoted fields": good.replaceAll(/[^,\n]+/gu, '"$&"'),
    "blanks around the fields": good.replaceAll(",", " , "),
  };
  for (const [what, text] of Object.entries(sameTable)) {
    it(`reads the same table with ${what}`, () => {
      assert.deepEqual(read(text), read(good));
    });
  }

  it("finds its columns in any order among others", () => {
    const text = `Current / A,Thickness change / mm,"Note, if any",Voltage / V,Test Time / s
      nonsense,0.001,,3.7,0\nNaN,0.002,"a ""b"", c",3.71,1\n`;
    const { trace, problems } = read(text);
    assert.equal(problems.text, "");
    assert.deepEqual(Array.from(trace?.timeS ?? []), [0, 1]);
    assert.deepEqual(Array.from(trace?.thicknessUm ?? []), [1, 2]);
  });

  const broken: [string, string, RegExp][] = [
    ["an empty file", "", /^trace\.csv: is empty; give the columns "Test Time \/ s"/],
    ["blank lines alone", " \n\r\n\t\n", /is empty/],
    ["a byte-order mark alone", "\ufeff", /is empty/],
    ["a header alone", header, /line 1: ends after the header; give at least two rows/],
    ["one row", `${header}\n0,3.7,0`, /line 2: ends after one row; give at least two rows/],
    [
      "a missing column",
      "Test Time / s,Voltage / V\n0,3.7\n1,3.7",
      /line 1: has no column "Thickness change \/ mm"; the header's columns are "Test/,
    ],
    [
      "a column given twice",
      `${header},Voltage / V\n0,3.7,0,3\n1,3.7,0,3`,
      /line 1: has the column "Voltage \/ V" twice/,
    ],
    ["a binary file", "\u0089PNG\r\n\u001a\n\0\0\0", /line 2: holds a character .* \(code 26\)/],
    ["a NUL in a row", good.replace("3.71", "3.\0"), /line 3: holds a character .* \(code 0\)/],
    ["bytes that are not UTF-8", `${good}\ufffd`, /line 5: holds a character/],
    [
      "NaN",
      good.replace("3.71", "NaN"),
      /line 3: column "Voltage \/ V" holds "NaN"; give a decimal number within \+-1000/,
    ],
    ["an infinite number", good.replace("0.002", "-Infinity"), /line 3: column "Thickness change/],
    ["a number beyond all", good.replace("3.71", "1e999"), /line 3: column "Voltage \/ V"/],
    ["a number that is too large", good.replace("3.71", "1001"), /within \+-1000/],
    ["a hexadecimal number", good.replace("3.71", "0x3"), /line 3: column "Voltage \/ V"/],
    ["an empty field", good.replace("3.71", ""), /line 3: column "Voltage \/ V" holds ""/],
    ["a number with its unit", good.replace("3.71", "3.71 V"), /holds "3.71 V"/],
    [
      "time that goes back",
      good.replace("2.5", "0.5"),
      /line 4: column "Test Time \/ s": 0\.5 goes back from 1; time must grow/,
    ],
    ["time that repeats", good.replace("2.5", "1"), /line 4: .* 1 repeats 1; time must grow/],
    ["a row too short", good.replace(",0.002", ""), /line 3: has 2 fields where the header has 3/],
    ["a row too long", good.replace("0.002", "0.002,9"), /line 3: has 4 fields where the header/],
    ["an empty line inside", good.replace("\n1,", "\n\n1,"), /line 4: follows the empty line 3/],
    [
      "a thickness that jumps",
      good.replace("0.002", "1.2"),
      /line 3: column "Thickness change \/ mm" jumps by 1\.199 mm in a row; at most 1 mm/,
    ],
    ["a quotation without its end", good.replace("3.71", '"3.71'), /line 3: has a quotation/],
    ["a header quoted wrongly", `"${header}\n0,0,0`, /line 1: has a quoted column name/],
    ["semicolons", good.replaceAll(",", ";"), /line 1: has no column/],
  ];
  for (const [what, text, message] of broken) {
    it(`names the place of ${what}`, () => {
      const { trace, problems } = read(text);
      assert.equal(trace, undefined);
      assert.match(problems.list[0] ?? "", message);
    });
  }

  it("says one thing about one fault", () => {
    problemOf(good.replace("3.71", "NaN"));
    problemOf(good.replace(",0.002", ""));
    problemOf(good.replace("\n1,", "\n\n1,"));
  });

  it("lists at most 50 problems and says where it stopped", () => {
    const rows = Array.from({ length: 1000 }, (_, i) => `${i},bad,0`).join("\n");
    const { problems } = read(`${header}\n${rows}`);
    assert.equal(problems.list.length, 50);
    assert.match(problems.list[49] ?? "", /line 51: .*reading stopped here/); // header + 50 rows
  });

  it("refuses more than 5,000,000 rows before it reads them", () => {
    const text = `${header}\n${"0,0,0\n".repeat(5_000_002)}`;
    assert.match(problemOf(text), /has about 5000003 rows; give at most 5000000/);
  });

  it("hides control characters of a field in its message", () => {
    assert.match(problemOf(good.replace("3.71", "3\t7")), /holds "3\?7"/);
  });
});

/** True when every promise of the interface holds. */
function isValid(trace: DisplacementTrace): boolean {
  const { timeS, volts, thicknessUm } = trace;
  if (timeS.length < 2 || volts.length !== timeS.length || thicknessUm.length !== timeS.length) {
    return false;
  }
  for (let i = 0; i < timeS.length; i += 1) {
    const time = timeS[i] ?? NaN;
    if (i > 0 && !(time > (timeS[i - 1] ?? NaN))) return false;
    if (!Number.isFinite(time) || !Number.isFinite(volts[i]) || !Number.isFinite(thicknessUm[i])) {
      return false;
    }
  }
  return true;
}

/**
 * Either a valid trace and no problem, or problems that name the file and no trace; never an
 * exception.
 */
function assertHonest(text: string): "read" | "refused" {
  const { trace, problems } = read(text);
  if (trace !== undefined) {
    assert.ok(problems.none && isValid(trace));
    return "read";
  }
  assert.ok(problems.list.length >= 1 && problems.list.length <= 50);
  for (const problem of problems.list) assert.match(problem, /^trace\.csv( line \d+)?: /);
  return "refused";
}

describe("readDisplacementTrace against broken files", () => {
  it("survives any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => void assertHonest(text)),
      {
        numRuns: 1000,
      },
    );
  });

  it("survives any bytes read as UTF-8, alone or behind a good header", () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(bytes, fc.boolean(), (raw, headed) => {
        const text = new TextDecoder().decode(raw);
        assertHonest(headed ? `${header}\n${text}` : text);
      }),
      { numRuns: 2000 },
    );
  });

  it("survives tables of odd cells", () => {
    const cell = fc.oneof(
      fc.double().map(String),
      fc.integer({ min: -5, max: 5 }).map(String),
      fc.constantFrom("", "NaN", "Infinity", "1e400", '"1"', '"', "1,2", "0x1", "1_0", "٣", "−1"),
    );
    const row = fc.array(cell, { minLength: 2, maxLength: 4 }).map((cells) => cells.join(","));
    const rows = fc.array(row, { maxLength: 8 }).map((all) => `${header}\n${all.join("\n")}`);
    fc.assert(
      fc.property(rows, (text) => void assertHonest(text)),
      { numRuns: 2000 },
    );
  });

  it("reads or refuses a good file with one character changed, taken out or put in", () => {
    const seen = { read: 0, refused: 0 };
    const character = fc.constantFrom(...'0123456789.,;-+eE"\n\r \t\0xN\ufeff');
    const change = fc.constantFrom("change", "remove", "insert");
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), character, change, (at, inserted, kind) => {
        const tail = good.slice(kind === "insert" ? at : at + 1);
        const text = good.slice(0, at) + (kind === "remove" ? "" : inserted) + tail;
        seen[assertHonest(text)] += 1;
      }),
      { numRuns: 3000 },
    );
    assert.ok(seen.read > 100 && seen.refused > 1000, JSON.stringify(seen));
  });

  it("reads back every table that keeps its promises", () => {
    const step = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    const volts = fc.double({ min: -5, max: 5, noNaN: true });
    const thickness = fc.double({ min: -0.5, max: 0.5, noNaN: true });
    const table = fc.array(fc.tuple(step, volts, thickness), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(table, (rows) => {
        let time = 0;
        const times: number[] = [];
        const lines = rows.map(([dt, volt, mm]) => {
          time += dt;
          times.push(time);
          return `${time},${volt},${mm}`;
        });
        const { trace, problems } = read(`${header}\n${lines.join("\n")}`);
        assert.equal(problems.text, "");
        assert.deepEqual(Array.from(trace?.timeS ?? []), times);
        assert.deepEqual(
          Array.from(trace?.volts ?? []),
          rows.map(([, volt]) => Number(`${volt}`)),
        );
      }),
      { numRuns: 500 },
    );
  });
});
