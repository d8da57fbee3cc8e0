import type { ForceSensor } from "./sensing/force-sensor.js";

/** Conversions in a row above the force of contact that are contact. */
const inARow = 2;

/** What a conversion says of a search for contact. */
export const Touch = { none: 0, perhaps: 1, sure: 2 } as const;
export type Touch = (typeof Touch)[keyof typeof Touch];

/** Counts the conversions that show contact while a screw goes towards the cell. */
export class ContactSearch {
  private readonly sensor: ForceSensor;
  private readonly contactN: number;
  private contacts = 0;
  private samplesSeen = 0;

  constructor(sensor: ForceSensor, contactN: number) {
    this.sensor = sensor;
    this.contactN = contactN;
  }

  begin(): void {
    this.sensor.free = true;
    this.contacts = 0;
    this.samplesSeen = this.sensor.samples;
  }

  /** One look; a conversion that was seen already counts once. */
  look(): Touch {
    const { sensor } = this;
    if (sensor.samples !== this.samplesSeen) {
      this.samplesSeen = sensor.samples;
      this.contacts = sensor.medianN > this.contactN ? this.contacts + 1 : 0;
    }
    if (this.contacts >= inARow) return Touch.sure;
    return this.contacts > 0 ? Touch.perhaps : Touch.none;
  }
}
