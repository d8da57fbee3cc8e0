/** Rows of physics 7 that are not as asked, and why: the one list for docs/faults.md and `npm run faults`. */
export const unseenFaults = [
  {
    row: 10,
    name: "motionNoise",
    lacks: "no warning of noise that comes with the own motion",
    why: "Pressures are held to their share all the same: noise is measured at rest only and the median takes the rest. In a ramp the pieces of the motion change the force by more between two conversions than the noise that is looked for, so a warning would be wrong as often as right.",
  },
] as const;
