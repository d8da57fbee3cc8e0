import { shown, strangersBelow, valueAt } from "./config-value.js";

/**
 * What the firmware does with a line. `pulledInput` is an input that must read high when its wire is broken, by the pull-up
 * inside the ESP32; `openDrain` pulls low or lets go, and so needs a pin that can drive.
 */
export type PinUse = "input" | "pulledInput" | "output" | "openDrain";

export interface PinLine {
  /** Key below `config.pins`. */
  readonly key: string;
  readonly use: PinUse;
}

/** Every line between the ESP32 and the rig. Which pin each has is in the manifest, and nowhere else. */
export const pinLines = [
  { key: "uart.transmit", use: "output" },
  { key: "uart.receive", use: "input" },
  { key: "i2c.anode.data", use: "openDrain" },
  { key: "i2c.anode.clock", use: "openDrain" },
  { key: "i2c.cathode.data", use: "openDrain" },
  { key: "i2c.cathode.clock", use: "openDrain" },
  { key: "spi.clock", use: "output" },
  { key: "spi.in", use: "input" },
  { key: "spi.out", use: "output" },
  { key: "select.anode", use: "output" },
  { key: "select.cathode", use: "output" },
  { key: "motorDisable", use: "output" },
  { key: "estop", use: "pulledInput" },
  { key: "quiet", use: "input" },
  { key: "cyclerOpen", use: "openDrain" },
] as const satisfies readonly PinLine[];

/** Lines that a rig may have: without a pin in the manifest there is none. */
export const optionalPinLines = [
  { key: "insulated", use: "pulledInput" },
] as const satisfies readonly PinLine[];

const allLines: readonly PinLine[] = [...pinLines, ...optionalPinLines];

export type PinKey = (typeof pinLines)[number]["key"];

/** The two wires of an I2C bus. */
export interface I2cPins {
  readonly data: number;
  readonly clock: number;
}

/** `config.pins` of the manifest: GPIO numbers of a classic ESP32. */
export interface PinMap {
  readonly uart: { readonly transmit: number; readonly receive: number };
  readonly i2c: { readonly anode: I2cPins; readonly cathode: I2cPins };
  readonly spi: { readonly clock: number; readonly in: number; readonly out: number };
  /** Chip selects of the motion chips, low while selected. */
  readonly select: { readonly anode: number; readonly cathode: number };
  /** DRV_ENN of both motion chips: high takes the current away from both motors. */
  readonly motorDisable: number;
  /** Low while the normally closed contact is closed; high when pressed or when the wire is broken. */
  readonly estop: number;
  /** Low asks for still motors. */
  readonly quiet: number;
  /** Pulled low to make the cycler open its circuit. */
  readonly cyclerOpen: number;
  /** Low while the contact of an insulation monitor between pistons and frame is closed, which is good. */
  readonly insulated?: number;
}

/** GPIOs that a module brings out (ESP32 datasheet, Pin Definitions): 20, 24, 28 to 31, 37, 38 are not there. */
const broughtOut = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27, 32,
  33, 34, 35, 36, 39,
];
/** Sampled at reset to choose boot mode and flash voltage (ESP32 datasheet, Strapping Pins). */
const strapping = [0, 2, 5, 12, 15];
/** From here on input only, without pull-up (ESP32 datasheet, IO_MUX): 34, 35, 36, 39. */
const inputOnlyFrom = 34;

/** The kinds of module: on a WROVER, 16 and 17 go to the PSRAM. */
export const moduleKinds = ["wroom", "wrover"] as const;
export type ModuleKind = (typeof moduleKinds)[number];

/** Why a pin is taken on this module whatever the line; undefined when it is free. */
function takenBy(pin: number, module: unknown): string | undefined {
  if (!broughtOut.includes(pin)) return "is not a GPIO of the module";
  if (pin >= 6 && pin <= 11) return "belongs to the flash";
  if (pin === 1 || pin === 3) return "belongs to UART 0, console and debugger";
  if (strapping.includes(pin))
    return "is a strapping pin: what hangs on it decides how the ESP32 boots";
  if (module === "wrover" && (pin === 16 || pin === 17)) return "belongs to the PSRAM of a WROVER";
  return undefined;
}

function unfitFor(pin: number, use: PinUse): string | undefined {
  if (use === "input" || pin < inputOnlyFrom) return undefined;
  if (use === "pulledInput")
    return "is input only and has no pull-up, without which a broken wire is not seen";
  return "is input only, and this line is driven";
}

/** Everything that is wrong with `config.pins`, one sentence each, with the key in front. Empty: it can be used. */
export function pinProblems(config: unknown): string[] {
  const problems = strangersBelow(config, "pins", allLines);
  const module = valueAt(config, "board.module");
  if (!moduleKinds.some((kind) => kind === module)) {
    problems.push(`config.board.module: ${shown(module)} is not one of ${moduleKinds.join(", ")}`);
  }
  const seen: { key: string; pin: number }[] = [];
  for (const line of allLines) {
    const { key, use } = line;
    const pin = valueAt(config, `pins.${key}`);
    if (pin === undefined && !(pinLines as readonly PinLine[]).includes(line)) continue;
    const found =
      typeof pin !== "number"
        ? `${shown(pin)} is not the number of a pin`
        : problemOf(pin, use, module, seen.find((one) => one.pin === pin)?.key);
    if (found !== undefined) problems.push(`config.pins.${key}: ${found}`);
    if (typeof pin === "number") seen.push({ key, pin });
  }
  return problems;
}

function problemOf(
  pin: number,
  use: PinUse,
  module: unknown,
  other: string | undefined,
): string | undefined {
  const why = takenBy(pin, module) ?? unfitFor(pin, use);
  if (why !== undefined) return `${pin} ${why}`;
  return other === undefined ? undefined : `${pin} is also config.pins.${other}`;
}

/** The pin map of a manifest's `config`. Throws with all that is wrong with it: a wrong pin is no pin to drive. */
export function readPinMap(config: unknown): PinMap {
  const problems = pinProblems(config);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return valueAt(config, "pins") as PinMap;
}

/** The pins that are still free on a module, and what they can do. */
export function sparePins(config: unknown): { pin: number; inputOnly: boolean }[] {
  const module = valueAt(config, "board.module");
  const used = allLines.map(({ key }) => valueAt(config, `pins.${key}`));
  return broughtOut
    .filter((pin) => takenBy(pin, module) === undefined && !used.includes(pin))
    .map((pin) => ({ pin, inputOnly: pin >= inputOnlyFrom }));
}
