import assert from "node:assert/strict";
import { type OpenPage, openPage } from "./open-page.js";

describe("help beside the programme editor", () => {
  let opened: OpenPage;
  before(async () => {
    opened = await openPage();
  });
  after(() => opened.context.close());

  const keys = () => opened.page.locator("#step-help-body th").allTextContents();

  it("opens by the keyboard and tells the keys of the step under the cursor", async () => {
    const { page } = opened;
    const programme = '{"name":"x","steps":[{"approach":{"touch":"5 N"}},{"unload":{}}]}';
    await page.fill("#programme-text", programme);
    await page.focus("#step-help summary");
    await page.keyboard.press("Enter");
    assert.equal(await page.isVisible("#step-help-search"), true);
    await page.focus("#programme-text");
    await page.keyboard.press("Control+Home");
    for (let i = 0; i < programme.indexOf("touch"); i++) await page.keyboard.press("ArrowRight");
    const approach = await keys();
    assert.ok(approach.includes("approach.touch"), approach.join());
    assert.ok(!approach.includes("unload"), approach.join());
    await page.keyboard.press("Control+End");
    assert.equal((await keys())[0], "unload");
  });

  it("finds a key of any step by a word, with its range and meaning", async () => {
    const { page } = opened;
    await page.fill("#step-help-search", "probe.swing");
    const row = await page.locator("#step-help-body tr").first().textContent();
    assert.match(row ?? "", /^probe\.swing[\d.]+ \S+ to [\d.]+ \S+.*[a-z]/u);
    assert.deepEqual(await keys(), ["probe.swing"]);
    assert.deepEqual(opened.errors, []);
  });
});
