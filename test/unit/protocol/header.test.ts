import assert from "node:assert/strict";
import fc from "fast-check";
import { HeaderProblem, HeaderReader, headerTree } from "../../../src/protocol/header.js";
import { asciiBytes } from "../../../src/telemetry/line-writer.js";

/** A reader of some headers, which gives what it was told: the header met and its number, or undefined. */
function reading(...patterns: string[]): (...sent: string[]) => (string | undefined)[] {
  const reader = new HeaderReader(headerTree(patterns.map((header) => ({ header }))));
  return (...sent) => {
    reader.toRoot();
    return sent.map((text) => {
      const query = text.endsWith("?");
      const bytes = asciiBytes(text);
      if (!reader.read(bytes, 0, bytes.length - (query ? 1 : 0), query)) return undefined;
      return `${reader.entry?.header} ${reader.suffix}`;
    });
  };
}

/** The number behind the mnemonic, or undefined when `sent` does not fit the pattern. */
function suffixOf(pattern: string, sent: string): number | undefined {
  const query = pattern.endsWith("?") ? "?" : "";
  const [met] = reading(pattern)(`${sent}${query}`);
  return met === undefined ? undefined : Number(met.split(" ")[1]);
}

const pressure = "[SOURce]:PRESsure#[:LEVel]";

