import assert from "node:assert/strict";
import { shippedProgrammes } from "../../../sim/programmes/shipped.js";
import { Problems } from "../../../src/document/problems.js";
import type { JsonObject } from "../../../src/document/table.js";
import { checkLimits, highestSetPoint } from "../../../src/programme/limits.js";
import { readProgramme } from "../../../src/programme/read.js";
import { near } from "../../support/near.js";
import { settingsWith } from "../../support/settings-with.js";

/** What the limits say of a programme of these steps. */
function refused(steps: unknown[], settings: JsonObject = {}): string[] {
  const reading = new Problems();
  const programme = readProgramme({ name: "bench", steps }, reading);
  assert.deepEqual(reading.list, []);
  const problems = new Problems();
  checkLimits(programme, settingsWith(settings), problems);
  return problems.list;
}

const anodeTo = (to: string) => [{ ramp: { anode: { to } } }];

describe("limits of a programme", () => {
  it("are 90 % of the load cell, or the highest pressure of the side when that is less", () => {
    const byCell = highestSetPoint(settingsWith(), "cathode");
    near(byCell.limitKPa, 572.96, 0.01); // 0.9 x 50 N / 78.54 mm2
    assert.match(byCell.because, /^90 % of the 50 N load cell \(settings\.cathode\.loadCell\.cap/);
    const settings = settingsWith({ anode: { limits: { pressureMax: "3 MPa" } } });
    const byPressure = highestSetPoint(settings, "anode");
    assert.deepEqual(byPressure, {
      limitKPa: 3000,
      because: "settings.anode.limits.pressureMax",
    });
  });

  it("grow with the die's area shrinking: the same cell presses harder on less", () => {
    const { limitKPa } = highestSetPoint(settingsWith({ die: { diameter: "5 mm" } }), "cathode");
    near(limitKPa, 4 * 572.96, 0.05);
  });

  it("let pass what stays within, up to the limit itself", () => {
    const settings = { anode: { limits: { pressureMax: "3 MPa" } } };
    assert.deepEqual(refused(anodeTo("3 MPa"), settings), []);
    assert.deepEqual(refused([{ ramp: { anode: { to: "1 MPa", rate: "100 kPa/s" } } }]), []);
  });

  it("name step, side, limit and what sets it", () => {
    const settings = { anode: { limits: { pressureMax: "3 MPa" } } };
    assert.deepEqual(refused(anodeTo("3.1 MPa"), settings), [
      "steps[0].ramp.anode: 3100 kPa is above the limit of 3000 kPa: settings.anode.limits.pressureMax",
    ]);
    assert.deepEqual(refused([{ hold: { cathode: "0.6 MPa" } }]), [
      "steps[0].hold.cathode: 600 kPa is above the limit of 573 kPa: 90 % of the 50 N load cell (settings.cathode.loadCell.capacity)",
    ]);
  });

  it("hold for the rate of a ramp", () => {
    assert.deepEqual(refused([{ ramp: { anode: { to: "1 MPa", rate: "0.2 MPa/s" } } }]), [
      "steps[0].ramp.anode.rate: 200 kPa/s is above the limit of 100 kPa/s: settings.anode.limits.rampRateMax",
    ]);
  });

  it("hold for the touch on both sides, above and below", () => {
    const list = refused([{ approach: { touch: "46 N" } }]); // 45 N is 90 % of the cathode's 50 N
    assert.equal(list.length, 1);
    assert.match(
      list[0] ?? "",
      /^steps\[0\]\.approach\.touch: 46 N is above 45\.0 N: 90 % of the 50/,
    );
    assert.deepEqual(refused([{ approach: { touch: "1 N" } }]), []);
    const low = refused([{ approach: { touch: "0.5 N" } }]);
    assert.equal(low.length, 2);
    assert.match(
      low[0] ?? "",
      /0\.5 N is below the 1 N at which contact is felt \(settings\.anode/,
    );
    assert.match(low[1] ?? "", /settings\.cathode\.approach\.contactForce/);
  });

  it("are looked for inside repetitions, and all at once", () => {
    const inner = [{ ramp: { anode: "99 MPa", cathode: "99 MPa" } }];
    const list = refused([
      { repeat: 2, steps: [{ repeat: 2, steps: inner }, ...inner] },
      { hold: { anode: "99 MPa" } },
    ]);
    assert.deepEqual(
      list.map((line) => line.slice(0, line.indexOf(":"))),
      [
        "steps[0].steps[0].steps[0].ramp.anode",
        "steps[0].steps[0].steps[0].ramp.cathode",
        "steps[0].steps[1].ramp.anode",
        "steps[0].steps[1].ramp.cathode",
        "steps[1].hold.anode",
      ],
    );
  });

  it("have nothing to say of waiting, gaps and unloading", () => {
    assert.deepEqual(
      refused([{ wait: { after: "1 s" } }, { gap: {}, until: { after: "1 s" } }, { unload: {} }]),
      [],
    );
  });

  it("admit the paper's programme on the reference rig, and refuse 10 MPa on its cathode", () => {
    const of = (name: string) => {
      const json = shippedProgrammes.find((shipped) => shipped.name === name)?.json as {
        steps: unknown[];
      };
      return refused(json.steps);
    };
    assert.deepEqual(of("doerrer"), []);
    const list = of("symmetric-10");
    assert.ok(list.length > 0 && list.every((line) => line.includes("is above the limit of")));
  });
});
