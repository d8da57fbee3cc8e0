import assert from "node:assert/strict";
import { Train, type TrainParameters, trainOf } from "../../../../sim/mechanics/train.js";
import { shippedRig, shippedRigs } from "../../../../sim/rigs/shipped.js";
import { near, nearShare } from "../../../support/near.js";

const model = (name: string) => {
  const rig = shippedRig(name);
  assert.ok(rig !== undefined);
  return rig;
};

/** Stiffness of a whole train, contact included, at a force. */
const stiffnessAt = (train: TrainParameters, forceN: number) => {
  const made = new Train(train);
  made.settleAt(forceN);
  return made.slopeNPerUm;
};

/** Without the contact, as a nameplate has it. */
const seriesStiffness = (train: TrainParameters) =>
  1 / (1 / train.stiffnessNPerUm + (train.spring === undefined ? 0 : 1 / train.spring.rateNPerUm));

describe("the shipped rigs", () => {
  it("are the five of the issue, each under its own name", () => {
    const names = shippedRigs.map((rig) => rig.name);
    assert.deepEqual(names, ["reference", "hard", "direct", "bare-cathode", "symmetric"]);
    for (const name of names) assert.equal(model(name).name, name);
    assert.equal(shippedRig("nonesuch"), undefined);
  });

  it("have nameplates within a few percent of the truth, and never the truth itself", () => {
    for (const { name } of shippedRigs) {
      const rig = model(name);
      for (const side of ["anode", "cathode"] as const) {
        const plate = rig.nameplate[side];
        const drive = rig[side].drive;
        const stiffness = seriesStiffness(trainOf(rig[side]));
        nearShare(plate.trainStiffness, stiffness, 0.06);
        assert.notEqual(plate.trainStiffness, stiffness);
        nearShare(plate.gearRatio, drive.gearRatio, 0.01);
        nearShare(plate.lash, drive.lash, 0.2);
        assert.notEqual(plate.lash, drive.lash);
        assert.equal(plate.loadCellCapacity, rig[side].loadCell.capacity);
        assert.ok(plate.travelMin > drive.travelMin && plate.travelMax < drive.travelMax);
      }
    }
  });

  it("carry their highest pressure within spring, load cell, motor and travel", () => {
    for (const { name } of shippedRigs) {
      const rig = model(name);
      for (const side of ["anode", "cathode"] as const) {
        const { spring, loadCell, train, drive } = rig[side];
        const plate = rig.nameplate[side];
        const forceN = (plate.pressureMax * 78.5398) / 1000;
        assert.ok(forceN < 0.9 * loadCell.capacity, `${name} ${side}: ${forceN} N`);
        if (spring !== undefined) assert.ok(forceN < spring.rate * spring.stroke);
        const compression = new Train(trainOf(rig[side])).settleAt(forceN) + train.gap;
        assert.ok(compression < plate.travelMax);
        // 0.1716 Nm at 196.35 N
        const torque = (forceN * 0.1716) / 196.35 / drive.gearRatio / drive.efficiency;
        assert.ok(torque < 0.8 * drive.holdingTorque, `${name} ${side}: ${torque} Nm`);
        // No faster than 2000 sixteenth steps a second.
        const step = (plate.lead * 1000) / (plate.stepsPerTurn * 16 * plate.gearRatio);
        assert.ok(plate.speedMax <= 2001 * step);
      }
    }
  });

  it("is 5 N/um on the hard anode at 196.35 N, the contact's 20 included", () => {
    near(stiffnessAt(trainOf(model("hard").anode), 196.35), 5, 0.01);
  });

  it("is a little under 0.2 and 0.005 N/um on the reference rig", () => {
    near(stiffnessAt(trainOf(model("reference").anode), 196.35), 0.192, 0.001);
    near(stiffnessAt(trainOf(model("reference").cathode), 15.71), 0.00487, 0.00001);
  });

  it("has the 50 N cell as the bare cathode's only spring", () => {
    const rig = model("bare-cathode");
    assert.equal(rig.cathode.spring, undefined);
    near(stiffnessAt(trainOf(rig.cathode), 15.71), 0.188, 0.001);
    // 23.28 nm x 0.19 N/um / 78.54 mm2 = 0.056 kPa a step
    assert.equal(rig.nameplate.cathode.gearRatio, 26.85);
  });

  it("presses 10 MPa on the symmetric rig with 3.9 mm of spring", () => {
    const { spring } = model("symmetric").anode;
    near(785.4 / (spring?.rate ?? NaN), 3927, 1);
    assert.ok((spring?.stroke ?? 0) > 3927);
  });
});
