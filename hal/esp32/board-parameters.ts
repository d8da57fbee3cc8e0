import { shown, strangersBelow, valueAt } from "./config-value.js";
import { type ModuleKind, moduleKinds } from "./pin-map.js";

/** One parameter of the board: either one of a few values or a range. */
export interface BoardField {
  /** Key below `config.board`. */
  readonly key: string;
  readonly of?: readonly (number | string)[];
  readonly min?: number;
  readonly max?: number;
  /** No fractions. */
  readonly whole?: boolean;
  readonly meaning: string;
}

const busOf = ["anode", "cathode"] as const;
/** 7-bit addresses that the I2C specification leaves to devices. */
const address = { min: 0x08, max: 0x77, whole: true } as const;
const motor = (side: string) =>
  [
    {
      key: `motors.${side}.runA`,
      min: 0.05,
      max: 3,
      meaning: `Coil current of the ${side} motor while it moves, A RMS`,
    },
    {
      key: `motors.${side}.holdA`,
      min: 0,
      max: 3,
      meaning: `... and while it stands, A RMS: it heats the frame`,
    },
  ] as const;

/** What the drivers must know of the board besides its pins. Calibration and nameplate of the rig are settings. */
export const boardFields = [
  { key: "module", of: moduleKinds, meaning: "Module on the board: a WROVER has no 16 and 17" },
  { key: "uart.port", of: [1, 2], meaning: "UART of the serial line; 0 belongs to the debugger" },
  {
    key: "uart.baud",
    min: 9600,
    max: 921600,
    whole: true,
    meaning: "Rate of the serial line, bit/s",
  },
  {
    key: "i2c.hz",
    min: 10000,
    max: 400000,
    whole: true,
    meaning: "Clock of both I2C buses; the NAU7802 ends at 400 kHz",
  },
  {
    key: "i2c.timeoutMs",
    min: 1,
    max: 50,
    whole: true,
    meaning: "Longest time that one I2C transfer may block the tick, ms",
  },
  { key: "i2c.anode.port", of: [0, 1], meaning: "I2C controller of the anode's bus" },
  { key: "i2c.cathode.port", of: [0, 1], meaning: "I2C controller of the cathode's bus" },
  {
    key: "spi.port",
    of: [1, 2],
    meaning: "SPI controller; 0 belongs to the flash. 2 has 18, 19, 23 as its own pins",
  },
  {
    key: "spi.hz",
    min: 10000,
    max: 4000000,
    whole: true,
    meaning: "SPI clock; a TMC5160 on its own oscillator ends at 4 MHz",
  },
  { key: "spi.mode", of: [3], meaning: "SPI mode of the TMC5160" },
  {
    key: "loadCellAdc.address",
    ...address,
    meaning: "NAU7802, the same on both buses: the part has no other",
  },
  { key: "loadCellAdc.rateSps", of: [10, 20, 40, 80, 320], meaning: "Conversions in a second" },
  {
    key: "loadCellAdc.gain",
    of: [1, 2, 4, 8, 16, 32, 64, 128],
    meaning: "Amplifier: 128 takes +-11.7 mV at 3 V",
  },
  {
    key: "loadCellAdc.ldoVolts",
    of: [2.4, 2.7, 3, 3.3, 3.6, 3.9, 4.2, 4.5],
    meaning: "Excitation and reference, V: at least 0.3 V below the supply of the part",
  },
  { key: "cellVoltage.bus", of: busOf, meaning: "I2C bus of the ADS1115" },
  { key: "cellVoltage.address", ...address, meaning: "ADS1115 with ADDR at ground: 72" },
  {
    key: "cellVoltage.rateSps",
    of: [8, 16, 32, 64, 128, 250, 475, 860],
    meaning: "Conversions in a second",
  },
  {
    key: "cellVoltage.rangeVolts",
    of: [6.144, 4.096, 2.048, 1.024, 0.512, 0.256],
    meaning: "Range at the ADS1115, V",
  },
  {
    key: "cellVoltage.ratio",
    min: 1,
    max: 10,
    meaning: "Volts of the cell for a volt at the ADS1115: the divider behind the buffer",
  },
  { key: "thermometer.bus", of: busOf, meaning: "I2C bus of the TMP117" },
  { key: "thermometer.address", ...address, meaning: "TMP117 with ADD0 at its supply: 73" },
  { key: "thermometer.averages", of: [1, 8, 32, 64], meaning: "Readings averaged in a conversion" },
  {
    key: "motors.senseOhm",
    min: 0.01,
    max: 1,
    meaning: "Sense resistors of the TMC5160 boards, ohm",
  },
  {
    key: "motors.clockHz",
    min: 8000000,
    max: 20000000,
    whole: true,
    meaning: "Clock of the TMC5160: its own oscillator has 12 MHz",
  },
  ...motor("anode"),
  ...motor("cathode"),
] as const satisfies readonly BoardField[];

