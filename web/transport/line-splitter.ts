/** Longer than any line of the rig: what is beyond has lost its end on the way. */
const lineMax = 4096;

/** Puts the pieces of a byte stream together to lines. */
export class LineSplitter {
  private rest = "";
  private readonly tell: (line: string) => void;

  constructor(tell: (line: string) => void) {
    this.tell = tell;
  }

  push(text: string): void {
    const lines = (this.rest + text).split(/\r?\n/u);
    this.rest = (lines.pop() ?? "").slice(-lineMax);
    for (const line of lines) if (line !== "") this.tell(line);
  }
}
