import type { Terminal } from "../command/terminal.js";

/** How far a run is. */
export interface ProgressState {
  readonly atS: number;
  readonly durationS: number;
  readonly wallS: number;
  readonly anodeKPa: number;
  readonly cathodeKPa: number;
}

/** Tells how a run gets on: a bar that is drawn again on a terminal, a line now and then elsewhere. */
export interface Progress {
  update(state: ProgressState): void;
  end(state: ProgressState): void;
}

/** The progress display that suits the terminal; none when `quiet`. */
export function progressOn(terminal: Terminal, quiet: boolean): Progress {
  if (quiet) return { update: () => undefined, end: () => undefined };
  return terminal.interactive ? new Bar(terminal) : new Lines(terminal);
}

const redrawS = 0.1;
const lineS = 15;

class Bar implements Progress {
  private readonly terminal: Terminal;
  private drawnAtS = -redrawS;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  update(state: ProgressState): void {
    if (state.wallS - this.drawnAtS < redrawS) return;
    this.drawnAtS = state.wallS;
    this.draw(state);
  }

  end(): void {
    this.terminal.error("\r\u001b[2K");
  }

  private draw(state: ProgressState): void {
    const text = sentence(state);
    const room = this.terminal.columns - 1;
    const width = Math.max(4, Math.min(30, room - text.length - 1));
    const full = Math.floor(shareOf(state) * width + 0.5);
    const bar = "\u2588".repeat(full) + "\u2591".repeat(width - full);
    this.terminal.error(`\r\u001b[2K${`${bar} ${text}`.slice(0, room)}`);
  }
}

class Lines implements Progress {
  private readonly terminal: Terminal;
  private saidAtS = 0;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  update(state: ProgressState): void {
    if (state.wallS - this.saidAtS < lineS) return;
    this.saidAtS = state.wallS;
    this.terminal.error(`${sentence(state)}\n`);
  }

  end(): void {
    // Lines stay where they were written.
  }
}

function shareOf(state: ProgressState): number {
  return Math.min(1, state.atS / state.durationS);
}

function sentence(state: ProgressState): string {
  const share = shareOf(state);
  const speed = state.wallS > 0 ? state.atS / state.wallS : 0;
  const left = speed > 0 ? duration((state.durationS - state.atS) / speed) : "?";
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  const anode = (state.anodeKPa / 1000).toFixed(3);
  const cathode = (state.cathodeKPa / 1000).toFixed(3);
  return [
    `${percent} %`,
    `${hours(state.atS)} of ${hours(state.durationS)}`,
    `${Math.floor(speed).toLocaleString("en")}x`,
    `${left} left`,
    `A ${anode} C ${cathode} MPa`,
  ].join("  ");
}

/** Simulated time, `12.3 h`. */
export function hours(seconds: number): string {
  return `${(seconds / 3600).toFixed(seconds < 36000 ? 2 : 1)} h`;
}

/** Wall-clock time in the largest unit that suits. */
export function duration(seconds: number): string {
  if (seconds < 99.5) return `${Math.ceil(seconds)} s`;
  if (seconds < 5970) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