/** Which of the two I2C buses. */
export type BusName = (typeof busOf)[number];

/** Coil currents of one motor, A RMS. */
export interface MotorCurrents {
  readonly runA: number;
  readonly holdA: number;
}

/** `config.board` of the manifest. */
export interface BoardParameters {
  readonly module: ModuleKind;
  readonly uart: { readonly port: number; readonly baud: number };
  readonly i2c: {
    readonly hz: number;
    readonly timeoutMs: number;
    readonly anode: { readonly port: number };
    readonly cathode: { readonly port: number };
  };
  readonly spi: { readonly port: number; readonly hz: number; readonly mode: number };
  readonly loadCellAdc: {
    readonly address: number;
    readonly rateSps: number;
    readonly gain: number;
    readonly ldoVolts: number;
  };
  readonly cellVoltage: {
    readonly bus: BusName;
    readonly address: number;
    readonly rateSps: number;
    readonly rangeVolts: number;
    readonly ratio: number;
  };
  readonly thermometer: {
    readonly bus: BusName;
    readonly address: number;
    readonly averages: number;
  };
  readonly motors: {
    readonly senseOhm: number;
    readonly clockHz: number;
    readonly anode: MotorCurrents;
    readonly cathode: MotorCurrents;
  };
}

/** Everything that is wrong with `config.board`, one sentence each, with the key in front. */
export function boardProblems(config: unknown): string[] {
  const problems = strangersBelow(config, "board", boardFields);
  for (const field of boardFields as readonly BoardField[]) {
    const value = valueAt(config, `board.${field.key}`);
    const why = unfit(value, field);
    if (why !== undefined) problems.push(`config.board.${field.key}: ${shown(value)} ${why}`);
  }
  return problems.length > 0 ? problems : conflictsOf(boardOf(config));
}

function unfit(value: unknown, field: BoardField): string | undefined {
  if (field.of !== undefined) {
    return field.of.some((one) => one === value)
      ? undefined
      : `is not one of ${field.of.join(", ")}`;
  }
  const { min = 0, max = 0, whole } = field;
  if (typeof value !== "number" || !(value >= min && value <= max)) {
    return `is not a number from ${min} to ${max}`;
  }
  return whole === true && Math.floor(value) !== value ? "is not a whole number" : undefined;
}

/** What each value allows by itself, but not together. */
function conflictsOf(board: BoardParameters): string[] {
  const problems: string[] = [];
  if (board.i2c.anode.port === board.i2c.cathode.port) {
    problems.push(`config.board.i2c.cathode.port: ${board.i2c.cathode.port} is also the anode's`);
  }
  // The NAU7802 is on both buses, so its address is taken on whichever bus the other two share.
  const { loadCellAdc, cellVoltage, thermometer } = board;
  for (const [key, part] of [
    ["cellVoltage", cellVoltage],
    ["thermometer", thermometer],
  ] as const) {
    if (part.address === loadCellAdc.address) {
      problems.push(`config.board.${key}.address: ${part.address} is also the NAU7802's`);
    }
  }
  if (thermometer.bus === cellVoltage.bus && thermometer.address === cellVoltage.address) {
    problems.push(`config.board.thermometer.address: ${thermometer.address} is also the ADS1115's`);
  }
  for (const side of busOf) {
    const { runA, holdA } = board.motors[side];
    if (holdA > runA) {
      problems.push(`config.board.motors.${side}.holdA: ${holdA} is more than runA, ${runA}`);
    }
  }
  return problems;
}

/** The board's parameters of a manifest's `config`. Throws with all that is wrong with them. */
export function readBoardParameters(config: unknown): BoardParameters {
  const problems = boardProblems(config);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return boardOf(config);
}

function boardOf(config: unknown): BoardParameters {
  return valueAt(config, "board") as BoardParameters;
}
