import assert from "node:assert/strict";
import { Problems } from "../../src/document/problems.js";
import { type JsonObject, readTable, type Table, writeTable } from "../../src/document/table.js";
import { settingsTable } from "../../src/settings/table.js";
import { settingsWith } from "../support/settings-with.js";

const wrong = (json: unknown): string[] => {
  const problems = new Problems();
  readTable(settingsTable, json, problems, "settings");
  return problems.list;
};

/** Visits every field that is not a group, with its path. */
function forEachField(
  table: Table,
  path: string,
  visit: (path: string, field: Exclude<Table[string], { kind: "group" }>) => void,
): void {
  for (const [key, field] of Object.entries(table)) {
    const here = path === "" ? key : `${path}.${key}`;
    if (field.kind === "group") forEachField(field.fields, here, visit);
    else visit(here, field);
  }
}

/** `{"a": {"b": value}}` of `a.b`. */
function nested(path: string, value: unknown): JsonObject {
  return path
    .split(".")
    .reverse()
    .reduce<unknown>((inner, key) => ({ [key]: inner }), value) as JsonObject;
}

describe("settings", () => {
  it("are complete without a file: the nameplate of the reference rig", () => {
    const settings = settingsWith();
    assert.equal(settings.die.diameter, 10);
    assert.equal(settings.anode.loadCell.capacity, 500);
    assert.equal(settings.cathode.loadCell.capacity, 50);
    assert.equal(settings.anode.screw.gearRatio, 26.85);
    assert.equal(settings.cathode.screw.gearRatio, 5.18);
    assert.equal(settings.anode.loop.deadband, undefined);
  });

  it("have defaults inside their own ranges", () => {
    forEachField(settingsTable, "", (path, field) => {
      if (field.kind !== "quantity" && field.kind !== "integer") return;
      if (field.default === undefined) return;
      assert.ok(field.default >= field.min && field.default <= field.max, path);
    });
  });

  it("have a meaning each, and none without a default but those that may be left out", () => {
    forEachField(settingsTable, "", (path, field) => {
      assert.match(field.meaning, /\S/, path);
      if (field.kind !== "list" && field.default === undefined) {
        assert.ok(field.kind === "quantity" && field.optional, path);
      }
    });
  });

  it("print as a document that reads back to the same settings", () => {
    const settings = settingsWith();
    const text = JSON.stringify(writeTable(settingsTable, settings));
    assert.match(text, /"diameter":"10 mm"/);
    assert.deepEqual(settingsWith(JSON.parse(text)), settings);
  });

  it("print and read back with every quantity at either end of its range", () => {
    forEachField(settingsTable, "", (path, field) => {
      if (field.kind !== "quantity") return;
      for (const end of [field.min, field.max]) {
        const settings = settingsWith(nested(path, `${end} ${field.unit}`));
        const again = settingsWith(writeTable(settingsTable, settings));
        assert.deepEqual(again, settings, path);
      }
    });
  });

  it("refuse every quantity beyond either end, by its path", () => {
    forEachField(settingsTable, "", (path, field) => {
      if (field.kind !== "quantity" && field.kind !== "integer") return;
      const unit = field.kind === "quantity" ? ` ${field.unit}` : "";
      const size = Math.max(Math.abs(field.min), Math.abs(field.max));
      for (const beyond of [field.min - 0.01 * size, field.max + 0.01 * size]) {
        const value: unknown = field.kind === "integer" ? Math.round(beyond) : `${beyond}${unit}`;
        const list = wrong(nested(path, value));
        assert.equal(list.length, 1, `${path} = ${value}`);
        assert.ok(list[0]?.startsWith(`settings.${path}: `), list[0]);
      }
    });
  });

  it("refuse a stiffness, a gear or a filter time that is negative or no number", () => {
    for (const value of ["-0.2 N/um", "0 N/um", "NaN N/um", "Infinity N/um", "0.2", "0.2 N"]) {
      assert.equal(wrong({ anode: { train: { stiffness: value } } }).length, 1, value);
    }
    assert.equal(wrong({ cathode: { screw: { gearRatio: -1 } } }).length, 1);
    assert.equal(wrong({ cathode: { loop: { filterTime: "-1 s" } } }).length, 1);
  });

  it("take a load cell of either polarity, but none without sensitivity", () => {
    const sensitivity = (value: string) => ({ anode: { loadCell: { countsPerNewton: value } } });
    assert.equal(settingsWith(sensitivity("-8590 counts/N")).anode.loadCell.countsPerNewton, -8590);
    assert.deepEqual(wrong(sensitivity("0 counts/N")), [
      "settings.anode.loadCell.countsPerNewton: must not be zero",
    ]);
  });

  it("never let the whole lash be crossed at once", () => {
    assert.deepEqual(wrong({ anode: { loop: { lashTakeUp: "95 %" } } }), []);
    assert.equal(wrong({ anode: { loop: { lashTakeUp: "96 %" } } }).length, 1);
    assert.equal(wrong({ anode: { loop: { lashTakeUp: 1 } } }).length, 1);
  });

  it("refuse an unknown key with the place it stands in", () => {
    const [line] = wrong({ anode: { loop: { gain: 3 } } });
    assert.match(line ?? "", /^settings\.anode\.loop: "gain" is not known here; known are filter/);
  });
});
