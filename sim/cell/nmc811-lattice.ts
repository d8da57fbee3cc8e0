// Lattice of NMC811 against specific charge, measured by operando X-ray diffraction: Maerker et
// al., Chem. Mater. 2019, 31, 2545, as kept in MJCliffe/PASCal @ fdbc8c77,
// tests/data/sample_q/input.tsv. MIT licence, (c) 2022-3 Matthew Cliffe: full text in
// LICENCE-nmc811-lattice.txt beside this file.

const chargeMAhPerG: readonly number[] = [
  0, 3.11, 6.22, 9.32, 12.43, 15.54, 18.65, 21.75, 24.86, 27.97, 31.08, 34.19, 37.29, 40.4, 43.51,
  46.62, 49.72, 52.83, 55.94, 59.05, 62.15, 65.26, 68.37, 71.48, 74.59, 77.69, 80.8, 83.91, 87.02,
  90.12, 93.23, 96.34, 99.45, 102.56, 105.66, 108.77, 111.88, 114.99, 118.09, 121.2, 124.31, 127.42,
  130.53, 133.63, 136.74, 139.85, 142.96, 146.06, 149.17, 152.28, 155.39, 158.49, 161.6, 164.71,
  167.82, 170.93, 174.03, 177.14, 180.25, 183.36, 186.46, 189.57, 192.68, 195.79, 198.9, 202,
  205.11, 208.22, 211.33, 214.43, 217.54, 220.65, 223.76, 226.87, 229.97, 233.08, 236.19, 239.3,
  242.4,
];

const aAngstrom: readonly number[] = [
  2.8704, 2.8704, 2.8701, 2.8695, 2.8689, 2.8683, 2.8677, 2.8671, 2.8665, 2.8658, 2.865, 2.8641,
  2.863, 2.8616, 2.86, 2.8587, 2.8576, 2.8567, 2.8558, 2.8551, 2.8543, 2.8536, 2.8529, 2.8522,
  2.8514, 2.8507, 2.8499, 2.8491, 2.8482, 2.8474, 2.8464, 2.8454, 2.8444, 2.8434, 2.8423, 2.8412,
  2.8401, 2.839, 2.8378, 2.8367, 2.8355, 2.8344, 2.8332, 2.8321, 2.831, 2.8299, 2.8289, 2.8279,
  2.8269, 2.8259, 2.8248, 2.8237, 2.8225, 2.8216, 2.8211, 2.8201, 2.8201, 2.8188, 2.8188, 2.8176,
  2.8176, 2.8166, 2.8161, 2.8157, 2.8153, 2.8151, 2.815, 2.815, 2.8147, 2.8143, 2.8139, 2.8134,
  2.813, 2.8127, 2.8125, 2.8122, 2.8119, 2.8118, 2.8117,
];

const cAngstrom: readonly number[] = [
  14.1918, 14.1918, 14.1932, 14.1958, 14.1984, 14.2012, 14.2039, 14.2066, 14.2094, 14.2124, 14.2157,
  14.2196, 14.2244, 14.2309, 14.238, 14.2444, 14.2499, 14.255, 14.2595, 14.2638, 14.2682, 14.2726,
  14.277, 14.2818, 14.2868, 14.2921, 14.2977, 14.3038, 14.3108, 14.3172, 14.325, 14.3326, 14.3406,
  14.3487, 14.3569, 14.3652, 14.3734, 14.3815, 14.3895, 14.3971, 14.404, 14.4107, 14.4171, 14.4231,
  14.4286, 14.4338, 14.4387, 14.4435, 14.4483, 14.4534, 14.4591, 14.4665, 14.4734, 14.4781, 14.48,
  14.483, 14.483, 14.4834, 14.4834, 14.4792, 14.4792, 14.4716, 14.4652, 14.4579, 14.4488, 14.4363,
  14.4202, 14.4021, 14.3846, 14.3647, 14.3427, 14.3159, 14.2823, 14.2396, 14.191, 14.1469, 14.1034,
  14.0538, 14.0078,
];

const stepMAhPerG = 242.4 / 78;
const last = chargeMAhPerG.length - 1;

/** `V / V0 - 1` of row `i`; `V = a^2 c sin 120 deg`, so the sine cancels. */
function strainOfRow(i: number): number {
  const a = aAngstrom[i] ?? 0;
  const c = cAngstrom[i] ?? 0;
  return (a * a * c) / (2.8704 * 2.8704 * 14.1918) - 1;
}

/**
 * Relative change of the lattice volume, measured on NMC811, against charge extracted.
 *
 * Linear between the rows; before the first row unchanged; beyond the last (242.4 mAh/g, -5.29 %)
 * the last two rows' line goes on. The steps are level in places because the source repeats a
 * refinement.
 */
export function measuredStrain(extractedMAhPerG: number): number {
  if (extractedMAhPerG <= 0) return 0;
  // The rows are 3.1077 mAh/g apart up to rounding: the guess is the right row or its neighbour.
  let row = Math.min(Math.floor(extractedMAhPerG / stepMAhPerG), last - 1);
  if (row > 0 && (chargeMAhPerG[row] ?? 0) > extractedMAhPerG) row -= 1;
  else if (row < last - 1 && (chargeMAhPerG[row + 1] ?? 0) <= extractedMAhPerG) row += 1;
  const from = chargeMAhPerG[row] ?? 0;
  const to = chargeMAhPerG[row + 1] ?? 0;
  const low = strainOfRow(row);
  return low + ((strainOfRow(row + 1) - low) * (extractedMAhPerG - from)) / (to - from);
}
