import assert from "node:assert/strict";
import {
  loweringTorquePerNewton,
  raisingTorquePerNewton,
} from "../../../../sim/mechanics/screw-torque.js";
import { near } from "../../../support/near.js";

const trapezoidal = { leadMm: 2, pitchDiameterMm: 7, friction: 0.15 };

describe("torque of a loaded screw", () => {
  it("is 0.1716 Nm to raise 196.35 N on Tr8x2 with mu 0.15", () => {
    // mu' = 0.15 / cos 15 deg = 0.15529; 196.35 x 3.5 mm x (2 + pi mu' 7) / (pi 7 - 2 mu') = 0.1716
    // Nm
    near(196.35 * raisingTorquePerNewton(trapezoidal), 0.1716, 5e-5);
  });

  it("is 0.044 Nm to lower it: the screw locks itself", () => {
    near(196.35 * loweringTorquePerNewton(trapezoidal), 0.044, 5e-4);
  });

  it("is negative for lowering on Tr8x8: that screw is driven back", () => {
    const steep = { leadMm: 8, pitchDiameterMm: 7, friction: 0.15 };
    near(196.35 * loweringTorquePerNewton(steep), -0.136, 1e-3);
    assert.ok(raisingTorquePerNewton(steep) > raisingTorquePerNewton(trapezoidal));
  });
});
