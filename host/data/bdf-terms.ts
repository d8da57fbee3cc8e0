// The terms of the Battery Data Format (Battery Data Alliance, ontology 1.3.0) but those that it has given up, with the machine names
// that stand for them in some files.

interface Term {
  /** The machine name of the same column. */
  readonly notation: string;
  readonly text?: true;
  /** Label and machine name that it had before ontology 1.3.0; files have them still. */
  readonly former?: readonly [label: string, notation: string];
}

export const bdfTerms = {
  "Test Time / s": { notation: "test_time_second" },
  "Voltage / V": { notation: "voltage_volt" },
  "Current / A": { notation: "current_ampere" },
  "Unix Time / s": { notation: "unix_time_second" },
  "Cycle Count / 1": { notation: "cycle_count" },
  "Step Count / 1": { notation: "step_count" },
  "Step ID": { notation: "step_id", text: true },
  "Step Record Index / 1": {
    notation: "step_record_index",
    former: ["Step Index / 1", "step_index"],
  },
  "Step Type": { notation: "step_type", text: true },
  "Step Time / s": { notation: "step_time_second" },
  "Record Index / 1": { notation: "record_index" },
  "Ambient Temperature / degC": { notation: "ambient_temperature_celsius" },
  "Surface Temperature / degC": { notation: "surface_temperature_celsius" },
  "Temperature T1 / degC": { notation: "temperature_t1_celsius" },
  "Temperature T2 / degC": { notation: "temperature_t2_celsius" },
  "Temperature T3 / degC": { notation: "temperature_t3_celsius" },
  "Temperature T4 / degC": { notation: "temperature_t4_celsius" },
  "Temperature T5 / degC": { notation: "temperature_t5_celsius" },
  "Applied Pressure / Pa": { notation: "applied_pressure_pa" },
  "Surface Pressure / Pa": { notation: "surface_pressure_pa" },
  "Ambient Pressure / Pa": { notation: "ambient_pressure_pa" },
  "Power / W": { notation: "power_watt" },
  "Internal Resistance / ohm": { notation: "internal_resistance_ohm" },
  "DC Internal Resistance / ohm": { notation: "dc_internal_resistance_ohm" },
  "AC Internal Resistance / ohm": { notation: "ac_internal_resistance_ohm" },
  "Absolute Impedance / ohm": { notation: "absolute_impedance_ohm" },
  "Real Impedance / ohm": { notation: "real_impedance_ohm" },
  "Imaginary Impedance / ohm": { notation: "imaginary_impedance_ohm" },
  "Phase / deg": { notation: "phase_degree" },
  "Frequency / Hz": { notation: "frequency_hertz" },
  "Charging Capacity / Ah": { notation: "charging_capacity_ah" },
  "Discharging Capacity / Ah": { notation: "discharging_capacity_ah" },
  "Net Capacity / Ah": { notation: "net_capacity_ah" },
  "Cumulative Capacity / Ah": { notation: "cumulative_capacity_ah" },
  "Step Cumulative Capacity / Ah": {
    notation: "step_cumulative_capacity_ah",
    former: ["Step Capacity / Ah", "step_capacity_ah"],
  },
  "Cycle Charging Capacity / Ah": { notation: "cycle_charging_capacity_ah" },
  "Cycle Discharging Capacity / Ah": { notation: "cycle_discharging_capacity_ah" },
  "Cycle Cumulative Capacity / Ah": { notation: "cycle_cumulative_capacity_ah" },
  "Cycle Net Capacity / Ah": { notation: "cycle_net_capacity_ah" },
  "Schedule Charging Capacity / Ah": { notation: "schedule_charging_capacity_ah" },
  "Schedule Discharging Capacity / Ah": { notation: "schedule_discharging_capacity_ah" },
  "Step Charging Capacity / Ah": { notation: "step_charging_capacity_ah" },
  "Step Discharging Capacity / Ah": { notation: "step_discharging_capacity_ah" },
  "Step Net Capacity / Ah": { notation: "step_net_capacity_ah" },
  "Charging Energy / Wh": { notation: "charging_energy_wh" },
  "Discharging Energy / Wh": { notation: "discharging_energy_wh" },
  "Net Energy / Wh": { notation: "net_energy_wh" },
  "Cumulative Energy / Wh": { notation: "cumulative_energy_wh" },
  "Step Cumulative Energy / Wh": {
    notation: "step_cumulative_energy_wh",
    former: ["Step Energy / Wh", "step_energy_wh"],
  },
  "Cycle Charging Energy / Wh": { notation: "cycle_charging_energy_wh" },
  "Cycle Cumulative Energy / Wh": { notation: "cycle_cumulative_energy_wh" },
  "Cycle Discharging Energy / Wh": { notation: "cycle_discharging_energy_wh" },
  "Cycle Net Energy / Wh": { notation: "cycle_net_energy_wh" },
  "Schedule Charging Energy / Wh": { notation: "schedule_charging_energy_wh" },
  "Schedule Discharging Energy / Wh": { notation: "schedule_discharging_energy_wh" },
  "Step Charging Energy / Wh": { notation: "step_charging_energy_wh" },
  "Step Discharging Energy / Wh": { notation: "step_discharging_energy_wh" },
  "Step Net Energy / Wh": { notation: "step_net_energy_wh" },
} as const satisfies Record<string, Term>;

export type BdfLabel = keyof typeof bdfTerms;

/** What every BDF file must have. */
export const requiredLabels = ["Test Time / s", "Voltage / V", "Current / A"] as const;

const labels = Object.keys(bdfTerms) as readonly BdfLabel[];
const labelOfNotation = new Map<string, BdfLabel>(
  labels.map((label) => [bdfTerms[label].notation, label]),
);

/** The preferred label of a column that BDF knows by this name. */
export function bdfLabelOf(name: string): BdfLabel | undefined {
  return labels.find((label) => label === name) ?? labelOfNotation.get(name);
}

export function isTextTerm(label: string): boolean {
  const term: Term | undefined = bdfTerms[label as BdfLabel];
  return term?.text === true;
}
