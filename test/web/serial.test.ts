// The page on a serial port of the browser, with the simulated rig at the other end of the cable.

import { strict as assert } from "node:assert";
import { World } from "../../sim/world.js";
import { planOf } from "../../web/worker/rig-plan.js";
import { FakeSerial } from "./fake-serial.js";
import { holdShort, nextPicture, shows } from "./looks.js";
import { type OpenPage, openPage } from "./open-page.js";
import { provoke } from "./provoke.js";
import { watchStop } from "./watch-stop.js";

describe("operator's page on a serial port", () => {
  const world = new World(planOf("doerrer", 3));
  const serial = new FakeSerial(world);
  let open: OpenPage;

  before(async () => {
    open = await openPage((page) => serial.prepare(page));
  });

  after(async () => {
    await open.context.close();
    serial.link?.close();
  });

  const pace = (speed: number) => {
    if (serial.link !== undefined) serial.link.speed = speed;
  };

  it("opens the port at 115200 baud and leaves both control lines off", async () => {
    await open.page.selectOption("#transport", "serial");
    await open.page.click("#connect");
    await shows(open, "link-state", /^Connected: Web Serial$/u);
    await shows(open, "anode-state", /^OFF$/u);
    assert.equal(serial.use.baudRate, 115_200);
    // An ESP32 would start anew.
    assert.equal(serial.use.signals, '{"dataTerminalReady":false,"requestToSend":false}');
  });

  it("runs a programme to where it holds", async () => {
    // The load cells have something to show by the second row.
    await shows(open, "row-every", /every 1\.0 s/u);
    await holdShort(open, () => pace(50));
  });

  it("stops by the keyboard within two ticks of the byte's arrival, wherever the focus is", async () => {
    pace(1);
    await shows(open, "row-every", /every 1\.0 s/u);
    const watch = watchStop(world);
    await open.page.focus("#console-input");
    await open.page.keyboard.press("Control+.");
    await shows(open, "stop-note", /^STOP obeyed/u);
    await shows(open, "anode-state", /^KEEP POSITION$/u);
    await shows(open, "events", /programmeStopped/u);
    const { arrivedAtS, movedAtS } = watch();
    assert.ok(arrivedAtS > 0, "the byte arrived");
    // A side that holds may have had nothing to move.
    assert.ok(!(movedAtS - arrivedAtS > 0.2), `moved for ${movedAtS - arrivedAtS} s`);
  });

  it("shows a fault and clears it once it is over", async () => {
    pace(10);
    provoke(world, "estop", 2);
    await shows(open, "anode-state", /^FAULT$/u);
    await shows(open, "fault-list", /estop \(/u);
    await open.page.waitForTimeout(400);
    await open.page.click("#clear");
    await shows(open, "fault-none", /No faults/u);
  });

  it("says that the line is gone when the cable is pulled, and shows no old numbers as new", async () => {
    await serial.unplug();
    await nextPicture(open);
    await shows(open, "link-state", /^Not connected: .*lost/u);
    await shows(open, "anode-state", /^NO DATA$/u);
    await open.page.keyboard.press("Escape");
    await shows(open, "stop-note", /NOT CONFIRMED/u);
  });

  it("ran without an error of its script", () => {
    assert.deepEqual(open.errors, []);
  });
});
