import { firstLine } from "./bdf.js";
import { type CyclerFormat, hasAll } from "./format.js";

/** What PyProBE exports (CSV or Parquet). Positive current charges. */
export const pyprobe: CyclerFormat = {
  name: "PyProBE export",
  columns: [
    {
      label: "Test Time / s",
      names: { "time [s]": 1, "time [min]": 60, "time [hr]": 3600 },
      kind: "time",
    },
    { label: "Voltage / V", names: { "voltage [v]": 1 } },
    { label: "Current / A", names: { "current [a]": 1, "current [ma]": 1e-3 } },
    { label: "Unix Time / s", names: { date: 1 }, kind: "instant" },
    { label: "Cycle Count / 1", names: { cycle: 1 } },
    { label: "Step ID", names: { step: 1 }, kind: "text" },
    { label: "Net Capacity / Ah", names: { "capacity [ah]": 1, "capacity [mah]": 1e-3 } },
    { label: "Temperature T1 / degC", names: { "temperature [c]": 1 } },
  ],
  find: (text) => {
    const header = firstLine(text);
    const columns = hasAll(
      header,
      ["time [s]", "time [min]", "time [hr]"],
      ["voltage [v]"],
      ["current [a]", "current [ma]"],
    );
    return columns ? header : undefined;
  },
};
