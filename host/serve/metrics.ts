import type { RigServer } from "./rig-server.js";

interface Metric {
  readonly name: string;
  readonly type: "gauge" | "counter";
  readonly help: string;
  /** Labels beside the rig's, and the value; undefined when there is none. */
  values(rig: RigServer): readonly (readonly [labels: string, value: number | undefined])[];
}

const flagBits = 1;

/** Values of both sides from columns of the stream. */
function sides(name: string, help: string, column: string, unit: string, scale: number): Metric {
  const value = (rig: RigServer, side: string) => {
    const raw = rig.desk.values.get(`${side}${column}/${unit}`);
    return raw === undefined ? undefined : raw * scale;
  };
  return {
    name,
    type: "gauge",
    help,
    values: (rig) => [
      [',side="anode"', value(rig, "a")],
      [',side="cathode"', value(rig, "c")],
    ],
  };
}

/** A value that only counts while its bit of the flags is set. */
function valid(rig: RigServer, column: string, bit: number, scale: number): number | undefined {
  const flags = rig.desk.values.get("flags/1") ?? 0;
  const raw = rig.desk.values.get(column);
  return raw === undefined || ((flags >>> bit) & flagBits) === 0 ? undefined : raw * scale;
}

function one(
  name: string,
  type: Metric["type"],
  help: string,
  value: (rig: RigServer) => number | undefined,
): Metric {
  return { name, type, help, values: (rig) => [["", value(rig)]] };
}

const metrics: readonly Metric[] = [
  one("isobar_up", "gauge", "1 while the rig answers", (rig) => (rig.up ? 1 : 0)),
  sides("isobar_pressure_pascals", "Filtered pressure", "Pressure", "Pa", 1),
  sides("isobar_setpoint_pascals", "Ramped set point", "Set", "Pa", 1),
  sides("isobar_screw_position_meters", "Position register", "Position", "nm", 1e-9),
  one("isobar_cell_volts", "gauge", "Cell voltage", (rig) => valid(rig, "volts/uV", 12, 1e-6)),
  one("isobar_temperature_celsius", "gauge", "Temperature of the frame", (rig) =>
    valid(rig, "temperature/mdegC", 13, 1e-3),
  ),
  {
    name: "isobar_mode",
    type: "gauge",
    help: "0 off, 1 gap, 2 hold",
    values: (rig) => {
      const flags = rig.desk.values.get("flags/1");
      return [
        [',side="anode"', flags === undefined ? undefined : flags & 3],
        [',side="cathode"', flags === undefined ? undefined : (flags >>> 4) & 3],
      ];
    },
  },
  one("isobar_faults", "gauge", "Faults latched", (rig) => rig.desk.values.get("faults/1")),
  one("isobar_emergency_stop", "gauge", "1 while the emergency stop is pressed", (rig) => {
    const flags = rig.desk.values.get("flags/1");
    return flags === undefined ? undefined : (flags >>> 9) & flagBits;
  }),
  one("isobar_records_total", "counter", "Records that came", (rig) => rig.desk.records),
  one(
    "isobar_records_missing_total",
    "counter",
    "Records lost for good",
    (rig) => rig.desk.missing,
  ),
  one(
    "isobar_damaged_lines_total",
    "counter",
    "Pushed lines with a wrong checksum",
    (rig) => rig.desk.stream.damaged,
  ),
  one("isobar_restarts_total", "counter", "Restarts of the rig seen", (rig) => rig.desk.restarts),
  one(
    "isobar_line_openings_total",
    "counter",
    "Times that the line was opened",
    (rig) => rig.openings,
  ),
  one(
    "isobar_timeouts_total",
    "counter",
    "Messages that the rig did not answer",
    (rig) => rig.line.timeouts,
  ),
  one("isobar_clients", "gauge", "Clients now", (rig) => rig.mux.clients.length),
  one("isobar_messages_total", "counter", "Messages of clients", (rig) => rig.mux.messages),
  one(
    "isobar_dropped_lines",
    "gauge",
    "Pushed lines left out for present clients that do not read",
    (rig) => rig.mux.clients.reduce((sum, client) => sum + client.droppedLines, 0),
  ),
];

/** The text that Prometheus reads. */
export function metricsOf(rigs: readonly RigServer[]): string {
  const lines: string[] = [];
  for (const { name, type, help, values } of metrics) {
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
    for (const rig of rigs) {
      for (const [labels, value] of values(rig)) {
        // A rig that does not answer has no pressure, not its last one.
        const live =
          rig.up || type === "counter" || name === "isobar_up" || name === "isobar_clients";
        if (value !== undefined && live) lines.push(`${name}{rig="${rig.name}"${labels}} ${value}`);
      }
    }
  }
  return `${lines.join("\n")}\n`;
}
