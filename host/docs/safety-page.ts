import { faultNames, faults, reactions } from "../../src/faults.js";
import { restrictions } from "../../src/restrictions.js";
import { hazards, onlyHardware } from "./hazards.js";
import { table } from "./markdown-table.js";

/** What happens in the tick that sees a fault; test/unit/order-of-effects.test.ts holds it to that. */
const orderOfEffects: readonly string[] = [
  "### Order of effects",
  "",
  "All of it happens in the tick that sees the cause, before an order is carried out, and nothing of it waits for the host. When there are several faults",
  "each step is done for all of them before the next:",
  "",
  "1. **Latch**: the fault is kept with its instant; from here on no side is held and no hold is resumed before `FAULt:CLEar`.",
  "2. **Cycler's line**: pulled for emergency stop, over-pressure and shorts (column *opens the cycler*). First, because it is a level on a pin: it waits for no bus,",
  "   and it is pulled even when a motion chip cannot be told anything.",
  "3. **Programme and orders**: the programme and an identification end; of a fault that stops both screws orders that wait are void.",
  "4. **Screws**: anode, then cathode, each told to brake by its own chip (25 ms at 5,000 full steps/s2), or the one side that is frozen. A short moves and stops none.",
  "5. **Event**: `$E` with name and side; then the row of the tick, in whose flags the fault is.",
  "",
  "A fault of the cell itself (column *outlasts a start*) is written to flash in the same tick, and latched again by any start until `FAULt:CLEar`: no reset makes a cell whole.",
  "A fault of the machine ends with a start, and is seen anew if it is still so.",
  "",
  "`FAULt:CLEar` clears and lets the cycler's line go; what is still so comes back in the next tick, before anything moves. `OUTPut#:READy?` lists all that",
  "keeps a side from being held. An emergency stop is seen by the next tick, 100 ms at most on time; its second contact takes the motors' supply away without firmware.",
  "",
];

/** The reaction SAFE of physics 7, which the rig does not have; test/unit/guard/overload.test.ts has the arithmetic. */
const noRetract: readonly string[] = [
  "### Why nothing backs off by itself",
  "",
  "Of the 56 rows of physics 7 one asks for a retreat: a converter at its rail, *auto-retract only if the last valid samples were rising above 80 % FS, else HOLD",
  "(may be #1); advance locked*, where #1 is an open wire, and *never move on an invalid sensor*. The rig holds in all of them, because the first half cannot come true here:",
  "",
  "- The rail of the converter is at 976 N for a load cell of 500 N and at 98 N for one of 50 N (2^23 codes over `loadCell.countsPerNewton`), nearly twice the capacity, and the",
  "  over-force trip at 98 % of it at the latest. The fastest train that is shipped, 5 N/um at 46.5 um/s, takes 2.1 s from the one to the other, and the trip 0.4 s:",
  "  a force that rises is stopped as `overForce`, on a valid reading, long before the rail. A rail without that is a wire.",
  "- With the reading at a rail the only witnesses of the force are travel and torque, which know it to 10 % and 40 um of growth at best (`src/control/spring-witness.ts`).",
  "  A retreat by them unloads a cell whose wire broke, which is weeks of work and, on lithium, lost contact.",
  "- The screws lock themselves: *fail-operational on force (self-locking screw = natural hold)*. What is over the trip does not rise, and an operator backs off with",
  "  `FAULt:CLEar` and `OUTPut#:PARK`, on a reading that is valid again.",
  "",
];

/** Levels while nobody drives them; test/contract/boot-levels.test.ts holds drivers and pin map to that. */
const bootLevels: readonly string[] = [
  "### Levels at boot and in reset",
  "",
  "| line | in reset, and until the drivers are made | from then to the first order | held by |",
  "| --- | --- | --- | --- |",
  "| `motorDisable` (DRV_ENN of both chips) | high: no current in a motor | high, driven high before anything else; low with the first order that moves or keeps a place | 10k to 3.3 V |",
  "| `select.anode`, `select.cathode` (CSN) | high: no chip listens | high but for datagrams, one chip at a time | 10k to 3.3 V each |",
  "| `cyclerOpen` | let go: the cycler goes on | let go; pulled at once where a short was latched before the start, else by the first tick whose guard finds a cause | the cycler's own pull-up, or the dark LED of the optocoupler |",
  "| `estop` | nobody reads it | high, which is pressed, when the contact or its wire is open | 4.7k to 3.3 V, and the pull-up inside |",
  "",
  "A pin map that is wrong is refused before a pin is driven, and the resistors keep the levels. The chips are set up with bridge off (TOFF 0) and VMAX 0 before anything",
  "else is written. What is left: for as long as a start takes the cycler's line is let go, also where a short or an over-pressure was latched. A short pulls it again",
  "before the first tick, an emergency stop within it, an over-pressure only if it is seen anew. A cycler that takes up by itself when its line is let go must be set to stay open.",
  "",
];

