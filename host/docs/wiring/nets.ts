/** How the wires of one kind are drawn. */
export interface Net {
  readonly colour: string;
  readonly width: number;
  readonly dash?: string;
  readonly meaning: string;
}

/**
 * Colours of Okabe and Ito (2008), which people with any common colour blindness tell apart; weight and dashes differ as
 * well, and every end of a wire has a name, so that a black and white print can be read, too.
 */
export const nets = {
  motorSupply: { colour: "#D55E00", width: 3.5, meaning: "24 V" },
  supply5: { colour: "#E69F00", width: 2.6, meaning: "5 V" },
  supply3: { colour: "#CC79A7", width: 2.6, meaning: "3.3 V" },
  ground: { colour: "#000000", width: 2, meaning: "ground" },
  i2c: { colour: "#0072B2", width: 2, meaning: "I2C" },
  coil: { colour: "#D55E00", width: 2, dash: "3 2", meaning: "motor coils" },
  spi: { colour: "#009E73", width: 2, meaning: "SPI and motor enable" },
  analogue: { colour: "#56B4E9", width: 2.4, meaning: "bridges and cell" },
  line: { colour: "#444444", width: 1.8, dash: "7 3", meaning: "UART and digital lines" },
} as const satisfies Record<string, Net>;

export type NetName = keyof typeof nets;
