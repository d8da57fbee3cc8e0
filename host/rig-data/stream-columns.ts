// What the columns of the rig's stream are called in files. The stream's own header names them, so that rows of a firmware
// with other columns are read as well: what no row below knows gets a name by the same grammar.

/** A column of the stream as a column of a file. */
export interface StreamColumn {
  readonly label: string;
  /** What the whole number is divided by. A division is exact to the last digit where a product is not. */
  readonly divisor: number;
  /** Bit of `flags` that says whether the value is valid. */
  readonly validBit?: number;
}

interface Named {
  /** Without the unit. */
  readonly name: string;
  readonly validBit?: number;
}

const fixed: Readonly<Record<string, Named>> = {
  t: { name: "Test Time" },
  volts: { name: "Voltage", validBit: 12 },
  flags: { name: "Flags" },
  temperature: { name: "Surface Temperature", validBit: 13 },
  faults: { name: "Latched Faults" },
  droppedRows: { name: "Dropped Rows" },
  droppedOthers: { name: "Dropped Other Lines" },
  approaches: { name: "Approaches" },
  lateTicks: { name: "Late Ticks" },
};

/** Columns that each side has; the anode's begin with `a`, the cathode's with `c`. */
const ofSide: Readonly<
  Record<string, { readonly name: string; readonly validBit?: readonly [number, number] }>
> = {
  Counts: { name: "Raw Count" },
  Pressure: { name: "Pressure" },
  Set: { name: "Pressure Setpoint" },
  Target: { name: "Screw Target" },
  Position: { name: "Screw Position" },
  Sigma: { name: "Pressure Noise" },
  Deadband: { name: "Pressure Deadband" },
  SensorFaults: { name: "Sensor Faults" },
  Spring: { name: "Force by Travel", validBit: [14, 15] },
  SpringSigma: { name: "Force by Travel Uncertainty" },
  Peak: { name: "Highest Pressure" },
  Unchanged: { name: "Time Since Pressure Change" },
  Load: { name: "Force by Torque", validBit: [16, 17] },
  LoadSigma: { name: "Force by Torque Uncertainty" },
};

const units: Readonly<Record<string, readonly [unit: string, divisor: number]>> = {
  ms: ["s", 1e3],
  us: ["s", 1e6],
  nm: ["m", 1e9],
  um: ["m", 1e6],
  uV: ["V", 1e6],
  mV: ["V", 1e3],
  uA: ["A", 1e6],
  mdegC: ["degC", 1e3],
  mPa: ["Pa", 1e3],
  kPa: ["Pa", 1e-3],
  min: ["s", 1 / 60],
  mN: ["N", 1e3],
  dN: ["N", 10],
};

/** The column that the stream's header calls `name/unit`. */
export function streamColumn(header: string): StreamColumn {
  const slash = header.indexOf("/");
  const name = slash < 0 ? header : header.slice(0, slash);
  const short = slash < 0 ? "1" : header.slice(slash + 1);
  const [unit, divisor] = units[short] ?? [short, 1];
  const found = namedOf(name);
  return {
    label: `${found.name} / ${unit}`,
    divisor,
    ...(found.validBit === undefined ? {} : { validBit: found.validBit }),
  };
}

function namedOf(name: string): Named {
  const known = fixed[name];
  if (known !== undefined) return known;
  const side = /^([ac])([A-Z].*)$/u.exec(name);
  if (side === null) return { name: spaced(name) };
  const [title, index] = side[1] === "a" ? (["Anode", 0] as const) : (["Cathode", 1] as const);
  const own = ofSide[side[2] ?? ""];
  const bit = own?.validBit?.[index];
  return {
    name: `${title} ${own?.name ?? spaced(side[2] ?? "")}`,
    ...(bit === undefined ? {} : { validBit: bit }),
  };
}

/** `lateTicks` as `Late Ticks`. */
function spaced(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/gu, "$1 $2");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
