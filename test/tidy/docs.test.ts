import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pages } from "../../host/docs/pages.js";

describe("pages made from tables", () => {
  for (const [file, text] of pages()) {
    it(`docs/${file} is what npm run docs would write`, () => {
      const written = readFileSync(new URL(`../../docs/${file}`, import.meta.url), "utf8");
      assert.equal(written, text, "run: npm run docs");
    });
  }
});
