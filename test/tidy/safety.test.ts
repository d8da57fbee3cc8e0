import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { hazards } from "../../host/docs/hazards.js";

describe("the hazards of docs/safety.md", () => {
  for (const { hazard, tests, residual } of hazards) {
    it(`"${hazard.slice(0, 40)}..." names tests that exist, and what is left`, () => {
      assert.ok(tests.length > 0 && residual.length > 10);
      for (const file of tests) {
        assert.ok(existsSync(new URL(`../${file}`, import.meta.url)), `test/${file}`);
      }
    });
  }
});
