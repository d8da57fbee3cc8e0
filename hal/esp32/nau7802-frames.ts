import {
  nau7802 as chip,
  nau7802Gains,
  nau7802Rates,
  nau7802Regulator,
  nau7802Thermometer,
} from "./nau7802-registers.js";

/** What may be chosen of a NAU7802; what is left out is as said. */
export interface Nau7802Configuration {
  /** Which input the bridge is wired to; 1. */
  readonly channel?: 1 | 2;
  /** Conversions a second: 10, 20, 40, 80 or 320; 10. */
  readonly rateSps?: number;
  /** 1 to 128 in powers of two; 128. */
  readonly gain?: number;
  /** The regulator for bridge and reference, 2.4 to 4.5 V in steps of 0.3 V, 0.3 V below the supply; 3.3. */
  readonly ldoVolts?: number;
  /** A capacitor at the second input filters the amplifier (330 pF at 3.3 V); true. Not with channel 2. */
  readonly capacitor?: boolean;
  /** These go into the channel's calibration registers; without them the chip calibrates its own offset. */
  readonly calibration?: Nau7802Calibration;
}

/** Output = gain x (conversion - offset), 8.6 of the data sheet. */
export interface Nau7802Calibration {
  /** Signed, 24 bits. */
  readonly offset: number;
  /** 0 to below 512, in steps of 2^-23. */
  readonly gain: number;
}

/** Everything the driver sends, made once: a register's address and its bytes each. */
export type Nau7802Frames = ReturnType<typeof makeNau7802Frames>;

/** Throws a RangeError for what the chip cannot do. */
export function makeNau7802Frames(configuration: Nau7802Configuration) {
  const { channel = 1, rateSps = 10, gain = 128, ldoVolts = 3.3 } = configuration;
  const capacitor = configuration.capacitor ?? channel === 1;
  const rate = nau7802Rates.find(([hz]) => hz === rateSps)?.[1];
  const gainCode = nau7802Gains.indexOf(gain);
  const regulatorCode = nau7802Regulator.indexOf(ldoVolts);
  if (rate === undefined) throw new RangeError(`no rate of ${rateSps} conversions a second`);
  if (gainCode < 0) throw new RangeError(`no gain of ${gain}`);
  if (regulatorCode < 0) throw new RangeError(`no regulator voltage of ${ldoVolts} V`);
  if (capacitor && channel === 2) throw new RangeError("the capacitor takes the second channel");

  const powered = chip.regulator | chip.powerAnalogue | chip.powerDigital;
  const control1 = (regulatorCode << chip.regulatorShift) | gainCode;
  const control2 = (channel === 2 ? chip.secondChannel : 0) | (rate << chip.rateShift);
  const calibrationRegister = channel === 2 ? chip.calibration2 : chip.calibration1;
  const { calibration } = configuration;
  const thermometerCode = nau7802Gains.indexOf(nau7802Thermometer.gain);
  return {
    rateSps,
    ldoVolts,
    calibrationRegister,
    /** What the first register reads while conversions run, but for CR. */
    running: powered | chip.powerReady | chip.cycleStart,
    reset: Uint8Array.of(chip.powerControl, chip.reset),
    powerUp: Uint8Array.of(chip.powerControl, chip.powerDigital),
    settings: Uint8Array.of(chip.powerControl, powered, control1, control2),
    switches: Uint8Array.of(chip.switches, 0),
    converter: Uint8Array.of(chip.converter, chip.chopperOff),
    amplifier: Uint8Array.of(chip.amplifier, 0, capacitor ? chip.amplifierCapacitor : 0),
    start: Uint8Array.of(chip.powerControl, powered | chip.cycleStart),
    calibrate:
      calibration === undefined
        ? Uint8Array.of(chip.control2, control2 | chip.calibrate)
        : Uint8Array.of(calibrationRegister, ...bytesOf(calibration)),
    gain: Uint8Array.of(chip.control1, control1),
    thermometerOn: Uint8Array.of(chip.switches, chip.thermometer),
    thermometerGain: Uint8Array.of(
      chip.control1,
      (regulatorCode << chip.regulatorShift) | thermometerCode,
    ),
  };
}

/** OCAL in three bytes, GCAL in four with 23 bits behind the point (REG0x03 to REG0x09). */
function bytesOf({ offset, gain }: Nau7802Calibration): number[] {
  if (!(offset >= -8388608 && offset <= 8388607))
    throw new RangeError(`no calibration offset of ${offset}`);
  if (!(gain >= 0 && gain < 512)) throw new RangeError(`no calibration gain of ${gain}`);
  const o = offset & 0xffffff;
  const g = Math.floor(gain * 8388608 + 0.5);
  return [o >> 16, o >> 8, o, g / 16777216, g >> 16, g >> 8, g].map((byte) => byte & 255);
}
