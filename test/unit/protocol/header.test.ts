import assert from "node:assert/strict";
import fc from "fast-check";
import { type HeaderMatch, HeaderPattern } from "../../../src/protocol/header.js";
import { asciiBytes } from "../../../src/telemetry/line-writer.js";

/** The number behind the mnemonic, or undefined when `sent` does not fit the pattern. */
function suffixOf(pattern: string, sent: string): number | undefined {
  const match: HeaderMatch = { suffix: -1 };
  const bytes = asciiBytes(sent);
  return new HeaderPattern(pattern).matches(bytes, 0, bytes.length, match)
    ? match.suffix
    : undefined;
}

const pressure = "[SOURce]:PRESsure#[:LEVel]";

describe("HeaderPattern", () => {
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

  it("knows queries and common commands by their marks", () => {
    const idn = new HeaderPattern("*IDN?");
    assert.deepEqual([idn.query, idn.common], [true, true]);
    const abort = new HeaderPattern("ABORt");
    assert.deepEqual([abort.query, abort.common], [false, false]);
  });

  it("looks at the given piece of the line alone", () => {
    const line = asciiBytes("xx PRES2 yy");
    const match: HeaderMatch = { suffix: 0 };
    assert.equal(new HeaderPattern(pressure).matches(line, 3, 8, match), true);
    assert.equal(match.suffix, 2);
    assert.equal(new HeaderPattern(pressure).matches(line, 3, 9, match), false);
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
