/** Counts what is missing in the rig's numbers: every row, slow row and event has the next one. */
export class GapCounter {
  lost = 0;
  gaps = 0;
  damaged = 0;
  private next: number | undefined;

  see(number: number): void {
    // A lower number is another start of the rig, or a record pushed again.
    if (this.next !== undefined && number > this.next) {
      this.gaps += 1;
      this.lost += number - this.next;
    }
    this.next = number + 1;
  }

  reset(): void {
    this.lost = 0;
    this.gaps = 0;
    this.damaged = 0;
    this.next = undefined;
  }
}
