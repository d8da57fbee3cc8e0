// Registers of the NAU7802. Sections are those of Nuvoton's data sheet, revision 1.7 of January 2012; its chapter 11 has
// the registers by their addresses (REG0x00 and so on).

export const nau7802 = {
  /** 7-bit address, the only one that the chip has (chapter 8, serial interface). */
  address: 0x2a,

  /** PU_CTRL: power and start of conversions (REG0x00). CTRL1 and CTRL2 follow it. */
  powerControl: 0x00,
  /** RR: resets all registers while it is set (REG0x00, 9.1 step 1). */
  reset: 0x01,
  /** PUD: the digital part has power (REG0x00, 9.1 step 2). */
  powerDigital: 0x02,
  /** PUA: the analogue part has power (REG0x00, 9.1 step 4). */
  powerAnalogue: 0x04,
  /** PUR, read-only: power is up, about 200 us after PUD (REG0x00, 9.1 step 3). */
  powerReady: 0x08,
  /** CS: conversions run (REG0x00, 9.1 step 5). */
  cycleStart: 0x10,
  /** CR, read-only: a conversion waits; reading the result clears it (REG0x00). */
  cycleReady: 0x20,
  /** AVDDS: AVDD comes from the chip's own regulator (REG0x00). */
  regulator: 0x80,

  /** CTRL1: gain and regulator (REG0x01). */
  control1: 0x01,
  /** VLDO begins at bit 3: eight voltages from 4.5 V down in steps of 0.3 V (REG0x01). */
  regulatorShift: 3,

  /** CTRL2: channel, rate, calibration; CAL_ERR in it shows a calibration that failed (REG0x02, 8.6.3). */
  control2: 0x02,
  /** CALS: writing 1 starts the calibration that CALMOD names (0: own offset); it reads 1 until that is over (REG0x02). */
  calibrate: 0x04,
  /** CRS begins at bit 4 (REG0x02). */
  rateShift: 4,
  /** CHS: the second input (REG0x02). */
  secondChannel: 0x80,

  /** OCAL1_B2: offset of channel 1 in three bytes, then GCAL1 in four (REG0x03 to REG0x09, 8.6). */
  calibration1: 0x03,
  /** OCAL2_B2: the same of channel 2 (REG0x0A to REG0x10, 8.6). */
  calibration2: 0x0a,

  /** I2C control and analogue switches (REG0x11). */
  switches: 0x11,
  /** TS: the chip's thermometer takes the place of the inputs (REG0x11, 7.4). */
  thermometer: 0x02,

  /** ADCO_B2: the result, three bytes, two's complement (REG0x12). */
  result: 0x12,

  /** The converter's own register (REG0x15). */
  converter: 0x15,
  /** REG_CHPS = 3: its chopper clock is off, as the power-up sequence asks for (9.1 step 4b). */
  chopperOff: 0x30,

  /**
   * PGA: all bits 0, so the chopper is on and the regulator is the accurate one for a capacitor below 1 ohm (REG0x1B).
   * PWR_CTRL follows it (REG0x1C).
   */
  amplifier: 0x1b,
  /** PGA_CAP_EN of PWR_CTRL: the capacitor at the second input filters the amplifier; no second channel then (REG0x1C, 9.4). */
  amplifierCapacitor: 0x80,

  /** Revision code; its low nibble is the same in every chip (REG0x1F). */
  revision: 0x1f,
  revisionMask: 0x0f,
  revisionCode: 0x0f,
} as const;

/** Conversions a second and their code in CRS (REG0x02). */
export const nau7802Rates = [
  [10, 0],
  [20, 1],
  [40, 2],
  [80, 3],
  [320, 7],
] as const;

/** Gains 1 to 128 in powers of two; the place is the code in GAINS (REG0x01). */
export const nau7802Gains: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 128];

/** Voltages of the regulator; the place is the code in VLDO (REG0x01). */
export const nau7802Regulator: readonly number[] = [4.5, 4.2, 3.9, 3.6, 3.3, 3, 2.7, 2.4];

/** The chip's thermometer (7.4): its voltage at 25 degC, its slope, and the gain to read it with. */
export const nau7802Thermometer = {
  referenceDegC: 25,
  referenceVolts: 0.109,
  voltsPerKelvin: 0.00036,
  gain: 2,
} as const;
