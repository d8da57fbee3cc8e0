import fc from "fast-check";
import {
  areaOfDie,
  elapsed,
  forceOf,
  instant,
  kiloPascals,
  millimetres,
  newtons,
  pressureOf,
  squareMillimetres,
} from "../../../hal/units.js";
import { near, nearShare } from "../../support/near.js";

describe("units", () => {
  it("make 2.5 MPa of 196.35 N on a die of 10 mm", () => {
    const area = areaOfDie(millimetres(10));
    near(area, (Math.PI * 10 * 10) / 4, 1e-12);
    near(pressureOf(newtons(196.349540849), area), 2500, 1e-6); // 196.35 N / 78.54 mm2 = 2.5 N/mm2
    near(forceOf(kiloPascals(200), area), 15.708, 1e-4); // 0.2 N/mm2 x 78.54 mm2
  });

  it("give force and pressure back to each other", () => {
    const force = fc.double({ min: -1e5, max: 1e5, noNaN: true, minExcluded: true });
    const area = fc.double({ min: 0.5, max: 8000, noNaN: true });
    fc.assert(
      fc.property(force, area, (f, a) => {
        fc.pre(Math.abs(f) > 1e-290);
        const back = forceOf(pressureOf(newtons(f), squareMillimetres(a)), squareMillimetres(a));
        nearShare(back, f, 1e-15 * 3);
      }),
    );
  });

  it("measure time in seconds between instants in microseconds, over years too", () => {
    near(elapsed(instant(1_000_000), instant(1_100_000)), 0.1, 1e-15);
    const tenYears = 3.156e14;
    near(elapsed(instant(tenYears), instant(tenYears + 1)), 1e-6, 1e-21);
  });
});