/** Runs that look for what nobody has thought of, and what they came to. */
const runs: readonly string[] = [
  "| what | came to |",
  "| --- | --- |",
  "| `npm run dst -- --seeds 2000 --hours 1 --from 900001 --still` (26 November 2026) | 1,997 h, 4,873 faults, 2,620 starts; six broken, of three kinds, since mended: a converter stuck from the start on, slip told after a small ramp behind a large one, `stiffnessJump` of a healthy rig |",
  "| the same `--from 910001`, after that | 1,998 h, 5,013 faults, 2,629 starts; two broken: 910871, slip told of two ramps that were turned round, since mended; 911050, an advance 0.8 s after the last conversion while ticks are late by as much: the checker took the grid of ticks for time, since mended |",
  "| `npm run dst -- --seeds 2000 --hours 1 --from 920001` (26 November 2026, springs, moving gaps and jogs drawn) | 19 seeds broken: 13 by the checker (one of them, 920134, showed an unloading that left 2,300 kPa on one side, too); the others a slow gap move that went on under a silent chip (3), a false `swapped` (2), both mended, and a converter that gets stuck within its first conversions of all (920819, mended on 27 November) |",
  "| `npm run dst -- --seeds 1000 --hours 1`, `--from 930001` and `--from 931001` (the same day, mended) | 1,999.6 h, 4,919 faults, 2,631 starts; one broken: `suddenLoss` (930765), a pellet with nothing on its other face that slipped indeed under 4.3 MPa: the checker has learnt of it |",
  "| `npm run dst -- --seeds 600 --hours 1 --from 950001` (27 November 2026) | 600.0 h, 1,435 faults, 787 starts; nothing broken |",
  "| `npm run dst -- --seeds 120 --hours 1 --from 971001` and `--seeds 250 --hours 1 --from 972001` (the same day, with 920819 and 941129 mended) | 370.0 h, 930 faults, 494 starts; nothing broken |",
  "| `npm run dst -- --seeds 150 --hours 0.5 --from 941001` (27 November 2026) | 74.6 h, 388 faults, 216 starts; one broken, since mended: `stiffnessJump` of a healthy rig (941129) whose loop had taken its lash for a soft train |",
  "| `npm run dst -- --seeds 2000 --hours 1 --from 980001` (27 November 2026) | 1,998 h, 5,009 faults, 2,641 starts; three broken, all false alarms of healthy rigs, since mended: `slip` of two pairs of ramps within a second (980774), `zeroShifted` of a force that a jog had left (981195), `swapped` of a train that came back after it was unloaded (981526) |",
  "| the same `--from 1000001`, after that | 2,000.0 h, 5,056 faults, 2,662 starts; nothing broken |",
  "| the same with 1,000 seeds each from 1020001 and 1021001, and the control of the same day | 1,998.2 h, 4,978 faults, 2,619 starts; two broken, since mended: `suddenLoss` of a ramp that was turned round before it showed (1020044), and the checker's, which missed what a pulled cable had taken when a slow host came to it (1020888) |",
  "| the same from 1030001 and 1031001, after that | 1,999.2 h, 5,013 faults, 2,611 starts; one broken, by the checker, since mended: ticks of a millisecond behind a late one were counted as a tenth of a second of rest (1031308) |",
  "| `npm run dst -- --bus --seeds 100 --hours 1 --from 1010001` (27 November 2026) | 100.0 h on the bus path, 256 faults, 133 starts; nothing broken since the checker knows that a rotor goes to its next place when its current comes on (1010098) |",
  "| `npm run dst -- --bus --seeds 100 --hours 1 --from 960001` (27 November 2026) | 100.0 h on the bus path, 239 faults, 128 starts; nothing broken |",
  "| `npm run soak -- --cuts` (27 November 2026) | 24,000 cuts, four kinds at every tick of ten minutes; nothing wrong |",
  "| `npm run dst -- --seeds 300 --hours 0.25 --from 3001` | 74.9 h, 538 faults, 327 starts; nothing broken since seeds 3047 and 3235 are mended |",
  "| `npm run dst -- --seeds 150 --hours 0.25 --from 95001` | 37.5 h with springs, moving gaps and jogs, 375 faults, 209 starts; nothing broken |",
  "| `npm run dst -- --seeds 30 --hours 0.25 --from 5001 --bus` | 7.5 h, 54 faults, 35 starts; nothing broken |",
  "| `npm run fuzz -- --minutes 5` (27 November 2026) | 112,104 rounds of seven targets; 0 escapes, heap 16.1 MB |",
  "| the same with certificates, `--from 700000` (the same day) | 37,309 rounds of eight targets; 0 escapes, heap 17.0 MB |",
  "| `npm run soak -- --xs --every 1` (26 November 2026) | 10 h on XS over each wrap of the device's counter, 9 faults and a restart in each: holds at all 40 looks within 0.2 kPa, no slot more between faults and some 45 with each (the simulated world's notes of it included), 20 and 19 writes to flash |",
];

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
    ...runs,
    "",
    "## Faults: of the machine and of the cell, latched until cleared",
    "",
    faultTable(),
    table(
      ["reaction", "what the rig does"],
      Object.entries(reactions).map(([name, text]) => [name, text]),
    ),
    ...orderOfEffects,
    ...noRetract,
    ...bootLevels,
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
      "outlasts a start",
      "what is still true",
    ],
    faultNames.map((name) => {
      const fault = faults[name];
      const opens = "opensCycler" in fault ? "yes" : "";
      const stays = "keptBit" in fault ? "yes" : "";
      const { code, text, reaction, debounce, stillTrue } = fault;
      return [
        `\`${name}\``,
        String(code),
        text,
        reaction,
        String(debounce),
        opens,
        stays,
        stillTrue,
      ];
    }),
  );
}
