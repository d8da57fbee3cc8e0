// What must not compile. Each line below a @ts-expect-error is a mistake that the units in the types catch;
// `tsc` fails when one of them becomes legal. Nothing here is ever run.

import {
  areaOfDie,
  counts,
  elapsed,
  forceOf,
  instant,
  type KiloPascals,
  kiloPascals,
  type Micrometres,
  micrometres,
  micrometresPerSecond,
  millimetres,
  type Newtons,
  newtons,
  pressureOf,
  type Quantity,
  type Seconds,
  seconds,
  squareMillimetres,
} from "../../hal/units.js";
import type { SideSettings } from "../../src/settings/table.js";

/** Never called: the lines are for the compiler alone. */
export function mistakes(side: SideSettings): void {
  const force = newtons(196.35);
  const pressure = kiloPascals(2500);
  const area = areaOfDie(millimetres(10));

  // @ts-expect-error a bare number has no unit
  const bare: Newtons = 196.35;
  // @ts-expect-error a pressure is no force
  const crossed: Newtons = pressure;
  // @ts-expect-error a force is no pressure
  const back: KiloPascals = force;
  // @ts-expect-error a sum is a plain number until it is named again
  const sum: Newtons = force + force;
  // @ts-expect-error neither does a sum of two units have one
  const mixed: KiloPascals = force + pressure;
  // @ts-expect-error a product of a quantity and a ratio is a plain number as well
  const scaled: KiloPascals = pressure * 0.9;

  // @ts-expect-error the arguments are the wrong way round
  pressureOf(area, force);
  // @ts-expect-error an area without a unit
  pressureOf(force, 78.54);
  // @ts-expect-error forceOf takes a pressure
  forceOf(force, area);
  // @ts-expect-error a diameter in micrometres
  areaOfDie(micrometres(10000));
  // @ts-expect-error a diameter is no area
  pressureOf(force, millimetres(10));

  // @ts-expect-error a speed is no position
  const position: Micrometres = micrometresPerSecond(5);
  // @ts-expect-error millimetres are not micrometres
  const length: Micrometres = millimetres(1);
  // @ts-expect-error an instant is no duration
  const duration: Seconds = instant(1_000_000);
  // @ts-expect-error a duration is no instant
  elapsed(seconds(0), instant(1));
  // @ts-expect-error microseconds without a clock
  elapsed(0, 1);

  // @ts-expect-error a raw code is no force
  const raw: Newtons = counts(1_000_000);
  // @ts-expect-error a brand is not taken from a text
  const unit: Quantity<"mm2"> = squareMillimetres("78.54");
  // @ts-expect-error the capacity of a load cell is a force, its limit a pressure
  const limit: KiloPascals = side.loadCell.capacity;
  // @ts-expect-error settings are read-only
  side.limits.pressureMax = kiloPascals(1);
  // @ts-expect-error the automatic deadband has no number
  const deadband: KiloPascals = side.loop.deadband;

  void [bare, crossed, back, sum, mixed, scaled, position, length, duration, raw, unit];
  void [limit, deadband];
}
