import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";

type Quantity = "pressure" | "force" | "position";

/** Measurements of the listed channels, comma-separated; not-a-number while a channel has none. */
function measure(call: Call, quantity: Quantity): void {
  const channels = call.parameters.channels(call.suffix);
  if (channels === undefined || !call.parameters.finished()) return;
  for (let i = 0; i < channels.length; i += 1) {
    if (i > 0) call.reply.comma();
    const side = call.rig.side(channels[i] as number);
    if (quantity === "position") call.reply.decimal(side.loop.motion.positionUm * 1e-6, 9);
    else if (!side.fresh) call.reply.decimal(Number.NaN, 0);
    else if (quantity === "force") call.reply.decimal(side.sensor.filteredN, 4);
    else call.reply.decimal(side.pressureKPa * 1000, 1);
  }
}

/** What is measured, from the last tick. */
export const measureCommands: readonly CommandSpec[] = [
  {
    header: "MEASure[:SCALar]:PRESsure#?",
    parameters: "[(@1,2)]",
    meaning: "Filtered pressure in Pa",
    run: (c) => measure(c, "pressure"),
  },
  {
    header: "MEASure[:SCALar]:FORCe#?",
    parameters: "[(@1,2)]",
    meaning: "Filtered force in N",
    run: (c) => measure(c, "force"),
  },
  {
    header: "MEASure[:SCALar]:POSition#?",
    parameters: "[(@1,2)]",
    meaning: "Screw position in m since power-on",
    run: (c) => measure(c, "position"),
  },
  {
    header: "MEASure[:SCALar]:VOLTage?",
    parameters: "",
    meaning: "Cell voltage in V",
    run: (c) => c.reply.decimal(c.rig.slow.voltsValid ? c.rig.slow.volts : Number.NaN, 6),
  },
  {
    header: "MEASure[:SCALar]:TEMPerature?",
    parameters: "",
    meaning: "Temperature of the frame in degC",
    run: (c) => c.reply.decimal(c.rig.slow.degCValid ? c.rig.slow.degC : Number.NaN, 3),
  },
];
