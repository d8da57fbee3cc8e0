import type { JsonObject } from "../../src/document/table.js";

// The parts that the shipped rigs are assembled from. Where a nameplate is known to round, the
// truth differs from it as much as such parts do: a few percent of stiffness, half a micrometre of
// lash.

/**
 * Planetary gearboxes: 26 103/121 sold as 27:1 with 26.85 in the data sheet, and 57/11 as 5:1 with
 * 5.18.
 */
const gear27 = 26.851;
const gear5 = 5.1818;

/**
 * Tr8x2 on a NEMA17 with 0.4 Nm behind a gearbox with 1 degree of lash, 5.6 um at the nut (physics
 * 4.3).
 */
export const gearedDrive = (gearRatio: number, lash: string): JsonObject => ({ gearRatio, lash });
export const drive27 = gearedDrive(gear27, "5.9 um");
export const drive5 = gearedDrive(gear5, "5.3 um");

/**
 * The same motor on the screw itself: a coupling instead of gears, and only thrust bearing losses.
 */
export const directDrive: JsonObject = { gearRatio: 1, lash: "0.6 um", efficiency: 0.9 };

/**
 * Pancake cell 30, frame 30, screw and nut 50, thrust bearing 60 and a base plate, in series 6.67
 * N/um: with the contact, 20 N/um at 196 N, the hard train of physics 3.2 with 5 N/um.
 */
export const stiffTrain: JsonObject = { stiffness: "6.67 N/um" };

/**
 * An S-type 50 N cell bends by 0.25 mm, 0.2 N/um, in series with 6.67 N/um of the rest: 0.194 N/um.
 */
export const softCellTrain: JsonObject = { stiffness: "0.194 N/um" };

/**
 * Disc springs, 200 N/mm; 3 mm carry 600 N, more than the 450 N at which a 500 N cell stops the
 * rig.
 */
export const discSprings: JsonObject = { rate: "0.2 N/um", stroke: "3 mm" };

/** Coil spring, 5 N/mm; 10 mm carry 50 N. */
export const coilSpring: JsonObject = { rate: "0.005 N/um", stroke: "10 mm" };

/** Fastest motions: 2000 sixteenth steps a second, 23.28 nm, 120.7 nm and 625 nm each. */
export const speed27 = "46.5 um/s";
export const speed5 = "241 um/s";
export const speedDirect = "1250 um/s";

/**
 * Where a 0.4 Nm motor stalls by its data sheet: gear ratio, 70 % of a gearbox or 90 % of a bearing, and 0.878 mNm a newton
 * on Tr8x2 with friction 0.15 (physics 4.2): 0.4 x 26.85 x 0.7 / 0.878e-3 = 8,560 N, rounded as a drawing does.
 */
export const stall27 = "8500 N";
export const stall5 = "1600 N";
export const stallDirect = "400 N";

/** Highest pressures on 10 mm that keep below 90 % of the cell: 432 N of 450, and 43.2 N of 45. */
export const pressureMax500N = "5.5 MPa";
export const pressureMax50N = "0.55 MPa";