describe("HeaderReader", () => {
  it("takes the short form and the long form, whatever the case", () => {
    for (const sent of ["SYST:ERR", "system:error", "SYSTem:ERRor", "Syst:ERROR"]) {
      assert.equal(suffixOf("SYSTem:ERRor[:NEXT]?", sent), 1, sent);
    }
  });

  it("takes nothing between short and long, shorter than short, or longer than long", () => {
    for (const sent of ["SYS:ERR", "SYSTE:ERR", "SYSTEMS:ERR", "SYST:ERRO", "SYST:ERRORS"]) {
      assert.equal(suffixOf("SYSTem:ERRor[:NEXT]?", sent), undefined, sent);
    }
  });

  it("lets optional nodes be left out, at the beginning and at the end", () => {
    for (const sent of [
      "SOUR:PRES:LEV",
      "SOUR:PRES",
      "PRES:LEV",
      "PRES",
      "source:pressure:level",
    ]) {
      assert.equal(suffixOf(pressure, sent), 1, sent);
    }
  });

  it("takes no node that is not in the pattern, none twice and none in another order", () => {
    for (const sent of [
      "",
      "PRES:",
      "SOUR",
      "SOUR:SOUR:PRES",
      "LEV:PRES",
      "PRES:LEV:LEV",
      "A:PRES",
    ]) {
      assert.equal(suffixOf(pressure, sent), undefined, sent);
    }
  });

  it("reads the number behind the mnemonic that may have one, 1 when there is none", () => {
    assert.equal(suffixOf(pressure, "PRES"), 1);
    assert.equal(suffixOf(pressure, "PRES1"), 1);
    assert.equal(suffixOf(pressure, "sour:pres2:lev"), 2);
    assert.equal(suffixOf(pressure, "PRESSURE12345"), 12345);
  });

  it("takes no number behind a mnemonic that has none", () => {
    for (const sent of ["SOUR2:PRES", "PRES2:LEV1", "SYST1:ERR"]) {
      assert.equal(suffixOf(pressure, sent), undefined, sent);
    }
    assert.equal(suffixOf("SYSTem:ERRor?", "SYST1:ERR"), undefined);
  });

  it("never reads a number of many digits as a small one", () => {
    // 4294967297 is 2^32 + 1, 18446744073709551618 is 2^64 + 2.
    for (const sent of ["PRES4294967297", "PRES18446744073709551618", `PRES1${"0".repeat(200)}`]) {
      const suffix = suffixOf(pressure, sent);
      assert.ok(suffix !== undefined && suffix > 2, `${sent}: ${suffix}`);
    }
  });

  it("knows a query from a command of the same name", () => {
    const read = reading("*IDN?", "ABORt", "PRESsure", "PRESsure?");
    assert.deepEqual(read("*IDN?"), ["*IDN? 1"]);
    assert.deepEqual(read("*IDN"), [undefined]);
    assert.deepEqual(read("ABOR?"), [undefined]);
    assert.deepEqual(read("PRES?", "PRES"), ["PRESsure? 1", "PRESsure 1"]);
  });

  it("looks at the given piece of the line alone", () => {
    const line = asciiBytes("xx PRES2 yy");
    const reader = new HeaderReader(headerTree([{ header: pressure }]));
    assert.equal(reader.read(line, 3, 8, false), true);
    assert.equal(reader.suffix, 2);
    assert.equal(reader.read(line, 3, 9, false), false);
  });

  it("refuses a mnemonic of more than twelve characters as one, whatever its beginning", () => {
    const reader = new HeaderReader(headerTree([{ header: "TEMPERATURES" }]));
    const read = (text: string) => reader.read(asciiBytes(text), 0, text.length, false);
    assert.equal(read("TEMPERATURES"), true);
    assert.equal(read("TEMPERATURESX"), false);
    assert.equal(reader.problem, HeaderProblem.tooLong);
    assert.equal(read("TEMPERATURE"), false);
    assert.equal(reader.problem, HeaderProblem.undefined);
  });

  describe("within a message", () => {
    const read = reading(
      "[SOURce]:PRESsure#[:LEVel]",
      "[SOURce]:PRESsure#:LIMit:HIGH",
      "[SOURce]:PRESsure#:LIMit:LOW",
      "[SOURce]:PRESsure#:SLEW",
      "MEASure:PRESsure#?",
      "MEASure:FORCe#?",
      "*CLS",
      "OUTPut#:MODE",
      "HIGH",
    );
    const low = (suffix: number) => `[SOURce]:PRESsure#:LIMit:LOW ${suffix}`;
    const high = (suffix: number) => `[SOURce]:PRESsure#:LIMit:HIGH ${suffix}`;

    it("goes on where the header before it ended, less its last mnemonic, and keeps its number", () => {
      assert.deepEqual(read("PRES2:LIM:HIGH", "LOW", "HIGH"), [high(2), low(2), high(2)]);
      assert.deepEqual(read("SOUR:PRES2:LIM:LOW", "HIGH"), [low(2), high(2)]);
      assert.deepEqual(read("PRES2:SLEW", "LIM:LOW"), ["[SOURce]:PRESsure#:SLEW 2", low(2)]);
    });

    it("takes a name that is known here and at the root as the one that is here", () => {
      assert.deepEqual(read("MEAS:FORC1?", "PRES2?"), [
        "MEASure:FORCe#? 1",
        "MEASure:PRESsure#? 2",
      ]);
    });

    it("begins at the root behind a colon", () => {
      assert.deepEqual(read("PRES2:LIM:HIGH", ":HIGH", "HIGH"), [high(2), "HIGH 1", "HIGH 1"]);
    });

    it("keeps its place across a common command", () => {
      assert.deepEqual(read("PRES2:LIM:HIGH", "*CLS", "LOW"), [high(2), "*CLS 1", low(2)]);
    });

    it("forgives a forgotten colon: what is not known here is looked for from the root", () => {
      assert.deepEqual(read("OUTP1:MODE", "OUTP2:MODE", "PRES2"), [
        "OUTPut#:MODE 1",
        "OUTPut#:MODE 2",
        "[SOURce]:PRESsure#[:LEVel] 2",
      ]);
    });

    it("does not carry the number of the last mnemonic on", () => {
      assert.deepEqual(read("MEAS:FORC2?", "PRES?"), ["MEASure:FORCe#? 2", "MEASure:PRESsure#? 1"]);
    });

    it("keeps its place when a header is unknown", () => {
      assert.deepEqual(read("PRES2:LIM:HIGH", "FOO"), [high(2), undefined]);
    });
  });

  it("takes every spelling that a pattern has, and none of them with a letter too many", () => {
    const mnemonic = fc.tuple(
      fc.stringMatching(/^[A-Z]{3,4}$/),
      // No q: the short form with a Q behind it would be the long form of such a mnemonic.
      fc.stringMatching(/^[a-pr-z]{1,5}$/),
      fc.boolean(),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(mnemonic, { minLength: 1, maxLength: 4 }), (nodes) => {
        // The first node is always there; the others may be optional.
        const text = nodes.map(([short, rest], i) =>
          i > 0 && nodes[i]?.[2] ? `[:${short}${rest}]` : `${i > 0 ? ":" : ""}${short}${rest}`,
        );
        const sent = nodes
          .filter(([, , optional, full], i) => i === 0 || !optional || full)
          .map(([short, rest, , full]) => (full ? short + rest : short))
          .join(":");
        assert.equal(suffixOf(text.join(""), sent), 1, `${text.join("")} ${sent}`);
        assert.equal(suffixOf(text.join(""), `${sent}Q`), undefined);
        assert.equal(suffixOf(text.join(""), `Q${sent}`), undefined);
      }),
    );
  });
});
