import { recordsMax } from "../../src/telemetry/record-ring.js";

/** Tells records that are pushed again, for who asked for them, from those that are new. */
export class NewestNumber {
  private boot: number | undefined;
  private due = 0;

  header(boot: number, next: number): void {
    // Another life of the rig begins its numbers anew.
    this.due = boot === this.boot ? Math.max(this.due, next) : next;
    this.boot = boot;
  }

  /** Was the record shown before? Only what the rig's ring can still give is taken for one that comes again. */
  isOld(number: number): boolean {
    const { due } = this;
    if (this.boot !== undefined && number < due && number >= due - recordsMax) return true;
    this.due = number + 1;
    return false;
  }

  reset(): void {
    this.boot = undefined;
    this.due = 0;
  }
}
