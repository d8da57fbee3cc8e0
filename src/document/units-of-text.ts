// The units that documents (settings, programmes, rigs, scenarios) may be written in.

interface UnitOfText {
  readonly symbol: string;
  readonly dimension: string;
  /** Value in this unit times `factor` is the value in the dimension's base. */
  readonly factor: number;
}

const inDimension = (dimension: string, symbols: readonly (readonly [string, number])[]) =>
  symbols.map(([symbol, factor]): UnitOfText => ({ symbol, dimension, factor }));

/** Each dimension with its units; the base is the one whose factor is 1. */
export const unitsOfText: readonly UnitOfText[] = [
  ...inDimension("ratio", [
    ["1", 1],
    ["%", 0.01],
    ["ppm", 1e-6],
  ]),
  ...inDimension("length", [
    ["m", 1e6],
    ["cm", 1e4],
    ["mm", 1e3],
    ["um", 1],
    ["nm", 1e-3],
  ]),
  ...inDimension("speed", [
    ["um/s", 1],
    ["mm/s", 1e3],
    ["nm/s", 1e-3],
    ["um/h", 1 / 3600],
    ["mm/min", 1e3 / 60],
  ]),
  ...inDimension("acceleration", [
    ["um/s2", 1],
    ["mm/s2", 1e3],
  ]),
  ...inDimension("force", [
    ["kN", 1e3],
    ["N", 1],
    ["mN", 1e-3],
  ]),
  ...inDimension("pressure", [
    ["Pa", 1e-3],
    ["kPa", 1],
    ["MPa", 1e3],
    ["bar", 100],
  ]),
  ...inDimension("pressure rate", [
    ["Pa/s", 1e-3],
    ["kPa/s", 1],
    ["MPa/s", 1e3],
    ["kPa/min", 1 / 60],
    ["MPa/min", 1e3 / 60],
  ]),
  ...inDimension("stiffness", [
    ["N/um", 1],
    ["N/mm", 1e-3],
    ["kN/mm", 1],
    ["N/m", 1e-6],
  ]),
  ...inDimension("contact stiffness", [["N^0.5/um", 1]]),
  ...inDimension("time", [
    ["s", 1],
    ["ms", 1e-3],
    ["us", 1e-6],
    ["min", 60],
    ["h", 3600],
    ["d", 86400],
  ]),
  ...inDimension("frequency", [
    ["Hz", 1],
    ["1/s", 1],
  ]),
  ...inDimension("voltage", [
    ["V", 1],
    ["mV", 1e-3],
    ["uV", 1e-6],
    ["nV", 1e-9],
  ]),
  ...inDimension("voltage walk", [["nV/s^0.5", 1e-9]]),
  ...inDimension("sensitivity", [["mV/V", 1]]),
  ...inDimension("current density", [
    ["mA/cm2", 1],
    ["uA/cm2", 1e-3],
  ]),
  ...inDimension("areal capacity", [["mAh/cm2", 1]]),
  ...inDimension("specific capacity", [["mAh/g", 1]]),
  ...inDimension("areal loading", [["mg/cm2", 1]]),
  ...inDimension("areal resistance", [["ohm cm2", 1]]),
  ...inDimension("temperature", [["degC", 1]]),
  ...inDimension("temperature difference", [
    ["K", 1],
    ["mK", 1e-3],
  ]),
  ...inDimension("per kelvin", [
    ["1/K", 1],
    ["%/K", 0.01],
    ["ppm/K", 1e-6],
  ]),
  ...inDimension("expansion", [
    ["um/K", 1],
    ["nm/K", 1e-3],
  ]),
  ...inDimension("relaxation", [["um/decade", 1]]),
  ...inDimension("energy", [
    ["kJ/mol", 1],
    ["eV", 96.485],
  ]),
  ...inDimension("mass", [
    ["kg", 1],
    ["g", 1e-3],
  ]),
  ...inDimension("torque", [
    ["Nm", 1],
    ["mNm", 1e-3],
  ]),
  ...inDimension("code", [["counts", 1]]),
  ...inDimension("code per force", [["counts/N", 1]]),
];

function unitOf(symbol: string): UnitOfText | undefined {
  for (let i = 0; i < unitsOfText.length; i += 1) {
    const candidate = unitsOfText[i];
    if (candidate !== undefined && candidate.symbol === symbol) return candidate;
  }
  return undefined;
}

/** The units that may stand where `symbol` is wanted, the wanted one first. */
export function unitsLike(symbol: string): string[] {
  const dimension = unitOf(symbol)?.dimension;
  const others = unitsOfText.filter((u) => u.dimension === dimension && u.symbol !== symbol);
  return [symbol, ...others.map((u) => u.symbol)];
}

/** What one `from` is in `to`; undefined when they do not measure the same thing or are not known. */
export function conversion(from: string, to: string): number | undefined {
  if (from === to) return unitOf(to) === undefined ? undefined : 1;
  const source = unitOf(from);
  const target = unitOf(to);
  if (source === undefined || target === undefined) return undefined;
  if (source.dimension !== target.dimension) return undefined;
  return source.factor / target.factor;
}
