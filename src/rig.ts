import type { Hal } from "../hal/hal.js";
import { makeInterlockReading } from "../hal/interlock.js";
import { faults, opensCycler, type Reaction } from "./faults.js";
import { type FeedForward, feedStep } from "./feed/feed-forward.js";
import { GapMove } from "./gap-move.js";
import type { FaultPlace } from "./guard/fault-log.js";
import { Guard } from "./guard/guard.js";
import { RigIdentifier } from "./identify/rig-identifier.js";
import { latchKept } from "./kept-faults.js";
import { type Mode, worseMode } from "./mode.js";
import { obey } from "./obey.js";
import { OrderQueue } from "./order.js";
import { Pair } from "./pair/pair.js";
import { highestSetPoint } from "./programme/limits.js";
import { ProgrammeRunner, ProgrammeState } from "./programme/runner.js";
import type { Programme } from "./programme/step.js";
import { tellProgramme } from "./programme-news.js";
import { Console } from "./protocol/console.js";
import type { ProgrammeDraft } from "./protocol/programme-draft.js";
import { askQuiet, keepQuiet, type QuietWindow, stopQuiet } from "./quiet-window.js";
import { bareFrame, pairRefused } from "./readiness.js";
import { rigFlags } from "./rig-flags.js";
import type { Identity } from "./rig-identity.js";
import type { RunKeeper } from "./run-keeper.js";
import { followFrame } from "./sensing/frame-warmth.js";
import { SlowChannels } from "./sensing/slow-channels.js";
import { SettingsDraft } from "./settings/draft.js";
import type { Settings } from "./settings/table.js";
import { Side } from "./side.js";
import { watchSprings } from "./spring-watch.js";
import type { SettingsStore } from "./store/settings-store.js";
import { Outbox, outboxBytes } from "./telemetry/outbox.js";
import { Telemetry } from "./telemetry/telemetry.js";
import { version } from "./version.js";

/** Period of the tick. */
export const tickUs = 100000;
/** A tick that comes this long after the last is late. */
const lateAfterUs = 1.5 * tickUs;

/**
 * The whole rig: turns (instant, readings, received bytes) into (screw targets, bytes to send). Everything with a wire
 * or a clock is behind `Hal`; `tick` is called every 100 ms and copes with being late.
 */
export class Rig {
  readonly anode: Side;
  readonly cathode: Side;
  readonly pair: Pair;
  readonly guard: Guard;
  readonly programme: ProgrammeRunner;
  readonly telemetry: Telemetry;
  readonly console: Console;
  readonly orders = new OrderQueue();
  /** Cell voltage and temperature. */
  readonly slow = new SlowChannels();
  readonly settings: Settings;
  readonly identity: Identity;
  /** Instant of the last tick, us since power-on. */
  atUs = 0;
  lateTicks = 0;
  /** Set points that hold will go to, kPa. */
  readonly levelKPa = new Float64Array(3);
  readonly rateKPaPerS = new Float64Array(3);
  /** Rate of a spring that is to be programmed, N/um. */
  readonly springNPerUm = new Float64Array(3);
  /** Speed of the next gap that moves by order, um/s. */
  readonly gapUmPerS = new Float64Array(3);
  /** When the identifier wants to be called next, us. */
  identifyDueUs = Infinity;
  /** Where settings are kept; undefined on a rig whose settings come from a file. */
  settingsStore: SettingsStore | undefined;
  /** Keeps what the rig is doing over restarts; undefined on a rig without a memory. */
  run: RunKeeper | undefined;
  runDueUs = Infinity;
  identifierInUse: RigIdentifier | undefined;
  quiet: QuietWindow | undefined;
  /** The programme that the host sends, and runs. */
  programmeSent: ProgrammeDraft | undefined;
  feed: FeedForward | undefined;
  /** When what the cell asks for is looked at next, us; never where no rate is known. */
  feedDueUs: number;
  private draftInUse: SettingsDraft | undefined;
  private readonly hal: Hal;
  private readonly outbox: Outbox;
  readonly lines = makeInterlockReading();
  /** What telemetry has told of the programme. */
  stepsTold = 0;
  stateTold: ProgrammeState = ProgrammeState.idle;

