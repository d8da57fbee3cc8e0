import { FeedForward, FeedOff } from "../feed/feed-forward.js";
import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";

/** A current of more is none of a cell in a mould, A. */
const currentMaxA = 100;
const validS = 120;
const validMaxS = 86400;

const offWords = ["ON", "STALE", "VOLTAGE", "CONTRADICTED", "UNCONFIRMED"] as const;

function giveCurrent(call: Call): void {
  const { parameters, rig } = call;
  const currentA = parameters.within("current", -currentMaxA, currentMaxA, 0);
  if (currentA === undefined) return;
  const s = parameters.count > 0 ? parameters.within("time", 1, validMaxS, validS) : validS;
  if (s === undefined || !parameters.finished()) return;
  if (rig.settings.cell.chemistry !== "lithium") {
    call.errors.push("settingsConflict", "cell.chemistry is not lithium: no rate is known");
    return;
  }
  rig.feed ??= new FeedForward(rig);
  rig.feed.give(currentA, s * 1e6);
}

/** What the host tells of the cell (docs/feed-forward.md). */
export const cellCommands: readonly CommandSpec[] = [
  {
    header: "CELL:CURRent",
    parameters: "<current>[,<time>]",
    meaning:
      "Tells the current that flows through the cell, positive on charge, and how long that counts: 120 S unless told",
    run: giveCurrent,
  },
  {
    header: "CELL:CURRent?",
    parameters: "",
    meaning: "The current that was told, in A, and for how many more seconds it counts",
    run: (c) => {
      const { feed, atUs } = c.rig;
      const leftS = feed === undefined || feed.untilUs < atUs ? 0 : (feed.untilUs - atUs) * 1e-6;
      c.reply.decimal(feed !== undefined && leftS > 0 ? feed.currentA : Number.NaN, 9);
      c.reply.comma();
      c.reply.decimal(leftS, 1);
    },
  },
  {
    header: "CELL:FEEDforward?",
    parameters: "",
    meaning:
      "ON, STALE, VOLTAGE, CONTRADICTED or UNCONFIRMED; speed that is moved ahead on the anode in m/s, positive presses; needed over predicted travel",
    run: (c) => {
      const { feed } = c.rig;
      c.reply.text(offWords[feed?.off ?? FeedOff.stale]);
      c.reply.comma();
      c.reply.decimal(c.rig.anode.loop.breathUmPerS * 1e-6, 13);
      c.reply.comma();
      c.reply.decimal(feed?.ratio ?? Number.NaN, 3);
    },
  },
];
