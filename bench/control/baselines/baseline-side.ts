import { Conversion } from "../../../hal/conversion.js";
import { makeAdcReading } from "../../../hal/load-cell-adc.js";
import type { Instant } from "../../../hal/units.js";
import { ForceSensor } from "../../../src/sensing/force-sensor.js";
import type { Settings, SideName } from "../../../src/settings/table.js";
import type { Side } from "../../../src/side.js";
import { BangBang } from "./bang-bang.js";
import type { Handover } from "./handover.js";
import { TextbookPid } from "./textbook-pid.js";

export type LawName = "textbookPid" | "bangBang";

/** What a law must do: decide once a period, and tell where it has sent the screw. */
interface Deciding {
  readonly targetUm: number;
  decide(sensor: ForceSensor): void;
}

/** The lag before the filter at ten conversions a second, and half a second of period: what the shipped loop reckons with. */
const converterLagS = 0.55;
const decidesAfterS = 0.1;
/** The shipped loop's period in quiet holding. */
const periodS = 1;

/**
 * One side under another law: the same load cell through the same median and low-pass, the same screw. It shows the scorer
 * what a `Side` shows it.
 */
export class BaselineSide {
  readonly sensor: ForceSensor;
  readonly targetKPa: number;
  readonly loop: {
    readonly motion: { targetUm: number; positionUm: number; readonly quantumUm: number };
  };
  private readonly law: Deciding;
  private readonly from: Handover;
  private readonly reading = makeAdcReading();
  private decidedAtUs = 0;

  constructor(name: SideName, law: LawName, settings: Settings, side: Side, hal: Handover["hal"]) {
    this.sensor = new ForceSensor(settings[name]);
    this.targetKPa = side.targetKPa;
    this.from = handover(name, settings, side, hal);
    this.law = law === "textbookPid" ? new TextbookPid(this.from) : new BangBang(this.from);
    const { targetUm, quantumUm } = this.from;
    this.loop = { motion: { targetUm, positionUm: targetUm, quantumUm } };
  }

  tick(at: Instant): void {
    if (this.from.hal.adc.read(this.reading) === Conversion.sample)
      this.sensor.take(this.reading, false);
    // The low-pass begins anew: not before it has forgotten.
    if (this.sensor.samples < 30 || (at - this.decidedAtUs) * 1e-6 < periodS - 0.05) return;
    this.decidedAtUs = at;
    this.law.decide(this.sensor);
    // Within a period the screw is where it was sent.
    this.loop.motion.positionUm = this.loop.motion.targetUm;
    this.loop.motion.targetUm = this.law.targetUm;
  }
}

function handover(name: SideName, settings: Settings, side: Side, hal: Handover["hal"]): Handover {
  const { loop, screw } = settings[name];
  return {
    hal,
    setPointN: (side.targetKPa * side.areaMm2) / 1000,
    forceN: side.sensor.filteredN,
    targetUm: side.loop.motion.targetUm,
    quantumUm: side.loop.motion.quantumUm,
    speedUmPerS: screw.speedMax,
    stiffnessNPerUm: side.loop.stiffnessNPerUm,
    tauS: loop.closedLoopTime,
    delayS: side.loop.setPoint.filterLagS + converterLagS + decidesAfterS,
    proportional: loop.proportional,
    derivativeS: loop.derivative,
    periodS,
  };
}
