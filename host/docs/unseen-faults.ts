/** Rows of physics 7 that are not as asked, and why: the one list for docs/faults.md and `npm run faults`. */
export const unseenFaults = [
  {
    row: 10,
    name: "motionNoise",
    lacks: "no warning of noise that comes with the own motion",
    why: "Pressures are held to their share all the same: noise is measured at rest only and the median takes the rest. In a ramp the pieces of the motion change the force by more between two conversions than the noise that is looked for, so a warning would be wrong as often as right.",
  },
  {
    row: 15,
    name: "motorsSwapped",
    lacks:
      "ends in `overForce` at up to 15 % of the load cell, and not in `swapped`, when both sides are searched for at once",
    why: "Each screw presses the other side's load cell while both move, and no reading tells which did it. `IDENtify` moves one side at a time and says `swapped` before anything is held: run it once after every change of wiring.",
  },
  {
    row: 17,
    name: "zeroDrift",
    lacks: "no warning when drift by temperature may exceed 5 kPa",
    why: "The temperature coefficient of a zero is not known to the rig: at rest under load drift and pressure look the same. The thermometer is logged beside the force, so that it can be taken off afterwards.",
  },
  {
    row: 34,
    name: "insulationLeak",
    lacks: "no warning",
    why: "A leak discharges the cell as a load does, and the rig does not know the cycler's current. See docs/safety.md for what a measurement of the insulation would take.",
  },
  {
    row: 35,
    name: "voids",
    lacks: "no warning",
    why: "Both signatures, an overpotential and travel behind the charge, need the cycler's current, which the rig does not know.",
  },
] as const;
