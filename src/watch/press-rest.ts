/**
 * Share of a pressure within a second that shows in the voltage: the resistance of a contact goes with the root of its pressure (physics
 * 2.4), and half of this share of 100 ohm cm2 is 0.5 mV at 2 mA/cm2.
 */
const restlessShare = 0.005;

/** What presses on one face of a cell. */
export interface Pressed {
  readonly pressureKPa: number;
}

/** Whether what presses on a cell is the same from second to second. */
export class PressRest {
  private readonly anode: Pressed;
  private readonly cathode: Pressed;
  private anodeKPa = 0;
  private cathodeKPa = 0;

  constructor(anode: Pressed, cathode: Pressed) {
    this.anode = anode;
    this.cathode = cathode;
  }

  /** One look, once a second. */
  look(): boolean {
    const anodeKPa = this.anode.pressureKPa;
    const cathodeKPa = this.cathode.pressureKPa;
    const anode = anodeKPa - this.anodeKPa;
    const cathode = cathodeKPa - this.cathodeKPa;
    this.anodeKPa = anodeKPa;
    this.cathodeKPa = cathodeKPa;
    const anodeMost = restlessShare * anodeKPa;
    const cathodeMost = restlessShare * cathodeKPa;
    return (
      anode < anodeMost && anode > -anodeMost && cathode < cathodeMost && cathode > -cathodeMost
    );
  }
}
