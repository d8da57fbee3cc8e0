import assert from "node:assert/strict";
import { MoveBounds } from "../../../src/control/move-bounds.js";
import { settingsWith } from "../../support/settings-with.js";

/** The anode's load cell bears 500 N; a move is worth 50 N at most, contact is firm from 5 N on. */
const bounds = new MoveBounds(
  settingsWith({ anode: { loadCell: { capacity: "500 N" } } }).anode,
  0.0785,
  1000,
);
const softNPerUm = 0.2;

describe("bounds of a move", () => {
  it("are a tenth of the load cell's capacity in firm contact: 50 N / 0.2 N/um = 250 um", () => {
    assert.equal(bounds.of(400, 196, 196, softNPerUm), 250);
    assert.equal(bounds.of(-400, 196, 196, softNPerUm), -250);
  });

  it("are 50 um before contact is firm, whatever the stiffness", () => {
    assert.equal(bounds.of(400, 3, 3, softNPerUm), 50);
    assert.equal(bounds.of(-400, 3, 3, softNPerUm), -50);
  });

  it("are 50 um as soon as the median shows that contact was lost, while the low-pass still shows it", () => {
    assert.equal(bounds.of(400, 120, 2, softNPerUm), 50);
  });

  it("are 50 um until the low-pass shows the contact too that a median has found", () => {
    assert.equal(bounds.of(400, 2, 60, softNPerUm), 50);
  });

  it("are what 95 % of capacity leaves, by whichever of both forces is higher", () => {
    assert.equal(bounds.of(100, 450, 450, softNPerUm), 100);
    assert.equal(bounds.of(200, 450, 450, softNPerUm), 0);
    // 466 N and 20 N more are beyond 475 N.
    assert.equal(bounds.of(100, 450, 466, softNPerUm), 0);
    assert.equal(bounds.of(-100, 450, 466, softNPerUm), -100);
  });
});
