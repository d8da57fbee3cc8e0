/**
 * A closer approach to the target than this is arrival, in positions; the register counts whole
 * ones.
 */
const arrival = 1e-6;
/** Nearer than this to where braking must begin is there. */
const slack = 1e-7;
/** Accelerate, cruise, brake, turn round: more phases than these do not fit into one move. */
const phaseLimit = 8;

/**
 * The ramp generator of a motion chip: goes to its target on a trapezoid of speed, exactly,
 * whatever the step. Every motion ends by itself.
 */
export class Ramp {
  position = 0;
  velocity = 0;
  target = 0;
  /** Speed limit, positions a second; 0 brakes and then stands, wherever the target is. */
  speedMax = 0;
  /** Of speeding up, and of braking to a new speed limit, positions a second squared; 0: it never starts. */
  acceleration = 0;
  /** Of braking towards the target; 0: it never starts. */
  deceleration = 0;
  /** Highest speed in the last `advance`, positions a second. */
  fastest = 0;

  get moving(): boolean {
    return this.velocity !== 0 || (this.speedMax > 0 && this.position !== this.target);
  }

  advance(dtS: number): void {
    this.fastest = 0;
    if (this.acceleration <= 0 || this.deceleration <= 0) return;
    let left = dtS;
    for (let i = 0; i < phaseLimit && left > 0 && this.moving; i += 1) left -= this.#phase(left);
  }

  /** One stretch of constant acceleration, at most `leftS` long; returns its length in s. */
  #phase(leftS: number): number {
    const way = this.target - this.position;
    const direction = way < 0 || (way === 0 && this.velocity > 0) ? -1 : 1;
    const distance = way * direction;
    const speed = this.velocity * direction;
    const up = this.acceleration;
    const down = this.deceleration;
    if (speed < 0) return this.#change(direction, speed, 0, down, leftS);
    if (distance <= arrival && speed * speed <= 4 * down * arrival) {
      this.position = this.target;
      this.velocity = 0;
      return leftS;
    }
    if (speed > this.speedMax) return this.#change(direction, speed, this.speedMax, up, leftS);
    const braking = (speed * speed) / (2 * down);
    if (distance <= braking * (1 + 1e-9) + slack) {
      return this.#change(direction, speed, 0, down, leftS);
    }
    if (speed < this.speedMax) {
      // Up to the limit, or to where braking must begin: v^2 / 2 = (a d x + d v0^2 / 2) / (a + d) there.
      const half = (up * down * distance + (down * speed * speed) / 2) / (up + down);
      const peak = Math.sqrt(2 * half);
      return this.#change(direction, speed, Math.min(this.speedMax, peak), up, leftS);
    }
    const time = Math.min(leftS, (distance - braking) / speed);
    this.position += direction * speed * time;
    if (speed > this.fastest) this.fastest = speed;
    return time;
  }

  /**
   * Goes from one speed to another as fast as allowed; the end is met exactly if the time suffices.
   */
  #change(direction: number, speed: number, end: number, a: number, leftS: number): number {
    const rate = end < speed ? -a : a;
    const whole = (end - speed) / rate;
    const time = Math.min(leftS, whole);
    const reached = time === whole ? end : speed + rate * time;
    this.position += direction * (speed + (rate * time) / 2) * time;
    this.velocity = direction * reached;
    const top = Math.max(Math.abs(speed), Math.abs(reached));
    if (top > this.fastest) this.fastest = top;
    return time;
  }
}