  constructor(hal: Hal, settings: Settings, identity: Identity) {
    this.hal = hal;
    this.settings = settings;
    this.identity = identity;
    this.anode = new Side("anode", settings, hal.anode);
    this.cathode = new Side("cathode", settings, hal.cathode);
    this.pair = new Pair(this.anode, this.cathode, settings);
    this.guard = new Guard(this.anode, this.cathode, settings, this.pair.coupling);
    this.resetLevels();
    this.feedDueUs = settings.cell.chemistry === "lithium" ? 0 : Infinity;
    this.programme = new ProgrammeRunner(
      this.anode,
      this.cathode,
      settings.anode.limits.rampRate,
      settings.cathode.limits.rampRate,
    );
    this.programme.rig = this;
    this.outbox = new Outbox(hal.uart, outboxBytes);
    const { interval } = settings.stream;
    this.telemetry = new Telemetry(this.outbox, interval, identity.bootCount, `isobar ${version}`);
    this.console = new Console(this, hal.uart, this.outbox, hal.store);
  }

  /** One tick: observe, judge, obey, decide and act, tell. */
  tick(): void {
    const at = this.hal.clock.now();
    if (at - this.atUs > lateAfterUs && this.atUs > 0) this.lateTicks += 1;
    this.atUs = at;
    this.anode.observe(at);
    this.cathode.observe(at);
    this.hal.interlock.read(this.lines);
    if (at >= this.slow.dueUs) {
      if (this.slow.observe(this.hal, at)) followFrame(this, at);
      if (at >= this.feedDueUs) feedStep(this, at);
      if (this.anode.spring !== undefined || this.cathode.spring !== undefined) watchSprings(this);
    }
    this.guard.judge(at, this.lines, this.slow);
    if (this.guard.raised) this.react();
    this.console.receive();
    if (this.orders.count > 0) this.obey();
    if (this.programme.running) this.programme.step(at, this.slow.knownVolts);
    if (!(this.lines.quiet || this.quiet !== undefined) || !keepQuiet(this, at)) {
      if (at >= this.identifyDueUs) this.identifier.step(at);
      this.anode.decide(at);
      this.cathode.decide(at);
      this.pair.decoupler?.step(this.anode, this.cathode);
    }
    if (this.programme.news) tellProgramme(this);
    if (at >= this.runDueUs) this.run?.look(this);
    this.telemetry.step(this, at);
    this.outbox.drain();
  }

  /** Takes in received bytes between ticks: queries are answered, `!` acts, orders wait for the tick. */
  receive(): void {
    this.console.receive();
    this.outbox.drain();
  }

  /** The calibration is not the laboratory's: nothing is held by it (physics 7, row 46). */
  get settingsDamaged(): boolean {
    return this.identity.settingsOrigin?.includes("damaged") === true;
  }

  /** What the monitor between pistons and frame says; undefined without one. */
  get insulated(): boolean | undefined {
    return this.hal.interlock.insulated();
  }

  /** Runs a programme from its first step. False while a fault is latched, settings or insulation are not sound, or the pellet would slip. */
  start(programme: Programme): boolean {
    if (this.guard.log.count > 0 || this.settingsDamaged || pairRefused(this, programme))
      return false;
    if (bareFrame(this, 1) || bareFrame(this, 2)) return false;
    this.programme.start(programme, this.atUs);
    return true;
  }

  /** All motion ends now and orders that wait are void; controlled sides keep their position. Always allowed. */
  stopMotion(): void {
    this.orders.clear();
    this.standStill();
  }

  askQuiet(on: boolean): void {
    askQuiet(this, on);
  }

  /** A side keeps its position, but for a way that it goes now. */
  moveGap(channel: 1 | 2, byUm: number, umPerS: number): void {
    new GapMove(this, channel).begin(byUm, umPerS);
  }

  /** What `stopMotion` does to motion. */
  standStill(): void {
    if (this.quiet !== undefined) stopQuiet(this, this.quiet);
    this.programme.stop();
    this.identifierInUse?.stop();
    this.anode.freeze();
    this.cathode.freeze();
  }

