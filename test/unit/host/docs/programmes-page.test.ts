import assert from "node:assert/strict";
import { programmesPage } from "../../../../host/docs/programmes-page.js";
import { Problems } from "../../../../src/document/problems.js";
import { isJsonObject } from "../../../../src/document/table.js";
import { conditions } from "../../../../src/programme/conditions.js";
import { readProgramme } from "../../../../src/programme/read.js";
import { stepNames } from "../../../../src/programme/step-kinds.js";

const page = programmesPage();
const blocks = [...page.matchAll(/```json\n(.*?)\n```/gsu)].map((match) =>
  JSON.parse(match[1] ?? ""),
);

describe("docs/programmes.md", () => {
  it("has examples that are programmes, or steps, in which nothing is wrong", () => {
    assert.ok(blocks.length >= stepNames.length + 3);
    for (const block of blocks) {
      const whole = isJsonObject(block) && Object.hasOwn(block, "name");
      const problems = new Problems();
      readProgramme(whole ? block : { name: "example", steps: [block] }, problems);
      assert.deepEqual(problems.list, [], JSON.stringify(block));
    }
  });

  it("shows every kind of step and every condition in an example", () => {
    const text = JSON.stringify(blocks);
    for (const name of [...stepNames, ...Object.keys(conditions)])
      assert.ok(text.includes(`"${name}":`), name);
  });
});
