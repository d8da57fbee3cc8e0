// Between the rig's units and those of the TMC5160, which counts in its own clock (data sheet Rev. 1.14, 12.1).

/** Microsteps in a full step: the ramp generator counts in these whatever the chopper's resolution is (12.1, 6.5.2). */
export const partsPerFullStep = 256;
/** Frequency of the chip's own oscillator, Hz (6.1.1, 26.1). */
export const clockHzNominal = 12_000_000;
/** Speeds are microsteps in this many clocks (12.1). */
const speedClocks = 16_777_216;
/** Accelerations are microsteps in this many clocks squared: 512 x 256 x 2^24 (12.1). */
const accelerationClocks = 2_199_023_255_552;
/** Largest VMAX, 2^23 - 512 (6.3.1), and largest AMAX, 2^16 - 1. */
const speedMax = 8_388_096;
const accelerationMax = 65_535;
/**
 * Full steps a second squared: 25 ms to the fastest motion of the shipped rigs, 125 full steps a second. It takes 2.4 mNm
 * from a NEMA17 with a screw (1.5e-5 kg m2), less than a hundredth of what it has.
 */
const motorAcceleration = 5_000;
/**
 * Full steps a second from which StallGuard2 is believed. Below a turn a second it is weak for many motors (13.5); half a
 * turn a second needs SGT tuned for it (13.1).
 */
const stallSteps = 100;
/** SG_RESULT without load at these speeds, for the motor of the bill of materials; it falls to 0 in a line (13). */
const stallGuardNoLoad = 600;
/** Voltage over a sense resistor at full scale, V (VSRT, 28.2). */
const senseVolts = 0.325;

/** The register of a position `um`, for `umPerPart` micrometres in a microstep. */
export function positionRegister(um: number, umPerPart: number): number {
  return Math.floor(um / umPerPart + 0.5);
}

/** VMAX for a speed: the next one below it, but never none. */
export function speedRegister(umPerS: number, umPerPart: number, clockHz: number): number {
  const speed = Math.floor(((umPerS / umPerPart) * speedClocks) / clockHz);
  return speed < 1 ? 1 : speed > speedMax ? speedMax : speed;
}

/** An open coil is believed after this many readings in motion in a row: the flag also shows up for no reason (11.3). */
export const openLoadReadings = 3;
/** SGT: what StallGuard2 is offset by, -64 to 63 (13.1); higher stalls later. An assumption about the motor. */
export const stallGuardThreshold = 8;

/** AMAX, which is also DMAX, A1 and D1. */
export function accelerationRegister(clockHz: number): number {
  const partsPerS2 = motorAcceleration * partsPerFullStep;
  const acceleration = Math.floor((partsPerS2 / clockHz / clockHz) * accelerationClocks + 0.5);
  return acceleration < accelerationMax ? acceleration : accelerationMax;
}

/** TCOOLTHRS: clocks in a microstep at the speed from which StallGuard2 is believed (6.2). */
export function stallThreshold(clockHz: number): number {
  return Math.floor(clockHz / (stallSteps * partsPerFullStep));
}

/** Does the chip judge stalls at this VMAX? `TSTEP = 2^24 / VMAX` (6.2). */
export function judgesStalls(vMax: number, threshold: number): boolean {
  return vMax * threshold >= speedClocks;
}

/** Load in percent of what stalls the motor, from SG_RESULT (13). */
export function loadPercentOf(stallGuardResult: number): number {
  const percent = 100 - (100 * stallGuardResult) / stallGuardNoLoad;
  return percent > 0 ? percent : 0;
}

/**
 * IRUN, 16 to 31, and GLOBALSCALER, 32 to 256, for a current in motion, A RMS: `I = scaler / 256 (IRUN + 1) / 32 V / R /
 * sqrt 2` (9). The scaler stays above 128 where IRUN allows it (6.1, 6.2).
 */
export function runScale(runA: number, senseOhm: number): number {
  const share = shareOf(runA, senseOhm);
  const scale = Math.floor(64 * share);
  return (scale < 17 ? 17 : scale > 32 ? 32 : scale) - 1;
}

/** See `runScale`; 256, full scale, is written as 0. */
export function globalScaler(runA: number, senseOhm: number): number {
  const share = shareOf(runA, senseOhm);
  const scaler = Math.floor((256 * share * 32) / (runScale(runA, senseOhm) + 1) + 0.5);
  return scaler < 32 ? 32 : scaler > 255 ? 0 : scaler;
}

/** IHOLD, 0 to IRUN, for a current at rest: the same scaler, so a part of IRUN. */
export function holdScale(holdA: number, runA: number, senseOhm: number): number {
  const scale = Math.floor(((runScale(runA, senseOhm) + 1) * holdA) / runA + 0.5);
  return scale < 1 ? 0 : scale - 1;
}

function shareOf(currentA: number, senseOhm: number): number {
  return (currentA * senseOhm * Math.sqrt(2)) / senseVolts;
}
