import { modes } from "../mode.js";
import { OrderKind } from "../order.js";
import { highestSetPoint } from "../programme/limits.js";
import { intendedKPa, notReady } from "../readiness.js";
import { springFloorN } from "../settings/spring-bounds.js";
import type { SideSettings } from "../settings/table.js";
import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";
import { numericCommands } from "./numeric.js";
import { pushOrder, refusedByProgramme } from "./refusals.js";

const modeNumbers = {
  OFF: modes.off.number,
  GAP: modes.gap.number,
  HOLD: modes.hold.number,
  STIFfness: modes.stiffness.number,
} as const;
const modeWords = ["OFF", "GAP", "HOLD", "STIFfness"] as const;

function setLevel(call: Call, pa: number): void {
  if (refusedByProgramme(call)) return;
  if (call.rig.side(call.suffix).held) {
    const other = intendedKPa(call.rig, 3 - call.suffix);
    const own = pa / 1000;
    const problem =
      call.suffix === 2 ? call.rig.pair.problem(other, own) : call.rig.pair.problem(own, other);
    if (problem !== undefined) {
      call.errors.push("settingsConflict", problem);
      return;
    }
  }
  call.rig.levelKPa[call.suffix] = pa / 1000;
  pushOrder(call, OrderKind.setPressure, call.suffix, pa / 1000);
}

/** Highest set point of the channel, whole Pa: what is answered is accepted. */
function highestPa(call: Call): number {
  return Math.floor(call.rig.highestKPa(call.suffix) * 1000);
}

function limitsOf(call: Call): SideSettings["limits"] {
  return (call.suffix === 2 ? call.rig.settings.cathode : call.rig.settings.anode).limits;
}

/** Slowest ramp, Pa/s. */
const slewMin = 10;

function setMode(call: Call, mode: number): void {
  if (!call.parameters.finished() || refusedByProgramme(call)) return;
  if (mode === modeNumbers.HOLD || mode === modeNumbers.STIFfness) {
    const own = notReady(call.rig, call.suffix);
    const [reason] = mode === modeNumbers.HOLD ? own : [...own, ...tooSlack(call)];
    if (reason !== undefined) {
      call.errors.push("settingsConflict", reason);
      return;
    }
  }
  pushOrder(call, OrderKind.setMode, call.suffix, mode);
}

/** A preload that is too small for a spring. */
function tooSlack({ rig, suffix }: Call): string[] {
  const { contactN, areaMm2 } = rig.side(suffix);
  const leastKPa = (1000 * springFloorN(contactN)) / areaMm2;
  if ((rig.levelKPa[suffix] as number) > leastKPa) return [];
  return [
    `a spring begins above ${leastKPa.toFixed(1)} KPA, three times the force of contact: PRES${suffix}`,
  ];
}

/** Set points, rates and modes of the sides. */
export const outputCommands: readonly CommandSpec[] = [
  ...numericCommands({
    header: "[SOURce]:PRESsure#[:LEVel]",
    measure: "pressure",
    parameter: "<pressure>",
    meaning: "Set point in Pa",
    decimals: 1,
    min: () => 0,
    max: highestPa,
    otherwise: () => 0,
    get: (c) => (c.rig.levelKPa[c.suffix] as number) * 1000,
    set: setLevel,
  }),
  {
    header: "[SOURce]:PRESsure#:LIMit[:HIGH]?",
    parameters: "",
    meaning: "Highest set point in Pa: limits.pressureMax, or 90 % of the load cell",
    run: (c) => c.reply.decimal(highestPa(c), 1),
  },
  {
    header: "[SOURce]:PRESsure#:LIMit:REASon?",
    parameters: "",
    meaning: "Which setting that limit comes from",
    run: (c) =>
      c.reply.quoted(highestSetPoint(c.rig.settings, c.suffix === 2 ? "cathode" : "anode").because),
  },
  ...numericCommands({
    header: "[SOURce]:PRESsure#:SLEW",
    measure: "pressure rate",
    parameter: "<pressure>/S",
    meaning: "Ramp rate in Pa/s",
    decimals: 1,
    min: () => slewMin,
    max: (c) => limitsOf(c).rampRateMax * 1000,
    otherwise: (c) => limitsOf(c).rampRate * 1000,
    get: (c) => (c.rig.rateKPaPerS[c.suffix] as number) * 1000,
    set: (c, paPerS) => {
      c.rig.rateKPaPerS[c.suffix] = paPerS / 1000;
    },
  }),
  {
    header: "[SOURce]:PRESsure#:SLEW:ACTual?",
    parameters: "",
    meaning: "Rate of the present ramp in Pa/s: a mould that gives way is loaded slower",
    run: (c) => c.reply.decimal(c.rig.side(c.suffix).loop.setPoint.rateKPaPerS * 1000, 1),
  },
  {
    header: "[SOURce]:PRESsure:DIFFerence:OVERride",
    parameters: "ON|OFF",
    meaning: "Accept pairs of pressures that the wall is known not to bear, until the next start",
    run: (c) => {
      const on = c.parameters.boolean();
      if (on !== undefined && c.parameters.finished()) c.rig.pair.slipAllowed = on;
    },
  },
  {
    header: "[SOURce]:PRESsure:DIFFerence:OVERride?",
    parameters: "",
    meaning: "1 while such pairs are accepted",
    run: (c) => c.reply.integer(c.rig.pair.slipAllowed ? 1 : 0),
  },
  {
    header: "OUTPut#[:STATe]",
    parameters: "ON|OFF",
    meaning: "Hold the set point, or let go of control",
    run: (c) => {
      const on = c.parameters.boolean();
      if (on !== undefined) setMode(c, on ? modeNumbers.HOLD : modeNumbers.OFF);
    },
  },
  {
    header: "OUTPut#[:STATe]?",
    parameters: "",
    meaning: "1 while the side holds its pressure",
    run: (c) => c.reply.integer(c.rig.side(c.suffix).held ? 1 : 0),
  },
  {
    header: "OUTPut#:MODE",
    parameters: modeWords.join("|"),
    meaning:
      "Off, constant position, constant pressure, programmed spring of STIFfness# from PRESsure# on",
    run: (c) => {
      const mode = c.parameters.word(modeWords);
      if (mode !== undefined) setMode(c, modeNumbers[mode]);
    },
  },
  {
    header: "OUTPut#:MODE?",
    parameters: "",
    meaning: "Mode of the side",
    run: (c) => c.reply.text(c.rig.side(c.suffix).mode.toUpperCase()),
  },
  {
    header: "ABORt",
    parameters: "",
    meaning: "Stops all motion and the programme; as the byte !",
    run: (c) => {
      c.rig.stopMotion();
      pushOrder(c, OrderKind.abort, 0, 0);
    },
  },
];
