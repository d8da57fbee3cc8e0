import type { Store } from "../../hal/store.js";
import type { Settings } from "../settings/table.js";
import { crc32 } from "../store/crc32.js";
import { TwoKeyStore } from "../store/two-key-store.js";
import { type RigIdentity, type SideIdentity, sideFigures } from "./identity.js";

const format = 1;
const sides = ["anode", "cathode"] as const;
/** Format, fingerprint, both sides, and the mount with its uncertainty; eight bytes each. */
const figures = 2 + sides.length * sideFigures.length + 2;

/**
 * What was measured, kept over restarts in a two-key record. It belongs to the settings that it was measured with: with
 * another gear, load cell or die its figures would mean something else, and are left aside.
 */
export class IdentityStore {
  private readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  /** The stored identity; undefined when there is none, or none of these settings. */
  load(settings: Settings): RigIdentity | undefined {
    const bytes = new Uint8Array(8 * figures);
    if (this.record().load(bytes) !== bytes.length) return undefined;
    const view = new DataView(bytes.buffer);
    if (view.getFloat64(0) !== format || view.getFloat64(8) !== fingerprint(settings))
      return undefined;
    return {
      anode: readSide(view, 0),
      cathode: readSide(view, 1),
      mountNPerUm: view.getFloat64(8 * (figures - 2)),
      mountSigmaNPerUm: view.getFloat64(8 * (figures - 1)),
    };
  }

  /** Writes; false when the store refused. To be called only while the screws rest. */
  save(identity: RigIdentity, settings: Settings): boolean {
    const bytes = new Uint8Array(8 * figures);
    const view = new DataView(bytes.buffer);
    view.setFloat64(0, format);
    view.setFloat64(8, fingerprint(settings));
    sides.forEach((side, i) => {
      sideFigures.forEach((name, j) => {
        view.setFloat64(placeOf(i, j), identity[side][name]);
      });
    });
    view.setFloat64(8 * (figures - 2), identity.mountNPerUm);
    view.setFloat64(8 * (figures - 1), identity.mountSigmaNPerUm);
    return this.record().save(bytes, bytes.length);
  }

  /** Forgets what is stored: a record of another length is none. */
  clear(): boolean {
    return this.record().save(new Uint8Array(1), 1);
  }

  /** Made anew for each access: it holds three kilobytes, and accesses are years apart. */
  private record(): TwoKeyStore {
    return new TwoKeyStore(this.store, "identity");
  }
}

function placeOf(side: number, figure: number): number {
  return 8 * (2 + side * sideFigures.length + figure);
}

function readSide(view: DataView, side: number): SideIdentity {
  const result: Record<string, number> = {};
  sideFigures.forEach((name, j) => {
    result[name] = view.getFloat64(placeOf(side, j));
  });
  return result as unknown as SideIdentity;
}

/** CRC-32 of the settings that turn codes and steps into newtons and micrometres. */
function fingerprint(settings: Settings): number {
  const values: number[] = [settings.die.diameter];
  for (const side of sides) {
    const { loadCell, screw } = settings[side];
    values.push(
      loadCell.countsPerNewton,
      screw.lead,
      screw.gearRatio,
      screw.stepsPerTurn,
      screw.microsteps,
    );
  }
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setFloat64(8 * i, value);
  });
  return crc32(bytes, 0, bytes.length);
}
