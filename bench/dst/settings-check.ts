import type { World } from "../../sim/world.js";
import { type JsonObject, writeTable } from "../../src/document/table.js";
import { type Settings, settingsTable } from "../../src/settings/table.js";
import type { Break } from "./broken.js";
import type { Plan } from "./plan.js";

/** Settings that the host changes. */
const intervalSaid = /"stream\.interval","([\d.]+) s"/g;

/** After a start all settings are as the factory gave them, but for what the host has said to be saved since the start before. */
export class SettingsCheck {
  private readonly world: World;
  private readonly plan: Plan;
  private readonly break: Break;
  private readonly factory: string;
  private interval: number;
  private saidUntilS = 0;

  constructor(world: World, plan: Plan, broken: Break) {
    this.world = world;
    this.plan = plan;
    this.break = broken;
    this.factory = withoutInterval(world.settings);
    this.interval = world.settings.stream.interval;
  }

  restart(): void {
    const { settings, settingsDamaged } = this.world.rig;
    if (withoutInterval(settings) !== this.factory) this.break("settings", "one has changed");
    const known = [this.interval, ...this.said()];
    if (settingsDamaged) known.push(this.world.settings.stream.interval);
    const { interval } = settings.stream;
    if (!known.includes(interval)) {
      this.break("settings", `interval ${interval} s, and not ${known.join(" or ")} s`);
    }
    this.interval = interval;
  }

  /** Intervals that the host has said since the start before. */
  private said(): number[] {
    const { atS } = this.world;
    const texts = this.plan.sayings.filter((one) => one.atS > this.saidUntilS && one.atS <= atS);
    // A message that is on its way at the start is read after it.
    this.saidUntilS = atS - 1;
    return texts.flatMap(({ text }) =>
      [...text.matchAll(intervalSaid)].map((match) => Number(match[1])),
    );
  }
}

/** All other settings, as text. */
function withoutInterval(settings: Settings): string {
  const json = writeTable(settingsTable, settings as JsonObject) as { stream: object };
  return JSON.stringify({ ...json, stream: { ...json.stream, interval: undefined } });
}
