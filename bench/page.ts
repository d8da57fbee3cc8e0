// Pan and zoom of the operator's page over 30 days of rows, a row a second: `npm run bench:page -- SECONDS_BETWEEN_ROWS`.

import { gzipSync } from "node:zlib";
import { openPage } from "../test/web/open-page.js";
import { pageHtml } from "../web/bundle/page-html.js";
import { LongRecord } from "./page/long-record.js";
import { heapBytes, paceOf } from "./page/pan-and-zoom.js";

const everyS = Number(process.argv[2] ?? "1");
const days = 30;
const frames = 240;

const record = await LongRecord.serve(days, everyS);
const { context, page } = await openPage();
page.setDefaultTimeout(600_000);
const say = (text: string) => process.stdout.write(`${text}\n`);
say(`page: ${(gzipSync(await pageHtml()).length / 1000).toFixed(0)} kB gzipped`);
await page.selectOption("#transport", "socket");
const emptyMB = (await heapBytes(page)) / 1e6;
await page.fill("#address", `ws://127.0.0.1:${record.port}`);
const beganMs = performance.now();
await page.click("#connect");
const rows = Math.round((days * 86400) / everyS);
await page.waitForFunction(
  (want) => Number(document.getElementById("charts")?.dataset["rows"]) >= want,
  rows,
);
const tookS = (performance.now() - beganMs) / 1000;
say(
  `${rows} rows of ${days} days read in ${tookS.toFixed(1)} s, ${(rows / tookS).toFixed(0)} a second`,
);
const fullMB = (await heapBytes(page)) / 1e6;
say(`heap ${emptyMB.toFixed(1)} MB before, ${fullMB.toFixed(1)} MB after`);
for (const [windowS, name] of [
  ["2592000", "30 d"],
  ["604800", "7 d"],
  ["86400", "1 d"],
  ["3600", "1 h"],
] as const) {
  await page.selectOption("#window", windowS);
  const pan = await paceOf(page, ["ArrowLeft", "ArrowLeft", "ArrowRight"], frames);
  await page.selectOption("#window", windowS);
  const zoom = await paceOf(page, ["+", "+", "+", "-", "-", "-"], frames);
  say(
    `${name}: pan ${pan.perS.toFixed(0)} pictures a second (longest ${pan.longestMs.toFixed(0)} ms), ` +
      `zoom ${zoom.perS.toFixed(0)} (${zoom.longestMs.toFixed(0)} ms)`,
  );
}
await context.close();
record.close();
