import assert from "node:assert/strict";
import fc from "fast-check";
import { boundOf } from "../../../src/settings/bounds.js";
import { settingsTable } from "../../../src/settings/table.js";
import { RigOnBench } from "../../support/rig-on-bench.js";

describe("MINimum, MAXimum and DEFault", () => {
  let bench: RigOnBench;

  beforeEach(() => {
    bench = new RigOnBench();
    bench.tick(5);
  });

  const numbers = ["PRES1", "PRES2", "PRES1:SLEW", "PRES2:SLEW", "DATA:STR:INT"];

  it("are what the settings say: the load cell's 90 %, the side's ramps, the stream's interval", () => {
    // 90 % of 500 N on 78.5398 mm2 are 5,729,577.95 Pa, of 50 N a tenth of it; whole Pa below them.
    assert.equal(bench.send("PRES1? MIN;PRES1? MAX;PRES1? DEF\n"), "0.0;5729577.0;0.0\n");
    assert.equal(bench.send("PRES2? MAXimum;PRES2:LIM?\n"), "572957.0;572957.0\n");
    assert.equal(bench.send("PRES1:SLEW? MIN;SLEW? MAX;SLEW? DEF\n"), "10.0;100000.0;50000.0\n");
    assert.equal(bench.send("DATA:STR:INT? min;INT? max;INT? def\n"), "0.1;3600.0;1.0\n");
    assert.match(bench.send("PRES2:LIM:REAS?\n"), /^"90 % of the 50 N load cell/);
  });

  for (const header of numbers) {
    it(`of ${header} are set by their words, and by the numbers that the query gives`, () => {
      for (const word of ["MIN", "MAX", "DEF"]) {
        const told = bench.send(`${header}? ${word}\n`);
        bench.send(`${header} ${word}\n`);
        assert.equal(bench.send(`${header}?\n`), told);
        bench.send(`${header} ${told.trimEnd()}\n`);
        assert.equal(bench.send(`${header}?\n`), told);
      }
      assert.equal(bench.error(), '0,"No error"');
    });

    it(`bound ${header}: what lies within is taken, what lies beyond changes nothing`, () => {
      const min = Number(bench.send(`${header}? MIN\n`));
      const max = Number(bench.send(`${header}? MAX\n`));
      const tenths = fc.integer({ min: -20, max: Math.round(max * 20) }).map((n) => n / 10);
      fc.assert(
        fc.property(tenths, (value) => {
          bench.tick();
          const before = bench.send(`${header}?\n`);
          bench.send(`*CLS;:${header} ${value}\n`);
          const fits = value >= min && value <= max;
          assert.equal(bench.send(`${header}?\n`), fits ? `${value.toFixed(1)}\n` : before);
          assert.equal(bench.error().split(",")[0], fits ? "0" : "-222");
        }),
      );
    });

    it(`and nothing else is a word for ${header}`, () => {
      bench.send(`${header}? MINI\n`);
      assert.match(bench.error(), /^-141,.*MINI: give MIN MAX DEF/);
      bench.send(`${header} MAXI\n`);
      assert.match(bench.error(), /^-121,/);
    });
  }

  it("of a setting are told with its unit, and set in the draft", () => {
    assert.equal(bench.send('SETT:VAL? "anode.screw.lash",MAX\n'), '"500 um"\n');
    assert.equal(bench.send('SETT:VAL? "guard.overForceFactor", DEF\n'), '"1.2"\n');
    bench.send('SETT:VAL "anode.screw.lash" , MAX\n');
    assert.equal(bench.send('SETT:VAL? "anode.screw.lash"\n'), '"500 um"\n');
    bench.send('SETT:VAL "anode.screw.lash",DEF\n');
    assert.equal(bench.send('SETT:VAL? "anode.screw.lash"\n'), '"5.6 um"\n');
    assert.equal(bench.error(), '0,"No error"');
  });

  it("of a setting that has none are refused by name", () => {
    for (const [sent, said] of [
      ['SETT:VAL? "anode.loop.deadband",DEF', "anode.loop.deadband has no default"],
      ['SETT:VAL? "cell.chemistry",MAX', "cell.chemistry has no max"],
      ['SETT:VAL "anode.screw",MIN', "anode.screw has no min"],
      ['SETT:VAL? "anode.screw.slack",MIN', "anode.screw.slack has no min"],
    ]) {
      assert.equal(bench.send(`${sent}\n`), "");
      assert.equal(bench.error(), `-222,"Data out of range;${said}"`);
    }
  });

  it("of each setting with a range are taken by the draft, one at a time", () => {
    let seen = 0;
    const walk = (table: object, path: string): void => {
      for (const [key, field] of Object.entries(table)) {
        const here = path === "" ? key : `${path}.${key}`;
        if (field.kind === "group") walk(field.fields, here);
        for (const which of ["min", "max", "default"] as const) {
          const text = boundOf(here, which);
          if (text === undefined || (field.nonZero === true && text.startsWith("0"))) continue;
          assert.equal(new RigOnBench().rig.draft.set(here, text), undefined, `${here} ${text}`);
          seen += 1;
        }
      }
    };
    walk(settingsTable, "");
    assert.ok(seen > 150, `${seen}`);
  });
});

describe("FETCh?, READ? and MEASure?", () => {
  const quantities = ["PRES1", "FORC2", "POS1", "VOLT", "TEMP"];

  it("say the same, because the rig measures all the time", () => {
    const bench = new RigOnBench();
    bench.holdBoth(2500, 200);
    bench.hal.cellVoltage.convert(bench.hal.clock.atUs, 3.7);
    bench.tick();
    for (const quantity of [...quantities, "PRES"]) {
      const list = quantity === "PRES" ? " (@2,1)" : "";
      const measured = bench.send(`MEAS:${quantity}?${list}\n`);
      assert.equal(bench.send(`FETC:${quantity}?${list}\n`), measured);
      assert.equal(bench.send(`READ:SCAL:${quantity}?${list}\n`), measured);
    }
  });

  it("give all at once in one line, the very fields of the single queries", () => {
    const bench = new RigOnBench();
    bench.holdBoth(2500, 200);
    const single = ["PRES1", "PRES2", "FORC1", "FORC2", "POS1", "POS2", "VOLT", "TEMP"].map(
      (quantity) => bench.send(`MEAS:${quantity}?\n`).trimEnd(),
    );
    for (const query of ["FETC?", "READ?", "FETC:ALL?", "MEAS:ALL?"])
      assert.equal(bench.send(`${query}\n`), `${single.join(",")}\n`);
  });
});
