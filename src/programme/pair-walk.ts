import { areaOfDie } from "../../hal/units.js";
import type { Problems } from "../document/problems.js";
import { type Bearing, bearsKPa, slips, wallOf } from "../pair/wall.js";
import type { Settings } from "../settings/table.js";
import type { Programme, SideRamp, Step } from "./step.js";

/**
 * Checks every pair of pressures on the way of a programme against what the wall bears, as far as the settings know it.
 * Adds one problem for each place.
 */
export function checkPairs(programme: Programme, settings: Settings, problems: Problems): void {
  const wall = wallOf(settings);
  if (wall === undefined || settings.mould.slippingPairs === "allowed") return;
  new PairWalk(wall, areaOfDie(settings.die.diameter), problems).steps(programme.steps);
}

/** Goes through the steps as the rig will, with the pressures that stand at each. */
class PairWalk {
  private readonly wall: Bearing;
  private readonly areaMm2: number;
  private readonly problems: Problems;
  private anodeKPa = 0;
  private cathodeKPa = 0;
  private readonly said: string[] = [];

  constructor(wall: Bearing, areaMm2: number, problems: Problems) {
    this.wall = wall;
    this.areaMm2 = areaMm2;
    this.problems = problems;
  }

  steps(steps: readonly Step[]): void {
    for (const step of steps) this.step(step);
  }

  private step(step: Step): void {
    switch (step.kind) {
      case "approach": {
        const touchKPa = (step.touchN * 1000) / this.areaMm2;
        if (touchKPa > this.anodeKPa) this.anodeKPa = touchKPa;
        if (touchKPa > this.cathodeKPa) this.cathodeKPa = touchKPa;
        return;
      }
      case "ramp":
      case "hold":
      case "stiffness":
        this.load(`${step.path}.${step.kind}`, step.anode, step.cathode);
        return;
      case "unload":
        this.anodeTo(`${step.path}.unload`, 0);
        this.cathodeTo(`${step.path}.unload`, 0);
        return;
      case "repeat":
        // Twice: the second round begins with the pressures that the first one left.
        this.steps(step.steps);
        this.steps(step.steps);
    }
  }

  /** One side after the other, as the rig does it: the cathode first, but the anode when it goes down. */
  private load(path: string, anode: SideRamp | undefined, cathode: SideRamp | undefined): void {
    const anodeFirst = anode !== undefined && anode.toKPa < this.anodeKPa;
    if (anodeFirst) this.anodeTo(path, anode.toKPa);
    if (cathode !== undefined) this.cathodeTo(path, cathode.toKPa);
    if (anode !== undefined && !anodeFirst) this.anodeTo(path, anode.toKPa);
  }

  private anodeTo(path: string, kPa: number): void {
    this.anodeKPa = kPa;
    this.judge(path);
  }

  private cathodeTo(path: string, kPa: number): void {
    this.cathodeKPa = kPa;
    this.judge(path);
  }

  private judge(path: string): void {
    const anode = this.anodeKPa;
    const cathode = this.cathodeKPa;
    if (!slips(this.wall, anode, cathode)) return;
    // A pair that stays, as when a ramp leads to a hold, is told once, and so is a place.
    const pair = `${anode} ${cathode}`;
    if (this.said.includes(pair) || this.said.includes(path)) return;
    this.said.push(pair, path);
    const bears = bearsKPa(this.wall, anode, cathode).toFixed(0);
    this.problems.add(
      path,
      `the pellet would slip at ${anode.toFixed(0)} kPa on the anode and ${cathode.toFixed(0)} kPa on the cathode: the wall ` +
        `bears a difference of ${bears} kPa (settings.mould.wallShear); load in stages, closer together, or set ` +
        'settings.mould.slippingPairs to "allowed"',
    );
  }
}
