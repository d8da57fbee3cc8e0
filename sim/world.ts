import { bootRig } from "../src/boot.js";
import { type JsonObject, writeTable } from "../src/document/table.js";
import { placeNames } from "../src/guard/fault-log.js";
import { IdentityStore } from "../src/identify/identity-store.js";
import { ProgrammeState } from "../src/programme/runner.js";
import type { Programme } from "../src/programme/step.js";
import { Rig, tickUs } from "../src/rig.js";
import { RunKeeper } from "../src/run-keeper.js";
import { type Settings, settingsTable } from "../src/settings/table.js";
import { nextBootCount } from "../src/store/boot-counter.js";
import { SettingsStore } from "../src/store/settings-store.js";
import type { DisplacementTrace } from "./cell/displacement-trace.js";
import { EmulatedBoard } from "./emulated-board.js";
import { FaultInjector } from "./faults/injector.js";
import type { FaultWorld } from "./faults/target.js";
import { Ghost } from "./ghost.js";
import { Prng } from "./prng.js";
import type { RigModel } from "./rigs/table.js";
import type { Scenario } from "./scenarios/table.js";
import { type RaisedFault, Scorer, type Summary } from "./scorer.js";
import { SimulatedRig } from "./simulated-rig.js";
import type { Truth } from "./truth.js";

export interface WorldOptions {
  readonly rig: RigModel;
  readonly scenario: Scenario;
  readonly trace?: DisplacementTrace | undefined;
  readonly settings: Settings;
  readonly programme: Programme | undefined;
  readonly seed: number;
  /**
   * `contract`: devices that keep the contracts of hal/ directly. `bus`: the drivers of the ESP32 over emulated chips, with
   * buses that take time or, `busUntimed`, none.
   */
  readonly hal?: HalKind;
}

export type HalKind = "contract" | "bus" | "busUntimed";

/** Something worth a line in the report. */
export interface WorldEvent {
  readonly atS: number;
  readonly name: string;
  readonly side: string;
  readonly text: string;
}

/** Events kept for the report; later ones are counted only. */
const eventsMax = 2000;
const dtS = tickUs * 1e-6;
/** Ticks that come late follow each other at this distance. */
const bunchedUs = 1000;
/** Load cells that tell nothing after this time, in ticks, will not. */
const startTicksMax = 50;
/** The ghosts look at the cell this often, in ticks. */
const ghostTicks = 10;

/**
 * The desktop world: the firmware's own rig on simulated hardware, a host that switches the stream on, the scorer, and
 * the same cell with frozen screws beside it. One `tick` is 100 ms.
 */
export class World implements FaultWorld {
  readonly simulated: SimulatedRig;
  /** Buses and chips, when the rig runs on them. */
  readonly board: EmulatedBoard | undefined;
  readonly scorer: Scorer;
  readonly truth: Truth;
  readonly injector: FaultInjector;
  /** Fault: the latest that a tick may come, us. */
  lateUs = 0;
  /** Starts of the controller, the first one included. */
  boots = 1;
  readonly faults: RaisedFault[] = [];
  readonly events: WorldEvent[] = [];
  eventsDropped = 0;
  /** The same cell on this rig with its screws frozen, at fixed gap, and on springs alone; from the start of scoring. */
  readonly ghostRig: Ghost;
  readonly ghostFixed: Ghost;
  readonly ghostSprings: Ghost;
  /** False until scoring has begun: the ghosts have nothing to show before. */
  ghostsValid = false;
  private rigNow: Rig;
  /** Those of the first start. */
  readonly settings: Settings;
  private readonly serial: string;
  private readonly lateness: Prng;
  private bootAtS = 0;
  private ticks = 0;
  /** The programme, until the load cells have something to show. */
  private waiting: Programme | undefined;
  private faultRevision = 0;
  private stepsSeen = 0;

  constructor(options: WorldOptions) {
    const { rig, scenario, trace, settings, programme, seed } = options;
    this.simulated = new SimulatedRig({ rig, scenario, trace, seed });
    this.truth = this.simulated.truth;
    this.settings = settings;
    this.serial = `SIM-${seed}`;
    this.lateness = new Prng(seed, "late ticks");
    const kind = options.hal ?? "contract";
    if (kind !== "contract")
      this.board = new EmulatedBoard(this.simulated, rig, seed, kind === "bus");
    this.injector = new FaultInjector(this, scenario.faults, seed);
    const hal = this.board?.hal ?? this.simulated.hal;
    const bootCount = nextBootCount(hal.store);
    this.rigNow = new Rig(hal, settings, { serial: this.serial, bootCount });
    this.rigNow.settingsStore = new SettingsStore(hal.store);
    this.rigNow.run = new RunKeeper(hal.store, this.rigNow);
    this.rigNow.runDueUs = 0;
    this.rigNow.identifier.restore(new IdentityStore(hal.store));
    this.scorer = new Scorer(this.rig, settings, rig, this.truth, seed);
    this.ghostRig = new Ghost(rig, "rig");
    this.ghostFixed = new Ghost(rig, "fixedGap");
    this.ghostSprings = new Ghost(rig, "springs");
    this.simulated.uart.hostSend("DATA:STR ON\n");
    this.rig.receive();
    this.waiting = programme;
  }

  /** The firmware: another one after each start. */
  get rig(): Rig {
    return this.rigNow;
  }

