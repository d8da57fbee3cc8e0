import type { MotionStage } from "../devices/motion-stage.js";
import type { Tmc5160File } from "./tmc5160-file.js";

/** What the status registers of an emulated TMC5160 show of its stage (data sheet Rev. 1.14). */
export class Tmc5160Status {
  /** Fault: SD_MODE is tied high, so steps come from outside; and another part's VERSION (6.1). */
  stepInput = false;
  version = 0x30;
  /** Which phases a short and an open coil are shown for in DRV_STATUS (6.5.5). */
  shortFlags = 0x08000000;
  openFlags = 0x60000000;
  /** event_pos_reached, which stays until it is cleared. */
  reached = false;

  readonly #stage: MotionStage;
  readonly #file: Tmc5160File;

  constructor(stage: MotionStage, file: Tmc5160File) {
    this.#stage = stage;
    this.#file = file;
  }

  /** SPI_STATUS (4.1.2). */
  get spi(): number {
    const global = this.global;
    const ramp = this.ramp;
    const driver = this.driver;
    return (
      (global & 0x3) |
      ((driver >>> 22) & 0x04) |
      ((driver >>> 28) & 0x08) |
      ((ramp >>> 4) & 0x30) |
      ((ramp << 6) & 0xc0)
    );
  }

  /** GSTAT (6.1). */
  get global(): number {
    const { wasReset, bridge } = this.#stage;
    return (wasReset ? 1 : 0) | (bridge.driverError ? 2 : 0) | (bridge.chargePumpLow ? 4 : 0);
  }

  /** IOIN (6.1), with the level of DRV_ENN. */
  inputs(drvEnn: number): number {
    const { limitLow, limitHigh } = this.#stage;
    const pins = (limitLow ? 1 : 0) | (limitHigh ? 2 : 0) | (this.stepInput ? 0x40 : 0);
    return ((this.version << 24) | pins | (drvEnn << 4)) >>> 0;
  }

  /** TSTEP (6.2). */
  get tstep(): number {
    const speed = Math.abs(this.#stage.velocity);
    const clocks = Math.floor(0x1000000 / speed);
    return clocks < 0xfffff ? clocks : 0xfffff;
  }

  /** RAMP_STAT (6.3.2.2). */
  get ramp(): number {
    const stage = this.#stage;
    const switches = this.#file.at(0x34);
    const left = stage.limitLow !== ((switches & 0x4) !== 0);
    const right = stage.limitHigh !== ((switches & 0x8) !== 0);
    return (
      (left ? 0x1 : 0) |
      (right ? 0x2 : 0) |
      (stage.blockedLow ? 0x10 : 0) |
      (stage.blockedHigh ? 0x20 : 0) |
      (stage.stalled ? 0x40 : 0) |
      (this.reached ? 0x80 : 0) |
      (stage.atSpeed ? 0x100 : 0) |
      (stage.arrived ? 0x200 : 0) |
      (stage.standing ? 0x400 : 0) |
      (this.#stallSeen ? 0x2000 : 0)
    );
  }

  /**
   * DRV_STATUS (6.5.5). Open load is also seen where there is none, at standstill (11.3): here always, so that nobody
   * relies on it.
   */
  get driver(): number {
    const stage = this.#stage;
    const { bridge } = stage;
    const currents = this.#file.at(0x10);
    const scale = stage.atStandstill ? currents & 0x1f : (currents >>> 8) & 0x1f;
    const openLoads = stage.standing ? bridge.wanted : bridge.openCoil;
    const shorts = bridge.shortSeen ? this.shortFlags : 0;
    return (
      (stage.stallGuardResult |
        (scale << 16) |
        (this.#stallSeen ? 1 << 24 : 0) |
        (bridge.overTemperature ? 1 << 25 : 0) |
        (bridge.overTemperature || bridge.warm ? 1 << 26 : 0) |
        shorts |
        (openLoads ? this.openFlags : 0) |
        (stage.atStandstill ? 1 << 31 : 0)) >>>
      0
    );
  }

  get #stallSeen(): boolean {
    return this.#stage.stallGuardResult === 0;
  }
}
