import assert from "node:assert/strict";
import { fillBlock, fillBlocks } from "../../../../host/docs/marked-blocks.js";

const page = "before\n\n<!-- made by npm run docs: pins -->\nold\n<!-- end -->\n\nafter\n";
const filled = "before\n\n<!-- made by npm run docs: pins -->\n\nnew\n\n<!-- end -->\n\nafter\n";

describe("blocks between markers", () => {
  it("are replaced, and the page around them is not", () => {
    assert.equal(fillBlocks(page, { pins: "new\n" }), filled);
  });

  it("come out the same the second time", () => {
    assert.equal(fillBlocks(filled, { pins: "new" }), filled);
  });

  it("must have a place, an end, and something to fill them", () => {
    assert.throws(() => fillBlocks(page, { pins: "", board: "" }), /no block "board"/);
    assert.throws(() => fillBlocks(page, {}), /nothing fills block "pins"/);
    const open = page.replace("<!-- end -->", "");
    assert.throws(() => fillBlocks(open, { pins: "new" }), /block "pins" has no end/);
    const second = "<!-- made by npm run docs: board -->\n<!-- end -->\n";
    assert.throws(() => fillBlocks(open + second, { pins: "", board: "" }), /"pins" has no end/);
  });

  it("made by another command stand beside those of the documentation and are left alone by it", () => {
    const other = "<!-- made by npm run bench: speed -->\nslow\n<!-- end -->\n";
    const both = fillBlocks(page + other, { pins: "new" });
    assert.equal(both, filled + other);
    const fast = fillBlock(both, "npm run bench", "speed", "fast");
    assert.equal(fast, filled + other.replace("\nslow\n", "\n\nfast\n\n"));
    assert.throws(() => fillBlock(both, "npm run bench", "pins", "x"), /no block "pins"/);
  });
});
