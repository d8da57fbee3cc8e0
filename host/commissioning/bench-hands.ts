import {
  loweringTorquePerNewton,
  raisingTorquePerNewton,
} from "../../sim/mechanics/screw-torque.js";
import { Prng } from "../../sim/prng.js";
import type { World } from "../../sim/world.js";
import type { Act } from "./dialog.js";
import type { SideName } from "./line.js";

const dummyUm = 20_000;

/** Tr8x2 with dry friction, as in docs/hardware.md. */
const thread = { leadMm: 2, pitchDiameterMm: 7, friction: 0.15 };

/** Hands at a simulated rig: they put weights on load cells, turn screws with a wrench, put the dummy in and take it out. */
export class BenchHands {
  private readonly world: World;
  private readonly wrench: Prng;
  private inside = true;

  constructor(world: World, seed: number) {
    this.world = world;
    this.wrench = new Prng(seed, "torque wrench");
  }

  /** Puts a force on a load cell that nothing else presses on; 0 takes it off. */
  load(side: SideName, forceN: number): void {
    const { loadCell } = this.world.simulated[side];
    loadCell.faultN = loadCell.staticReadingN(forceN) - loadCell.staticReadingN(0);
  }

  /** What an operator does while being asked. */
  do(act: Act): void {
    if (act.kind === "load") this.load(act.side, act.forceN);
    else if (act.kind === "torque") this.turn(act.side, act.torqueNm, act.up);
    else this.put(act.inside);
  }

  /** The dummy is thicker than the way that any step has pressed, so without it nothing touches. */
  private put(inside: boolean): void {
    if (inside === this.inside) return;
    this.inside = inside;
    const change = inside ? -dummyUm : dummyUm;
    const { anode, cathode } = this.world.simulated.press;
    anode.train.gapUm += change;
    cathode.train.gapUm += change;
  }

  /** Turns a screw with a torque wrench that is good to 3 %: the force that the thread makes of it. */
  private turn(side: SideName, torqueNm: number, up: boolean): void {
    const perNewton = up ? raisingTorquePerNewton(thread) : loweringTorquePerNewton(thread);
    const wrench = 1 + 0.03 * this.wrench.normal();
    this.load(side, (torqueNm * wrench) / perNewton);
  }

  /** The two load cells are plugged into each other's converters. */
  swapCells(): void {
    const { anode, cathode } = this.world.simulated;
    anode.hears = cathode;
    cathode.hears = anode;
  }
}
