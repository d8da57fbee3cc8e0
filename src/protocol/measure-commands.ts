import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";

type Quantity = "pressure" | "force" | "position";

/** What a channel measures; not-a-number while it has none. */
function tell({ rig, reply }: Call, channel: number, quantity: Quantity): void {
  const side = rig.side(channel);
  if (quantity === "position") reply.decimal(side.loop.motion.positionUm * 1e-6, 9);
  else if (!side.fresh) reply.decimal(Number.NaN, 0);
  else if (quantity === "force") reply.decimal(side.sensor.filteredN, 4);
  else reply.decimal(side.pressureKPa * 1000, 1);
}

/** Measurements of the listed channels, comma-separated. */
function measure(call: Call, quantity: Quantity): void {
  const channels = call.parameters.channels(call.suffix);
  if (channels === undefined || !call.parameters.finished()) return;
  for (let i = 0; i < channels.length; i += 1) {
    if (i > 0) call.reply.comma();
    tell(call, channels[i] as number, quantity);
  }
}

function tellVolts({ rig, reply }: Call): void {
  reply.decimal(rig.slow.voltsValid ? rig.slow.volts : Number.NaN, 6);
}

function tellDegC({ rig, reply }: Call): void {
  reply.decimal(rig.slow.degCValid ? rig.slow.degC : Number.NaN, 3);
}

const ofSides = ["pressure", "force", "position"] as const satisfies readonly Quantity[];

/** All at once: both channels of each quantity, then voltage and temperature. */
function tellAll(call: Call): void {
  for (let i = 0; i < ofSides.length; i += 1) {
    for (let channel = 1; channel <= 2; channel += 1) {
      tell(call, channel, ofSides[i] as Quantity);
      call.reply.comma();
    }
  }
  tellVolts(call);
  call.reply.comma();
  tellDegC(call);
}

/** What is measured, by the word behind the verb. */
const quantities: readonly CommandSpec[] = [
  {
    header: "PRESsure#?",
    parameters: "[(@1,2)]",
    meaning: "Filtered pressure in Pa",
    run: (c) => measure(c, "pressure"),
  },
  {
    header: "FORCe#?",
    parameters: "[(@1,2)]",
    meaning: "Filtered force in N",
    run: (c) => measure(c, "force"),
  },
  {
    header: "POSition#?",
    parameters: "[(@1,2)]",
    meaning: "Screw position in m since power-on",
    run: (c) => measure(c, "position"),
  },
  { header: "VOLTage?", parameters: "", meaning: "Cell voltage in V", run: tellVolts },
  {
    header: "TEMPerature?",
    parameters: "",
    meaning: "Temperature of the frame in degC",
    run: tellDegC,
  },
];

/**
 * What is measured, from the last tick. The rig measures all the time, so the three verbs of SCPI-99 (volume 2, chapter 3)
 * answer the same: there is nothing to configure and nothing to wait for.
 */
export const measureCommands: readonly CommandSpec[] = ["MEASure", "FETCh", "READ"].flatMap(
  (verb) => [
    ...quantities.map((spec) => ({ ...spec, header: `${verb}[:SCALar]:${spec.header}` })),
    {
      header: verb === "MEASure" ? `${verb}[:SCALar]:ALL?` : `${verb}[:ALL]?`,
      parameters: "",
      meaning:
        "Pressures in Pa, forces in N and positions in m of anode and cathode, cell voltage in V, temperature in degC",
      run: tellAll,
    },
  ],
);
