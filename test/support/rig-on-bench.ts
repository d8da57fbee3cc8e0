import type { ProgrammeRunner } from "../../src/programme/runner.js";
import type { Step } from "../../src/programme/step.js";
import { Rig, tickUs } from "../../src/rig.js";
import type { Settings } from "../../src/settings/table.js";
import { FakeHal } from "./fake-hal.js";
import { settingsWith } from "./settings-with.js";

/** Area of the default die of 10 mm, mm2: pi 10^2 / 4. */
export const dieAreaMm2 = 78.53981633974483;

/**
 * The firmware's rig on a machine worked by hand. Each tick both converters show the forces of the fields; the cell
 * is a spring: `forceN + springNPerUm * (position of the screw)`, never below zero.
 */
export class RigOnBench {
  readonly hal = new FakeHal();
  readonly settings: Settings;
  readonly rig: Rig;
  readonly anode = { forceN: 0, springNPerUm: 0, silent: false };
  readonly cathode = { forceN: 0, springNPerUm: 0, silent: false };

  constructor(settings: Settings = settingsWith()) {
    this.settings = settings;
    this.rig = new Rig(this.hal, settings, { serial: "BENCH-7", bootCount: 3 });
  }

  get programme(): ProgrammeRunner {
    return this.rig.programme;
  }

  /** Time goes on by one period and the rig ticks, so many times. */
  tick(times = 1, periodUs = tickUs): void {
    for (let i = 0; i < times; i += 1) {
      this.hal.clock.atUs += periodUs;
      this.convert("anode");
      this.convert("cathode");
      this.rig.tick();
    }
  }

  /** The host sends text; the rig takes it in between two ticks. What the rig has sent by then. */
  send(text: string): string {
    this.say(text);
    return this.hal.uart.take();
  }

  /** The host sends text and does not look at what comes back yet. */
  say(text: string): void {
    this.hal.uart.send(text);
    this.rig.receive();
  }

  /** The oldest entry of the error queue. */
  error(): string {
    return this.send("SYST:ERR?\n").trimEnd();
  }

  /** Both sides come under control at pressures, kPa, that they already have. */
  holdBoth(anodeKPa: number, cathodeKPa: number): void {
    this.anode.forceN = (anodeKPa * dieAreaMm2) / 1000;
    this.cathode.forceN = (cathodeKPa * dieAreaMm2) / 1000;
    // Twelve times the 0.5 s of the filter.
    this.tick(60);
    this.say(`PRES1 ${anodeKPa} KPA;PRES2 ${cathodeKPa} KPA;OUTP1 ON;OUTP2 ON\n`);
    this.tick();
  }

  /** Starts a programme of one step, which holds 2.5 / 0.2 MPa for an hour unless told otherwise. */
  startProgramme(step: Step = holdStep): void {
    this.rig.start({ name: "bench", steps: [step] });
  }

  private convert(side: "anode" | "cathode"): void {
    const cell = this[side];
    if (cell.silent) return;
    const own = this.settings[side].loadCell;
    const forceN = cell.forceN + cell.springNPerUm * this.hal[side].screw.positionUm;
    const code = Math.round(Math.max(0, forceN) * own.countsPerNewton + own.tare);
    this.hal[side].adc.convert(this.hal.clock.atUs, code);
  }
}

const holdStep: Step = {
  kind: "hold",
  path: "steps[0]",
  anode: { toKPa: 2500, rateKPaPerS: undefined },
  cathode: { toKPa: 200, rateKPaPerS: undefined },
  until: [{ name: "after", value: 3600 }],
};
