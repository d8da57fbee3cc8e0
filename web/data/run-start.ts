/** Bit 11 of `flags`: a programme runs (docs/protocol.md). */
const programmeBit = 0x800;

/** When the newest programme of a record began; its first row, when none has run. */
export class RunStart {
  atS = 0;
  private runs = false;
  private seen = false;

  see(atS: number, flags: number): void {
    const runs = (flags & programmeBit) !== 0;
    if (!this.seen || (runs && !this.runs)) this.atS = atS;
    this.seen = true;
    this.runs = runs;
  }
}