  /** Advances the world by one tick: physics, firmware, scores. */
  tick(): void {
    this.injector.step(this.atS, dtS);
    // Buses may have taken some of the time already.
    const dueUs = (this.ticks + 1) * tickUs + this.delayUs();
    const leftUs = dueUs - this.simulated.clock.worldUs;
    this.simulated.advance(leftUs > 0 ? leftUs : bunchedUs);
    this.rig.tick();
    this.ticks += 1;
    if (this.waiting !== undefined) this.startProgramme(this.waiting);
    this.scorer.listen(dtS);
    if (this.scorer.began) this.startGhosts();
    else if (this.ghostsValid && this.ticks % ghostTicks === 0) this.advanceGhosts();
    this.scorer.score(dtS, this.ghostRig, this.ghostFixed);
    this.watchFaults();
    if (this.rig.programme.stepsBegun !== this.stepsSeen) this.watchProgramme();
  }

  /** Simulated time, s. */
  get atS(): number {
    return this.ticks / 10;
  }

  /** The programme has come to its end. */
  get ended(): boolean {
    return this.rig.programme.state === ProgrammeState.done;
  }

  /**
   * The controller starts anew and knows only what is stored; with `power` the chips do, too. The programme that ran is
   * not started again, and the simulated host switches the stream on as it does with every rig that it meets.
   */
  restart(power: boolean, reason = power ? "Brownout" : "Task WDT"): void {
    const { simulated } = this;
    if (power) this.powerChips();
    simulated.clock.restart();
    simulated.uart.restart();
    simulated.interlock.openCycler(false);
    for (const side of [simulated.anode, simulated.cathode]) side.adc.restart();
    this.board?.restart();
    this.boots += 1;
    this.bootAtS = this.atS;
    this.rigNow = bootRig({
      hal: this.board?.hal ?? simulated.hal,
      serial: this.serial,
      resetReason: reason,
      factorySettings: writeTable(settingsTable, this.settings as JsonObject),
    });
    this.scorer.follow(this.rigNow);
    this.faultRevision = 0;
    this.stepsSeen = 0;
    this.waiting = undefined;
    this.note({ atS: this.atS, name: "restart", side: "rig", text: "The controller starts anew" });
    simulated.uart.hostSend("DATA:STR ON\n");
    this.rig.receive();
  }

  private powerChips(): void {
    const { simulated, board } = this;
    if (board === undefined) {
      for (const side of [simulated.anode, simulated.cathode]) {
        side.screw.resetChip();
        side.adc.resetChip();
      }
      simulated.cellVoltage.resetChip();
      return;
    }
    for (const motor of [board.anodeMotor, board.cathodeMotor]) motor.reset();
    for (const chip of [board.anodeAdc, board.cathodeAdc, board.voltage]) chip.resetChip();
  }

  /** How much later than the grid of its period this tick comes, us. */
  private delayUs(): number {
    return this.lateUs === 0 ? 0 : Math.floor(this.lateness.next() * this.lateUs);
  }

  /** Bytes that the rig has sent to its host since the last call. */
  takeUart(into: Uint8Array): number {
    return this.simulated.uart.hostTake(into);
  }

  summary(): Summary {
    return this.scorer.summary(this.faults, this.atS);
  }

  /** An operator starts it when both load cells tell something; on a dead one, to see it refused. */
  private startProgramme(programme: Programme): void {
    const { anode, cathode } = this.rig;
    if (!(anode.fresh && cathode.fresh) && this.ticks < startTicksMax) return;
    this.waiting = undefined;
    this.rig.start(programme);
    this.watchProgramme();
  }

  private startGhosts(): void {
    this.ghostsValid = true;
    this.ghostRig.start(this.simulated.press);
    this.ghostFixed.start(this.simulated.press);
    this.ghostSprings.start(this.simulated.press);
  }

  private advanceGhosts(): void {
    const { anode, cathode } = this.truth;
    const forS = ghostTicks * dtS;
    const ga = anode.growthUm;
    const gc = cathode.growthUm;
    const ta = anode.thermalUm;
    const tc = cathode.thermalUm;
    this.ghostRig.advance(forS, ga, gc, ta, tc);
    this.ghostFixed.advance(forS, ga, gc, ta, tc);
    this.ghostSprings.advance(forS, ga, gc, ta, tc);
  }

  private watchFaults(): void {
    const { log } = this.rig.guard;
    if (log.revision === this.faultRevision) return;
    this.faultRevision = log.revision;
    log.forEach((name, place, atUs) => {
      const atS = Math.floor(atUs / 1e5 + this.bootAtS * 10 + 0.5) / 10;
      const side = placeNames[place];
      if (this.faults.some((f) => f.name === name && f.side === side && f.atS === atS)) return;
      this.faults.push({ atS, name, side });
      this.note({ atS, name, side, text: `Fault: ${name}` });
    });
  }

  private watchProgramme(): void {
    this.stepsSeen = this.rig.programme.stepsBegun;
    const { state, stepPath, name } = this.rig.programme;
    if (state === ProgrammeState.idle) return;
    const text = state === ProgrammeState.running ? stepPath : state;
    this.note({ atS: this.atS, name: "programme", side: "rig", text: `${name}: ${text}` });
  }

  private note(event: WorldEvent): void {
    if (this.events.length < eventsMax) this.events.push(event);
    else this.eventsDropped += 1;
  }
}
