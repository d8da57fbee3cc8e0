import assert from "node:assert/strict";

/** `actual` within `tolerance` of `expected`; NaN is never near. */
export function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance,
    `${actual} is not within ${tolerance} of ${expected}`,
  );
}

/** `actual` within the share `tolerance` of `expected`. */
export function nearShare(actual: number, expected: number, tolerance: number): void {
  near(actual, expected, Math.abs(expected) * tolerance);
}
