/** Settings of a load cell (load-cell-table.ts), in their units. */
export interface LoadCell {
  readonly capacity: number;
  readonly countsPerNewton: number;
  readonly tare: number;
  readonly calibrationTemperature: number;
  readonly zeroDrift: number;
  readonly spanDrift: number;
}

// Zero and span of a load cell follow its temperature, each on a straight line through the calibration (physics 5.1; 7, row 17).
// Firmware, scorer and host reckon with the same lines.

/**
 * No frame is believed to be further from the temperature of the calibration than this, K. A laboratory tares at two temperatures
 * some 10 K apart, beyond which the line is a guess; and by a thermometer that lies a good load cell, 5e-5 / K of 500 N, is then
 * misread by 0.25 N, 3.2 kPa on 10 mm, less than what is worth a warning.
 */
export const mostBelievedK = 10;

/** How much warmer the frame is than at the calibration, K, as far as that is believed. */
export function believedK(loadCell: LoadCell, degC: number): number {
  const warmK = degC - loadCell.calibrationTemperature;
  if (warmK > mostBelievedK) return mostBelievedK;
  return warmK < -mostBelievedK ? -mostBelievedK : warmK;
}

/** Code at zero force of a load cell that is so much warmer than at its calibration. */
export function zeroCodeAt(loadCell: LoadCell, warmK: number): number {
  const { capacity, countsPerNewton, tare, zeroDrift } = loadCell;
  return tare + zeroDrift * warmK * capacity * countsPerNewton;
}

/** Its sensitivity, counts/N. */
export function perNewtonAt(loadCell: LoadCell, warmK: number): number {
  return loadCell.countsPerNewton * (1 + loadCell.spanDrift * warmK);
}

/** Force that a raw code of such a load cell tells, N. */
export function forceOf(loadCell: LoadCell, code: number, warmK: number): number {
  return (code - zeroCodeAt(loadCell, warmK)) / perNewtonAt(loadCell, warmK);
}
