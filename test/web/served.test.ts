// The page, opened from a file, on the rig behind `isobar serve --sim`.

import { strict as assert } from "node:assert";
import { ServedRig } from "../../bench/serve/served-rig.js";
import { Access } from "../../host/serve/access.js";
import { holdShort, numberIn, shows, stopTookS } from "./looks.js";
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
    assert.ok(await open.page.isEnabled("#programme-run"));
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
    // Two looks 0.13 s apart, and what a busy computer adds.
    assert.ok((await stopTookS(open)) < 1);
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

  it("still has the recording after the page was opened anew", async () => {
    await shows(open, "record-note", /Recording cell-.*: \d{2,} lines/u);
    assert.equal(await open.page.getAttribute("#record-gaps", "data-lost"), "0");
    await open.page.waitForTimeout(1200);
    await open.page.reload();
    await shows(open, "recordings", /^cell-.*, \d{2,} lines0 records lost in 0 gaps/u);
  });

  it("ran without an error of its script", () => {
    assert.deepEqual(open.errors, []);
  });
});
