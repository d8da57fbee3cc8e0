import assert from "node:assert/strict";
import { settingsTable } from "../../src/settings/table.js";
import { type OpenPage, openPage } from "./open-page.js";

describe("settings compared in the page", () => {
  let opened: OpenPage;
  before(async () => {
    opened = await openPage();
  });
  after(() => opened.context.close());

  const compareWith = (json: string) =>
    opened.page.setInputFiles("#settings-file", {
      name: "other.json",
      mimeType: "application/json",
      buffer: Buffer.from(json),
    });
  const says = (words: RegExp) =>
    opened.page.locator("#settings-note", { hasText: words }).waitFor({ timeout: 15000 });
  const row = (path: string) =>
    opened.page.locator("#settings-diff-body tr", { has: opened.page.getByText(path) });

  it("tells what a file has otherwise: there, here and what it means", async () => {
    await compareWith('{"die":{"diameter":"20 mm"}}');
    await says(/^other\.json: [1-9]\d* settings differ$/u);
    const cells = await row("die.diameter").locator("td").allTextContents();
    assert.equal(cells[0], "20 mm");
    assert.match(cells[1] ?? "", /^[\d.]+ mm$/u);
    assert.notEqual(cells[1], "20 mm");
    assert.notEqual(cells[2], "");
  });

  it("compares with the defaults", async () => {
    await opened.page.click("#settings-defaults");
    await says(/^Defaults: [1-9]\d* settings differ$/u);
    const fallback = settingsTable.die.fields.diameter.default;
    const cells = await row("die.diameter").locator("td").allTextContents();
    assert.equal(cells[0], `${fallback} mm`);
    assert.notEqual(cells[1], cells[0]);
  });

  it("names what is wrong with a file", async () => {
    await compareWith('{"die":{"diameter":"900 m"}}');
    await says(/^other\.json is no settings file: .*die\.diameter/u);
    assert.deepEqual(opened.errors, []);
  });
});
