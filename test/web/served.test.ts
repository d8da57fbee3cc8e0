// The page, opened from a file, on the rig behind `isobar serve --sim`.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { ServedRig } from "../../bench/serve/served-rig.js";
import { Access } from "../../host/serve/access.js";
import { holdShort, numberIn, shows } from "./looks.js";
import { type OpenPage, openPage } from "./open-page.js";
import { provoke } from "./provoke.js";
import { watchStop } from "./watch-stop.js";

const token = "a-token-of-the-test";

describe("operator's page on isobar serve --sim", () => {
  let open: OpenPage;
  let rig: ServedRig;

  before(async () => {
    rig = await ServedRig.start(1, new Access(undefined, token));
    open = await openPage();
  });

  after(async () => {
    await open.context.close();
    rig.close();
  });

  const connect = async (withToken: string) => {
    await open.page.selectOption("#transport", "socket");
    await open.page.fill(
      "#address",
      `ws://127.0.0.1:${rig.webPort}/scpi${withToken === "" ? "" : `?token=${withToken}`}`,
    );
    await open.page.click("#connect");
  };

  /** The clock of the simulated rig, so many times as fast as ours. */
  const pace = (speed: number) => {
    if (rig.link !== undefined) rig.link.speed = speed;
  };

  it("says that it is not connected when the server wants a token", async () => {
    await connect("");
    await shows(open, "link-state", /^Not connected/u);
    await shows(open, "anode-state", /^NO DATA$/u);
  });

  it("shows the rig's rows once it has the token", async () => {
    await connect(token);
    await shows(open, "link-state", /^Connected: ws:/u);
    await shows(open, "anode-state", /^OFF$/u);
    await shows(open, "anode-pressure", /\d/u);
  });

  it("runs a programme only after a dry run of the same text", async () => {
    const step = '{"hold":{"anode":"300 kPa"},"until":{"after":"5 s"}}';
    await open.page.fill("#programme-text", `{"name":"tried","steps":[${step}]}`);
    assert.ok(await open.page.isDisabled("#programme-run"));
    await open.page.click("#programme-dry");
    await shows(open, "programme-note", /^Dry run came to its end: about .*, travel \d+ µm/u);
    // The rig has its first readings some seconds after its start, which a busy computer's dry run is not.
    await open.page.waitForSelector("#programme-run:enabled");
    await open.page.fill("#programme-text", `{"name":"tried","steps":[${step},${step}]}`);
    assert.ok(await open.page.isDisabled("#programme-run"));
    assert.match((await open.page.textContent("#programme-gate")) ?? "", /without a dry run/u);
  });

  it("records, and runs a programme to where it holds", async () => {
    await open.page.click("#record");
    await holdShort(open, () => pace(50));
    // 1 % of 300 kPa are 3, of 100 kPa 1: the band is 2 kPa at the least.
    assert.ok(Math.abs((await numberIn(open, "anode-pressure")) - 300) <= 3);
    assert.ok(Math.abs((await numberIn(open, "cathode-pressure")) - 100) <= 2);
  });

  it("stops a ramp by its button within two ticks, and says so though rows come once a second", async () => {
    pace(1);
    await shows(open, "row-every", /every 1\.0 s/u);
    await open.page.click("#programme-stop");
    await open.page.fill("#anode-kpa", "1500");
    await open.page.fill("#anode-rate", "20");
    const watch = watchStop(rig.world);
    await open.page.click("#anode-apply");
    await shows(open, "anode-state", /^RAMP$/u);
    await open.page.click("#stop");
    await shows(open, "stop-note", /^STOP obeyed: .* both screws stand$/u);
    const { arrivedAtS, movedAtS } = watch();
    assert.ok(movedAtS - arrivedAtS <= 0.2, `moved for ${movedAtS - arrivedAtS} s`);
    assert.ok(movedAtS - arrivedAtS > -1, "it was under way");
    await shows(open, "anode-state", /^KEEP POSITION$/u);
  });

  it("shows a fault with what is still true, and clears it once it is over", async () => {
    pace(10);
    provoke(rig.world, "estop", 2);
    await shows(open, "anode-state", /^FAULT$/u);
    await shows(open, "fault-list", /estop \(.*Still true: Pressures are measured/u);
    await open.page.waitForTimeout(400);
    await open.page.click("#clear");
    await shows(open, "fault-none", /No faults/u);
    await shows(open, "anode-state", /^(?:KEEP POSITION|OFF)$/u);
  });

  it("shows in the rig's own words what the rig refuses", async () => {
    await open.page.fill("#anode-kpa", "99000");
    await open.page.click("#anode-apply");
    await shows(open, "control-note", /^-222,/u);
  });

  const lines = async () =>
    Number(/: (\d+) lines/u.exec((await open.page.textContent("#record-note")) ?? "")?.[1]);

  it("goes on with the recording when the page is opened anew, and has what came meanwhile", async () => {
    await shows(open, "record-note", /Recording cell-.*: \d{2,} lines/u);
    assert.equal(await open.page.getAttribute("#record-gaps", "data-lost"), "0");
    const name = (await open.page.textContent("#record-note"))?.split(":")[0];
    const before = await lines();
    await open.page.reload();
    await shows(open, "link-state", /^Connected: ws:/u);
    await shows(open, "record-note", /Recording cell-.*: \d{2,} lines$/u);
    assert.equal((await open.page.textContent("#record-note"))?.split(":")[0], name);
    await open.page.waitForFunction(
      (count) =>
        Number(
          /: (\d+) lines/u.exec(document.getElementById("record-note")?.textContent ?? "")?.[1],
        ) >
        count + 5,
      before,
    );
    assert.equal(await open.page.getAttribute("#record-gaps", "data-lost"), "0");
  });

  it("declares what the rig had overwritten before the page came back", async () => {
    const url = open.page.url();
    await open.page.goto("about:blank");
    // The ring has 640 records, some 620 of them rows, one a second of the rig.
    const atS = rig.world.atS;
    pace(2000);
    while (rig.world.atS < atS + 1000) await new Promise((resolve) => setTimeout(resolve, 20));
    pace(10);
    await open.page.goto(url);
    await shows(open, "record-gaps", /^[3-9]\d{2} records lost in \d gaps, 0 lines damaged$/u);
    await open.page.click("#record");
    // What the rig is still giving is waited for.
    await shows(open, "record-note", /^Not recording$/u);
    const saved = open.page.waitForEvent("download");
    await open.page.getByRole("button", { name: "Save CSV" }).click();
    const text = readFileSync(await (await saved).path(), "utf8");
    const rows = text.trimEnd().split("\n").slice(1);
    const gaps = rows.filter((row) => /,(\d+),[^,]+$/u.test(row));
    const missing = gaps.map((row) => Number(/,(\d+),[^,]+$/u.exec(row)?.[1]));
    // Some 1,000 rows and slow rows less the ring's 640.
    const all = missing.reduce((sum, count) => sum + count, 0);
    assert.ok(all > 300 && all < 600, gaps.join("\n"));
    const numbers = rows.map((row) => Number(row.split(",")[0]));
    assert.deepEqual(
      numbers,
      [...new Set(numbers)].sort((a, b) => a - b),
      "in order, each once",
    );
  });

  it("ran without an error of its script", () => {
    assert.deepEqual(open.errors, []);
  });
});
