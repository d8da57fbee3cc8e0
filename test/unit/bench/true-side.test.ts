import { lostMotionAt } from "../../../bench/control/true-side.js";
import { near } from "../../support/near.js";
import { rigWith } from "../../support/rig-with.js";

describe("lost motion on a reversal, as the bench has it", () => {
  it("is lash and wind-up: 4.5 um on a direct anode at 2.5 MPa, of which the coupling has 0.6", () => {
    // Physics 4.2 at 196.35 N: raising takes 0.1716 Nm, lowering 0.0438, of 0.4 x 0.9 = 0.36 Nm. The rotor lags by
    // asin(0.477) / (pi/2) = 0.316 and leads by asin(0.122) / (pi/2) = 0.078 of a full step of 10 um: 3.16 + 0.78 um.
    near(lostMotionAt(rigWith("direct").anode, 196.35), 0.6 + 3.16 + 0.78, 0.02);
  });

  it("is 0.9 um on the direct cathode at 0.2 MPa, 15.71 N: 12.5 times less wind-up, less the bend of the sine", () => {
    // asin(0.0381) / (pi/2) = 0.0243 and asin(0.0097) / (pi/2) = 0.0062 of 10 um.
    near(lostMotionAt(rigWith("direct").cathode, 15.71), 0.6 + 0.243 + 0.062, 0.005);
  });

  it("is the gearbox's lash behind 26.85:1, where the motor winds up by nanometres", () => {
    // 0.1716 / (0.4 x 0.7 x 26.85) = 0.0228: 0.0145 of 0.3724 um either way at most, 5.4 and 1.4 nm.
    near(lostMotionAt(rigWith("reference").anode, 196.35), 5.9 + 0.0068, 0.0005);
  });
});
