import type { Instant } from "./units.js";

/**
 * The rig's one clock.
 *
 * Promises: integer microseconds since power-on, never decreasing, with the platform's 32-bit wraps
 * already removed. Does not promise a resolution better than 1 ms, nor any relation to wall time.
 */
export interface Clock {
  now(): Instant;
}
