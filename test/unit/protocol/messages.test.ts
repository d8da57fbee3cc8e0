import assert from "node:assert/strict";
import fc from "fast-check";
import { RigOnBench } from "../../support/rig-on-bench.js";

/** Units of a message: what is sent, the field it is answered with, and whether it is refused. */
interface Unit {
  readonly sent: string;
  readonly answer?: string;
  readonly refused?: boolean;
}

/** Numbers what the host sets, so that each reading says which setting was obeyed last. */
const settable = (paPerS: number): Unit => ({ sent: `:PRES1:SLEW ${paPerS}` });

const unit: fc.Arbitrary<Unit> = fc.oneof(
  fc.integer({ min: 10, max: 900 }).map(settable),
  fc.constantFrom<Unit>(
    { sent: "SYST:VERS?", answer: "1999.0" },
    { sent: "*OPT?", answer: "0" },
    { sent: ":PRES1:SLEW?", answer: "slew" },
    { sent: "PRES1 99 MPA", refused: true },
    { sent: "PRES1 0.5 N", refused: true },
    { sent: "FOO", refused: true },
    { sent: "FOO?", refused: true },
    { sent: "OUTP9 ON", refused: true },
    { sent: "*CLS 3", refused: true },
    { sent: "OUTP1 ON", refused: true },
  ),
);

describe("a message of many units", () => {
  // No conversion has come yet, so that OUTP1 ON is refused.
  it("has one line with one field for each query that is right, whatever is refused in it", () => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 8 }), (units) => {
        const bench = new RigOnBench();
        bench.send("PRES1:SLEW 1000\n");
        let slew = 1000;
        let mistaken = false;
        const fields: string[] = [];
        for (const { sent, answer, refused } of units) {
          if (answer !== undefined) fields.push(answer === "slew" ? `${slew}.0` : answer);
          else if (refused === true) mistaken = true;
          else if (!mistaken) slew = Number(sent.split(" ")[1]);
        }
        const line = fields.length === 0 ? "" : `${fields.join(";")}\n`;
        assert.equal(bench.send(`${units.map(({ sent }) => sent).join(";")}\n`), line);
        assert.equal(bench.send("PRES1:SLEW?\n"), `${slew}.0\n`);
        assert.equal(bench.rig.console.errors.count > 0, mistaken);
      }),
    );
  });
});
