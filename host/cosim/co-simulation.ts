import { startDevice } from "../../src/device.js";
import type { JsonObject } from "../../src/document/table.js";
import { placeNames } from "../../src/guard/fault-log.js";
import type { Programme } from "../../src/programme/step.js";
import type { Rig } from "../../src/rig.js";
import type { Side } from "../../src/side.js";
import type { PlantMessage } from "./message-shape.js";
import { PlantBoard } from "./plant-board.js";
import type { PlantScrew } from "./plant-screw.js";

/** Load cells that tell nothing for this long after the first line, s, will not. */
const startWithinS = 5;

/** What the firmware wants of a side's screw. */
export interface SideAnswer {
  /** On the grid of quanta, relative to power-on; positive presses. */
  readonly targetUm: number;
  /** 0 while not enabled. */
  readonly speedUmPerS: number;
  /** False: stop now and keep the position. */
  readonly enabled: boolean;
  readonly mode: string;
}

/** One line to the plant (the public contract of `isobar cosim`). */
export interface Answer {
  readonly t: number;
  readonly anode: SideAnswer;
  readonly cathode: SideAnswer;
  readonly mode: string;
  readonly faults: readonly { readonly name: string; readonly side: string }[];
  readonly tx: string;
}

/** The shipped firmware on a plant that lives in another process: a message in, a tick, an answer out. */
export class CoSimulation {
  readonly rig: Rig;
  readonly #board: PlantBoard;
  readonly #warn: (text: string) => void;
  /** The programme, until the load cells have something to show. */
  #waiting: Programme | undefined;
  #firstS: number | undefined;

  /** `settings` is a settings document without faults; `warn` hears what no answer has a place for. */
  constructor(
    settings: JsonObject,
    programme: Programme | undefined,
    warn: (text: string) => void,
  ) {
    this.#board = new PlantBoard(settings);
    this.rig = startDevice(this.#board);
    this.#waiting = programme;
    this.#warn = warn;
  }

  /** A fault is latched now. */
  get faulted(): boolean {
    return this.rig.guard.log.count > 0;
  }

  take(message: PlantMessage): Answer {
    const { rig } = this;
    this.#board.take(message);
    this.#firstS ??= message.t;
    if (this.#waiting !== undefined) this.#startProgramme(this.#waiting, message.t - this.#firstS);
    return {
      t: message.t,
      anode: sideAnswer(rig.anode, this.#board.anode.screw),
      cathode: sideAnswer(rig.cathode, this.#board.cathode.screw),
      mode: rig.mode,
      faults: this.#faults(),
      tx: this.#board.uart.take(),
    };
  }

  /** As an operator would: when both load cells tell something; on a dead one, to see it refused. */
  #startProgramme(programme: Programme, waitedS: number): void {
    const { anode, cathode } = this.rig;
    if (!(anode.fresh && cathode.fresh) && waitedS < startWithinS) return;
    this.#waiting = undefined;
    if (this.rig.start(programme)) return;
    const why = this.#faults()
      .map(({ name, side }) => `${name} (${side})`)
      .join(", ");
    this.#warn(`programme ${programme.name} was not started: ${why} is latched`);
  }

  #faults(): { name: string; side: string }[] {
    const faults: { name: string; side: string }[] = [];
    this.rig.guard.log.forEach((name, place) => {
      faults.push({ name, side: placeNames[place] });
    });
    return faults;
  }
}

/** At rest the target is the point of the grid next to where the screw is: whoever goes there stays. */
function sideAnswer(side: Side, screw: PlantScrew): SideAnswer {
  const { quantumUm } = side.loop.motion;
  const restUm = Math.floor(screw.positionUm / quantumUm + 0.5) * quantumUm;
  return {
    targetUm: screw.ordered ? screw.targetUm : restUm,
    speedUmPerS: screw.ordered ? screw.speedUmPerS : 0,
    enabled: screw.ordered,
    mode: side.mode,
  };
}
