import assert from "node:assert/strict";
import { applyOverride, readOverride } from "../../../../host/documents/override.js";
import { rigTable } from "../../../../sim/rigs/table.js";
import { scenarioTable } from "../../../../sim/scenarios/table.js";
import { DocumentError } from "../../../../src/document/problems.js";
import type { JsonObject, Table } from "../../../../src/document/table.js";
import { settingsTable } from "../../../../src/settings/table.js";

const tables: Record<string, Table> = {
  settings: settingsTable,
  rig: rigTable,
  scenario: scenarioTable,
};

const set = (text: string, json: JsonObject = {}): JsonObject => {
  const override = readOverride(text, ["settings", "rig", "scenario"]);
  applyOverride(override, tables[override.root] ?? {}, json);
  return json;
};

const refusal = (text: string): string => {
  try {
    set(text);
  } catch (error) {
    assert.ok(error instanceof DocumentError, String(error));
    return error.message;
  }
  return assert.fail(`${text} was taken`);
};

describe("--set", () => {
  it("writes a quantity as the text it is", () => {
    assert.deepEqual(set("settings.anode.limits.pressureMax=3 MPa"), {
      anode: { limits: { pressureMax: "3 MPa" } },
    });
  });

  it("makes the groups on the way, and leaves their other keys alone", () => {
    const json = set("rig.anode.spring.rate=0.3 N/um", { anode: { spring: { stroke: "4 mm" } } });
    assert.deepEqual(json, { anode: { spring: { stroke: "4 mm", rate: "0.3 N/um" } } });
    assert.deepEqual(set("rig.anode.spring.rate=0.3 N/um"), {
      anode: { spring: { rate: "0.3 N/um" } },
    });
  });

  it("writes whole numbers and yes or no as JSON has them", () => {
    assert.deepEqual(set("settings.anode.screw.microsteps=32"), {
      anode: { screw: { microsteps: 32 } },
    });
    assert.deepEqual(set("scenario.cell.shorts=true"), { cell: { shorts: true } });
  });

  it("takes an optional part away with none", () => {
    const json = { anode: { spring: { rate: "0.2 N/um", stroke: "4 mm" } } };
    assert.deepEqual(set("rig.anode.spring=none", json), { anode: {} });
    assert.match(refusal("rig.anode.drive=none"), /is a group/);
  });

  it("names the known keys at the level of an unknown one", () => {
    const message = refusal("settings.anode.limits.pressure=3 MPa");
    assert.match(message, /^--set settings\.anode\.limits: "pressure" is not known here/);
    assert.match(message, /known are pressureMax, rampRate, rampRateMax/);
  });

  it("names the keys of a group that is taken for a value", () => {
    assert.match(refusal("settings.anode.limits=3 MPa"), /is a group; set one of pressureMax/);
    assert.match(refusal("rig.name.first=x"), /rig\.name: is a value, not a group/);
  });

  it("judges the value at once, with the path as it was written", () => {
    assert.match(
      refusal("settings.anode.limits.pressureMax=3 kg"),
      /^--set settings\.anode\.limits\.pressureMax: "3 kg" has a wrong unit; give one of kPa/,
    );
    assert.match(refusal("rig.anode.spring.rate=-0.2 N/um"), /out of range/);
    assert.match(refusal("settings.anode.screw.microsteps=16.5"), /a whole number/);
    assert.match(refusal("scenario.cell.shorts=maybe"), /true or false/);
    assert.match(refusal("scenario.cell.anode=graphite"), /one of lithium, lto/);
  });

  it("shows the form when there is no path or no value", () => {
    for (const text of ["settings", "=3", "anode.limits=3", "settings=3", ""]) {
      assert.match(refusal(text), /settings\.KEY=VALUE/, text);
    }
  });

  it("does not follow keys that every object inherits", () => {
    for (const key of ["__proto__", "constructor", "toString"]) {
      assert.match(refusal(`settings.${key}.polluted=1`), /is not known here/);
    }
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });
});
