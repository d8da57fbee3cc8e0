// Lithium titanate as anode: the test case without strain (physics 2.1).

/** Potential of the two-phase plateau against lithium, V. */
export const ltoPotentialV = 1.55;

// 160 mAh/g and 3.47 g/cm3: 1 mAh/cm2 needs 6.25 mg/cm2, which is 18.0 um of LTO.
const thicknessUmPerMAhPerCm2 = 10000 / (160 * 3.47);

/** Volume change over a full charge; the paper gives the size, 0.2 %, and growth is assumed. */
const strain = 0.002;

/** 0.036 um per mAh/cm2: 0.11 um for the 3 mAh/cm2 of the paper's cell, 1/135 of lithium. */
export const ltoUmPerMAhPerCm2 = thicknessUmPerMAhPerCm2 * strain;