  /** A failure of our own code: screws at rest, fault latched. */
  fail(): void {
    this.guard.raise("internal", 0, this.atUs);
    this.react();
  }

  /** What was latched of the cell before this start. Nothing of it is news but the cycler's line, which a reset lets go. */
  latchAgain(bits: number): void {
    if (latchKept(bits, this.guard.log, this.atUs)) this.hal.interlock.openCycler(true);
  }

  /** Latched faults are no more; those still present come back in the next tick, before anything moves. */
  clearFaults(): void {
    this.telemetry.event("faultsCleared", 0, this.guard.log.count, this.atUs);
    this.guard.log.clear();
    this.hal.interlock.openCycler(false);
  }

  /** The mode in which less is controlled, of both sides. */
  get mode(): Mode {
    return worseMode(this.anode.mode, this.cathode.mode);
  }

  /** What is known of the rig from moving it; made when first asked for. */
  get identifier(): RigIdentifier {
    this.identifierInUse ??= new RigIdentifier(this);
    return this.identifierInUse;
  }

  /** Settings being changed by the host; made when first asked for. */
  get draft(): SettingsDraft {
    this.draftInUse ??= new SettingsDraft(this.settings);
    return this.draftInUse;
  }

  /** Neither side is held and neither screw moves: the processor may stop for a write to flash. */
  get resting(): boolean {
    const held = this.anode.held || this.cathode.held;
    return !held && !this.anode.status.moving && !this.cathode.status.moving;
  }

  side(channel: number): Side {
    return channel === 2 ? this.cathode : this.anode;
  }

  /** Highest set point of a channel, kPa. */
  highestKPa(channel: number): number {
    return highestSetPoint(this.settings, channel === 2 ? "cathode" : "anode").limitKPa;
  }

  /** Every 10 s: the second witnesses judge the forces anew, and the histories take in the pressures. */
  consultWitnesses(): void {
    this.anode.springWitness.judge(this.anode.loop.motion.positionUm);
    this.cathode.springWitness.judge(this.cathode.loop.motion.positionUm);
    this.anode.history.look(this.anode, this.atUs);
    this.cathode.history.look(this.cathode, this.atUs);
  }

  /** Another cell is in: nothing that was known of the last one counts. */
  newCell(): void {
    this.guard.newCell();
    this.feed?.lithium?.forget();
    this.anode.history.clear(this.atUs);
    this.cathode.history.clear(this.atUs);
  }

  /** Bit field of the row: modes and phases of both sides, faults, lines, programme (docs/protocol.md). */
  get flags(): number {
    return rigFlags(this, this.lines);
  }

  /** Set points and rates as at power-on. */
  resetLevels(): void {
    this.levelKPa.fill(0);
    this.springNPerUm.fill(0);
    this.rateKPaPerS[1] = this.settings.anode.limits.rampRate;
    this.rateKPaPerS[2] = this.settings.cathode.limits.rampRate;
  }

  /**
   * Does what the table says of the new faults, each effect for all of them before the next: the cycler's line, a level on a
   * pin that waits for no bus; the screws; and only then they are told (docs/safety.md).
   */
  react(): void {
    this.console.dueUs = 0;
    const { log } = this.guard;
    log.forEachNew((name) => {
      if (opensCycler(name)) this.hal.interlock.openCycler(true);
    });
    log.forEachNew((name, place) => this.answer(faults[name].reaction, place));
    log.forEachNew((name, place) => this.telemetry.event(name, place, 0, this.atUs));
    log.tellAll();
    if (this.run !== undefined) this.runDueUs = 0;
  }

  private answer(reaction: Reaction, place: FaultPlace): void {
    this.programme.stop();
    this.identifierInUse?.stop();
    if (reaction === "hold" || reaction === "stop") this.stopMotion();
    else if (reaction === "freezeSide") this.side(place).freeze();
  }

  private obey(): void {
    this.console.dueUs = 0;
    for (let order = this.orders.take(); order !== undefined; order = this.orders.take()) {
      obey(this, order);
    }
  }
}
