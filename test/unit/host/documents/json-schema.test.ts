import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { quantityPattern } from "../../../../host/documents/json-schema.js";
import { schemas, schemaText } from "../../../../host/documents/schemas.js";
import type { DocumentKind } from "../../../../host/documents/source.js";
import { projectFile } from "../../../../host/project.js";
import { settingsFor } from "../../../../sim/calibrate.js";
import { shippedProgrammes } from "../../../../sim/programmes/shipped.js";
import { shippedRig, shippedRigs } from "../../../../sim/rigs/shipped.js";
import { rigTable } from "../../../../sim/rigs/table.js";
import { shippedScenarios } from "../../../../sim/scenarios/shipped.js";
import { Problems } from "../../../../src/document/problems.js";
import { readQuantity } from "../../../../src/document/quantity-text.js";
import { readTable } from "../../../../src/document/table.js";
import { unitsOfText } from "../../../../src/document/units-of-text.js";
import { readProgramme } from "../../../../src/programme/read.js";
import { damage, damaged } from "../../../support/broken-json.js";
import { mismatches } from "../../../support/json-schema-check.js";

const reference = shippedRig("reference");
assert.ok(reference !== undefined);

const shipped: Record<DocumentKind, readonly { readonly name: string; readonly json: unknown }[]> =
  {
    settings: [1, 2, 3].map((seed) => ({
      name: `seed ${seed}`,
      json: settingsFor(reference, seed),
    })),
    rig: shippedRigs,
    scenario: shippedScenarios,
    programme: shippedProgrammes,
  };

const kinds = Object.keys(schemas) as DocumentKind[];

describe("the JSON Schema of", () => {
  for (const kind of kinds) {
    it(`${kind} in docs/schema is the one that the tables give (isobar schema --out docs/schema)`, () => {
      const file = readFileSync(projectFile("docs", "schema", `${kind}.schema.json`), "utf8");
      assert.equal(file, schemaText(kind));
    });

    for (const { name, json } of shipped[kind]) {
      it(`${kind} fits ${name}`, () => {
        assert.deepEqual(mismatches(json, schemas[kind]()), []);
      });
    }
  }

  it("rig refuses no file that the reader takes", () => {
    const schema = schemas.rig();
    fc.assert(
      fc.property(fc.constantFrom(...shippedRigs), fc.array(damage, { maxLength: 3 }), (rig, d) => {
        const json = damaged(rig.json, d);
        const problems = new Problems();
        readTable(rigTable, json, problems, "");
        if (problems.none) assert.deepEqual(mismatches(json, schema), []);
      }),
      { numRuns: 300 },
    );
  });

  it("programme refuses no file that the reader takes", () => {
    const schema = schemas.programme();
    const programmes = fc.constantFrom(...shippedProgrammes);
    fc.assert(
      fc.property(programmes, fc.array(damage, { maxLength: 2 }), (programme, d) => {
        const json = damaged(programme.json, d);
        const problems = new Problems();
        readProgramme(json, problems);
        if (problems.none) assert.deepEqual(mismatches(json, schema), []);
      }),
      { numRuns: 500 },
    );
  });

  it("programme takes every kind of step", () => {
    const json = {
      $schema: "programme.schema.json",
      name: "all",
      steps: [
        { approach: {} },
        { ramp: { anode: "1 MPa" } },
        { gap: {}, until: { voltageBelow: "2.8 V" } },
        { wait: { after: "1 h", voltageAbove: "4.3 V" } },
        { repeat: 3, steps: [{ hold: { cathode: "100 kPa" }, until: { after: "10 min" } }] },
        { hold: { anode: { to: "2 MPa", rate: "1 kPa/s" } } },
      ],
    };
    assert.deepEqual(mismatches(json, schemas.programme()), []);
  });

  it("programme refuses an unknown step, an unknown key and a bare number", () => {
    for (const step of [
      { jump: {} },
      { unload: {}, until: {} },
      { ramp: { anode: 2500 } },
      { ramp: {} },
      { repeat: 2 },
    ]) {
      assert.notDeepEqual(mismatches({ name: "x", steps: [step] }, schemas.programme()), []);
    }
  });

  it("a quantity takes the texts that the reader takes, and no others", () => {
    const unit = fc.constantFrom(...unitsOfText.map((u) => u.symbol));
    const number = fc.constantFrom("1", "-2.5", ".5", "1e-3", "+4", "1.", "e3", "NaN", "0x1", "");
    const gap = fc.constantFrom("", " ", "  ");
    fc.assert(
      fc.property(unit, unit, number, gap, (wanted, given, digits, space) => {
        const text = `${digits}${space}${given}`;
        const read = readQuantity(text, { unit: wanted, min: -1e300, max: 1e300 });
        const fits = new RegExp(quantityPattern(wanted), "u").test(text);
        assert.equal(fits, typeof read === "number", text);
      }),
      { numRuns: 2000 },
    );
  });

  it("a quantity takes the micro sign", () => {
    assert.match("5 \u00b5m", new RegExp(quantityPattern("um"), "u"));
    assert.match("5 \u03bcm", new RegExp(quantityPattern("um"), "u"));
  });
});
