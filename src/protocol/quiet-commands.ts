import { askQuiet } from "../quiet-window.js";
import type { CommandSpec } from "./command-spec.js";

/** Quiet windows: still motors for an impedance measurement. */
export const quietCommands: readonly CommandSpec[] = [
  {
    header: "QUIet[:STATe]",
    parameters: "ON|OFF",
    meaning:
      "Opens or ends a quiet window: no screw moves, at most for guard.quietTime and 2 % or 10 kPa of drift",
    run: (c) => {
      const on = c.parameters.boolean();
      if (on !== undefined && c.parameters.finished()) askQuiet(c.rig, on);
    },
  },
  {
    header: "QUIet[:STATe]?",
    parameters: "",
    meaning: "1 while a quiet window is open, by command or by the line",
    run: (c) => c.reply.integer(c.rig.quiet?.open ? 1 : 0),
  },
];
