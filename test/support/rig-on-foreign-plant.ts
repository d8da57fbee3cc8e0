import { Prng } from "../../sim/prng.js";
import type { JsonObject } from "../../src/document/table.js";
import { placeNames } from "../../src/guard/fault-log.js";
import { Rig } from "../../src/rig.js";
import type { Settings, SideName } from "../../src/settings/table.js";
import { type ForeignChoice, ForeignPlant, type ForeignSide } from "./foreign-plant.js";
import { settingsWith } from "./settings-with.js";

/** A side like the reference rig's anode, with the numbers of a converter at ten conversions a second. */
export const softAnode: ForeignSide = {
  trainNPerUm: 0.2,
  contactRoot: 1.5,
  lashUm: 6,
  lashScatter: 0.1,
  gapUm: 60,
  countsPerNewton: 8590,
  noiseN: 0.0125,
  deadS: 0.2,
  lagS: 0.15,
  relaxation: 0.03,
  relaxationS: 20,
  driftUmPerS: 0,
};

/** A side like its cathode. */
export const softCathode: ForeignSide = {
  ...softAnode,
  trainNPerUm: 0.005,
  lashUm: 5,
  gapUm: 40,
  countsPerNewton: 85899,
  noiseN: 0.00125,
};

export const softPair: ForeignChoice = {
  anode: softAnode,
  cathode: softCathode,
  mountNPerUm: 20,
  wallN: Infinity,
  conversionsPerS: 10,
  seed: 1,
};

export interface ForeignPlan {
  readonly plant?: Partial<ForeignChoice>;
  readonly anode?: Partial<ForeignSide>;
  readonly cathode?: Partial<ForeignSide>;
  /** What the laboratory believes, in the format of the settings; the calibration is right unless told otherwise. */
  readonly settings?: { readonly anode?: JsonObject; readonly cathode?: JsonObject };
  /** Time between two ticks, s. */
  readonly paceS?: (prng: Prng) => number;
}

/** The firmware's rig on a plant with physics of its own. */
export class RigOnForeignPlant {
  readonly plant: ForeignPlant;
  readonly settings: Settings;
  readonly rig: Rig;
  readonly choice: ForeignChoice;
  private readonly paceS: () => number;

  constructor(plan: ForeignPlan = {}) {
    const choice = { ...softPair, ...plan.plant };
    this.choice = {
      ...choice,
      anode: { ...choice.anode, ...plan.anode },
      cathode: { ...choice.cathode, ...plan.cathode },
    };
    this.plant = new ForeignPlant(this.choice);
    this.settings = settingsWith({
      anode: believed(this.choice.anode, plan.settings?.anode),
      cathode: believed(this.choice.cathode, plan.settings?.cathode),
    });
    this.rig = new Rig(this.plant.hal, this.settings, { serial: "FOREIGN", bootCount: 1 });
    const prng = new Prng(this.choice.seed, "pace");
    const pace = plan.paceS;
    this.paceS = pace === undefined ? () => 0.1 : () => pace(prng);
  }

  /** Time goes on by a tick. */
  tick(): void {
    this.plant.advance(Math.round(this.paceS() * 1e6));
    this.rig.tick();
  }

  run(s: number): void {
    const untilUs = this.rig.atUs + s * 1e6;
    while (this.rig.atUs < untilUs) this.tick();
  }

  /** Runs until something is so; false when it did not become so in time. */
  runUntil(done: () => boolean, mostS: number): boolean {
    const untilUs = this.rig.atUs + mostS * 1e6;
    while (this.rig.atUs < untilUs) {
      this.tick();
      if (done()) return true;
    }
    return false;
  }

  /** The host sends lines; what the rig has sent back by then. */
  say(...lines: readonly string[]): string {
    for (const line of lines) {
      this.plant.serial.uart.send(`${line}\n`);
      this.rig.receive();
    }
    return this.plant.serial.uart.take().trimEnd();
  }

  /** What is latched, as "fault place". */
  get latched(): string[] {
    const list: string[] = [];
    this.rig.guard.log.forEach((name, place) => {
      list.push(`${name} ${placeNames[place]}`);
    });
    return list;
  }
}

/** The laboratory's calibration is right; the rest is the reference rig's nameplate. */
function believed(part: ForeignSide, more: JsonObject = {}): JsonObject {
  const { loadCell, ...rest } = more;
  return {
    loadCell: {
      countsPerNewton: `${part.countsPerNewton} counts/N`,
      tare: "1000 counts",
      ...(loadCell as JsonObject | undefined),
    },
    ...rest,
  };
}

export const sideNames: readonly SideName[] = ["anode", "cathode"];
