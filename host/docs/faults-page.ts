import { type FaultParameter, injectedFaultNames, specOf } from "../../sim/faults/table.js";
import { scenarioTable } from "../../sim/scenarios/table.js";
import { formatQuantity } from "../../src/document/quantity-text.js";
import { table } from "./markdown-table.js";
import { measuredFaults } from "./measured-faults.js";
import { unseenFaults } from "./unseen-faults.js";

/** docs/faults.md: the faults that a scenario can inject, from their table. */
export function faultsPage(): string {
  return [
    "# Faults that a simulated rig can have",
    "",
    "Made by `npm run docs` from `sim/faults/table.ts`. Row: that of physics 7; rows written for HX711 and TMC2209 stand here as",
    "their NAU7802 and TMC5160 counterparts. A scenario lists what happens and when:",
    "",
    "```json",
    '{ "name": "a wire breaks", "rig": "reference",',
    '  "faults": [{ "at": "600 s", "name": "excitationOpen", "side": "anode" },',
    '             { "at": "900 s", "for": "5 s", "name": "noiseBurst", "side": "cathode", "factor": 20 }] }',
    "```",
    "",
    "`for` is how long it lasts, for ever when left out; what happens in an instant has no length. Each fault draws from a stream of",
    "its own: a scenario without faults gives the same bytes as ever.",
    "",
    table(
      ["row", "name", "where", "what happens", "parameters and defaults"],
      injectedFaultNames.map((name) => {
        const spec = specOf(name);
        const where = spec.busOnly === true ? `${spec.place}, on buses` : spec.place;
        const takes = Object.entries(spec.takes).map(([key, value]) =>
          parameterText(key as FaultParameter, value),
        );
        const length = spec.instant === true ? "" : "`for`";
        return [
          spec.row === 0 ? "" : String(spec.row),
          `\`${name}\``,
          where,
          spec.meaning,
          [...takes, length].filter((text) => text !== "").join(", "),
        ];
      }),
    ),
    "",
    "## What the rig does not tell of as physics 7 asks",
    "",
    unseen(),
    "",
    ...measuredFaults,
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}

function unseen(): string {
  if (unseenFaults.length === 0)
    return "Nothing: `npm run faults` prints all rows as ok. Row 22 is told of on a rig that was identified (`IDENtify`) alone: a nameplate may be as far off as lash grows.\n";
  return [
    "`npm run faults` prints these rows as NOT OK, or judges them without the warning where the pressures are all that shows:",
    "",
    table(
      ["row", "name", "what is missing", "why"],
      unseenFaults.map(({ row, name, lacks, why }) => [String(row), `\`${name}\``, lacks, why]),
    ),
  ].join("\n");
}

function parameterText(name: FaultParameter, value: number): string {
  return `\`${name}\` ${formatQuantity(value, scenarioTable.faults.fields[name].unit)}`;
}
