import type { ForceSensor } from "./sensing/force-sensor.js";
import { drawingDoubt } from "./settings/drawing-doubt.js";
import type { SideSettings } from "./settings/table.js";

/** Conversions in a row above the force of contact that are contact. */
const inARow = 2;

/** What a conversion says of a search for contact. */
export const Touch = { none: 0, perhaps: 1, sure: 2 } as const;
export type Touch = (typeof Touch)[keyof typeof Touch];

/** A search may press this hard before contact is seen, after this time, s, on a train that is stiffer than drawn. */
const overshootKPa = 100;
const unseenS = 1.2;
/** And is no slower than this share of its setting. */
const slowest = 0.25;

/**
 * Speed of a search for contact, um/s: that of the settings, or slower where so much of it would press too hard before it is seen on a
 * train that is as stiff from first touch on as its drawing says.
 */
export function searchUmPerS(own: SideSettings, areaMm2: number): number {
  const usual = own.approach.speed;
  const allowedN = (overshootKPa * areaMm2) / 1000;
  const speed = allowedN / (drawingDoubt * own.train.stiffness * unseenS);
  return speed > usual ? usual : speed > slowest * usual ? speed : slowest * usual;
}

/** Counts the conversions that show contact while a screw goes towards the cell. */
export class ContactSearch {
  private readonly sensor: ForceSensor;
  private contacts = 0;
  private samplesSeen = 0;

  constructor(sensor: ForceSensor) {
    this.sensor = sensor;
  }

  begin(): void {
    this.sensor.free = true;
    this.contacts = 0;
    this.samplesSeen = this.sensor.samples;
  }

  /** One look, above `contactN` is contact; a conversion that was seen already counts once. */
  look(contactN: number): Touch {
    const { sensor } = this;
    if (sensor.samples !== this.samplesSeen) {
      this.samplesSeen = sensor.samples;
      this.contacts = sensor.medianN > contactN ? this.contacts + 1 : 0;
    }
    if (this.contacts >= inARow) return Touch.sure;
    return this.contacts > 0 ? Touch.perhaps : Touch.none;
  }
}
