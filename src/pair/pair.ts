import type { Settings } from "../settings/table.js";
import type { Side } from "../side.js";
import { Coupling, crossGain, looseCrossGain } from "./coupling.js";
import { Decoupler } from "./decoupler.js";
import { type Bearing, bearsKPa, highestBeside, lowestBeside, slips, wallOf } from "./wall.js";

/** What the two sides of one cell have to do with each other: the mount that couples them, the wall that parts them. */
export class Pair {
  readonly coupling: Coupling;
  /** The operator wants to see whether the pellet slips. */
  slipAllowed: boolean;
  /** While the mount is known. */
  decoupler: Decoupler | undefined;
  private readonly wall: Bearing | undefined;
  private readonly cathode: Side;

  constructor(anode: Side, cathode: Side, settings: Settings) {
    this.cathode = cathode;
    // While both search nobody can tell whose screw presses which load cell.
    anode.searchAfter = cathode;
    this.wall = wallOf(settings);
    this.slipAllowed = settings.mould.slippingPairs === "allowed";
    this.coupling = new Coupling(settings.mould.mountStiffness);
    this.mountFound(this.coupling.mountNPerUm);
  }

  /** The mount of the mould gives way by so much, N/um; Infinity when it was not seen to. */
  mountFound(nPerUm: number): void {
    this.coupling.mountNPerUm = nPerUm;
    this.decoupler = this.coupling.rigid ? undefined : new Decoupler(this.coupling);
  }

  /** Share of a force on the anode that arrives at the cathode while its screw stands. */
  get crossGain(): number {
    return crossGain(this.cathode.loop.stiffnessNPerUm, this.coupling.mountNPerUm);
  }

  /** The wall that parts the two, as far as it is known and counts. */
  get bearing(): Bearing | undefined {
    return this.slipAllowed ? undefined : this.wall;
  }

  /** Highest pressure that one side may have beside the other's, kPa, as far as is known. */
  highestBeside(otherKPa: number): number {
    const { bearing } = this;
    return bearing === undefined ? Infinity : highestBeside(bearing, otherKPa);
  }

  /** Lowest pressure that one side may have beside the other's, kPa, as far as is known. */
  lowestBeside(otherKPa: number): number {
    const { bearing } = this;
    return bearing === undefined ? 0 : lowestBeside(bearing, otherKPa);
  }

  /** Why two pressures cannot be held together, in words; undefined when they can, as far as is known. */
  problem(anodeKPa: number, cathodeKPa: number): string | undefined {
    const { bearing } = this;
    if (bearing !== undefined && slips(bearing, anodeKPa, cathodeKPa)) {
      const bears = bearsKPa(bearing, anodeKPa, cathodeKPa);
      return (
        `the pellet would slip at ${anodeKPa.toFixed(0)} and ${cathodeKPa.toFixed(0)} KPA: ` +
        `the wall bears ${bears.toFixed(0)} of difference; PRES:DIFF:OVER ON to try`
      );
    }
    return this.crossGain > looseCrossGain
      ? "the mould is loose on its mount: see mould.mountStiffness"
      : undefined;
  }
}
