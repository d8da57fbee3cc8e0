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
  /** Speed limit, > 0, positions a second. */
  speedMax = 1;
  readonly acceleration: number;

  constructor(acceleration: number) {
    this.acceleration = acceleration;
  }

  get moving(): boolean {
    return this.velocity !== 0 || this.position !== this.target;
  }

  /** Stands still at once, where it is. */
  halt(): void {
    this.velocity = 0;
    this.target = this.position;
  }

  advance(dtS: number): void {
    let left = dtS;
    for (let i = 0; i < phaseLimit && left > 0 && this.moving; i += 1) left -= this.#phase(left);
  }

  /** One stretch of constant acceleration, at most `leftS` long; returns its length in s. */
  #phase(leftS: number): number {
    const way = this.target - this.position;
    const direction = way < 0 || (way === 0 && this.velocity > 0) ? -1 : 1;
    const distance = way * direction;
    const speed = this.velocity * direction;
    const a = this.acceleration;
    if (speed < 0) return this.#change(direction, speed, 0, a, leftS);
    if (distance <= arrival && speed * speed <= 4 * a * arrival) {
      this.position = this.target;
      this.velocity = 0;
      return leftS;
    }
    if (speed > this.speedMax) return this.#change(direction, speed, this.speedMax, a, leftS);
    const braking = (speed * speed) / (2 * a);
    if (distance <= braking * (1 + 1e-9) + slack)
      return this.#change(direction, speed, 0, a, leftS);
    if (speed < this.speedMax) {
      // Up to the limit, or to where braking must begin: v^2 = a d + v0^2 / 2 there.
      const peak = Math.sqrt(a * distance + (speed * speed) / 2);
      return this.#change(direction, speed, Math.min(this.speedMax, peak), a, leftS);
    }
    const time = Math.min(leftS, (distance - braking) / speed);
    this.position += direction * speed * time;
    return time;
  }

  /**
   * Goes from one speed to another as fast as allowed; the end is met exactly if the time suffices.
   */
  #change(direction: number, speed: number, end: number, a: number, leftS: number): number {
    const rate = end < speed ? -a : a;
    const whole = (end - speed) / rate;
    const time = Math.min(leftS, whole);
    this.position += direction * (speed + (rate * time) / 2) * time;
    this.velocity = time === whole ? direction * end : direction * (speed + rate * time);
    return time;
  }
}
