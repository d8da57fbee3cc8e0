import { screwUmPerS } from "../../../src/feed/lithium.js";
import { near } from "../../support/near.js";

describe("rate of plating lithium", () => {
  it("backs the anode's screw off by 0.970 um an hour at 0.2 mA/cm2 of charge", () => {
    // 10 mm die: 0.7854 cm2, so 157.08 uA; 4.849 um per mAh/cm2 x 0.2 = 0.9698 um/h.
    near(screwUmPerS(157.0796e-6, 78.5398) * 3600, -0.9698, 1e-4);
  });

  it("presses it on by 24.2 um an hour while 5 mA/cm2 strip it", () => {
    near(screwUmPerS(-5e-3 * 1.3273, 132.73) * 3600, 24.245, 1e-3);
  });
});
