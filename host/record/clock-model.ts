/** Lines come late, never early: the least delay of a minute is the one to believe. */
const windowS = 60;
const windowsMax = 1500;
/** A drift is told from this long on, s. */
const driftFromS = 1800;

/** What the host's clock shows when the rig's shows a time, learnt from when lines arrive. */
export class ClockModel {
  /** Unix time at power-on of the rig, s. */
  offsetS: number | undefined;
  private readonly windows: { timeS: number; offsetS: number }[] = [];
  private lastUnixS = Number.NEGATIVE_INFINITY;

  /** A live line that was made at `timeS` came at `cameS`. */
  learn(timeS: number, cameS: number): void {
    const offsetS = cameS - timeS;
    const last = this.windows.at(-1);
    if (last === undefined || timeS - last.timeS >= windowS) {
      this.windows.push({ timeS, offsetS });
      if (this.windows.length > windowsMax) this.windows.shift();
    } else if (offsetS < last.offsetS) last.offsetS = offsetS;
    const recent = this.windows.slice(-3).map((one) => one.offsetS);
    this.offsetS = Math.min(...recent);
  }

  /** The rig has restarted: its clock begins anew. */
  restart(): void {
    this.windows.length = 0;
    this.offsetS = undefined;
  }

  /** The host's time of an instant of the rig; never goes back. */
  unixS(timeS: number): number {
    if (this.offsetS === undefined) return Number.NaN;
    const unixS = Math.round((timeS + this.offsetS) * 1000) / 1000;
    if (unixS > this.lastUnixS) this.lastUnixS = unixS;
    return this.lastUnixS;
  }

  /** How much slower than the host's the rig's clock runs, ppm; undefined before half an hour. */
  get driftPpm(): number | undefined {
    const { windows } = this;
    const first = windows[0];
    const last = windows.at(-1);
    if (first === undefined || last === undefined) return undefined;
    if (last.timeS - first.timeS < driftFromS) return undefined;
    const n = windows.length;
    const meanT = windows.reduce((sum, one) => sum + one.timeS, 0) / n;
    const meanO = windows.reduce((sum, one) => sum + one.offsetS, 0) / n;
    let above = 0;
    let below = 0;
    for (const { timeS, offsetS } of windows) {
      above += (timeS - meanT) * (offsetS - meanO);
      below += (timeS - meanT) ** 2;
    }
    return (above / below) * 1e6;
  }
}
