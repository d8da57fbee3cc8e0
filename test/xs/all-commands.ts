import { commands } from "../../src/protocol/commands.js";
import { SteadyRig } from "./steady-rig.js";

/** Parameters that suit the commands, by what the table says of them. */
const words = [
  "",
  "1",
  "ON",
  "HOLD",
  "2.5 MPA",
  "1,1",
  '"die.diameter"',
  '"*IDN?"',
  "MAX",
  '"die.diameter","10 mm"',
];

/** Lets the host say every command of the table, with several parameters; how many there are. */
export function sayAll(): number {
  const steady = new SteadyRig();
  steady.hold();
  steady.run(50);
  for (const { header } of commands) {
    // The short form without what may be left out.
    const short = header
      .replace(/\[[^\]]*\]/g, "")
      .replace(/[a-z]/g, "")
      .replace("#", "1");
    for (const word of words) {
      steady.say(`${short} ${word}`.trimEnd());
      steady.run(2);
    }
  }
  return commands.length;
}
