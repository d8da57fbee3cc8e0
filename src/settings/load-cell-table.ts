/** Load cell and converter of a side: what its nameplate and a laboratory say. */
export const loadCell = (d: { readonly capacityN: number; readonly countsPerNewton: number }) =>
  ({
    kind: "group",
    meaning: "Load cell and converter",
    fields: {
      capacity: {
        kind: "quantity",
        unit: "N",
        min: 1,
        max: 100000,
        default: d.capacityN,
        meaning: "Rated capacity; holding stops at 90 % of it",
      },
      countsPerNewton: {
        kind: "quantity",
        unit: "counts/N",
        min: -1e7,
        max: 1e7,
        default: d.countsPerNewton,
        nonZero: true,
        meaning: "Sensitivity from the calibration; negative when pressing lowers the code",
      },
      tare: {
        kind: "quantity",
        unit: "counts",
        min: -8388608,
        max: 8388607,
        default: 0,
        meaning: "Code at zero force",
      },
      calibrationTemperature: {
        kind: "quantity",
        unit: "degC",
        min: -20,
        max: 100,
        default: 30,
        meaning: "Temperature of the frame that tare and sensitivity are of",
      },
      zeroDrift: {
        kind: "quantity",
        unit: "1/K",
        min: -0.002,
        max: 0.002,
        default: 0,
        meaning:
          "What a kelvin adds to the code at zero force, of capacity; the thermometer takes it off",
      },
      spanDrift: {
        kind: "quantity",
        unit: "1/K",
        min: -0.002,
        max: 0.002,
        default: 0,
        meaning: "What a kelvin adds to the sensitivity, of itself; taken off likewise",
      },
    },
  }) as const;
