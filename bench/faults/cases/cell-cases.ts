// The cell, its voltage and what is asked of it (rows 30 to 37).

import type { FaultCase } from "../case.js";
import { hold25, ride } from "../words.js";

export const cellCases: readonly FaultCase[] = [
  {
    row: 30,
    name: "softShort",
    during: "hold",
    watchS: 20000,
    expect: { reaction: "keep", faults: ["softShort"], withinS: 20000, before: "hardShort" },
  },
  {
    row: 31,
    name: "hardShort",
    during: "hold",
    watchS: 60,
    // A voltage that is read twice a second and judged once a second, twice in a row: 0.5 + 1 + 1 s.
    expect: { reaction: "keep", faults: ["hardShort"], withinS: 2.5, sinceBelowV: 0.5 },
  },
  { row: 32, name: "voltageOpen", during: "hold", watchS: 60, expect: ride, warns: ["voltage"] },
  { row: 33, name: "voltageClipped", during: "hold", watchS: 60, expect: ride, warns: ["voltage"] },
  {
    row: 34,
    name: "insulationLeak",
    note: "of a cell at rest whose host tells so",
    // Charged to 3.7 V at rest in 15 min; then nothing flows.
    cycler: { current: "2 mA/cm2", start: "10 s", upperVoltage: "4.05 V", rest: "100000 s" },
    tellsCurrent: true,
    during: "hold",
    watchS: 6000,
    expect: ride,
    warns: ["insulation"],
  },
  {
    row: 34,
    name: "insulationLeak",
    note: "1 Mohm before the first hold, on a rig with an insulation monitor",
    with: { factor: 1e6 },
    monitored: true,
    during: "off",
    say: hold25,
    watchS: 60,
    expect: { reaction: "refuse" },
  },
  {
    row: 35,
    name: "voids",
    note: "of a cell that is charged and whose host tells the current",
    cycler: { start: "60 s" },
    tellsCurrent: true,
    during: "hold",
    watchS: 3600,
    expect: ride,
    warns: ["voids"],
  },
  {
    row: 36,
    name: "overPressureCommand",
    during: "off",
    watchS: 60,
    // 12 MPa by default, and 90 % of a load cell of 500 N are 5.73 MPa.
    expect: { reaction: "refuse", says: "out of range" },
  },
  {
    row: 37,
    name: "infeasiblePair",
    note: "beyond what the wall of the settings bears",
    wallShear: "6 MPa",
    during: "off",
    watchS: 60,
    expect: { reaction: "refuse", says: "PRES:DIFF:OVER ON to try" },
  },
  {
    row: 37,
    name: "infeasiblePair",
    note: "beyond it, with the override between two orders: it is tried, and slip ends it",
    wallShear: "6 MPa",
    during: "off",
    say: "PRES:DIFF:OVER ON\n",
    again: [10],
    watchS: 600,
    expect: { reaction: "freezeSide", faults: ["slip"], withinS: 600, slidUm: 500 },
  },
  {
    row: 37,
    name: "infeasiblePair",
    note: "beyond what this wall bears, which only slip tells",
    during: "off",
    watchS: 600,
    // Breaking away takes 1 - 1 / 1.3 off some 410 N of wall, which springs of 0.2 N/um give in 460 um.
    expect: { reaction: "freezeSide", faults: ["slip"], withinS: 600, slidUm: 500 },
  },
];
