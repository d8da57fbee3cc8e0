import assert from "node:assert/strict";
import {
  motorTorqueMNm,
  quantumKPa,
  quantumNm,
  screwTorque,
  springTravelUm,
  swingKPa,
} from "../../../../host/docs/drive-choice.js";

const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual}, not ${expected}`);

describe("the choice of screw and gear", () => {
  it("makes a sixteenth step of Tr8x2 625 nm, and 23.3 nm behind 26.85:1", () => {
    // 2 mm / (200 x 16) = 625 nm; / 26.85 = 23.28 nm.
    assert.equal(quantumNm(2, 1), 625);
    near(quantumNm(2, 26.85), 23.28, 0.005);
    near(quantumNm(1, 26.85), 11.64, 0.005);
  });

  it("gives the pressure of a step: 39.8 kPa hard and direct, 0.059 kPa geared on disc springs", () => {
    // 0.625 um x 5 N/um = 3.125 N / 78.54 mm2 = 39.79 kPa.
    near(quantumKPa(2, 1, 5, 10), 39.79, 0.005);
    // 0.02328 um x 0.2 N/um = 4.655 mN / 78.54 mm2 = 0.0593 kPa.
    near(quantumKPa(2, 26.85, 0.2, 10), 0.0593, 0.0001);
    // 0.1207 um x 0.005 N/um = 0.603 mN / 78.54 mm2 = 7.68 Pa.
    near(quantumKPa(2, 5.18, 0.005, 10), 0.00768, 0.00001);
    // 13 mm: 78.54 / 132.73 = 0.592 of it.
    near(quantumKPa(2, 1, 5, 13) / quantumKPa(2, 1, 5, 10), 0.5917, 0.0001);
  });

  it("finds Tr8x2 self-locking and a 4-start screw driven back", () => {
    const tr8x2 = screwTorque({ leadMm: 2, pitchDiameterMm: 7, friction: 0.15 }, 196.35);
    // mu' = 0.15 / cos 15 = 0.1553; 0.68722 Nm x (2 + 3.4151) / (21.991 - 0.3106) = 0.1716 Nm.
    near(tr8x2.raiseNm, 0.1716, 0.0002);
    // 0.68722 x (3.4151 - 2) / (21.991 + 0.3106) = 0.0436 Nm.
    near(tr8x2.lowerNm, 0.0436, 0.0002);
    // 196.35 N x 2 mm / (2 pi) = 0.0625 Nm / 0.1716 = 36.4 %.
    near(tr8x2.efficiency, 0.364, 0.001);
    const fourStart = screwTorque({ leadMm: 8, pitchDiameterMm: 7, friction: 0.15 }, 196.35);
    near(fourStart.lowerNm, -0.136, 0.001);
  });

  it("asks 9 mNm of a geared motor and the screw's own torque of a direct one", () => {
    // 171.6 mNm / (26.85 x 0.7) = 9.13 mNm.
    near(motorTorqueMNm(0.1716, 26.85), 9.13, 0.005);
    assert.equal(motorTorqueMNm(0.2, 1), 200);
  });
});

describe("the choice of a spring", () => {
  it("presses disc springs by 1 mm and the coil by 3.1 mm", () => {
    // 196.35 N / 0.2 N/um = 982 um; 15.708 N / 0.005 N/um = 3142 um.
    near(springTravelUm(0.2, 2.5, 10), 981.7, 0.1);
    near(springTravelUm(0.005, 0.2, 10), 3141.6, 0.1);
  });

  it("turns a charge of 14.55 um into 926 kPa on a hard train, 37 kPa on disc springs", () => {
    // 14.55 um x 5 N/um = 72.7 N / 78.54 mm2 = 926 kPa.
    near(swingKPa(5, 14.547, 10), 926.1, 0.1);
    near(swingKPa(0.2, 14.547, 10), 37.04, 0.01);
  });
});
