import type { Rig } from "./rig.js";

/** What `*TST?` looks at: each bit that is set is something missing. 0 means that all parts answer. */
export const selfTestBits = {
  anodeConverter: { bit: 1, meaning: "Anode load-cell converter gives no conversions" },
  cathodeConverter: { bit: 2, meaning: "Cathode load-cell converter gives no conversions" },
  anodeMotor: { bit: 4, meaning: "Anode motion chip does not answer" },
  cathodeMotor: { bit: 8, meaning: "Cathode motion chip does not answer" },
  cellVoltage: { bit: 16, meaning: "Cell voltage is not valid" },
  temperature: { bit: 32, meaning: "Thermometer gives no temperature" },
  settings: { bit: 64, meaning: "Stored settings are damaged; defaults are in force" },
  faults: { bit: 128, meaning: "Faults are latched" },
  insulation: {
    bit: 256,
    meaning: "The insulation monitor sees less than 10 Mohm between pistons and frame",
  },
} as const;

/** Moves nothing and measures nothing new: judges what the last ticks have seen. */
export function selfTest(rig: Rig): number {
  let result = 0;
  if (!rig.anode.fresh) result |= selfTestBits.anodeConverter.bit;
  if (!rig.cathode.fresh) result |= selfTestBits.cathodeConverter.bit;
  if (rig.anode.motorSilent) result |= selfTestBits.anodeMotor.bit;
  if (rig.cathode.motorSilent) result |= selfTestBits.cathodeMotor.bit;
  if (!rig.slow.voltsValid) result |= selfTestBits.cellVoltage.bit;
  if (!rig.slow.degCValid) result |= selfTestBits.temperature.bit;
  const origin = rig.identity.settingsOrigin ?? "";
  if (origin.includes("damaged")) result |= selfTestBits.settings.bit;
  if (rig.guard.log.count > 0) result |= selfTestBits.faults.bit;
  if (rig.insulated === false) result |= selfTestBits.insulation.bit;
  return result;
}
