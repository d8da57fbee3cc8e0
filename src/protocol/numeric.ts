import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";
import { Extreme, pick } from "./parameters.js";
import type { Measure } from "./suffixes.js";

/** A number that the host sets and reads, in SI base units. */
export interface NumericSpec {
  readonly header: string;
  readonly measure: Measure;
  /** How the parameter is written in the help, as `<pressure>`. */
  readonly parameter: string;
  readonly meaning: string;
  /** Places behind the point of the answer. */
  readonly decimals: number;
  readonly min: (call: Call) => number;
  readonly max: (call: Call) => number;
  readonly otherwise: (call: Call) => number;
  readonly get: (call: Call) => number;
  readonly set: (call: Call, value: number) => void;
}

const words = "MINimum|MAXimum|DEFault";

/** Command and query of a number: both know MINimum, MAXimum and DEFault. */
export function numericCommands(spec: NumericSpec): readonly [CommandSpec, CommandSpec] {
  return [
    {
      header: spec.header,
      parameters: `${spec.parameter}|${words}`,
      meaning: spec.meaning,
      run: (c) => {
        const value = c.parameters.within(
          spec.measure,
          spec.min(c),
          spec.max(c),
          spec.otherwise(c),
        );
        if (value !== undefined && c.parameters.finished()) spec.set(c, value);
      },
    },
    {
      header: `${spec.header}?`,
      parameters: `[${words}]`,
      meaning: spec.meaning,
      run: (c) => {
        const extreme = c.parameters.extreme();
        if (extreme === undefined || !c.parameters.finished()) return;
        const value =
          extreme === Extreme.none
            ? spec.get(c)
            : pick(extreme, spec.min(c), spec.max(c), spec.otherwise(c));
        c.reply.decimal(value, spec.decimals);
      },
    },
  ];
}
