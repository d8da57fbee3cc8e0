import { faultNames, faults, reactions } from "../../src/faults.js";
import { restrictions } from "../../src/restrictions.js";
import { hazards, onlyHardware } from "./hazards.js";
import { table } from "./markdown-table.js";

/** docs/safety.md: hazards from their list, faults and restrictions from the firmware's tables. */
export function safetyPage(): string {
  return [
    "# Safety",
    "",
    "Made by `npm run docs` from `host/docs/hazards.ts` and the firmware's own tables. A cell under test holds lithium under load. The",
    "rig is built so that doing nothing is safe: screws lock themselves, every move ends in the motion chip by itself, and after any",
    "start nothing moves before it is ordered. It is a laboratory instrument, and none of this is certified.",
    "",
    "## Hazards",
    "",
    table(
      ["hazard", "limit", "told as", "what is left", "proved by"],
      hazards.map((one) => [
        one.hazard,
        one.limit,
        [...one.faults, ...(one.restrictions ?? [])].map((name) => `\`${name}\``).join(" ") ||
          "an error in the queue",
        one.residual,
        one.tests.map((file) => `\`test/${file}\``).join(" "),
      ]),
    ),
    "`npm run faults` lets every row of physics 7 happen and prints what was told, how soon and what the rig did; rows that are not as",
    "asked yet are printed as NOT OK. `npm run dst`, `npm run fuzz` and `npm run soak` look for what nobody has thought of.",
    "",
    "Measured with this version:",
    "",
    "| what | came to |",
    "| --- | --- |",
    "| `npm run dst -- --seeds 300 --hours 0.25 --from 3001` | 74.9 h, 538 faults, 327 starts; nothing broken since seeds 3047 and 3235 are mended |",
    "| `npm run dst -- --seeds 30 --hours 0.25 --from 5001 --bus` | 7.5 h, 54 faults, 35 starts; nothing broken |",
    "| `npm run fuzz -- --minutes 1 --from 200000` | 3,725 rounds of six targets; 0 escapes, heap 14.4 MB |",
    "| `npm run soak -- --xs --every 1` (26 November 2026) | 10 h on XS over each wrap of the device's counter, 9 faults and a restart in each: holds at all 40 looks within 0.2 kPa, no slot more between faults and some 45 with each (the simulated world's notes of it included), 20 and 19 writes to flash |",
    "",
    "## Faults: of the machine and of the cell, latched until cleared",
    "",
    faultTable(),
    table(
      ["reaction", "what the rig does"],
      Object.entries(reactions).map(([name, text]) => [name, text]),
    ),
    "Order of effects: in the tick that sees a fault which stops both screws, orders that wait are void, both screws are told to brake, the programme ends, the",
    "cycler's line is pulled, the event is told. Nothing of it waits for the host. `FAULt:CLEar` clears; what is still so comes back",
    "in the next tick, before anything moves. `OUTPut#:READy?` lists all that keeps a side from being held.",
    "",
    "## Restrictions: limits, not latched",
    "",
    table(
      ["name", "what is so", "what the rig does without"],
      Object.entries(restrictions).map(([name, one]) => [`\`${name}\``, one.text, one.limits]),
    ),
    "## What only hardware can protect from",
    "",
    ...onlyHardware.map((text) => `- ${text}`),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}

function faultTable(): string {
  return table(
    [
      "name",
      "code",
      "what happened",
      "reaction",
      "in a row",
      "opens the cycler",
      "what is still true",
    ],
    faultNames.map((name) => {
      const fault = faults[name];
      const opens = "opensCycler" in fault ? "yes" : "";
      const { code, text, reaction, debounce, stillTrue } = fault;
      return [`\`${name}\``, String(code), text, reaction, String(debounce), opens, stillTrue];
    }),
  );
}
