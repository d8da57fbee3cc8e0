/** A step of less may be noise or the course of the voltage, V: a current of 0.05 mA/cm2 makes 5.6 mV of 111 ohm cm2 (physics 2.4). */
const leastV = 0.005;

/**
 * Steps of the cell voltage, from looks every five seconds: the current has changed, and its drop over the cell's resistance with it. What the
 * voltage did by itself before is no part of it.
 */
export class VoltageSteps {
  /** Height of the last step, V. */
  stepV = 0;
  private lastV = 0;
  private driftV = 0;
  /** Height so far of a step that this conversion may have seen only a part of. */
  private begunV = 0;
  private known = 0;

  /** The voltage now; true when a step has ended. */
  look(volts: number): boolean {
    const change = volts - this.lastV;
    this.lastV = volts;
    const jump = change - this.driftV;
    const begun = this.begunV !== 0;
    if (this.known === 2 && !begun && jump < leastV && jump > -leastV) {
      this.driftV = change;
      return false;
    }
    return this.judge(change, jump, begun);
  }

  private judge(change: number, jump: number, begun: boolean): boolean {
    if (this.known < 2) {
      this.driftV = this.known === 0 ? 0 : change;
      this.known += 1;
      return false;
    }
    if (!begun) {
      this.begunV = jump;
      return false;
    }
    this.stepV = this.begunV + jump;
    this.begunV = 0;
    // What it does by itself from here on is still to be seen.
    this.known = 1;
    return true;
  }

  /** No voltage: what it did meanwhile is not known. */
  pause(): void {
    this.known = 0;
    this.begunV = 0;
  }
}
