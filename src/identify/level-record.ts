import { exp } from "../maths/elementary.js";
import { LeastSquares } from "./least-squares.js";

const dwellsMax = 96;
const columns = 5;
/** Time constants that slow settling is tried with, s: contacts and plastics relax in some ten seconds (physics 2.5). */
const settlingS = [6, 20, 60];
/** Drift in a straight line, settling, stiffness, and the force at the start. */
const commonTerms = 4;

/** What the dwells at one load say. */
export interface LevelResult {
  readonly forceN: number;
  readonly nPerUm: number;
  readonly sigmaNPerUm: number;
  /** Lost motion of each reversal, um, and the uncertainty of each. */
  readonly lashesUm: readonly number[];
  readonly lashSigmaUm: number;
  /** Change of the other side's force per change of this one, and its uncertainty. */
  readonly cross: number;
  readonly crossSigma: number;
}

/**
 * The dwells at one load: time, position and both forces while the screw stood on one of its flanks. Each reversal begins a
 * new branch, on which the same position means another force.
 *
 * One regression for all of them, `F = a + d t + e exp(-t / tau) + k x + g_branch`: stiffness `k` from every move on a
 * flank, drift and settling of the cell beside it, and the lash of reversal `j` as `(g_j - g_(j-1)) / k`.
 */
export class LevelRecord {
  /** Branches begun, the first not counted. */
  branches = 0;
  count = 0;
  private readonly cells = new Float64Array(dwellsMax * columns);

  /** Starts over. */
  clear(): void {
    this.count = 0;
    this.branches = 0;
  }

  add(atS: number, positionUm: number, ownN: number, otherN: number): void {
    if (this.count === dwellsMax) return;
    const at = this.count * columns;
    this.cells[at] = atS;
    this.cells[at + 1] = positionUm;
    this.cells[at + 2] = ownN;
    this.cells[at + 3] = otherN;
    this.cells[at + 4] = this.branches;
    this.count += 1;
  }

  /** Undefined when the dwells do not tell the terms apart. The sigmas are those of a dwell's mean. */
  fit(ownSigmaN: number, otherSigmaN: number): LevelResult | undefined {
    let best: LeastSquares | undefined;
    for (const tauS of settlingS) {
      const fit = this.regress(tauS);
      if (fit === undefined) continue;
      if (best === undefined || fit.residualVariance < best.residualVariance) best = fit;
    }
    if (best === undefined) return undefined;
    const noise = ownSigmaN * ownSigmaN;
    const variance = best.residualVariance > noise ? best.residualVariance : noise;
    const nPerUm = best.coefficients[3] as number;
    const weights = new Float64Array(best.size);
    weights[3] = 1;
    const sigma = Math.sqrt(variance * best.varianceOf(weights));
    const lashesUm: number[] = [];
    let worst = 0;
    for (let j = 1; j <= this.branches; j += 1) {
      const gain = this.offset(best, j) - this.offset(best, j - 1);
      // Down, the nut lags above the screw and the force is higher than the position says; up again it is the reverse.
      lashesUm.push((j % 2 === 1 ? gain : -gain) / nPerUm);
      const ofLash = this.offsetVariance(best, j, weights);
      if (ofLash > worst) worst = ofLash;
    }
    return {
      forceN: this.mean(2),
      nPerUm,
      sigmaNPerUm: sigma,
      lashesUm,
      lashSigmaUm: Math.sqrt(variance * worst) / (nPerUm > 0 ? nPerUm : 1),
      ...this.crossGain(otherSigmaN),
    };
  }

  private offset(fit: LeastSquares, branch: number): number {
    return branch === 0 ? 0 : (fit.coefficients[commonTerms + branch - 1] as number);
  }

  private offsetVariance(fit: LeastSquares, branch: number, weights: Float64Array): number {
    weights.fill(0);
    weights[commonTerms + branch - 1] = 1;
    if (branch > 1) weights[commonTerms + branch - 2] = -1;
    return fit.varianceOf(weights);
  }

  private regress(tauS: number): LeastSquares | undefined {
    const size = commonTerms + this.branches;
    const fit = new LeastSquares(size);
    const row = new Float64Array(size);
    const originUm = this.cells[1] as number;
    for (let i = 0; i < this.count; i += 1) {
      this.common(i, tauS, row);
      row[3] = this.at(i, 1) - originUm;
      for (let j = 1; j <= this.branches; j += 1) {
        row[commonTerms + j - 1] = this.at(i, 4) === j ? 1 : 0;
      }
      fit.add(row, this.at(i, 2));
    }
    return fit.solve() ? fit : undefined;
  }

  /** The other side's force against this one's, beside a drift of its own. */
  private crossGain(otherSigmaN: number): { cross: number; crossSigma: number } {
    const fit = new LeastSquares(commonTerms);
    const row = new Float64Array(commonTerms);
    const originN = this.mean(2);
    for (let i = 0; i < this.count; i += 1) {
      this.common(i, 20, row);
      row[3] = this.at(i, 2) - originN;
      fit.add(row, this.at(i, 3));
    }
    if (!fit.solve()) return { cross: 0, crossSigma: Infinity };
    const noise = otherSigmaN * otherSigmaN;
    const variance = fit.residualVariance > noise ? fit.residualVariance : noise;
    row.fill(0);
    row[3] = 1;
    const cross = fit.coefficients[3] as number;
    return { cross, crossSigma: Math.sqrt(variance * fit.varianceOf(row)) };
  }

  /** Start, drift and settling. */
  private common(i: number, tauS: number, row: Float64Array): void {
    const sinceS = this.at(i, 0) - this.at(0, 0);
    row[0] = 1;
    row[1] = sinceS;
    row[2] = exp(-sinceS / tauS);
  }

  private at(i: number, column: number): number {
    return this.cells[i * columns + column] as number;
  }

  private mean(column: number): number {
    let sum = 0;
    for (let i = 0; i < this.count; i += 1) sum += this.at(i, column);
    return this.count > 0 ? sum / this.count : 0;
  }
}
