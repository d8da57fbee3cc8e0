import type { RigModel } from "../../sim/rigs/table.js";
import type { Scenario } from "../../sim/scenarios/table.js";
import { World } from "../../sim/world.js";
import type { JsonObject } from "../../src/document/table.js";
import { BenchHands } from "./bench-hands.js";
import { builderSettings, type StartSettings } from "./builder-settings.js";
import type { Pump } from "./line.js";

/** The simulated rig on a bench, on which time jumps, as it comes from its builder. */
export class SimulatedBench implements Pump {
  readonly world: World;
  readonly hands: BenchHands;
  hear: (text: string) => void = () => undefined;
  private readonly bytes = new Uint8Array(1 << 14);
  private readonly decoder = new TextDecoder("latin1");

  constructor(
    rig: RigModel,
    scenario: Scenario,
    seed: number,
    start: StartSettings = "factory",
    settingsChange: JsonObject = {},
  ) {
    const settings = builderSettings(rig, seed, start, settingsChange);
    this.world = new World({ rig, scenario, settings, programme: undefined, seed });
    this.hands = new BenchHands(this.world, seed);
  }

  send(text: string): void {
    this.world.simulated.uart.hostSend(text);
  }

  wait(seconds: number): Promise<void> {
    const ticks = Math.max(1, Math.round(seconds * 10));
    for (let i = 0; i < ticks; i += 1) {
      this.world.tick();
      const count = this.world.takeUart(this.bytes);
      if (count > 0) this.hear(this.decoder.decode(this.bytes.subarray(0, count)));
    }
    return Promise.resolve();
  }

  restart(): Promise<void> {
    this.world.restart(false);
    return Promise.resolve();
  }
}
