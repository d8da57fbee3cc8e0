import { codeMax, codeMin } from "../../hal/load-cell-adc.js";

// Addresses, bits and times of the NAU7802: Nuvoton's data sheet, revision 1.7; registers in its chapter 11.

export const Register = {
  power: 0x00,
  control1: 0x01,
  control2: 0x02,
  calibration1: 0x03,
  calibration2: 0x0a,
  switches: 0x11,
  result: 0x12,
  resultEnd: 0x14,
  converter: 0x15,
  oneTimeEnd: 0x17,
  amplifier: 0x1b,
  current: 0x1c,
  revision: 0x1f,
} as const;
export const Power = {
  reset: 0x01,
  digital: 0x02,
  analogue: 0x04,
  ready: 0x08,
  start: 0x10,
} as const;
export const cycleReady = 0x20;
export const crystal = 0x40;
export const regulator = 0x80;
/** Bits of the first register that can be written; the data sheet's own example writes the others too. */
export const powerWritable = 0xd7;
export const Control2 = { mode: 0x03, calibrate: 0x04, error: 0x08, channel: 0x80 } as const;
export const control2Writable = 0xf3;
export const thermometerBit = 0x02;
/** CRSD and FRD: the chip then speaks no I2C any more. */
export const specialInterface = 0xc0;

export const rates = [10, 20, 40, 80, 0, 0, 0, 320] as const;
/** From PUD to PUR (9.1), s. */
export const powerUpS = 200e-6;
/** Gain 1 in the calibration registers: 2^23. */
const unity = 8388608;
export const codeSpan = 8388608;
/** The gain at which the offset of the amplifier is told. */
export const offsetGain = 128;
/** Voltage of the chip's thermometer (7.4). */
export function thermometerVolts(degC: number): number {
  return 0.109 + 0.00036 * (degC - 25);
}

/** Output = gain x (conversion - offset) (8.6), clamped to 24 bits; the channel's registers begin at `base`. */
export function corrected(registers: Uint8Array, base: number, code: number): number {
  const offset = signed24(registers, base);
  const high = ((registers[base + 3] ?? 0) << 8) | (registers[base + 4] ?? 0);
  const low = ((registers[base + 5] ?? 0) << 8) | (registers[base + 6] ?? 0);
  const gain = high * 65536 + low;
  const out = Math.floor(((code - offset) * gain) / unity + 0.5);
  return Math.max(codeMin, Math.min(out, codeMax));
}

/** Three registers, highest first, as a signed number. */
function signed24(registers: Uint8Array, base: number): number {
  const high = (registers[base] ?? 0) << 24;
  return (high | ((registers[base + 1] ?? 0) << 16) | ((registers[base + 2] ?? 0) << 8)) >> 8;
}

/** The data sheet names this register. */
export function documented(register: number): boolean {
  if (register <= Register.oneTimeEnd) return true;
  return (
    register === Register.amplifier ||
    register === Register.current ||
    register === Register.revision
  );
}

/** And lets it be written. */
export function writable(register: number): boolean {
  if (!documented(register) || register === Register.revision) return false;
  if (register >= Register.result && register <= Register.resultEnd) return false;
  return register <= Register.converter || register >= Register.amplifier;
}
