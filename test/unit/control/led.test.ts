import assert from "node:assert/strict";
import fc from "fast-check";
import { Led } from "../../../src/control/led.js";
import { near } from "../../support/near.js";

const k = 2;
const shareOfDelay = 0.2;

/** A ramp of the other side that presses this one by 5 N while its screw stands: the screw backs off. */
const lowered = (): Led => {
  const led = new Led();
  led.begin(-1, 5);
  return led;
};

describe("a screw that the other side's ramp leads", () => {
  it("moves by all that is planned while its force is where it should be, or behind", () => {
    const led = lowered();
    led.plan(-0.3);
    led.plan(-0.1);
    near(led.due(0, k, false, shareOfDelay), -0.4, 1e-12);
    led.plan(-0.2);
    near(led.due(-1, k, false, shareOfDelay), -0.2, 1e-12);
    assert.equal(led.due(-1, k, false, shareOfDelay), 0);
  });

  it("keeps back what it has already gone too far, until the ramp has eaten it", () => {
    const led = lowered();
    led.plan(-0.5);
    // 0.6 N too low is 0.3 um too far.
    near(led.due(0.6, k, false, shareOfDelay), -0.2, 1e-12);
    near(led.due(0.2, k, false, shareOfDelay), -0.2, 1e-12);
    near(led.due(0, k, false, shareOfDelay), -0.1, 1e-12);
  });

  it("moves nothing into a lash, and forgets what the force shows by then", () => {
    const led = lowered();
    led.plan(-1);
    for (let i = 0; i < 3; i += 1) assert.equal(led.due(0, k, true, shareOfDelay), 0);
    near(led.due(0, k, false, shareOfDelay), -(0.8 ** 3), 1e-12);
  });

  it("never moves against the way, nor more than was planned, whatever comes", () => {
    const action = fc.oneof(
      fc.record({ plan: fc.double({ min: -1, max: 1, noNaN: true }) }),
      fc.record({ errorN: fc.double({ min: -20, max: 20, noNaN: true }), crossing: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.constantFrom(1, -1), fc.array(action), (direction, actions) => {
        const led = new Led();
        led.begin(direction, 5);
        let plannedUm = 0;
        let movedUm = 0;
        for (const act of actions) {
          if ("plan" in act) {
            led.plan(act.plan);
            plannedUm += Math.max(direction * act.plan, 0);
          } else {
            const move = direction * led.due(act.errorN, k, act.crossing, shareOfDelay);
            assert.ok(move >= 0);
            movedUm += move;
          }
        }
        assert.ok(movedUm <= plannedUm + 1e-9);
      }),
    );
  });

  it("bears an error against the way up to a fifth of what the ramp would do and three deadbands", () => {
    const led = lowered();
    // 0.2 x 5 + 3 x 0.1 = 1.3 N
    assert.deepEqual(
      [1.29, 1.31, -1.29].map((errorN) => led.bears(errorN, 0.1)),
      [true, false, false],
    );
  });

  it("has its lash crossed as if half of the way were an error, or four deadbands", () => {
    near(lowered().askN(0.1), 2.5, 1e-12); // half of 5 N
    near(lowered().askN(0.7), 2.8, 1e-12);
  });

  it("is led no more six seconds after the last plan, and what was planned is dropped", () => {
    const led = lowered();
    led.plan(-1);
    for (let i = 0; i < 29; i += 1) led.pass(0.2);
    assert.equal(led.direction, -1);
    led.stay();
    for (let i = 0; i < 31; i += 1) led.pass(0.2);
    assert.equal(led.direction, 0);
    led.begin(-1, 5);
    assert.equal(led.due(0, k, false, shareOfDelay), 0);
  });
});
