import { firstLine } from "./bdf.js";
import { type CyclerFormat, hasAll } from "./format.js";

/** CSV exports of Arbin MITS: `Test Time (s)` or `Test_Time(s)`. Positive current charges. */
export const arbin: CyclerFormat = {
  name: "Arbin CSV",
  columns: [
    { label: "Test Time / s", names: { "test time (s)": 1, "test_time(s)": 1 }, kind: "time" },
    { label: "Voltage / V", names: { "voltage (v)": 1, "voltage(v)": 1 } },
    { label: "Current / A", names: { "current (a)": 1, "current(a)": 1 } },
    { label: "Unix Time / s", names: { "date time": 1, date_time: 1 }, kind: "instant" },
    { label: "Cycle Count / 1", names: { "cycle index": 1, cycle_index: 1 } },
    { label: "Step ID", names: { "step index": 1, step_index: 1 }, kind: "text" },
    { label: "Step Time / s", names: { "step time (s)": 1, "step_time(s)": 1 }, kind: "time" },
    { label: "Record Index / 1", names: { "data point": 1, data_point: 1 } },
    {
      label: "Charging Capacity / Ah",
      names: { "charge capacity (ah)": 1, "charge_capacity(ah)": 1 },
    },
    {
      label: "Discharging Capacity / Ah",
      names: { "discharge capacity (ah)": 1, "discharge_capacity(ah)": 1 },
    },
    {
      label: "Temperature T1 / degC",
      names: { "aux_temperature_1 (c)": 1, "aux_temperature(c)_1": 1 },
    },
  ],
  find: (text) => {
    const header = firstLine(text);
    const arbins = hasAll(
      header,
      ["test time (s)", "test_time(s)"],
      ["voltage (v)", "voltage(v)"],
      ["current (a)", "current(a)"],
      ["step index", "step_index"],
    );
    return arbins ? header : undefined;
  },
};
