import { makeVoltageReading } from "../../hal/cell-voltage.js";
import { makeInterlockReading } from "../../hal/interlock.js";
import { makeAdcReading } from "../../hal/load-cell-adc.js";
import { makeScrewReading } from "../../hal/screw.js";
import { makeTemperatureReading } from "../../hal/thermometer.js";
import { micrometres, micrometresPerSecond } from "../../hal/units.js";
import type { Answer, SideAnswer } from "../../host/cosim/co-simulation.js";
import { SimulatedRig, type SimulatedRigOptions } from "../../sim/simulated-rig.js";
import type { Settings, SideName } from "../../src/settings/table.js";

const sideNames: readonly SideName[] = ["anode", "cathode"];

/** The simulated rig as a plant at the other end of a pipe: what its devices show becomes a line, answers move its screws. */
export class SimulatedPlant {
  readonly simulated: SimulatedRig;
  /** Raw codes of the last line. */
  readonly codes: Record<SideName, number | undefined> = { anode: undefined, cathode: undefined };
  private readonly before: Partial<Record<SideName, SideAnswer>> = {};

  constructor(options: SimulatedRigOptions, settings: Settings) {
    this.simulated = new SimulatedRig(options);
    for (const side of sideNames) {
      const { lead, stepsPerTurn, gearRatio } = settings[side].screw;
      const umPerFullStep = micrometres((lead * 1000) / (stepsPerTurn * gearRatio));
      this.simulated.hal[side].screw.configure(umPerFullStep);
    }
  }

  /** Time goes on; the line to the controller. */
  line(dtUs: number): string {
    this.simulated.advance(dtUs);
    const { hal, clock } = this.simulated;
    const anode = this.side("anode");
    const cathode = this.side("cathode");
    const lines = makeInterlockReading();
    hal.interlock.read(lines);
    const volts = makeVoltageReading();
    const cell = hal.cellVoltage.read(volts) === "sample" && !volts.clipped;
    const temperature = makeTemperatureReading();
    const warm = hal.thermometer.read(temperature) === "sample";
    return JSON.stringify({
      t: clock.now() / 1e6,
      anode,
      cathode,
      lines,
      ...(cell && { cell: { volts: volts.volts } }),
      ...(warm && { temperature: { degC: temperature.degC } }),
    });
  }

  obey(answer: Answer): void {
    for (const side of sideNames) {
      const now = answer[side];
      const before = this.before[side];
      const { screw } = this.simulated.hal[side];
      if (now.enabled && !before?.enabled) screw.enable(true);
      const changed = now.targetUm !== before?.targetUm || now.speedUmPerS !== before?.speedUmPerS;
      if (now.enabled && (changed || !before?.enabled)) {
        screw.moveTo(micrometres(now.targetUm), micrometresPerSecond(now.speedUmPerS));
      } else if (!now.enabled && before?.enabled) screw.stop();
      this.before[side] = now;
    }
  }

  private side(name: SideName) {
    const { adc, screw } = this.simulated.hal[name];
    const code = makeAdcReading();
    this.codes[name] = adc.read(code) === "sample" ? code.counts : undefined;
    const chip = makeScrewReading();
    if (!screw.read(chip, this.simulated.clock.now())) return { counts: this.codes[name] ?? null };
    const { position, reset, stall, limitLow, limitHigh, loadPercent } = chip;
    return {
      counts: this.codes[name] ?? null,
      positionUm: position,
      status: { reset, stall, limitLow, limitHigh, loadPct: loadPercent },
    };
  }
}
