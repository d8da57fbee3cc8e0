import { type HalKind, World } from "../../sim/world.js";
import { planned } from "../support/world-of.js";

/** A rig that holds, on one path or the other. Its host takes what it sends, so that nothing waits. */
export class HeldWorld {
  readonly world: World;
  readonly #piece = new Uint8Array(4096);

  constructor(hal: HalKind) {
    this.world = new World(planned({ hal, seed: 5 }));
    this.run(6000);
  }

  run(ticks: number): void {
    const { world } = this;
    for (let n = 0; n < ticks; n += 1) {
      world.tick();
      world.takeUart(this.#piece);
    }
  }
}
