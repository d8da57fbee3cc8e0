import type { Store } from "../hal/store.js";
import { keptBits } from "./kept-faults.js";
import { Mode } from "./mode.js";
import { Phase } from "./phase.js";
import type { Rig } from "./rig.js";
import type { Side } from "./side.js";
import {
  Kept,
  makeRunFigures,
  placeOf,
  RunStore,
  runFigures,
  sideFigures,
} from "./store/run-store.js";
import { settingsPrint } from "./store/settings-store.js";

const lookUs = 1e6;
/** What lasts for so long is written, us: at one record every ten seconds flash lasts for years. */
const lastsUs = 10e6;

/** What the start before has left. */
export interface FormerRun {
  readonly figures: Float64Array;
  readonly programme: string;
}

/**
 * Keeps in flash what the rig is doing, and after a start knows what it did. A side that was controlled is at constant
 * position after the start: nothing moves and no coil is switched, but its readings are judged. What was held is held again only
 * by order (resume.ts); a programme, a ramp or a search never is. What was latched of the cell itself stays latched until it is cleared.
 */
export class RunKeeper {
  /** Undefined when nothing was stored, or it has been taken up or given up. */
  former: FormerRun | undefined;
  damaged = false;
  private readonly store: Store;
  private readonly kept = makeRunFigures();
  private readonly present = makeRunFigures();
  private started = false;
  /** Since when what is done differs from what is written. */
  private sinceUs = 0;

  constructor(store: Store, rig: Rig) {
    this.store = store;
    const figures = makeRunFigures();
    const run = new RunStore(store);
    const programme = run.load(figures);
    this.damaged = run.damaged;
    this.present[runFigures.settings] = settingsPrint(rig.settings);
    this.present[runFigures.bootCount] = rig.identity.bootCount;
    if (programme === undefined) return;
    this.former = { figures, programme };
    const bits = figures[runFigures.cellFaults] as number;
    this.kept[runFigures.cellFaults] = bits;
    if (bits !== 0) rig.latchAgain(bits);
    expectNoise(figures, 1, rig.anode);
    expectNoise(figures, 2, rig.cathode);
  }

  /** Of the settings of this start. */
  get print(): number {
    return this.present[runFigures.settings] as number;
  }

  /** Once a second, and at once when a fault was latched. */
  look(rig: Rig): void {
    rig.runDueUs = rig.atUs + lookUs;
    const { log } = rig.guard;
    const bits = log.count === 0 ? 0 : keptBits(log);
    this.present[runFigures.cellFaults] = bits;
    if (bits !== this.kept[runFigures.cellFaults]) {
      this.writeFaults(rig, bits);
      return;
    }
    if (!this.started) {
      this.start(rig);
      return;
    }
    this.describe(rig);
    if (this.same()) {
      this.sinceUs = rig.atUs;
      return;
    }
    // A hold that was left must not be found after a reset in the middle of the way, so that is written at once: the piece of
    // a ramp that is under way ends by itself.
    const left = leaves(this.kept, this.present, 1) || leaves(this.kept, this.present, 2);
    const still = !rig.anode.status.moving && !rig.cathode.status.moving;
    if (left || (still && rig.atUs - this.sinceUs >= lastsUs)) this.write(rig);
  }

  /** At once: a supply may fail with the cell. What a former run has left to be resumed stays as it is. */
  private writeFaults(rig: Rig, bits: number): void {
    const { former } = this;
    if (former === undefined) {
      this.describe(rig);
      this.write(rig);
      return;
    }
    former.figures[runFigures.cellFaults] = bits;
    if (new RunStore(this.store).save(former.figures, former.programme))
      this.kept[runFigures.cellFaults] = bits;
  }

  private write(rig: Rig): void {
    this.sinceUs = rig.atUs;
    this.former = undefined;
    if (new RunStore(this.store).save(this.present, rig.programme.name))
      this.kept.set(this.present);
  }

  /** When both sides tell something and stand, what was controlled keeps its place. */
  private start(rig: Rig): void {
    const { former } = this;
    this.started = former === undefined || controlled(rig);
    if (former === undefined || this.started) return;
    if (!standing(rig.anode) || !standing(rig.cathode)) return;
    this.started = true;
    keepPlace(former, 1, rig.anode);
    keepPlace(former, 2, rig.cathode);
    // Until an order says otherwise the record of the former run stays.
    this.describe(rig);
    this.kept.set(this.present);
  }

  private describe(rig: Rig): void {
    const figures = this.present;
    figures[runFigures.programmeRuns] = rig.programme.running ? 1 : 0;
    figures[runFigures.stepsBegun] = rig.programme.stepsBegun;
    describeSide(figures, 1, rig.anode);
    describeSide(figures, 2, rig.cathode);
  }

  private same(): boolean {
    for (let i = runFigures.programmeRuns; i < this.present.length; i += 1) {
      if (this.present[i] !== this.kept[i]) return false;
    }
    return true;
  }
}

/** A side was held, and is no longer, or at another pressure. */
function leaves(kept: Float64Array, present: Float64Array, channel: number): boolean {
  const mode = placeOf(channel, sideFigures.mode);
  const level = placeOf(channel, sideFigures.levelKPa);
  return (
    kept[mode] === Kept.held && (present[mode] !== Kept.held || present[level] !== kept[level])
  );
}

/** Not by `lock`: coils that are switched on pull the rotor to the next pole. */
function keepPlace(former: FormerRun, channel: number, side: Side): void {
  if (former.figures[placeOf(channel, sideFigures.mode)] !== Kept.off) side.mode = Mode.gap;
}

/** A converter whose noise was seen before the start is stuck when it shows none after it. */
function expectNoise(former: Float64Array, channel: number, side: Side): void {
  if (former[placeOf(channel, sideFigures.noisy)] === 1) side.sensor.expectNoise();
}

function describeSide(figures: Float64Array, channel: number, side: Side): void {
  const held = side.phase === Phase.track && !side.loop.setPoint.ramping;
  let mode: number = Kept.off;
  if (side.spring !== undefined) mode = Kept.spring;
  else if (side.held) mode = held ? Kept.held : Kept.underWay;
  else if (side.mode === Mode.gap) mode = Kept.gap;
  figures[placeOf(channel, sideFigures.mode)] = mode;
  if (side.sensor.noisy) figures[placeOf(channel, sideFigures.noisy)] = 1;
  figures[placeOf(channel, sideFigures.levelKPa)] = mode === Kept.held ? side.targetKPa : 0;
  figures[placeOf(channel, sideFigures.rateKPaPerS)] =
    mode === Kept.held ? side.loop.setPoint.rateKPaPerS : 0;
}

const controlled = ({ anode, cathode }: Rig): boolean =>
  anode.mode !== Mode.off || cathode.mode !== Mode.off;

const standing = (side: Side): boolean => !side.motorSilent && !side.status.moving && side.fresh;
