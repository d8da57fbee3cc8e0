import type { Context } from "mocha";
import { XsEngine } from "./engine.js";

/**
 * To be called in a suite's `before`: without the engine the suite is skipped and says why, and in continuous
 * integration (environment variable CI) it fails, so that nobody takes tests that did not run for tests that passed.
 */
export function needXs(suite: Context): void {
  const missing = XsEngine.available();
  if (missing === undefined) return;
  const message = `XS tests did not run: ${missing}`;
  if (process.env["CI"]) throw new Error(message);
  console.log(`    ${message}`);
  suite.skip();
}
