// Physical quantities that cannot be mixed up. Imports nothing; costs nothing at run time.

declare const unit: unique symbol;

/**
 * A number that carries its unit in the type. Two brands never mix, a bare number is never accepted,
 * and arithmetic falls back to a plain `number`: brand the result again, once, in a function named after it.
 */
export type Quantity<Unit extends string> = number & { readonly [unit]: Unit };

export type Newtons = Quantity<"N">;
export type KiloPascals = Quantity<"kPa">;
export type KiloPascalsPerSecond = Quantity<"kPa/s">;
export type SquareMillimetres = Quantity<"mm2">;
export type Millimetres = Quantity<"mm">;
export type Micrometres = Quantity<"um">;
export type MicrometresPerSecond = Quantity<"um/s">;
export type NewtonsPerMicrometre = Quantity<"N/um">;
export type Volts = Quantity<"V">;
export type DegreesCelsius = Quantity<"degC">;
export type Seconds = Quantity<"s">;
/** Raw signed code of a 24-bit converter. */
export type Counts = Quantity<"counts">;
export type CountsPerNewton = Quantity<"counts/N">;

/** A point in time: integer microseconds since power-on. Not a duration. */
export type Instant = Quantity<"us@boot">;

export const newtons = (value: number): Newtons => value as Newtons;
export const kiloPascals = (value: number): KiloPascals => value as KiloPascals;
export const kiloPascalsPerSecond = (value: number): KiloPascalsPerSecond =>
  value as KiloPascalsPerSecond;
export const squareMillimetres = (value: number): SquareMillimetres => value as SquareMillimetres;
export const millimetres = (value: number): Millimetres => value as Millimetres;
export const micrometres = (value: number): Micrometres => value as Micrometres;
export const micrometresPerSecond = (value: number): MicrometresPerSecond =>
  value as MicrometresPerSecond;
export const newtonsPerMicrometre = (value: number): NewtonsPerMicrometre =>
  value as NewtonsPerMicrometre;
export const volts = (value: number): Volts => value as Volts;
export const degreesCelsius = (value: number): DegreesCelsius => value as DegreesCelsius;
export const seconds = (value: number): Seconds => value as Seconds;
export const counts = (value: number): Counts => value as Counts;
export const countsPerNewton = (value: number): CountsPerNewton => value as CountsPerNewton;
export const instant = (microseconds: number): Instant => microseconds as Instant;

/** Time from `from` to `to`. Instants are doubles: exact for 285 years of microseconds. */
export function elapsed(from: Instant, to: Instant): Seconds {
  return seconds((to - from) * 1e-6);
}

/** `P = F / A`: newtons over square millimetres are megapascals, hence the thousand. */
export function pressureOf(force: Newtons, area: SquareMillimetres): KiloPascals {
  return kiloPascals((force * 1000) / area);
}

/** `F = P A`, the inverse of `pressureOf`. */
export function forceOf(pressure: KiloPascals, area: SquareMillimetres): Newtons {
  return newtons((pressure * area) / 1000);
}

/** Area of a round die, `pi D^2 / 4`. */
export function areaOfDie(diameter: Millimetres): SquareMillimetres {
  return squareMillimetres(0.7853981633974483 * diameter * diameter);
}
