import assert from "node:assert/strict";
import { shippedProgrammes } from "../../../sim/programmes/shipped.js";
import { Problems } from "../../../src/document/problems.js";
import { checkPairs } from "../../../src/programme/pair-walk.js";
import { readProgramme } from "../../../src/programme/read.js";
import { settingsWith } from "../../support/settings-with.js";

const mould = { pelletThickness: "1.7 mm", wallShear: "5 MPa", wallFriction: 0.12 };

function refused(json: unknown, change = {}): readonly string[] {
  const reading = new Problems();
  const programme = readProgramme(json, reading);
  assert.deepEqual(reading.list, []);
  const problems = new Problems();
  checkPairs(programme, settingsWith({ mould: { ...mould, ...change } }), problems);
  return problems.list;
}

const programme = (...steps: unknown[]) => ({ name: "test", steps });
const both = (anode: string, cathode: string) => ({ ramp: { anode, cathode } });

describe("the pairs of pressures in a programme", () => {
  for (const { name, json } of shippedProgrammes) {
    it(`of ${name} are borne by a wall of 5 MPa`, () => {
      assert.deepEqual(refused(json), []);
    });
  }

  it("are refused by name where the wall does not bear them: 10 / 0.2 MPa has 3816 of 9800 kPa", () => {
    // 0.68 (5 + 0.12 x 5.1) = 3.816 MPa
    const found = refused(programme(both("10 MPa", "0.2 MPa")));
    assert.equal(found.length, 1);
    assert.match(
      found[0] ?? "",
      /^steps\[0\]\.ramp: the pellet would slip at 10000 kPa on the anode and 200 kPa on the cathode/,
    );
    assert.match(found[0] ?? "", /bears a difference of 3816 kPa \(settings\.mould\.wallShear\)/);
  });

  it("are judged on the way as well, which goes in stages where one side alone would be too far ahead", () => {
    assert.deepEqual(refused(programme(both("10 MPa", "10 MPa"), { unload: {} })), []);
    // 0.68 (0.1 + 0.12 x 0.02) = 0.070 MPa at 40 / 0 kPa: in stages of 54 kPa, 0.8 of 0.68 x 0.1 MPa.
    const weak = { wallShear: "0.1 MPa" };
    assert.deepEqual(refused(programme(both("2 MPa", "2 MPa"), { unload: {} }), weak), []);
    // A side that is not named stays where it is: 10 MPa beside none.
    const alone = programme({ ramp: { cathode: "10 MPa" } }, both("10 MPa", "10 MPa"));
    assert.match(refused(alone)[0] ?? "", /^steps\[0\]\.ramp: .* 0 kPa on the anode and 10000/);
  });

  it("are told once for a ramp and the hold after it", () => {
    const hold = { hold: { anode: "6 MPa", cathode: "0.2 MPa" } };
    assert.equal(refused(programme(both("6 MPa", "0.2 MPa"), hold)).length, 1);
  });

  it("are not judged when the wall is not known, or slip is wanted", () => {
    const steps = programme(both("10 MPa", "0.2 MPa"));
    assert.deepEqual(refused(steps, { slippingPairs: "allowed" }), []);
    const problems = new Problems();
    checkPairs(readProgramme(steps, problems), settingsWith(), problems);
    assert.deepEqual(problems.list, []);
  });
});
