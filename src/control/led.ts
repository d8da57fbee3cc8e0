/** A ramp of the other side that asks for nothing for so long is over, s. */
const overS = 6;
/** An error against the way of the ramp is borne up to this share of what the ramp would do here, and so many deadbands. */
const bearShare = 0.2;
const bearDeadbands = 3;
/** The lash that has to be crossed beforehand is crossed as if this share of it were an error already. */
const askShare = 0.5;
const askDeadbands = 4;

/**
 * What a ramp of the other side asks of this screw (`src/pair/decoupler.ts`): moves ahead of the force, all one way.
 *
 * While the ramp goes on the screw does not turn round for a small error, and what it has already gone too far is taken off the
 * moves to come: both would cost a crossing of the lash, and the ramp takes the error away by itself.
 */
export class Led {
  /** Sign of the moves; 0 while no ramp of the other side asks for any. */
  direction = 0;
  /** Change of force that the ramp would make here while the screw stands, N, without its sign. */
  wayN = 0;
  /** Asked for and not moved yet, um. */
  private pendingUm = 0;
  private idleS = 0;

  /** A ramp begins that would change the force by `wayN` if this screw stood. */
  begin(direction: number, wayN: number): void {
    if (direction !== this.direction) this.pendingUm = 0;
    this.direction = direction;
    this.wayN = wayN;
    this.idleS = 0;
  }

  plan(moveUm: number): void {
    this.pendingUm += moveUm;
    this.idleS = 0;
  }

  /**
   * The move that is due now, um, never against the way. A gear between its flanks would lose it: what the force shows of the
   * ramp meanwhile is the loop's, and the last `delayS` of it are kept for the flank.
   */
  due(errorN: number, stiffnessNPerUm: number, crossing: boolean, shareOfDelay: number): number {
    const pending = this.pendingUm;
    if (crossing) this.pendingUm -= pending * shareOfDelay;
    const along = pending * this.direction;
    if (crossing || along <= 0) return 0;
    const overUm = (-this.direction * errorN) / stiffnessNPerUm;
    const kept = overUm <= 0 ? 0 : overUm < along ? overUm : along;
    this.pendingUm = this.direction * kept;
    return pending - this.pendingUm;
  }

  /** An error that the screw does not turn round for. */
  bears(errorN: number, halfWidthN: number): boolean {
    const against = -this.direction * errorN;
    return against > 0 && against < bearDeadbands * halfWidthN + bearShare * this.wayN;
  }

  /** What a crossing of lash for the ramp is asked for at least, N. */
  askN(halfWidthN: number): number {
    const share = askShare * this.wayN;
    return share > askDeadbands * halfWidthN ? share : askDeadbands * halfWidthN;
  }

  /** The ramp waits, but it is not over. */
  stay(): void {
    this.idleS = 0;
  }

  pass(dtS: number): void {
    this.idleS += dtS;
    if (this.idleS > overS) this.end();
  }

  end(): void {
    this.direction = 0;
    this.pendingUm = 0;
  }
}
