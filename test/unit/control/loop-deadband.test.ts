import { areaOfDie, millimetres } from "../../../hal/units.js";
import { PressureLoop } from "../../../src/control/pressure-loop.js";
import { Stiffness } from "../../../src/control/stiffness.js";
import type { JsonObject } from "../../../src/document/table.js";
import { FakeScrew } from "../../support/fake-hal.js";
import { near } from "../../support/near.js";
import { settingsWith } from "../../support/settings-with.js";

const areaMm2 = areaOfDie(millimetres(10));
const kiloPascals = (n: number) => (n * 1000) / areaMm2;

describe("deadband of a pressure loop", () => {
  const widthKPa = (own: JsonObject, sigmaN: number, codeStepN?: number, felt = true) => {
    const loop = new PressureLoop(settingsWith({ anode: own }).anode, areaMm2, new FakeScrew());
    if (felt) loop.estimate.adopt();
    loop.seed(196);
    loop.step(196, sigmaN, 0.2, codeStepN);
    return kiloPascals(loop.deadband.halfWidthN);
  };

  it("is three quarters of a quantum in a quiet rig, three sigma in a noisy one", () => {
    const k = new Stiffness(settingsWith().anode.train).at(196);
    near(widthKPa({}, 0), kiloPascals(0.75 * 0.02328 * k), 1e-4);
    near(widthKPa({}, 0.004), kiloPascals(0.012), 1e-9);
  });

  it("is two and a half times as many quanta while nobody has felt what they are worth", () => {
    const k = new Stiffness(settingsWith().anode.train).at(196);
    near(widthKPa({}, 0, 0, false), kiloPascals(2.5 * 0.75 * 0.02328 * k), 1e-4);
  });

  it("is 0.6 of a step of the code at least: the code nearest to the set point is half a step away at worst", () => {
    near(widthKPa({}, 0.004, 0.2441), kiloPascals(0.6 * 0.2441), 1e-9);
    near(widthKPa({}, 0.1, 0.2441), kiloPascals(0.3), 1e-9);
  });

  it("is what the settings say when they say it, whatever the noise", () => {
    near(widthKPa({ loop: { deadband: "3 kPa" } }, 0.1), 3, 1e-9);
  });
});
