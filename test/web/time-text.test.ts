import assert from "node:assert/strict";
import { tickText } from "../../web/view/time-text.js";

describe("labels of the time axis", () => {
  it("are as exact as the distance between two asks", () => {
    assert.equal(tickText(3725, 5), "1:02:05");
    assert.equal(tickText(7200, 3600), "2 h");
    assert.equal(tickText(0, 5), "0:00:00");
  });

  it("are none before the rig was started: a window of a minute begins there when no row has come", () => {
    assert.equal(tickText(-55, 5), "");
    assert.equal(tickText(-3600, 3600), "");
  });
});
