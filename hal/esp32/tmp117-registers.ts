// Registers of the TMP117. Sections are those of Texas Instruments' data sheet SNOSD82D, September 2022.

export const tmp117 = {
  /** 7-bit address with ADD0 at the supply; at ground it would be the ADS1115's 0x48 (7.5.3.1.2). */
  address: 0x49,

  /** Newest result, two bytes, two's complement (7.6, Temp_Result). */
  temperature: 0x00,
  /** Configuration, two bytes (7.6, Configuration). */
  configuration: 0x01,
  /** Device ID; its low twelve bits are the part, the rest the revision (7.6, Device_ID). */
  identity: 0x0f,
  identityMask: 0x0fff,
  identityCode: 0x0117,

  /** Data_Ready, read-only: a result waits; reading it or this register clears it (7.6, Configuration). */
  dataReady: 0x2000,
  /** HIGH_Alert, LOW_Alert, EEPROM_Busy: of no concern here (7.6, Configuration). */
  ignored: 0xd000,
  /** CONV begins at bit 7 (7.6, Configuration, 7.4.1). MOD = 0 above it: continuous conversion. */
  cycleShift: 7,
  /** AVG begins at bit 5 (7.6, Configuration, 7.3.2). */
  averageShift: 5,

  /** One code, K (7.3.3). */
  kelvinPerCode: 0.0078125,
  /** What the result reads until the first conversion is over (7.6, Temp_Result). */
  noResult: -32768,
} as const;

/** Conversions averaged into one result; the place is the code in AVG (7.3.2). */
export const tmp117Averages: readonly number[] = [1, 8, 32, 64];

/** Seconds from result to result; the place is the code in CONV (7.6, Configuration). */
export const tmp117Cycles: readonly number[] = [0.0155, 0.125, 0.25, 0.5, 1, 4, 8, 16];

/** The shortest cycle for each averaging, s (7.6, Configuration). */
export const tmp117ShortestCycles: readonly number[] = [0.0155, 0.125, 0.5, 1];
