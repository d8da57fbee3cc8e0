import assert from "node:assert/strict";
import { commands } from "../../../src/protocol/commands.js";
import { HeaderReader, headerTree, spellings } from "../../../src/protocol/header.js";
import { dieAreaMm2, RigOnBench } from "../../support/rig-on-bench.js";

/** Parameters without which a query has no answer, by what the table says of them. */
const needs: Readonly<Record<string, string>> = {
  '"<path>"[,MINimum|MAXimum|DEFault]': ' "die.diameter"',
  '"<header>"': ' "*IDN?"',
};

/** The short form of a header, optional parts left out, its number 1. */
function shortForm(header: string): string {
  return header
    .replace(/\[[^\]]*\]/g, "")
    .replace(/^:/, "")
    .replace(/[a-z]/g, "")
    .replace("#", "1");
}

describe("commands", () => {
  let bench: RigOnBench;

  beforeEach(() => {
    bench = new RigOnBench();
    bench.anode.forceN = 196.35;
    bench.cathode.forceN = 15.708;
    bench.tick(50);
  });

  /** Sends a message that must have no reply; the oldest error it left. */
  function refused(text: string): string {
    assert.equal(bench.send(`${text}\n`), "");
    return bench.error();
  }

  describe("all of them", () => {
    const queries = commands.filter(({ header }) => header.endsWith("?"));
    const orders = commands.filter(({ header }) => !header.endsWith("?"));

    it("have headers of their own: none is met when any spelling of another is sent", () => {
      const reader = new HeaderReader(headerTree(commands));
      for (const { header } of commands) {
        const query = header.endsWith("?");
        for (const spelling of spellings(header.replace("?", "").replace("#", "1"))) {
          for (const sent of [spelling, spelling.replace(/[a-z]/g, "")]) {
            const bytes = Uint8Array.from(Buffer.from(sent.replace(/^:/, "")));
            reader.toRoot();
            assert.equal(reader.read(bytes, 0, bytes.length, query), true, sent);
            assert.equal(reader.entry?.header, header, sent);
          }
        }
      }
    });

    it("have mnemonics of at most twelve characters, as IEEE 488.2 asks", () => {
      for (const { header } of commands) {
        for (const word of header.split(/[[\]:#?]+/)) assert.ok(word.length <= 12, header);
      }
    });

    it("say what they mean", () => {
      for (const { header, meaning } of commands) assert.ok(meaning.length > 3, header);
    });

    for (const { header, parameters } of queries) {
      it(`${header} is answered by one line that begins with neither $ nor #`, () => {
        const needed = needs[parameters] ?? "";
        let reply = bench.send(`${shortForm(header)}${needed}\n`);
        // The list of all headers is longer than what the line takes in a tick.
        for (let n = 0; n < 10 && !reply.endsWith("\n"); n += 1) reply += bench.send("");
        assert.match(reply, /^[^$#\n][^\n]*\n$/);
        assert.equal(bench.rig.console.errors.count, 0);
      });
    }

    for (const { header } of orders) {
      it(`${header} is answered by nothing, right or wrong`, () => {
        for (const parameters of ["", " 1", " ON", " nonsense,", " 1,2,3"]) {
          assert.equal(bench.send(`${shortForm(header)}${parameters}\n`), "");
        }
      });
    }

    for (const { header } of commands.filter(({ parameters }) => parameters === "")) {
      it(`${header} takes no parameter: one is refused with -108`, () => {
        assert.equal(refused(`${shortForm(header)} 7`), '-108,"Parameter not allowed;7"');
      });
    }
  });

  describe("measuring", () => {
    it("gives pressure in Pa, force in N, position in m, voltage in V and temperature in degC", () => {
      bench.hal.anode.screw.positionUm = 1234.567;
      bench.hal.cellVoltage.convert(bench.hal.clock.atUs, 3.7125);
      bench.hal.thermometer.convert(bench.hal.clock.atUs, 30.125);
      bench.tick();
      // The code of 196.35 N: 196.35 x 8590 = 1,686,646.5, rounded to 1,686,647, and so 196.3501 N.
      const forceN = 1686647 / 8590;
      assert.equal(bench.send("MEAS:FORC1?\n"), `${forceN.toFixed(4)}\n`);
      const pa = ((forceN / dieAreaMm2) * 1e6).toFixed(1);
      assert.equal(bench.send("MEAS:PRES1?\n"), `${pa}\n`);
      assert.equal(bench.send("MEAS:POS1?\n"), "0.001234567\n");
      assert.equal(bench.send("MEAS:VOLT?\n"), "3.712500\n");
      assert.equal(bench.send("MEAS:TEMP?\n"), "30.125\n");
    });

    it("gives both sides for a channel list, in the order of the list", () => {
      const anode = bench.send("MEAS:FORC1?\n").trimEnd();
      const cathode = bench.send("MEAS:FORC2?\n").trimEnd();
      assert.notEqual(anode, cathode);
      assert.equal(bench.send("MEAS:FORC? (@1,2)\n"), `${anode},${cathode}\n`);
      assert.equal(bench.send("MEAS:FORC? (@2,1)\n"), `${cathode},${anode}\n`);
      assert.equal(bench.send("MEAS:FORC? (@1:2)\n"), `${anode},${cathode}\n`);
    });

    it("says not-a-number, 9.91E37, for what it has not: before a reading, and when it is stale", () => {
      const fresh = new RigOnBench();
      for (const query of ["MEAS:PRES1?", "MEAS:FORC2?", "MEAS:VOLT?", "MEAS:TEMP?"]) {
        assert.equal(fresh.send(`${query}\n`), "9.91E37\n", query);
      }
      bench.anode.silent = true;
      bench.tick(6);
      // 0.6 s without a conversion: more than the 0.5 s of guard.staleAfter.
      assert.equal(bench.send("MEAS:PRES? (@1)\n"), "9.91E37\n");
      assert.notEqual(bench.send("MEAS:PRES? (@2)\n"), "9.91E37\n");
    });

    it("says not-a-number for the force of a converter at the end of its range", () => {
      bench.hal.anode.adc.convert(bench.hal.clock.atUs, 8388607);
      bench.anode.silent = true;
      bench.tick();
      assert.equal(bench.send("MEAS:FORC1?\n"), "9.91E37\n");
    });

    it("forgets a cell voltage after 5 s, and at once when the converter is at its end", () => {
      bench.hal.cellVoltage.convert(bench.hal.clock.atUs, 3.7);
      bench.tick(49);
      assert.equal(bench.send("MEAS:VOLT?\n"), "3.700000\n");
      bench.tick(2);
      assert.equal(bench.send("MEAS:VOLT?\n"), "9.91E37\n");
      bench.hal.cellVoltage.convert(bench.hal.clock.atUs, 3.7);
      bench.tick();
      bench.hal.cellVoltage.convert(bench.hal.clock.atUs, 8.192, true);
      bench.tick();
      assert.equal(bench.send("MEAS:VOLT?\n"), "9.91E37\n");
    });

    it("forgets a temperature after 5 s", () => {
      bench.hal.thermometer.convert(bench.hal.clock.atUs, 30.125);
      bench.tick(49);
      assert.equal(bench.send("MEAS:TEMP?\n"), "30.125\n");
      bench.tick(2);
      assert.equal(bench.send("MEAS:TEMP?\n"), "9.91E37\n");
    });
  });

  describe("the stream", () => {
    it("is off until it is asked for, and off again when told", () => {
      assert.equal(bench.send("DATA:STR?\n"), "0\n");
      bench.send("DATA:STR ON\n");
      assert.equal(bench.send("DATA:STR?\n"), "1\n");
      bench.tick();
      assert.match(bench.hal.uart.take(), /^#H,/);
      bench.send("DATA:STR OFF\n");
      bench.tick(30);
      assert.equal(bench.hal.uart.take(), "");
    });

    it("has an interval between 0.1 s and an hour", () => {
      assert.equal(bench.send("DATA:STR:INT?\n"), "1.0\n");
      bench.send("DATA:STR:INT 500 MS\n");
      assert.equal(bench.send("DATA:STR:INT?\n"), "0.5\n");
      for (const sent of ["0.05", "2 HR", "-1"]) {
        assert.equal(
          refused(`DATA:STR:INT ${sent}`),
          '-222,"Data out of range;give 0.1 to 3600 S"',
        );
      }
      assert.equal(bench.send("DATA:STR:INT?\n"), "0.5\n");
    });

    it("leaves replies whole between its rows", () => {
      bench.send("DATA:STR ON;DATA:STR:INT 0.1\n");
      let text = "";
      for (let i = 0; i < 50; i += 1) {
        bench.tick();
        text += bench.send("MEAS:PRES? (@1,2)\n");
      }
      const lines = text.split("\n").filter((line) => line !== "");
      const replies = lines.filter((line) => !/^[$#]/.test(line));
      assert.equal(replies.length, 50);
      for (const reply of replies) assert.match(reply, /^\d+\.\d,\d+\.\d$/);
    });
  });
});
