// What has to happen in each row of physics 7: the one list that `npm run faults` and the test run work through.

import type { FaultCase } from "./case.js";
import { cellCases } from "./cases/cell-cases.js";
import { driveCases } from "./cases/drive-cases.js";
import { sensorCases } from "./cases/sensor-cases.js";
import { systemCases } from "./cases/system-cases.js";

export const faultCases: readonly FaultCase[] = [
  ...sensorCases,
  ...driveCases,
  ...cellCases,
  ...systemCases,
];
