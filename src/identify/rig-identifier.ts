import { easyCrossGain, rateFactor } from "../pair/coupling.js";
import { Phase } from "../phase.js";
import type { Rig } from "../rig.js";
import { Identification, type IdentifyStage } from "./identification.js";
import type { RigIdentity, SideIdentity } from "./identity.js";
import type { IdentityStore } from "./identity-store.js";
import { inSeries } from "./train-fit.js";
import { TrainWatch } from "./train-watch.js";

/** Settings that are further off than this are worth a word. */
const nameplateFactor = 2;
const lookUs = 1e6;

/**
 * Lets the rig find out what it is made of, puts what was found in force, keeps it over restarts and checks it while the rig
 * runs. What it needs for that is made when it is needed.
 */
export class RigIdentifier {
  /** What is in force; undefined while the rig runs on what drawings say. */
  identity: RigIdentity | undefined;
  /** The identification under way or the last one. */
  current: Identification | undefined;
  /** Where the identity is kept; undefined on a rig without a memory. */
  store: IdentityStore | undefined;
  /** Highest pressures that an order asks to measure at, at 1 and 2, kPa. */
  readonly askedKPa = new Float64Array(3);
  anodeWatch: TrainWatch | undefined;
  cathodeWatch: TrainWatch | undefined;
  private readonly rig: Rig;

  constructor(rig: Rig) {
    this.rig = rig;
  }

  /** An identification is under way. */
  get busy(): boolean {
    return this.current?.running ?? false;
  }

  get state(): IdentifyStage | "idle" {
    return this.current?.stage ?? "idle";
  }

  /** Begins, up to the pressures of `levelKPa` at 1 and 2 (0: as the procedure sees fit). False while a fault is latched. */
  begin(levelKPa: Float64Array = this.askedKPa): boolean {
    const { rig } = this;
    if (rig.guard.log.count > 0 || rig.settingsDamaged || this.busy) return false;
    this.current = new Identification(rig.anode, rig.cathode, rig.settings, levelKPa.slice());
    rig.guard.examined = this.current;
    this.rig.identifyDueUs = 0;
    rig.telemetry.event("identifyBegun", 0, 0, rig.atUs);
    return true;
  }

  /** A fault or the host ends it. A side that is still controlled holds what pressure it has. */
  stop(): void {
    if (!this.busy) return;
    this.current?.stop();
    const { anode, cathode, telemetry, atUs } = this.rig;
    if (anode.phase === Phase.probe) anode.handBack();
    if (cathode.phase === Phase.probe) cathode.handBack();
    telemetry.event("identifyStopped", 0, 0, atUs);
  }

  /** To be called when it is due: each tick of an identification, and once a second to check what it found. */
  step(atUs: number): void {
    const { current } = this;
    if (current?.running) {
      current.step(atUs);
      if (!current.running) this.end(current);
      return;
    }
    this.rig.identifyDueUs = this.identity === undefined ? Infinity : atUs + lookUs;
    this.check(1, this.anodeWatch);
    this.check(2, this.cathodeWatch);
  }

  /** The identity of a former start comes in force. */
  restore(store: IdentityStore): void {
    this.store = store;
    const identity = store.load(this.rig.settings);
    if (identity !== undefined) this.adopt(identity, false);
  }

  /** What is stored will not be in force after the next start. */
  forget(): boolean {
    return this.store?.clear() ?? false;
  }

  private end({ refusal, result }: Identification): void {
    if (refusal !== undefined) {
      this.rig.guard.raise(refusal.fault, refusal.place, this.rig.atUs);
      this.rig.react();
    } else if (result !== undefined) this.takeOver(result);
  }

  private adopt(identity: RigIdentity, fresh: boolean): void {
    const { anode, cathode, settings, pair } = this.rig;
    this.identity = identity;
    anode.loop.adopt(identity.anode);
    cathode.loop.adopt(identity.cathode);
    // A mount that was not seen to give way leaves what the settings say.
    if (identity.mountNPerUm < Infinity) pair.mountFound(identity.mountNPerUm);
    const factor = rateFactor(identity.anode.cross);
    anode.rampFactor = factor;
    cathode.rampFactor = factor;
    this.anodeWatch = new TrainWatch(anode, identity.anode, settings.anode.train, fresh);
    this.cathodeWatch = new TrainWatch(cathode, identity.cathode, settings.cathode.train, fresh);
    this.rig.identifyDueUs = 0;
  }

  private takeOver(identity: RigIdentity): void {
    const { telemetry, atUs, settings } = this.rig;
    this.adopt(identity, true);
    this.tell(1, identity.anode);
    this.tell(2, identity.cathode);
    const { cross } = identity.anode;
    if (cross > easyCrossGain) telemetry.event("mouldGives", 0, thousandths(cross), atUs);
    // Both screws rest: the last dwell has just ended, and no side has moved since.
    if (this.store === undefined) return;
    telemetry.event("identityStored", 0, this.store.save(identity, settings) ? 1 : 0, atUs);
  }

  private tell(place: 1 | 2, identity: SideIdentity): void {
    const { telemetry, atUs, settings } = this.rig;
    const { stiffnessNPerUm, contactRootNPerUm, toN } = identity;
    const drawn = settings[place === 1 ? "anode" : "cathode"].train;
    const felt = inSeries(stiffnessNPerUm, contactRootNPerUm, toN);
    telemetry.event("identified", place, thousandths(felt), atUs);
    const ratio = felt / inSeries(drawn.stiffness, drawn.contact, toN);
    if (ratio > nameplateFactor || ratio < 1 / nameplateFactor)
      telemetry.event("nameplateOff", place, thousandths(ratio), atUs);
  }

  private check(place: 1 | 2, watch: TrainWatch | undefined): void {
    if (watch === undefined) return;
    const { telemetry, atUs } = this.rig;
    watch.look();
    if (watch.takeReversals()) telemetry.event("manyReversals", place, watch.reversals, atUs);
    if (watch.takeDrift())
      telemetry.event("stiffnessDrifted", place, thousandths(watch.ratio), atUs);
  }
}

const thousandths = (x: number): number => Math.floor(1000 * x + 0.5);
