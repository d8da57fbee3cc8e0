/** What a side is doing, in one word each; the texts are in view/strings.ts. */
export type SideState =
  | "off"
  | "keep"
  | "move"
  | "seek"
  | "retract"
  | "ramp"
  | "settle"
  | "hold"
  | "spring"
  | "fault";

/** Within this of the set point a side counts as holding it: 1 % or 2 kPa, as `*OPC` has it. */
export function bandKPa(setKPa: number): number {
  return Math.max(2, Math.abs(setKPa) * 0.01);
}

/** Modes of both sides off or constant position, phases at rest, no programme: nothing is on its way. */
export function standsStill(flags: number): boolean {
  const rest = (shift: number) => ((flags >> shift) & 3) !== 2 && ((flags >> (shift + 2)) & 3) === 0;
  return rest(0) && rest(4) && (flags & 0x800) === 0;
}

interface Seen {
  readonly flags: number;
  readonly pressureKPa: number;
  readonly setKPa: number;
  /** Set point of the row before. */
  readonly setBeforeKPa: number;
}

/** `shift` is 0 for the anode and 4 for the cathode (docs/protocol.md, bits of `flags`). */
export function sideState(seen: Seen, shift: 0 | 4): SideState {
  const mode = (seen.flags >> shift) & 3;
  const phase = (seen.flags >> (shift + 2)) & 3;
  if ((seen.flags & 0x100) !== 0) return "fault";
  if (phase === 1) return "seek";
  if (phase === 3) return "retract";
  if (mode === 0) return "off";
  if (mode === 1) return phase === 2 ? "move" : "keep";
  if ((seen.flags & (shift === 0 ? 1 << 18 : 1 << 19)) !== 0) return "spring";
  if (seen.setKPa !== seen.setBeforeKPa) return "ramp";
  return Math.abs(seen.pressureKPa - seen.setKPa) <= bandKPa(seen.setKPa) ? "hold" : "settle";
}
