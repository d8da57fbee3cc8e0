/**
 * A replay in progress: the records asked for, and how far it has come. Records that were overwritten before their turn
 * are counted as lost, so that what cannot be given is said and never silently missing.
 */
export class Replay {
  from = 0;
  count = 0;
  /** Next record to be pushed. */
  next = 0;
  given = 0;
  lost = 0;
  active = false;

  begin(from: number, count: number): void {
    this.from = from;
    this.count = count;
    this.next = from;
    this.given = 0;
    this.lost = 0;
    this.active = true;
  }

  /** Leaves out what is no longer (or not yet) there. */
  skipTo(oldest: number, end: number): void {
    const stop = this.from + this.count;
    if (this.next < oldest) {
      const to = oldest < stop ? oldest : stop;
      this.lost += to - this.next;
      this.next = to;
    }
    if (this.next >= end && this.next < stop) {
      this.lost += stop - this.next;
      this.next = stop;
    }
  }

  get finished(): boolean {
    return this.next >= this.from + this.count;
  }

  pushed(): void {
    this.given += 1;
    this.next += 1;
  }
}
