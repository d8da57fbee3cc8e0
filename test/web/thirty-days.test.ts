// The page after 30 days of rows: what `npm run bench:page` measures with a row a second, with one in twenty of them.

import { strict as assert } from "node:assert";
import { LongRecord } from "../../bench/page/long-record.js";
import { heapBytes, paceOf } from "../../bench/page/pan-and-zoom.js";
import { type OpenPage, openPage } from "./open-page.js";

const everyS = 20;
const rows = (30 * 86400) / everyS;

describe("operator's page with 30 days of rows", () => {
  let open: OpenPage;
  let record: LongRecord;

  before(async () => {
    record = await LongRecord.serve(30, everyS);
    open = await openPage();
  });

  after(async () => {
    await open.context.close();
    record.close();
  });

  const hasRows = async (wanted: number) => {
    await open.page.waitForFunction(
      (count) => Number(document.getElementById("charts")?.dataset["rows"]) >= count,
      wanted,
    );
  };

  it("keeps them in memory that the rows do not add to", async () => {
    await open.page.selectOption("#transport", "socket");
    await open.page.fill("#address", `ws://127.0.0.1:${record.port}`);
    await open.page.click("#connect");
    await hasRows(1000);
    const early = await heapBytes(open.page);
    await hasRows(rows);
    const late = await heapBytes(open.page);
    // 129,600 rows of seven numbers would be 7 MB as bare doubles.
    assert.ok(late - early < 2e6, `${early} bytes, then ${late}`);
  });

  it("draws at least 20 pictures a second while one pans and zooms, from 30 days to an hour", async () => {
    // The quickest of three: what else the computer does is not the page's affair.
    const best = async (keys: readonly string[]) => {
      let perS = 0;
      for (let i = 0; i < 3 && perS < 20; i += 1)
        perS = Math.max(perS, (await paceOf(open.page, keys, 40)).perS);
      return perS;
    };
    for (const windowS of ["2592000", "86400", "3600"]) {
      await open.page.selectOption("#window", windowS);
      const pan = await best(["ArrowLeft", "ArrowLeft", "ArrowRight"]);
      assert.ok(pan >= 20, `pan of ${windowS} s: ${pan}`);
      const zoom = await best(["+", "+", "-", "-"]);
      assert.ok(zoom >= 20, `zoom of ${windowS} s: ${zoom}`);
    }
  });
});
