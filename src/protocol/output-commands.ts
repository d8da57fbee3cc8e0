import { Mode } from "../mode.js";
import { OrderKind } from "../order.js";
import { intendedKPa, notReady } from "../readiness.js";
import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";
import { pushOrder, refusedByProgramme } from "./refusals.js";

const modeNumbers = { OFF: 0, GAP: 1, HOLD: 2 } as const;

function setLevel(call: Call): void {
  const pa = call.parameters.number("pressure");
  if (pa === undefined || !call.parameters.finished() || refusedByProgramme(call)) return;
  const highest = call.rig.highestKPa(call.suffix);
  if (pa < 0 || pa / 1000 > highest) {
    call.errors.push("outOfRange", `give 0 to ${(highest * 1000).toFixed(0)} PA`);
    return;
  }
  if (call.rig.side(call.suffix).mode === Mode.hold) {
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

function setSlew(call: Call): void {
  const paPerS = call.parameters.number("pressure rate");
  if (paPerS === undefined || !call.parameters.finished()) return;
  const own = call.suffix === 2 ? call.rig.settings.cathode : call.rig.settings.anode;
  const most = own.limits.rampRateMax * 1000;
  if (paPerS < 10 || paPerS > most) {
    call.errors.push("outOfRange", `give 10 to ${most.toFixed(0)} PA/S`);
    return;
  }
  call.rig.rateKPaPerS[call.suffix] = paPerS / 1000;
}

function setMode(call: Call, mode: number): void {
  if (!call.parameters.finished() || refusedByProgramme(call)) return;
  if (mode === 2) {
    const [reason] = notReady(call.rig, call.suffix);
    if (reason !== undefined) {
      call.errors.push("settingsConflict", reason);
      return;
    }
  }
  pushOrder(call, OrderKind.setMode, call.suffix, mode);
}

/** Set points, rates and modes of the sides. */
export const outputCommands: readonly CommandSpec[] = [
  {
    header: "[SOURce]:PRESsure#[:LEVel]",
    parameters: "<pressure>",
    meaning: "Set point; bare numbers are Pa",
    run: setLevel,
  },
  {
    header: "[SOURce]:PRESsure#[:LEVel]?",
    parameters: "",
    meaning: "Set point in Pa",
    run: (c) => c.reply.decimal((c.rig.levelKPa[c.suffix] as number) * 1000, 1),
  },
  {
    header: "[SOURce]:PRESsure#:SLEW",
    parameters: "<pressure>/S",
    meaning: "Ramp rate; bare numbers are Pa/s",
    run: setSlew,
  },
  {
    header: "[SOURce]:PRESsure#:SLEW?",
    parameters: "",
    meaning: "Ramp rate in Pa/s",
    run: (c) => c.reply.decimal((c.rig.rateKPaPerS[c.suffix] as number) * 1000, 1),
  },
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
    run: (c) => c.reply.integer(c.rig.side(c.suffix).mode === Mode.hold ? 1 : 0),
  },
  {
    header: "OUTPut#:MODE",
    parameters: "OFF|GAP|HOLD",
    meaning: "Off, constant position, constant pressure",
    run: (c) => {
      const mode = c.parameters.word(["OFF", "GAP", "HOLD"]);
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
