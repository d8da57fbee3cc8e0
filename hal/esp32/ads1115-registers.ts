// Registers of the ADS1115. Sections are those of Texas Instruments' data sheet SBAS444E, December 2024.

export const ads1115 = {
  /** 7-bit address with ADDR at ground; the three other wirings follow it (7.5.1.1). */
  address: 0x48,

  /** Result of the newest conversion, two bytes, two's complement (chapter 8, Conversion register). */
  conversion: 0x00,
  /** Configuration, two bytes (chapter 8, Config register). */
  configuration: 0x01,

  /** OS: written 1 starts a single conversion; reads 0 while one is under way (Config register, 7.4.2.1). */
  start: 0x8000,
  /** MUX = 100: input 0 against ground (Config register, 7.3.1). */
  input0: 0x4000,
  /** PGA begins at bit 9 (Config register, 7.3.3). */
  rangeShift: 9,
  /** MODE: one conversion, then power-down (Config register, 7.4.2). */
  single: 0x0100,
  /** DR begins at bit 5 (Config register, 7.3.6). */
  rateShift: 5,
  /** COMP_QUE = 11: the comparator is off, its pin open (Config register, 7.3.7). */
  comparatorOff: 0x0003,

  /** Codes at the ends of the range (7.5, data format). */
  codeMin: -32768,
  codeMax: 32767,
} as const;

/** Full scale in V; the place is the code in PGA (7.3.3). */
export const ads1115Ranges: readonly number[] = [6.144, 4.096, 2.048, 1.024, 0.512, 0.256];

/** Conversions a second; the place is the code in DR (7.3.6). The oscillator is within ten percent (5.5). */
export const ads1115Rates: readonly number[] = [8, 16, 32, 64, 128, 250, 475, 860];
