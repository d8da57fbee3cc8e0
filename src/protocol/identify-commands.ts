import type { SideIdentity } from "../identify/identity.js";
import { OrderKind } from "../order.js";
import { notPressable } from "../readiness.js";
import type { CommandSpec } from "./command-spec.js";
import type { Call } from "./console.js";
import { pushOrder, refusedByProgramme } from "./refusals.js";

/** Lowest pressure to identify up to, Pa. */
const askedMinPa = 1;

/** A pressure of a channel as parameter, within its limits, kPa; by default its set point. */
function pressure(call: Call, channel: 1 | 2): number | undefined {
  const { rig, parameters } = call;
  const highest = Math.floor(rig.highestKPa(channel) * 1000);
  const level = (rig.levelKPa[channel] as number) * 1000;
  const pa = parameters.within("pressure", askedMinPa, highest, level);
  return pa === undefined ? undefined : pa / 1000;
}

function start(call: Call): void {
  const { rig } = call;
  let anode = rig.levelKPa[1] as number;
  let cathode = rig.levelKPa[2] as number;
  if (call.parameters.count > 0) {
    const first = pressure(call, 1);
    const second = first === undefined ? undefined : pressure(call, 2);
    if (first === undefined || second === undefined) return;
    anode = first;
    cathode = second;
  }
  if (!call.parameters.finished() || refusedByProgramme(call)) return;
  const reason = notPressable(rig, 1)[0] ?? notPressable(rig, 2)[0];
  if (reason !== undefined) {
    call.errors.push("settingsConflict", reason);
    return;
  }
  rig.identifier.askedKPa[1] = anode;
  rig.identifier.askedKPa[2] = cathode;
  pushOrder(call, OrderKind.identify, 0, 0);
}

function state(call: Call): void {
  const { identifier } = call.rig;
  call.reply.text(identifier.state.toUpperCase());
  call.reply.comma();
  call.reply.integer(identifier.busy ? (identifier.current?.channel ?? 0) : 0);
  call.reply.comma();
  call.reply.text(`"${identifier.current?.refusal?.fault ?? "none"}"`);
}

/** The figures of a side as they are told, in SI units; the factor from those inside, and decimals. */
export const told = [
  { figure: "stiffnessNPerUm", factor: 1e6, decimals: 0, is: "stiffness of the train, N/m" },
  { figure: "stiffnessSigmaNPerUm", factor: 1e6, decimals: 0, is: "its uncertainty" },
  {
    figure: "contactRootNPerUm",
    factor: 1e6,
    decimals: 0,
    is: "contact stiffness over the root of the force, N^0.5/m",
  },
  { figure: "contactRootSigma", factor: 1e6, decimals: 0, is: "its uncertainty" },
  { figure: "lashUm", factor: 1e-6, decimals: 9, is: "lash, m" },
  { figure: "lashSigmaUm", factor: 1e-6, decimals: 9, is: "its uncertainty" },
  { figure: "delayS", factor: 1, decimals: 3, is: "delay, s" },
  { figure: "delaySigmaS", factor: 1, decimals: 3, is: "its uncertainty" },
  { figure: "relaxation", factor: 1, decimals: 4, is: "share of a load that relaxes" },
  { figure: "noiseN", factor: 1, decimals: 6, is: "noise of a conversion, N RMS" },
  { figure: "fromN", factor: 1, decimals: 2, is: "lowest load measured at, N" },
  { figure: "toN", factor: 1, decimals: 2, is: "highest load measured at, N" },
  {
    figure: "cross",
    factor: 1,
    decimals: 5,
    is: "change of the other side's force per change of this one",
  },
  { figure: "crossSigma", factor: 1, decimals: 5, is: "its uncertainty" },
] as const satisfies readonly {
  readonly figure: keyof SideIdentity;
  readonly factor: number;
  readonly decimals: number;
  readonly is: string;
}[];

function result(call: Call): void {
  const { identity } = call.rig.identifier;
  const side = call.suffix === 2 ? identity?.cathode : identity?.anode;
  told.forEach(({ figure, factor, decimals }, i) => {
    if (i > 0) call.reply.comma();
    call.reply.decimal(side === undefined ? Number.NaN : side[figure] * factor, decimals);
  });
}

function mount(call: Call): void {
  const { identity } = call.rig.identifier;
  call.reply.decimal(identity === undefined ? Number.NaN : identity.mountNPerUm * 1e6, 0);
  call.reply.comma();
  call.reply.decimal(identity === undefined ? Number.NaN : identity.mountSigmaNPerUm * 1e6, 0);
}

function check(call: Call): void {
  const { identifier } = call.rig;
  const watch = call.suffix === 2 ? identifier.cathodeWatch : identifier.anodeWatch;
  call.reply.integer(watch?.reversals ?? 0);
  call.reply.comma();
  call.reply.decimal(watch?.ratio ?? Number.NaN, 3);
  call.reply.comma();
  call.reply.integer(watch?.moves ?? 0);
}

function forget(call: Call): void {
  if (!call.parameters.finished()) return;
  if (!call.rig.resting)
    call.errors.push("settingsConflict", "flash is written at rest: OUTP1 OFF;OUTP2 OFF first");
  else if (!call.rig.identifier.forget()) call.errors.push("massStorage", "the store refused");
}

/** The rig finds out what it is made of (docs/identification.md). */
export const identifyCommands: readonly CommandSpec[] = [
  {
    header: "IDENtify[:STARt]",
    parameters: "[<anode pressure>,<cathode pressure>]",
    meaning:
      "Measures stiffness, lash, delay and coupling of both sides, up to these pressures or else the set points",
    run: start,
  },
  {
    header: "IDENtify:STATe?",
    parameters: "",
    meaning:
      "IDLE, TOUCH, MEASURE, DONE, REFUSED or STOPPED; the channel that is moved, or 0; why it was refused",
    run: state,
  },
  {
    header: "IDENtify:RESult#?",
    parameters: "",
    meaning: `What is in force: ${told.map(({ is }) => is).join("; ")}`,
    run: result,
  },
  {
    header: "IDENtify:MOUNt?",
    parameters: "",
    meaning:
      "Stiffness of the mould's mount in N/m and its uncertainty; infinite when it was not seen to give way",
    run: mount,
  },
  {
    header: "IDENtify:CHECk#?",
    parameters: "",
    meaning:
      "Reversals in this hour; stiffness that ramps show over that measured; moves that told it",
    run: check,
  },
  {
    header: "IDENtify:CLEar",
    parameters: "",
    meaning: "Forgets what is stored; from the next start the settings count again",
    run: forget,
  },
];
