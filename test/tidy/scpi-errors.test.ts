import assert from "node:assert/strict";
import { scpiErrors } from "../../src/protocol/errors.js";
import { filesUnder } from "./project-files.js";

describe("errors of the serial line", () => {
  const texts = filesUnder(["src"], [".ts"])
    .filter(({ path }) => path !== "src/protocol/errors.ts")
    .map(({ text }) => text)
    .join("\n");

  for (const name of Object.keys(scpiErrors))
    if (name !== "none")
      it(`${name} is reported by some part of the firmware, as docs/protocol.md says`, () => {
        assert.ok(texts.includes(`"${name}"`));
      });
});
