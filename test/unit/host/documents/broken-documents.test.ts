// Thousands of broken files at each reader: whatever is wrong with a file is told, place by place, and nothing else
// than a DocumentError is ever thrown. What is not refused must lie within the ranges of its table.

import assert from "node:assert/strict";
import fc from "fast-check";
import { readJsonText } from "../../../../host/documents/json-text.js";
import { readSource, type Source } from "../../../../host/documents/source.js";
import { settingsFor } from "../../../../sim/calibrate.js";
import { readDisplacementTrace } from "../../../../sim/cell/displacement-trace.js";
import { shippedProgrammes } from "../../../../sim/programmes/shipped.js";
import { shippedRig, shippedRigs } from "../../../../sim/rigs/shipped.js";
import { rigTable } from "../../../../sim/rigs/table.js";
import { shippedScenarios } from "../../../../sim/scenarios/shipped.js";
import { scenarioTable } from "../../../../sim/scenarios/table.js";
import { DocumentError, Problems } from "../../../../src/document/problems.js";
import { isJsonObject, readTable, type Table } from "../../../../src/document/table.js";
import { readProgramme } from "../../../../src/programme/read.js";
import type { Programme, Step } from "../../../../src/programme/step.js";
import { settingsTable } from "../../../../src/settings/table.js";
import { damage, damaged } from "../../../support/broken-json.js";

type Read = (json: unknown, problems: Problems) => unknown;

const source = (json: unknown): Source => ({
  kind: "rig",
  label: "broken.json",
  name: "broken",
  directory: undefined,
  json,
});

/** Reads; undefined when refused, and then every line of the message names a place in the file. */
function tolerated(json: unknown, read: Read): unknown {
  try {
    return readSource(source(json), read);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    assert.ok(error.problems.list.length > 0);
    for (const line of error.problems.list) assert.match(line, /^broken\.json: \S/);
    return undefined;
  }
}

const byTable =
  (table: Table): Read =>
  (json, problems) =>
    readTable(table, json, problems, "");

/** Every number of a document lies within its table's bounds. */
function assertWithin(table: Table, values: unknown, path: string): void {
  assert.ok(isJsonObject(values), path);
  for (const [key, field] of Object.entries(table)) {
    const value = values[key];
    const here = `${path}.${key}`;
    if (value === undefined) {
      assert.ok("optional" in field && field.optional, `${here} is absent`);
    } else if (field.kind === "list") {
      for (const one of value as unknown[]) assertWithin(field.fields, one, here);
    } else if (field.kind === "group") assertWithin(field.fields, value, here);
    else if (field.kind === "quantity" || field.kind === "integer") {
      assert.ok(Number(value) >= field.min && Number(value) <= field.max, `${here} is ${value}`);
    } else if (field.kind === "choice") assert.ok(field.of.includes(String(value)), here);
  }
}

function assertSound(programme: Programme): void {
  const numbers: number[] = [];
  const walk = (step: Step): void => {
    if (step.kind === "repeat") step.steps.forEach(walk);
    if (step.kind === "approach") numbers.push(step.touchN);
    if (step.kind !== "ramp" && step.kind !== "hold") return;
    for (const ramp of [step.anode, step.cathode]) {
      if (ramp !== undefined) numbers.push(ramp.toKPa, ramp.rateKPaPerS ?? 1);
    }
  };
  programme.steps.forEach(walk);
  for (const number of numbers) assert.ok(number >= 0 && number <= 1e5, `${number}`);
}

const reference = shippedRig("reference");
assert.ok(reference !== undefined);

const kinds: readonly {
  readonly name: string;
  readonly documents: readonly unknown[];
  readonly read: Read;
  readonly sound: (value: unknown) => void;
}[] = [
  {
    name: "settings",
    documents: [settingsFor(reference, 1)],
    read: byTable(settingsTable),
    sound: (value) => assertWithin(settingsTable, value, "settings"),
  },
  {
    name: "rig",
    documents: shippedRigs.map((rig) => rig.json),
    read: byTable(rigTable),
    sound: (value) => assertWithin(rigTable, value, "rig"),
  },
  {
    name: "scenario",
    documents: shippedScenarios.map((scenario) => scenario.json),
    read: byTable(scenarioTable),
    sound: (value) => assertWithin(scenarioTable, value, "scenario"),
  },
  {
    name: "programme",
    documents: shippedProgrammes.map((programme) => programme.json),
    read: readProgramme,
    sound: (value) => assertSound(value as Programme),
  },
];

describe("a broken file", () => {
  for (const { name, documents, read, sound } of kinds) {
    it(`of the kind ${name} is told place by place, or lies within its ranges`, () => {
      const whole = fc.constantFrom(...documents);
      fc.assert(
        fc.property(whole, fc.array(damage, { minLength: 1, maxLength: 4 }), (json, damages) => {
          const value = tolerated(damaged(json, damages), read);
          if (value !== undefined) sound(value);
        }),
        { numRuns: 3000 },
      );
    });

    it(`of the kind ${name}, cut or changed as a text, never ends in another error`, () => {
      const text = JSON.stringify(documents[0], null, 2);
      const patch = fc.record({
        at: fc.nat(text.length),
        drop: fc.nat(20),
        put: fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom("-", "e999", "}", "NaN", "\0")),
      });
      fc.assert(
        fc.property(patch, ({ at, drop, put }) => {
          const result = readJsonText(text.slice(0, at) + put + text.slice(at + drop));
          if ("fault" in result) assert.ok(result.fault.line >= 1 && result.fault.column >= 1);
          else if (tolerated(result.value, read) !== undefined)
            sound(tolerated(result.value, read));
        }),
        { numRuns: 2000 },
      );
    });
  }

  it("of the kind trace is told by line, or its time grows", () => {
    const rows = Array.from({ length: 8 }, (_, i) => `${i * 0.25},3.7${i},0.00${i}`);
    const good = ["Test Time / s,Voltage / V,Thickness change / mm", ...rows];
    const cell = fc.oneof(
      fc.constantFrom("", "NaN", "Infinity", "-1", "1e999", "0x10", "3,7", '"', "\0", "0.25", "a"),
      fc.string({ maxLength: 8 }),
    );
    const patch = fc.record({ row: fc.nat(9), field: fc.nat(3), cell });
    fc.assert(
      fc.property(fc.array(patch, { minLength: 1, maxLength: 3 }), (patches) => {
        const lines = good.map((line) => line.split(","));
        for (const { row, field, cell: text } of patches) (lines[row] ?? [])[field] = text;
        const problems = new Problems();
        const csv = lines.map((fields) => fields.join(",")).join("\n");
        const trace = readDisplacementTrace(csv, problems, "broken.csv");
        assert.equal(trace === undefined, !problems.none);
        for (const line of problems.list) assert.match(line, /^broken\.csv/);
        for (let i = 1; trace !== undefined && i < trace.timeS.length; i += 1) {
          assert.ok((trace.timeS[i] ?? 0) > (trace.timeS[i - 1] ?? 0));
        }
      }),
      { numRuns: 3000 },
    );
  });
});
