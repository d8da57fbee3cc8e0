/** Rows of physics 7 that are not as asked, and why: the one list for docs/faults.md and `npm run faults`. */
export const unseenFaults = [
  {
    row: 22,
    name: "lashGrowth",
    lacks: "no warning that the lash has grown",
    why: "The lash that the loop crosses is learnt anew from each reversal in quiet holding, so pressures are held; but it is not kept what it was in the beginning, and a nameplate may be as far off as lash grows. `IDENtify` measures it.",
  },
] as const;
