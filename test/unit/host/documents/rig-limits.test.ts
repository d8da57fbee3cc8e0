import assert from "node:assert/strict";
import { checkRigLimits } from "../../../../host/documents/rig-limits.js";
import { shippedProgrammes } from "../../../../sim/programmes/shipped.js";
import { shippedRig, shippedRigs } from "../../../../sim/rigs/shipped.js";
import { type RigModel, rigTable } from "../../../../sim/rigs/table.js";
import { shippedScenarios } from "../../../../sim/scenarios/shipped.js";
import { Problems } from "../../../../src/document/problems.js";
import { isJsonObject, type JsonObject, readTable } from "../../../../src/document/table.js";
import { readProgramme } from "../../../../src/programme/read.js";
import type { Settings } from "../../../../src/settings/table.js";
import { settingsWith } from "../../../support/settings-with.js";

const rigWith = (name: string, changes: JsonObject = {}): RigModel => {
  const json = structuredClone(shippedRigs.find((rig) => rig.name === name)?.json ?? {});
  const problems = new Problems();
  const model = readTable(rigTable, merged(json, changes), problems, "");
  assert.deepEqual(problems.list, []);
  return model;
};

const merged = (base: JsonObject, changes: JsonObject): JsonObject => {
  const result = { ...base };
  for (const [key, value] of Object.entries(changes)) {
    const inner = base[key];
    result[key] = isJsonObject(value) && isJsonObject(inner) ? merged(inner, value) : value;
  }
  return result;
};

const refused = (json: unknown, rig: RigModel, settings?: Settings): readonly string[] => {
  const reading = new Problems();
  const programme = readProgramme(json, reading);
  assert.deepEqual(reading.list, []);
  const problems = new Problems();
  checkRigLimits(programme, rig, problems, settings);
  return problems.list;
};

const programme = (...steps: unknown[]) => ({ name: "test", steps });

describe("the limits of a simulated rig", () => {
  for (const { name, json } of shippedProgrammes) {
    it(`let the shipped programme ${name} run on the rig of its scenario`, () => {
      const scenario = shippedScenarios.find((entry) => entry.name === name);
      const { rig } = (scenario ?? assert.fail()).json as { rig: string };
      assert.deepEqual(refused(json, shippedRig(rig) ?? assert.fail()), []);
    });
  }

  it("refuse a set point above the nameplate, and name it", () => {
    const found = refused(programme({ ramp: { anode: "6 MPa" } }), rigWith("reference"));
    assert.match(
      found[0] ?? "",
      /^steps\[0\]\.ramp\.anode: 6000 kPa is above the limit of 5500 kPa/,
    );
    assert.match(found[0] ?? "", /rig\.nameplate\.anode\.pressureMax/);
  });

  it("refuse a set point above 90 % of the load cell, whatever the nameplate says", () => {
    // 0.9 x 50 N / 78.54 mm2 = 573 kPa.
    const rig = rigWith("reference", { nameplate: { cathode: { pressureMax: "12 MPa" } } });
    const found = refused(programme({ hold: { cathode: "580 kPa" } }), rig);
    assert.match(found[0] ?? "", /limit of 573 kPa: 90 % of the 50 N load cell/);
    assert.deepEqual(refused(programme({ hold: { cathode: "570 kPa" } }), rig), []);
  });

  it("refuse a set point at which the motor stalls", () => {
    const rig = rigWith("reference", { anode: { drive: { holdingTorque: "5 mNm" } } });
    const found = refused(programme({ hold: { anode: "2.5 MPa", cathode: "0.2 MPa" } }), rig);
    assert.match(found[0] ?? "", /the motor stalls at \d+ N \(rig\.anode\.drive\.holdingTorque\)/);
  });

  it("refuse a difference that the wall cannot bear, and let one pass that it can", () => {
    // (4 L / D) (tau_0 + mu K (P_a + P_c) / 2) with L 1.7, D 10 mm, mu 0.3, K 0.4, 2.5 / 0.2 MPa:
    // tau_0 3 MPa bears 0.68 (3 + 0.12 x 1.35) = 2.15 MPa of the 2.3; 3.5 MPa bears 2.49.
    const asymmetric = programme({ hold: { anode: "2.5 MPa", cathode: "0.2 MPa" } });
    const weak = rigWith("reference", { mould: { wallShear: "3 MPa" } });
    const found = refused(asymmetric, weak);
    assert.equal(found.length, 1);
    assert.match(found[0] ?? "", /bears a difference of 2150 kPa \(rig\.mould\.wallShear\)/);
    const enough = rigWith("reference", { mould: { wallShear: "3.5 MPa" } });
    assert.deepEqual(refused(asymmetric, enough), []);
  });

  it("look at the way there and back as well, which goes in stages of 500 kPa where the settings know no wall", () => {
    const both = programme({ ramp: { anode: "10 MPa", cathode: "10 MPa" } }, { unload: {} });
    assert.deepEqual(refused(both, rigWith("symmetric")), []);
    // 0.68 (0.6 + 0.12 x 0.25) = 0.43 MPa at 0 / 500 kPa, the first stage.
    const weak = rigWith("symmetric", { mould: { wallShear: "0.6 MPa" } });
    const found = refused(both, weak);
    assert.match(found[0] ?? "", /the anode at 0 and the cathode at 500 kPa/);
    assert.match(found[1] ?? "", /^steps\[1\]\.unload: goes through/);
    // A wall that the settings know gives stages of their own: 0.8 x 0.68 x 0.6 = 0.33 MPa.
    const mould = { pelletThickness: "1.7 mm", wallShear: "0.6 MPa", wallFriction: 0.12 };
    assert.deepEqual(refused(both, weak, settingsWith({ mould })), []);
  });

  it("look into repetitions, with the pressures that the last round left", () => {
    const round = [
      { ramp: { anode: "3 MPa" } },
      { ramp: { cathode: "3 MPa" } },
      { ramp: { anode: "6 MPa" } },
    ];
    const once = refused(programme(...round), rigWith("symmetric"));
    assert.deepEqual(once, []);
    const twice = [...round, { ramp: { cathode: "6 MPa" } }];
    assert.deepEqual(refused(programme(...twice), rigWith("symmetric")), []);
    // The second round brings the anode from 6 back to 3 MPa while the cathode stays at 6: 3 MPa, which it bears;
    // with 7 MPa left on the cathode it would be 4.
    const third = [...round, { ramp: { anode: "8 MPa" } }, { ramp: { cathode: "7.5 MPa" } }];
    const found = refused(programme({ repeat: 3, steps: third }), rigWith("symmetric"));
    assert.ok(found.some((line) => line.startsWith("steps[0].steps[0].ramp")));
  });
});
