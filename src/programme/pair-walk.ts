import { areaOfDie } from "../../hal/units.js";
import type { Problems } from "../document/problems.js";
import { anodeMoves, Stages } from "../pair/stages.js";
import { type Bearing, bearingOf, bearsKPa, slips } from "../pair/wall.js";
import type { Settings } from "../settings/table.js";
import type { Programme, SideRamp, Step } from "./step.js";

/** A place of the programme at which two pressures stand, kPa. */
export type PairVisit = (path: string, anodeKPa: number, cathodeKPa: number) => void;

/** Tells every pair of pressures on the way of a programme, in the stages that the rig takes beside such a wall. */
export function walkPairs(
  programme: Programme,
  wall: Bearing | undefined,
  areaMm2: number,
  visit: PairVisit,
): void {
  new PairWalk(wall, areaMm2, visit).steps(programme.steps);
}

/**
 * Checks every pair of pressures on the way of a programme against what the wall bears, as far as the settings know it.
 * Adds one problem for each place.
 */
export function checkPairs(programme: Programme, settings: Settings, problems: Problems): void {
  const wall = bearingOf(settings);
  if (wall === undefined) return;
  const said: string[] = [];
  walkPairs(programme, wall, areaOfDie(settings.die.diameter), (path, anode, cathode) => {
    if (!slips(wall, anode, cathode)) return;
    // A pair that stays, as when a ramp leads to a hold, is told once, and so is a place.
    const pair = `${anode} ${cathode}`;
    if (said.includes(pair) || said.includes(path)) return;
    said.push(pair, path);
    const bears = bearsKPa(wall, anode, cathode).toFixed(0);
    problems.add(
      path,
      `the pellet would slip at ${anode.toFixed(0)} kPa on the anode and ${cathode.toFixed(0)} kPa on the cathode: the wall ` +
        `bears a difference of ${bears} kPa (settings.mould.wallShear); load in stages, closer together, or set ` +
        'settings.mould.slippingPairs to "allowed"',
    );
  });
}

/** Goes through the steps as the rig will, with the pressures that stand at each. */
class PairWalk {
  private readonly wall: Bearing | undefined;
  private readonly areaMm2: number;
  private readonly visit: PairVisit;
  private anodeKPa = 0;
  private cathodeKPa = 0;

  constructor(wall: Bearing | undefined, areaMm2: number, visit: PairVisit) {
    this.wall = wall;
    this.areaMm2 = areaMm2;
    this.visit = visit;
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
        this.go(`${step.path}.unload`, 0, 0);
        return;
      case "repeat":
        // Twice: the second round begins with the pressures that the first one left.
        this.steps(step.steps);
        this.steps(step.steps);
    }
  }

  private load(path: string, anode: SideRamp | undefined, cathode: SideRamp | undefined): void {
    this.go(path, anode?.toKPa ?? this.anodeKPa, cathode?.toKPa ?? this.cathodeKPa);
  }

  /** In the stages in which the rig goes there. */
  private go(path: string, anodeToKPa: number, cathodeToKPa: number): void {
    const way = new Stages(this.wall);
    way.begin(this.anodeKPa, this.cathodeKPa, anodeToKPa, cathodeToKPa);
    while (way.next(this.anodeKPa, this.cathodeKPa)) {
      if (way.side === anodeMoves) this.anodeKPa = way.toKPa;
      else this.cathodeKPa = way.toKPa;
      this.visit(path, this.anodeKPa, this.cathodeKPa);
    }
  }
}
